//! Statements that cannot be a step, whatever the database holds: they end the transaction
//! in which the step is recorded, speak to a client, or belong to a session. Takes a
//! statement, gives why not; must not know any schema.

use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::syntax::sql_text::{Piece, pieces, words};

/// How statements of PostgreSQL and SQLite begin.
const COMMANDS: &[&str] = &[
    "ABORT",
    "ALTER",
    "ANALYSE",
    "ANALYZE",
    "ATTACH",
    "BEGIN",
    "CALL",
    "CHECKPOINT",
    "CLOSE",
    "CLUSTER",
    "COMMENT",
    "COMMIT",
    "COPY",
    "CREATE",
    "DEALLOCATE",
    "DECLARE",
    "DELETE",
    "DETACH",
    "DISCARD",
    "DO",
    "DROP",
    "END",
    "EXECUTE",
    "EXPLAIN",
    "FETCH",
    "GRANT",
    "IMPORT",
    "INSERT",
    "LISTEN",
    "LOAD",
    "LOCK",
    "MERGE",
    "MOVE",
    "NOTIFY",
    "PRAGMA",
    "PREPARE",
    "REASSIGN",
    "REFRESH",
    "REINDEX",
    "RELEASE",
    "REPLACE",
    "RESET",
    "REVOKE",
    "ROLLBACK",
    "SAVEPOINT",
    "SECURITY",
    "SELECT",
    "SET",
    "SHOW",
    "START",
    "TABLE",
    "TRUNCATE",
    "UNLISTEN",
    "UPDATE",
    "VACUUM",
    "VALUES",
    "WITH",
];

/// What may stand behind `CREATE`, `ALTER` and `DROP`.
const KINDS: &[&str] = &[
    "ACCESS",
    "AGGREGATE",
    "CAST",
    "COLLATION",
    "CONSTRAINT",
    "CONVERSION",
    "DATABASE",
    "DEFAULT",
    "DOMAIN",
    "EVENT",
    "EXTENSION",
    "FOREIGN",
    "FUNCTION",
    "GLOBAL",
    "GROUP",
    "INDEX",
    "LANGUAGE",
    "LARGE",
    "LOCAL",
    "MATERIALIZED",
    "OPERATOR",
    "OR",
    "OWNED",
    "POLICY",
    "PROCEDURAL",
    "PROCEDURE",
    "PROPERTY",
    "PUBLICATION",
    "RECURSIVE",
    "ROLE",
    "ROUTINE",
    "RULE",
    "SCHEMA",
    "SEQUENCE",
    "SERVER",
    "STATISTICS",
    "SUBSCRIPTION",
    "SYSTEM",
    "TABLE",
    "TABLESPACE",
    "TEMP",
    "TEMPORARY",
    "TEXT",
    "TRANSFORM",
    "TRIGGER",
    "TRUSTED",
    "TYPE",
    "UNIQUE",
    "UNLOGGED",
    "USER",
    "VIEW",
    "VIRTUAL",
];

/// Why a statement is none, or none that can be a step.
pub(super) fn check(statement: &str, origin: Origin) -> Result<(), Diagnostic> {
    if let Some(Piece::Other('\\')) = first(statement) {
        return Err(
            Diagnostic::new(origin, "this is a command of psql, and no statement of SQL")
                .why("psql runs it by itself, and the server does not know it")
                .help("write what it does as a statement"),
        );
    }
    let words = words(statement);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let (Some(Piece::Word(_)), [command, ..]) = (first(statement), words.as_slice()) {
        known(&words, command, origin)?;
    }
    match unfit(&words).or_else(|| unlocks(&words, statement)) {
        None => Ok(()),
        Some(Unfit { what, why, help }) => {
            let title = format!("`{what}` cannot be a step of a migration");
            Err(Diagnostic::new(origin, title).why(why).help(help))
        }
    }
}

/// The first piece that says something.
fn first(statement: &str) -> Option<Piece<'_>> {
    pieces(statement).find(|piece| !matches!(piece, Piece::Space | Piece::Comment(_)))
}

fn known(words: &[&str], command: &str, origin: Origin) -> Result<(), Diagnostic> {
    if !COMMANDS.contains(&command) {
        let title = format!("no statement of SQL begins with `{command}`");
        return Err(meant(Diagnostic::new(origin, title), command, COMMANDS));
    }
    match words {
        ["CREATE" | "ALTER" | "DROP", kind, ..] if !KINDS.contains(kind) => {
            let title = format!("no statement of SQL begins with `{command} {kind}`");
            Err(meant(Diagnostic::new(origin, title), kind, KINDS))
        }
        _ => Ok(()),
    }
}

fn meant(diagnostic: Diagnostic, word: &str, known: &[&'static str]) -> Diagnostic {
    match nearest(word, known.iter().copied()) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help("write a statement that PostgreSQL or SQLite knows"),
    }
}

struct Unfit {
    what: String,
    why: &'static str,
    help: &'static str,
}

/// What the first words, or a word anywhere, say of the statement.
fn unfit(words: &[&str]) -> Option<Unfit> {
    let (length, why, help) = match words {
        [
            "BEGIN" | "COMMIT" | "END" | "ROLLBACK" | "ABORT" | "SAVEPOINT" | "RELEASE",
            ..,
        ] => (1, TRANSACTION, TOGETHER),
        ["START" | "PREPARE", "TRANSACTION", ..] => (2, TRANSACTION, TOGETHER),
        ["SET", "TRANSACTION", ..] => (
            2,
            "the transaction of the step has begun by then, and reads what is committed",
            "remove it; `LOCK TABLE` keeps others from changing what you read",
        ),
        ["COPY", ..] if speaks_to_client(words) => (
            1,
            "its rows travel between the server and a client that sends or takes them: a run has \
             none, and would wait for them for ever, with the table locked",
            "write the rows as `insert into … values …`, or copy from a file of the server's",
        ),
        ["DISCARD", ..] => (
            1,
            SESSION,
            "remove it; what a step sets lasts to the end of its transaction",
        ),
        ["RESET", "ALL", ..] => (
            2,
            SESSION,
            "reset the settings that you have set, or none: they last to the end of the transaction",
        ),
        ["LISTEN" | "UNLISTEN", ..] => (
            1,
            "it is for the session of a run, where nobody listens",
            "remove it; the application listens on a connection of its own",
        ),
        ["DECLARE" | "FETCH" | "MOVE" | "CLOSE", ..] => (
            1,
            "nobody reads the rows of a cursor here",
            "write a statement that does the work, or a `DO` block with a loop",
        ),
        ["PREPARE" | "EXECUTE" | "DEALLOCATE", ..] => (
            1,
            "a prepared statement belongs to the session, and a run that goes on after a failure \
             has another",
            "write the statement itself",
        ),
        ["SHOW" | "EXPLAIN", ..] => (1, "nobody reads its rows here", "remove it"),
        ["ATTACH" | "DETACH", ..] => (
            1,
            "what is attached is attached to the connection of a run, and a run that goes on after \
             a failure has another",
            "write the rows as `insert into … values …`, or copy them in the application",
        ),
        ["PRAGMA", names @ ..] if names.contains(&"JOURNAL_MODE") => (
            1,
            "a journal cannot change its mode within a transaction, in which each step is recorded, \
             nor while another connection uses the file",
            "set it where the application connects: `SqliteConnectOptions::journal_mode`",
        ),
        ["PRAGMA", names @ ..] if names.contains(&"AUTO_VACUUM") => (
            1,
            "it changes nothing before a `VACUUM` on the same connection, and a run that goes on \
             after a failure has another",
            "set it where the file is made: `SqliteConnectOptions::auto_vacuum`",
        ),
        ["PRAGMA", names @ ..] if !names.iter().any(|name| STAYS.contains(name)) => (
            1,
            "this one holds for the connection of a run, and a run that goes on after a failure \
             has another; within a transaction some do nothing at all",
            "set it where the application connects, such as in sqlx's `SqliteConnectOptions`",
        ),
        _ => return None,
    };
    let what = words.get(..length)?.join(" ");
    Some(Unfit { what, why, help })
}

/// Pragmas whose effect is in the file, or ends with the transaction.
///
/// <https://sqlite.org/pragma.html>
const STAYS: &[&str] = &[
    "APPLICATION_ID",
    "DEFER_FOREIGN_KEYS",
    "INCREMENTAL_VACUUM",
    "OPTIMIZE",
    "USER_VERSION",
];

const TRANSACTION: &str = "the runtime begins and ends the transaction of a step, with the \
    record of it in the ledger; one that ends in between is recorded and not done, or done and \
    not recorded";
const TOGETHER: &str = "remove it: statements of a migration share a transaction where they can, \
    and one that fails takes the others of its transaction back";
const SESSION: &str = "it takes back what the run has set in its session, and lets go of its lock";

/// `FROM STDIN` or `TO STDOUT`; a column may have either name.
fn speaks_to_client(words: &[&str]) -> bool {
    words
        .windows(2)
        .any(|pair| matches!(pair, ["FROM", "STDIN"] | ["TO", "STDOUT"]))
}

/// The run's own lock is one of these. The body of a `DO` is run at once.
fn unlocks(words: &[&str], statement: &str) -> Option<Unfit> {
    const FUNCTION: &str = "PG_ADVISORY_UNLOCK_ALL";
    let calls = match words.first() {
        Some(&"SELECT" | &"WITH" | &"VALUES") => words.contains(&FUNCTION),
        Some(&"DO") => statement.to_ascii_uppercase().contains(FUNCTION),
        _ => false,
    };
    calls.then(|| Unfit {
        what: FUNCTION.to_ascii_lowercase() + "()",
        why: "the lock that keeps two runs apart is an advisory lock of the session, and this \
              would let go of it",
        help: "unlock by its key what you have locked: `pg_advisory_unlock(…)`",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(statement: &str) -> String {
        let result = check(statement, Origin::elsewhere());
        result.err().map_or(String::new(), |error| error.title)
    }

    #[test]
    fn what_cannot_be_a_step() {
        for (statement, what) in [
            ("BEGIN", "BEGIN"),
            ("-- now\ncommit", "COMMIT"),
            ("end transaction", "END"),
            ("start transaction", "START TRANSACTION"),
            ("rollback to here", "ROLLBACK"),
            ("commit prepared 'a'", "COMMIT"),
            ("prepare transaction 'a'", "PREPARE TRANSACTION"),
            ("release here", "RELEASE"),
            (
                "set transaction isolation level serializable",
                "SET TRANSACTION",
            ),
            ("copy t from stdin", "COPY"),
            ("copy (select 1) to stdout with (format csv)", "COPY"),
            ("discard all", "DISCARD"),
            ("reset all", "RESET ALL"),
            ("listen changes", "LISTEN"),
            ("declare c cursor for select 1", "DECLARE"),
            ("prepare p as select 1", "PREPARE"),
            ("explain select 1", "EXPLAIN"),
            (
                "select pg_advisory_unlock_all()",
                "pg_advisory_unlock_all()",
            ),
            (
                "do $$ begin perform pg_catalog.pg_advisory_unlock_all(); end $$",
                "pg_advisory_unlock_all()",
            ),
            ("pragma foreign_keys = off", "PRAGMA"),
            ("pragma main.journal_mode(wal)", "PRAGMA"),
            ("pragma auto_vacuum = full", "PRAGMA"),
            ("attach 'old.db' as old", "ATTACH"),
            ("DETACH DATABASE old", "DETACH"),
        ] {
            let expected = format!("`{what}` cannot be a step of a migration");
            assert_eq!(title(statement), expected, "{statement}");
        }
    }

    #[test]
    fn what_can_be_one() {
        for statement in [
            "copy t from '/srv/rows.csv'",
            "copy t (stdin) from program 'cat'",
            "do $$ begin commit; end $$",
            "set local work_mem = '1GB'",
            "set session characteristics as transaction isolation level serializable",
            "reset work_mem",
            "notify changes",
            "pragma user_version = 3",
            "pragma main.user_version = 3",
            "comment on table t is 'begin; commit'",
            "(select 1)",
            "select 'pg_advisory_unlock_all'",
            "create or replace function f() returns int begin atomic select 1; end",
            "\"quoted\"",
        ] {
            assert_eq!(title(statement), "", "{statement}");
        }
    }

    #[test]
    fn what_is_no_statement() {
        for (statement, word) in [
            ("crate table t (id int)", "CRATE"),
            ("create tabel t (id int)", "CREATE TABEL"),
            ("drop viw v", "DROP VIW"),
            ("vacum t", "VACUM"),
        ] {
            let expected = format!("no statement of SQL begins with `{word}`");
            assert_eq!(title(statement), expected, "{statement}");
        }
        assert!(title("\\copy t from 'a'").contains("psql"));
    }
}
