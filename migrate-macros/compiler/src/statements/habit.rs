//! Words that SQL needs and this language does not. Takes a cursor, gives an error at
//! such a word; must not know any statement.

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::Cursor;

/// Statements that no history has: the word, why, and what to do instead.
const NOT_HERE: &[(&str, &str, &str)] = &[
    (
        "copy",
        "it reads or writes a file, or speaks to a client",
        "write the rows with `insert into t (…) values …`",
    ),
    (
        "explain",
        "nobody reads what it gives",
        "remove it: the documentation of the static holds the plan",
    ),
    (
        "lock",
        "the plan takes the weakest lock that each step needs",
        "remove it",
    ),
    (
        "pragma",
        "the compiler writes what SQLite needs around each step",
        "remove it",
    ),
    (
        "reset",
        "every migration runs with the same settings",
        "remove it",
    ),
    (
        "set",
        "every migration runs with the same settings",
        "remove it, or write `sql \"ALTER DATABASE … SET …\" undo \"…\"` for one that is to stay",
    ),
    ("show", "nobody reads what it gives", "remove it"),
    (
        "use",
        "a migration runs in one database",
        "remove it, and write `schema.table` for a table of another schema",
    ),
    (
        "vacuum",
        "the server does this by itself, beside the traffic",
        "remove it",
    ),
];

/// Objects of the whole server.
const OF_THE_SERVER: [&str; 2] = ["database", "tablespace"];

/// A statement that begins with a habit.
pub(super) fn opening(mut cursor: Cursor<'_>) -> Option<Diagnostic> {
    if let Some(origin) = cursor.eat_word("truncate") {
        return Some(
            Diagnostic::new(origin, "there is no `truncate`")
                .why("it locks out every reader, fires no triggers, and leaves running transactions an empty table")
                .help("write `delete from t;`, which runs in batches"),
        );
    }
    if let Some(origin) = transaction(&mut cursor) {
        return Some(
            Diagnostic::new(origin, "transactions are not written")
                .why("the compiler knows which steps can share one, and which must stand outside")
                .help("remove it"),
        );
    }
    if let Some((word, why, help)) = NOT_HERE.iter().find(|(word, ..)| cursor.is_word(word)) {
        let title = format!("there is no statement `{word}`");
        let error = Diagnostic::new(cursor.origin(), title);
        return Some(error.why(*why).help(*help));
    }
    of_the_server(cursor).or_else(|| or_replace(cursor))
}

/// `create database d`
fn of_the_server(mut cursor: Cursor<'_>) -> Option<Diagnostic> {
    let first = cursor.word()?;
    let begins = ["create", "alter", "drop"].contains(&first);
    let start = cursor.origin();
    cursor.skip();
    let word = cursor.word()?;
    if !begins || !OF_THE_SERVER.contains(&word) {
        return None;
    }
    let title = format!("there is no statement `{first} {word}`");
    Some(
        Diagnostic::new(start.to(cursor.origin()), title)
            .why("a migration runs inside one database, and this is of the whole server")
            .help("remove it, and do it where the server is set up"),
    )
}

/// `create or replace table t`; what the language lacks may be replaced.
fn or_replace(mut cursor: Cursor<'_>) -> Option<Diagnostic> {
    let origin = cursor.eat_words(&["create", "or", "replace"])?;
    let word = cursor
        .word()
        .filter(|word| ["table", "index", "unique"].contains(word))?;
    Some(
        Diagnostic::new(origin, "`create or replace` says two things")
            .why("the schema is known: the object is either new or already there")
            .help(format!(
                "write `create {word} …`, and before it `drop {word} …` if it is there"
            )),
    )
}

fn transaction(cursor: &mut Cursor<'_>) -> Option<Origin> {
    let words = ["begin", "commit", "rollback", "start", "savepoint"];
    words.into_iter().find_map(|word| cursor.eat_word(word))
}

/// What stands between a statement's words and its name: `if exists`, `concurrently`.
pub(super) fn none_before_name(cursor: &mut Cursor<'_>) -> Result<(), Diagnostic> {
    let mut ahead = *cursor;
    let condition = ahead
        .eat_words(&["if", "not", "exists"])
        .or_else(|| ahead.eat_words(&["if", "exists"]));
    if let Some(origin) = condition {
        return Err(condition_written(origin));
    }
    if let Some(origin) = only(*cursor) {
        return Err(Diagnostic::new(origin, "`only` is not written")
            .why("no table has children here")
            .help("remove it"));
    }
    match ahead.eat_word("concurrently") {
        Some(origin) if !ahead.at_end() && !ahead.is_punct(".") => Err(concurrently(origin)),
        Some(_) | None => Ok(()),
    }
}

/// `only` before the name of a table, and not a table that is called so.
fn only(mut cursor: Cursor<'_>) -> Option<Origin> {
    const BEHIND_A_NAME: [&str; 9] = [
        "add", "alter", "comment", "drop", "rename", "set", "using", "validate", "as",
    ];
    let origin = cursor.eat_word("only")?;
    let named = cursor
        .word()
        .is_some_and(|word| !BEHIND_A_NAME.contains(&word));
    (named || cursor.is_string()).then_some(origin)
}

fn condition_written(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "a statement has no condition here")
        .why("the schema is known: whether the object exists is decided when this compiles")
        .help("remove it")
}

fn concurrently(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "`concurrently` is not written")
        .why("the compiler adds it wherever the table already exists, outside a transaction")
        .help("remove it")
}

/// `cascade` at the end of a drop: the statement asks for what it would take along.
pub(super) fn cascade(cursor: &mut Cursor<'_>) -> Option<Origin> {
    cursor.eat_word("cascade")
}

/// The error at `cascade`, with the statements that say what goes.
pub(super) fn cascade_written(origin: Origin, drops: &[String]) -> Diagnostic {
    let error = Diagnostic::new(origin, "`cascade` is not written")
        .why("everything that goes is named, so that nothing goes unseen");
    if drops.is_empty() {
        return error.help("remove it: nothing depends on what is dropped");
    }
    error.help(format!("write before it\n{}", drops.join("\n")))
}

/// Words behind a complete statement that change nothing.
pub(super) fn nothing_behind(cursor: &mut Cursor<'_>) -> Result<(), Diagnostic> {
    match cursor.eat_word("restrict") {
        None => Ok(()),
        Some(origin) => Err(Diagnostic::new(origin, "`restrict` is not written")
            .why("nothing is ever dropped along with something else")
            .help("remove it")),
    }
}
