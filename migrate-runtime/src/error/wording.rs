//! The sentences: one function per error, each with a title, why it matters to a
//! running system, and what to do next. It must not know how errors are printed.

use std::fmt::Write as _;

use super::Blocker;
use super::connecting;
use super::connecting::plain;
use crate::migration::{Database, Unreadable, Version};

/// A title, why, and help.
pub(super) struct Text {
    pub(super) title: String,
    pub(super) why: String,
    pub(super) help: String,
}

pub(super) fn text(
    title: impl Into<String>,
    why: impl Into<String>,
    help: impl Into<String>,
) -> Text {
    let (title, why, help) = (title.into(), why.into(), help.into());
    Text { title, why, help }
}

pub(super) fn several_heads(heads: &[&str]) -> Text {
    let names: Vec<_> = heads.iter().map(|name| format!("`{name}`")).collect();
    let last = heads
        .first()
        .map_or(String::new(), |name| name.to_uppercase());
    text(
        format!(
            "the history ends in several migrations: {}",
            names.join(", ")
        ),
        "their order is not defined, so two databases could end up different",
        format!(
            "let one branch follow the other: write `after {last}` in the first migration of each \
             of the others that no database has applied yet, and hand over the last one"
        ),
    )
}

pub(super) fn duplicate(migration: &str) -> Text {
    text(
        format!("two migrations of this history are named `{migration}`"),
        "the ledger knows a migration by its name alone",
        "rename the one that no database has applied yet",
    )
}

pub(super) fn cycle(migration: &str) -> Text {
    text(
        format!("migration `{migration}` comes after itself"),
        "a history has to begin somewhere",
        "take one of the `parents` away that lead back to it",
    )
}

pub(super) fn in_transaction() -> Text {
    text(
        "the connection is inside a transaction",
        "each migration is committed by itself, and that would commit your transaction, too",
        "end the transaction first, or hand over the pool",
    )
}

pub(super) fn pooler() -> Text {
    text(
        "the connection leads through a pooler that changes sessions between transactions",
        "the lock and the settings of a migration belong to one session: two runs could go side \
         by side, and what is set would stay for others; nothing was changed",
        "connect to the server directly (5432 rather than PgBouncer's 6432, say), or through a \
         pooler in session mode; the application itself may go on using this one",
    )
}

pub(super) fn no_plan(migration: &str, database: Database) -> Text {
    let (name, word) = (database.title(), database.word());
    text(
        format!("migration `{migration}` has no plan for {name}"),
        "the root of the history does not name this database",
        format!("add `{word}` to the `on` clause of the root"),
    )
}

pub(super) fn unreadable(migration: &str, source: &Unreadable) -> Text {
    text(
        format!("the plans of migration `{migration}` cannot be read"),
        format!("{source}: it was compiled for another version of `migrate-runtime`"),
        "run `cargo clean`, and build the whole program again",
    )
}

pub(super) fn old_server(
    migration: &str,
    database: Database,
    minimum: Version,
    server: Version,
) -> Text {
    let (name, word) = (database.title(), database.word());
    text(
        format!("migration `{migration}` needs {name} {minimum}, and this is {name} {server}"),
        "its SQL uses what the older server lacks or does in another way",
        format!("upgrade the server, or write `on {word} {server}` at the root and build again"),
    )
}

pub(super) fn unknown(name: &str, nearest: Option<&str>) -> Text {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write the static's name in lower case".to_owned(),
    };
    let title = format!("the history has no migration `{name}`");
    text(
        title,
        "a migration's name is its static's name in lower case",
        help,
    )
}

pub(super) fn not_applied(migration: &str) -> Text {
    text(
        format!("the way down leads to `{migration}`, which is not applied"),
        "going down only reverts; it would have to apply this one",
        format!("go up to it: `.to(\"{migration}\").up(…)`"),
    )
}

pub(super) fn changed(migration: &str, since: &str, recorded: &str, compiled: &str) -> Text {
    text(
        format!("migration `{migration}` was changed after it had been applied"),
        format!(
            "this database applied it at {since} as {recorded}, and the source is {compiled} now: \
             databases that apply it from now on will differ"
        ),
        format!(
            "restore it and write the change as a new migration, or, when the two lead to the \
             same schema, accept it with `.allow_changed(\"{migration}\")`"
        ),
    )
}

pub(super) fn missing(migration: &str, since: &str) -> Text {
    text(
        format!("migration `{migration}` is applied, and the source does not have it"),
        format!(
            "this database applied it at {since}, so its schema is not the one you compiled for"
        ),
        format!(
            "restore the migration; or undo it with the SQL in the ledger's `down_sql`, and \
             accept it with `.allow_missing(\"{migration}\")`"
        ),
    )
}

pub(super) fn out_of_order(migration: &str, later: &str, since: &str) -> Text {
    text(
        format!("migration `{migration}` is not applied, and `{later}` after it is"),
        format!(
            "this database applied `{later}` at {since}; running `{migration}` now gives an \
             order that no other database has seen"
        ),
        format!(
            "move it to the end of the history, or, when the order does not matter, accept it \
             with `.allow_out_of_order(\"{migration}\")`"
        ),
    )
}

pub(super) fn lossy(migration: &str, loses: &str) -> Text {
    text(
        format!("reverting `{migration}` loses data"),
        loses,
        "take a backup, and ask for it with `.allow_lossy()`",
    )
}

pub(super) fn irreversible(migration: &str, reason: &str) -> Text {
    text(
        format!("migration `{migration}` cannot be reverted"),
        reason,
        "write a new migration that leads where you want to be, or restore a backup",
    )
}

pub(super) fn lock_wait(seconds: u64, tries: u32, holder: Option<&Blocker>) -> Text {
    let mut why = format!(
        "only one may at a time, and this one has tried {tries} times, as long as it was told to"
    );
    if let Some(holder) = holder {
        // Writing to a string cannot fail.
        let _ = write!(why, "\nit is {holder}");
    }
    text(
        format!("another process has been migrating this database for {seconds} s"),
        why,
        "wait for the other one to end, or wait longer with `.lock_wait(…)`",
    )
}

pub(super) fn lock_lost(migration: &str) -> Text {
    text(
        format!("the lock was lost while `{migration}` was run, which was rolled back"),
        "the session that holds the lock is not the one that ran the statements: a pooler that \
         switches sessions between transactions stands in between, or somebody wrote the ledger",
        "connect to the server directly, or through a pooler in session mode, and run again",
    )
}

pub(super) fn ledger(doing: &str, source: &sqlx::Error) -> Text {
    text(
        format!("the ledger could not be {doing}"),
        plain(source),
        connecting::help(source),
    )
}

pub(super) fn unknown_state(migration: &str, state: &str) -> Text {
    text(
        format!("the ledger has `{migration}` in the state `{state}`, which this version lacks"),
        "a newer version of `migrate-runtime` wrote it",
        "build with that version",
    )
}

pub(super) fn table_differs(migration: &str, table: &str, differences: &[String]) -> Text {
    text(
        format!("`{migration}` would rebuild `{table}`, which is not what the history made it"),
        format!(
            "a rebuild keeps what the history knows and nothing else, and a newer release or a \
             hand has changed it:\n{}",
            differences.join("\n")
        ),
        "nothing was changed: start the newer release, or make each difference part of the \
         history or undo it by hand, and run again",
    )
}

pub(super) fn foreign_keys(migration: &str, rows: &[String]) -> Text {
    text(
        format!("after `{migration}` rows would refer to rows that do not exist"),
        format!("it was rolled back; the rows: {}", rows.join("; ")),
        "correct or delete these rows, and run again",
    )
}

pub(super) fn foreign_key_switch(source: &sqlx::Error) -> Text {
    text(
        "foreign keys could not be switched off for a rebuild, or on again after it",
        plain(source),
        "run again with a new connection",
    )
}

pub(super) fn invalid_index(migration: &str, index: &str) -> Text {
    text(
        format!("the index `{index}` of `{migration}` was built and is not valid"),
        "the server does not use it for queries, and a later step may rely on it",
        "run again: the index is dropped and built anew",
    )
}

pub(super) fn stuck_walk(migration: &str, place: &str) -> Text {
    text(
        format!("a walk over a table does not move on from {place} in `{migration}`"),
        "the database gives a key as a text that stands for another one when it is read again, so\n\
         the same rows would be changed for ever",
        "look at the row behind this place, and give its key a value that can be written as a literal",
    )
}

pub(super) fn not_transactional(migration: &str, sql: &str) -> Text {
    text(
        format!("the dry run ends before `{migration}`, which cannot be rolled back"),
        format!("this step makes transactions of its own:\n{sql}"),
        "run it against a copy of the database; everything before it was tried and rolled back",
    )
}

pub(super) fn newer_ledger(migration: &str, format: u64, known: u64) -> Text {
    text(
        format!(
            "the ledger is newer than this program: its row of `{migration}` is of version {format}"
        ),
        format!("this program knows versions up to {known}, and would misread it"),
        "build with the version of `migrate-runtime` that wrote it, or a later one",
    )
}

pub(super) fn no_ledger(table: &str, found: &str) -> Text {
    text(
        format!("`{table}` is not a ledger"),
        found,
        "rename what is there, or name another table with `.ledger(\"schema.table\")`",
    )
}

pub(super) fn ledger_name(name: &str) -> Text {
    text(
        format!("the ledger's name is {} bytes long", name.len()),
        format!("PostgreSQL cuts names behind 63 bytes, and `{name}` would be another table's"),
        "give `.ledger(…)` a shorter name",
    )
}

pub(super) fn schema(schema: &str, database: Database) -> Text {
    match database {
        Database::Postgres => text(
            format!("no schema of PostgreSQL can be called `{schema}`"),
            "a name has 1 to 63 bytes and no backslash here, and those that begin with `pg_` and \
             `information_schema` are the server's own",
            "give `.schema(…)` another name",
        ),
        Database::Sqlite | Database::Mysql | Database::Mariadb => text(
            format!("{} has no schema `{schema}`", database.title()),
            "all tables of a file are in one place",
            "leave out `.schema(…)`, and run the history on a file for each tenant",
        ),
    }
}

pub(super) fn not_recorded(migration: &str) -> Text {
    text(
        format!("`{migration}` could not be recorded in the ledger, and was rolled back"),
        "the record did not change exactly one row: a trigger, a rule or a row level security \
         policy of the ledger's table keeps it from that",
        "remove it from the ledger's table, or run migrations as a role that it does not hold for",
    )
}
