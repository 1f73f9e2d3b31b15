//! Words that SQL needs and this language does not. Takes a cursor, gives an error at
//! such a word; must not know any statement.

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::Cursor;

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
    let origin = cursor.eat_words(&["create", "or", "replace"])?;
    Some(
        Diagnostic::new(origin, "`create or replace` says two things")
            .why("the schema is known: the object is either new or already there")
            .help("write `create` if it is new, `replace` if it is there"),
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
    match ahead.eat_word("concurrently") {
        Some(origin) if !ahead.at_end() && !ahead.is_punct(".") => Err(concurrently(origin)),
        Some(_) | None => Ok(()),
    }
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
