//! Columns. Takes a cursor, gives a column as written with attributes that do not
//! contradict one another; must not know its table.

mod attribute;
mod contradiction;
mod generated;
mod mistake;

use super::Cursor;
use super::ast::{ColumnAttribute, ColumnPhrase};
use super::name::named;
use super::types::ty;
use crate::diagnostic::Diagnostic;

/// Whether a column follows: a name and a colon.
pub(crate) fn starts_column(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    // An empty name is a name that is told to be empty.
    let named = ahead.eat_identifier().is_some() || ahead.eat_string().is_some();
    named && ahead.is_punct(":")
}

/// `name: type attribute*`
pub(crate) fn column(cursor: &mut Cursor<'_>) -> Result<ColumnPhrase, Diagnostic> {
    let _start = cursor.origin();
    let name = named(cursor, "the name of a column")?;
    mistake::no_colon(cursor, &name)?;
    cursor.expect_punct(":")?;
    let (ty, ty_origin) = ty(cursor)?;
    let attributes = column_attributes(cursor)?;
    contradiction::with_type(&ty, &attributes)?;
    Ok(ColumnPhrase {
        name,
        ty,
        ty_origin,
        attributes,
    })
}

/// `not null`, `default e`, … as far as they go.
pub(super) fn column_attributes(
    cursor: &mut Cursor<'_>,
) -> Result<Vec<ColumnAttribute>, Diagnostic> {
    let mut attributes = Vec::new();
    while let Some(attribute) = attribute::attribute(cursor)? {
        contradiction::among(&attributes, &attribute)?;
        attributes.push(attribute);
    }
    mistake::no_attribute(cursor)?;
    Ok(attributes)
}
