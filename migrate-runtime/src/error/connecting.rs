//! Why a database could not be reached, or would not do what concerns no step: takes the
//! driver's error, says what it is and what to do. It must not know what was attempted.

use super::wording::{Text, text};

/// What the error says, without the place in the source of the server that raised it.
pub(crate) fn plain(source: &sqlx::Error) -> String {
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
        sqlx::Error::Database(error) => {
            database(error.code().as_deref(), error.message()).unwrap_or(UNREACHED)
        }
        _ => UNREACHED,
    };
    text(title, plain(source), help)
}

/// What to do about an error of a statement that concerns no step.
pub(super) fn help(source: &sqlx::Error) -> &'static str {
    let Some(error) = source.as_database_error() else {
        return UNREACHED.1;
    };
    let known = database(error.code().as_deref(), error.message());
    known.map_or("correct the cause and run again", |(_, help)| help)
}

const UNREACHED: (&str, &str) = (
    "the database could not be reached",
    "check the address and that the server runs; nothing was changed",
);

/// By the code of PostgreSQL, or of SQLite, whose lower byte is the kind.
///
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>
fn database(code: Option<&str>, message: &str) -> Option<(&'static str, &'static str)> {
    let code = code.unwrap_or_default();
    if let Some(number) = code.parse::<u32>().ok().filter(|_| code.len() < 5) {
        return sqlite(number & 0xff);
    }
    Some(match code {
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
            "grant it what the message names (to create, read and write the ledger's table, say), \
             or migrate with the role that owns the schema",
        ),
        // PgBouncer says most of what it says with this code.
        "08P01" if speaks_for_a_pooler(message) => (
            "a pooler stands in between and refuses",
            "connect to the server directly; or through a pooler in session mode with \
             `ignore_startup_parameters = extra_float_digits`",
        ),
        _ => return None,
    })
}

/// <https://www.pgbouncer.org/config.html>
fn speaks_for_a_pooler(message: &str) -> bool {
    let words = [
        "pool",
        "startup parameter",
        "query_wait_timeout",
        "max_client_conn",
    ];
    words.iter().any(|word| message.contains(word))
}

/// <https://sqlite.org/rescode.html>
fn sqlite(kind: u32) -> Option<(&'static str, &'static str)> {
    Some(match kind {
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
        11 => (
            "the file of the database is damaged",
            "restore a backup, or save what `sqlite3 file.db .recover` finds",
        ),
        13 => ("the disk is full", "make room, and run again"),
        _ => return None,
    })
}

/// What a URL that leads nowhere probably is.
pub(super) fn url(scheme: &str) -> Text {
    const POSTGRES: &str =
        "write it as sqlx reads it: `postgres://user:password@host:5432/database`";
    let leads = format!("a URL that begins with `{scheme}:` leads to");
    match scheme {
        "" => text(
            "this is no URL: it does not say which database it leads to",
            "the name of a file, or of a host, could be of any",
            "write `sqlite:` before the name of a file, and `postgres://` before a host",
        ),
        "mysql" | "mariadb" | "mssql" | "sqlserver" | "oracle" | "mongodb" => text(
            format!("{leads} a database that is not supported"),
            "histories are for PostgreSQL and SQLite",
            "write `postgres://…` or `sqlite:…`",
        ),
        "postgres" | "postgresql" => text(
            format!("{leads} a database that this build does not know"),
            "each database is a feature of `migrate-runtime`, and none is on by default",
            "switch on the feature `postgres` of `migrate-runtime`",
        ),
        "sqlite" => text(
            format!("{leads} a database that this build does not know"),
            "each database is a feature of `migrate-runtime`, and none is on by default",
            "switch on the feature `sqlite` of `migrate-runtime`",
        ),
        "sqlite3" | "file" => text(
            format!("{leads} no database"),
            "SQLite's scheme is `sqlite`",
            format!("write `sqlite:` in place of `{scheme}:`"),
        ),
        "jdbc" | "pg" | "psql" | "pgsql" => {
            text(format!("{leads} no database"), ELSEWHERE, POSTGRES)
        }
        _ if scheme.starts_with("postgres") => {
            text(format!("{leads} no database"), ELSEWHERE, POSTGRES)
        }
        _ => text(
            format!("{leads} no database that this build knows"),
            "it knows PostgreSQL with the feature `postgres`, and SQLite with the feature `sqlite`",
            "write `postgres://…` or `sqlite:…`",
        ),
    }
}

const ELSEWHERE: &str = "other programs write it so; the scheme of PostgreSQL is `postgres`";

pub(super) fn in_memory() -> Text {
    text(
        "the database lives in the memory of a connection, and is gone with it",
        "what is applied to it would be lost at the end of the run",
        "hand over the `SqlitePool` or the connection that goes on to use it: `apply(&pool, …)`; a pool \
         keeps it with `.min_connections(1).max_lifetime(None).idle_timeout(None)`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_leads_nowhere_is_told_for_what_it_is() {
        for (scheme, title) in [
            ("", "this is no URL"),
            ("mysql", "a database that is not supported"),
            ("jdbc", "leads to no database"),
            ("postgresql+asyncpg", "leads to no database"),
            ("sqlite3", "leads to no database"),
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
        let title = |code, message| database(code, message).map(|(title, _)| title);
        assert_eq!(
            title(Some("14"), ""),
            Some("the file of the database cannot be opened")
        );
        assert_eq!(title(Some("526"), ""), title(Some("14"), ""));
        let database = Some("the server has no such database");
        assert_eq!(title(Some("3D000"), ""), database);
        let pooler = Some("a pooler stands in between and refuses");
        let parameter = "unsupported startup parameter: extra_float_digits";
        assert_eq!(title(Some("08P01"), parameter), pooler);
        assert_eq!(title(Some("08P01"), "protocol violation"), None);
        assert_eq!(title(None, ""), None);
    }
}
