//! Columns. Takes a cursor, gives a column as written; must not know its table.

use super::Cursor;
use super::ast::{ColumnAttribute, ColumnPhrase, ConstraintPhrase, IndexPhrase, ReferencePhrase};
use super::ast::{Delete, Insert, Update};
use crate::diagnostic::Diagnostic;

/// Whether a column follows: a name and a colon.
pub(crate) fn starts_column(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    super::name(&mut ahead).is_ok() && ahead.is_punct(":")
}

/// `name: type attribute*`
pub(crate) fn column(cursor: &mut Cursor<'_>) -> Result<ColumnPhrase, Diagnostic> {
    Err(cursor.expected("a column"))
}

/// `not null`, `default e`, … as far as they go.
pub(crate) fn column_attributes(
    cursor: &mut Cursor<'_>,
) -> Result<Vec<ColumnAttribute>, Diagnostic> {
    Err(cursor.expected("an attribute"))
}

/// `[constraint name] primary key (…) | unique (…) | check (…) | …`
pub(crate) fn constraint(cursor: &mut Cursor<'_>) -> Result<ConstraintPhrase, Diagnostic> {
    Err(cursor.expected("a constraint"))
}

/// What follows `references`: `t[(c, …)] [on delete …] …`
pub(crate) fn reference(cursor: &mut Cursor<'_>) -> Result<ReferencePhrase, Diagnostic> {
    Err(cursor.expected("a table"))
}

/// What follows `index`: `[name] [on t] [using m] (key, …) …`; whether it is unique is
/// the caller's to say.
pub(crate) fn index(cursor: &mut Cursor<'_>) -> Result<IndexPhrase, Diagnostic> {
    Err(cursor.expected("an index"))
}

/// From its first word, which is `insert` or `with`.
pub(crate) fn insert(cursor: &mut Cursor<'_>) -> Result<Insert, Diagnostic> {
    Err(cursor.expected("`insert`"))
}

/// From its first word, which is `update` or `with`.
pub(crate) fn update(cursor: &mut Cursor<'_>) -> Result<Update, Diagnostic> {
    Err(cursor.expected("`update`"))
}

/// From its first word, which is `delete` or `with`.
pub(crate) fn delete(cursor: &mut Cursor<'_>) -> Result<Delete, Diagnostic> {
    Err(cursor.expected("`delete`"))
}
