//! Names, and lists of them. Takes a cursor, gives names as written; must not know what
//! carries them.

use proc_macro2::Delimiter;

use super::Cursor;
use super::ast::{Name, TableName};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;

/// A name of anything.
#[cfg(test)]
pub(crate) fn name(cursor: &mut Cursor<'_>) -> Result<Name, Diagnostic> {
    named(cursor, "a name")
}

/// An identifier, keywords included, or a string where an identifier cannot stand. `what`
/// says in an error what it is the name of: `the name of a table`.
pub(crate) fn named(cursor: &mut Cursor<'_>, what: &str) -> Result<Name, Diagnostic> {
    eat_name(cursor).ok_or_else(|| cursor.expected(what))?
}

/// A name, if one follows; an empty one is an error.
pub(super) fn eat_name(cursor: &mut Cursor<'_>) -> Option<Result<Name, Diagnostic>> {
    if let Some((text, origin)) = cursor.eat_identifier() {
        return Some(Ok(Name::new(text, origin)));
    }
    let (text, origin) = cursor.eat_string()?;
    Some(quoted(text, origin))
}

/// The name that a string holds.
pub(super) fn quoted(text: String, origin: Origin) -> Result<Name, Diagnostic> {
    if text.is_empty() {
        return Err(Diagnostic::new(origin, "a name cannot be empty")
            .why("no database takes a name without a character")
            .help("write a name between the quotes"));
    }
    if text.contains('\0') {
        return Err(
            Diagnostic::new(origin, "a name cannot hold a null character")
                .why("the database reads a statement only as far as the first one")
                .help("remove it"),
        );
    }
    Ok(Name::new(text, origin))
}

/// `table` or `schema.table`, and where it stands.
pub(crate) fn table_name(cursor: &mut Cursor<'_>) -> Result<(TableName, Origin), Diagnostic> {
    let first = named(cursor, "the name of a table")?;
    if cursor.eat_punct(".").is_none() {
        return Ok((TableName::new(None, &first.text), first.origin));
    }
    let second = named(cursor, "the name of a table")?;
    let origin = first.origin.to(second.origin);
    if cursor.is_punct(".") {
        return Err(
            Diagnostic::new(cursor.origin(), "a name has at most two parts")
                .why("a migration runs in one database, so only a schema can qualify a name")
                .help(format!("write `{first}.{second}`")),
        );
    }
    Ok((TableName::new(Some(&first.text), &second.text), origin))
}

/// What is inside a group/// `(a, b)`: at least one.
pub(super) fn names(cursor: &mut Cursor<'_>) -> Result<Vec<Name>, Diagnostic> {
    let (inner, _) = cursor.expect_group(Delimiter::Parenthesis)?;
    list(inner, |inner| named(inner, "the name of a column"))
}

/// `(a, b)`, where it is written.
pub(super) fn optional_names(cursor: &mut Cursor<'_>) -> Result<Vec<Name>, Diagnostic> {
    if cursor.is_group(Delimiter::Parenthesis) {
        return names(cursor);
    }
    Ok(Vec::new())
}

/// What is inside a group, separated by commas, a last one allowed: at least one.
pub(super) fn list<'a, T>(
    mut inner: Cursor<'a>,
    mut item: impl FnMut(&mut Cursor<'a>) -> Result<T, Diagnostic>,
) -> Result<Vec<T>, Diagnostic> {
    let mut items = Vec::new();
    loop {
        items.push(item(&mut inner)?);
        if inner.at_end() {
            return Ok(items);
        }
        inner.eat_punct(",").ok_or_else(|| inner.expected("`,`"))?;
        if inner.at_end() {
            return Ok(items);
        }
    }
}
