//! Why a database could not be reached, or would not do what concerns no step: takes the
//! driver's error, says what it is and what to do. It must not know what was attempted.

use super::wording::{Text, text};

/// What the error says, without the place in the source of the server that raised it.
pub(super) fn plain(source: &sqlx::Error) -> String {
    match source.as_database_error() {
        None => source.to_string(),
        Some(error) => match error.code() {
            Some(code) => format!("{} ({code})", error.message()),
            None => error.message().to_owned(),
        },
    }
}

/// No connection, or one that is of no use.
pub(super) fn connect(source: &sqlx::Error) -> Text {
    let (title, help) = match source {
        sqlx::Error::PoolTimedOut => (
            "no connection of the pool became free in time",
            "close or return connections before, give the pool more with `max_connections`, or \
             hand over the URL, which needs none of the pool's",
        ),
        sqlx::Error::PoolClosed => (
            "the pool is closed",
            "migrate before it is closed, or hand over the URL",
        ),
        sqlx::Error::Configuration(_) => (
            "the URL or its options cannot be read",
            "write it as sqlx reads it, such as `postgres://user:password@host:5432/database` \
             or `sqlite:file.db`",
        ),
        sqlx::Error::Tls(_) => (
            "no encrypted connection to the database could be made",
            "switch on a TLS feature of sqlx, such as `tls-rustls`, and check the certificate; \
             or say `?sslmode=prefer` where the network is trusted",
        ),
        sqlx::Error::Database(error) => database(error.code().as_deref(), error.message()),
        _ => UNREACHED,
    };
    text(title, plain(source), help)
}

const UNREACHED: (&str, &str) = (
    "the database could not be reached",
    "check the address and that the server runs; nothing was changed",
);

/// By the code of PostgreSQL, or of SQLite, whose lower byte is the kind.
///
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>
fn database(code: Option<&str>, message: &str) -> (&'static str, &'static str) {
    let code = code.unwrap_or_default();
    if let Some(number) = code.parse::<u32>().ok().filter(|_| code.len() < 5) {
        return sqlite(number & 0xff);
    }
    match code {
        "53300" => (
            "the server takes no more connections",
            "end some, or raise `max_connections` or the role's or the database's `CONNECTION LIMIT`",
        ),
        "3D000" => (
            "the server has no such database",
            "create it first: `CREATE DATABASE …` in the database `postgres`, or `createdb`",
        ),
        "28000" | "28P01" => (
            "the server does not let this role in",
            "check the role's name and password, `pg_hba.conf`, and that the role may log in",
        ),
        "57P03" => (
            "the server is starting up or shutting down",
            "try again in a moment",
        ),
        "57014" => (
            "the server has cancelled the statement, or its time was over",
            "raise the `statement_timeout` of the role, or of the connection",
        ),
        "25006" => (
            "the server only reads: it is a replica, or the role may not write",
            "connect to the primary, with a role that may write",
        ),
        "25P02" => (
            "the connection is inside a transaction that has failed",
            "roll it back first, or hand over the pool",
        ),
        "42501" => (
            "the role may not do this",
            "grant it what the message names, or migrate with the role that owns the schema",
        ),
        "08P01" if message.contains("pool") => (
            "a pooler stands in between and refuses",
            "connect to the server directly, or through a pooler in session mode",
        ),
        _ => UNREACHED,
    }
}

/// <https://sqlite.org/rescode.html>
fn sqlite(kind: u32) -> (&'static str, &'static str) {
    match kind {
        14 => (
            "the file of the database cannot be opened",
            "check the path; a file that is to be created needs `?mode=rwc` at the end of the URL, \
             and its folder",
        ),
        26 => (
            "the file is no SQLite database",
            "check the path; a database that is encrypted needs its key",
        ),
        8 => (
            "the database cannot be written",
            "allow this user to write the file and its folder, and open it without `mode=ro`",
        ),
        5 | 6 => (
            "another process holds the database",
            "end what it does, or wait longer with `.lock_wait(…)`",
        ),
        _ => UNREACHED,
    }
}

/// What a URL that leads nowhere probably is.
pub(super) fn url(scheme: &str) -> Text {
    let (title, why, help) = match scheme {
        "mysql" | "mariadb" => (
            format!("a URL that begins with `{scheme}:` leads to a database that is not supported"),
            "histories are for PostgreSQL and SQLite",
            "write `postgres://…` or `sqlite:…`".to_owned(),
        ),
        "postgres" | "postgresql" | "sqlite" => (
            format!(
                "a URL that begins with `{scheme}:` leads to no database that this build knows"
            ),
            "each database is a feature of `migrate-runtime`, and none is on by default",
            format!(
                "switch on the feature `{}` of `migrate-runtime`",
                if scheme == "sqlite" {
                    "sqlite"
                } else {
                    "postgres"
                }
            ),
        ),
        _ if is_file(scheme) => (
            "this is the name of a file, and no URL".to_owned(),
            "the beginning of a URL says which database it leads to",
            "write `sqlite:` before it".to_owned(),
        ),
        _ => (
            format!(
                "a URL that begins with `{scheme}:` leads to no database that this build knows"
            ),
            "it knows PostgreSQL with the feature `postgres`, and SQLite with the feature `sqlite`",
            "write `postgres://…` or `sqlite:…`".to_owned(),
        ),
    };
    text(title, why, help)
}

/// A path, a drive, or a name with an end such as `.db`; no scheme has any of these.
fn is_file(scheme: &str) -> bool {
    scheme.len() <= 1
        || scheme.starts_with(':')
        || scheme.contains(['/', '\\'])
        || [".db", ".sqlite", ".sqlite3"]
            .iter()
            .any(|end| scheme.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_leads_nowhere_is_told_for_what_it_is() {
        for (scheme, title) in [
            ("mysql", "a database that is not supported"),
            ("app.db", "this is the name of a file"),
            ("/srv/app", "this is the name of a file"),
            ("C", "this is the name of a file"),
            (":memory:", "this is the name of a file"),
            ("http", "no database that this build knows"),
        ] {
            let text = url(scheme);
            assert!(text.title.contains(title), "{scheme}: {}", text.title);
        }
    }

    #[test]
    fn what_the_pool_says_is_no_matter_of_the_server() {
        let text = connect(&sqlx::Error::PoolTimedOut);
        assert_eq!(text.title, "no connection of the pool became free in time");
        let text = connect(&sqlx::Error::WorkerCrashed);
        assert_eq!(text.title, UNREACHED.0);
    }

    #[test]
    fn codes_of_both_databases_are_told_apart() {
        assert_eq!(database(Some("14"), "").0, sqlite(14).0);
        assert_eq!(
            database(Some("3D000"), "").0,
            "the server has no such database"
        );
        assert_eq!(
            database(Some("53300"), "").0,
            "the server takes no more connections"
        );
        assert_eq!(database(Some("08P01"), "protocol violation").0, UNREACHED.0);
        assert_eq!(database(None, "").0, UNREACHED.0);
    }
}
