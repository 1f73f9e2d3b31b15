//! What is said of words that other indexes have. Takes a cursor, gives the error; must
//! not know the index.

use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;

/// `concurrently` and `if not exists` before the name.
pub(super) fn before_name(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    let mut ahead = *cursor;
    if let Some(origin) = ahead.eat_words(&["if", "not", "exists"]) {
        return Err(
            Diagnostic::new(origin, "the schema is known, so there is nothing to ask")
                .why("an index of another shape under this name would pass unseen")
                .help("remove `if not exists`"),
        );
    }
    match ahead.eat_word("concurrently") {
        Some(origin) if ahead.is_identifier() => {
            Err(Diagnostic::new(origin, "the compiler adds `concurrently`")
                .why("it is needed on a table that exists, and impossible in a transaction")
                .help("remove `concurrently`"))
        }
        Some(_) | None => Ok(()),
    }
}

/// What else PostgreSQL takes behind the keys.
pub(super) fn behind_keys(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_word("tablespace") {
        return Ok(());
    }
    Err(
        Diagnostic::new(cursor.origin(), "an index names no tablespace here")
            .why("where a database keeps its files is decided by those who run it")
            .help("remove it, or set `default_tablespace` for the role that migrates"),
    )
}
