//! Indexes. Takes a cursor behind the word `index`, gives the index as written; must not
//! know its table.

mod key;
mod mistake;

use proc_macro2::Delimiter;

use super::Cursor;
use super::ast::{IndexPhrase, Name, TableName};
use super::constraint::nulls_not_distinct;
use super::expr::expr;
use super::name::{list, named, names, table_name};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;

pub(super) use key::key;

/// What follows `index`: `[name] [on t] [using m] (key, …) …`; whether it is unique is
/// the caller's to say.
pub(crate) fn index(cursor: &mut Cursor<'_>) -> Result<IndexPhrase, Diagnostic> {
    let start = cursor.origin();
    mistake::before_name(cursor)?;
    let name = index_name(cursor)?;
    let table = table(cursor)?;
    let method = match cursor.eat_word("using") {
        Some(_) => Some(named(cursor, "an index method such as `gin`")?),
        None => None,
    };
    let (inner, _) = cursor.expect_group(Delimiter::Parenthesis)?;
    let mut index = IndexPhrase {
        name,
        table,
        unique: false,
        method,
        keys: list(inner, key)?,
        include: Vec::new(),
        nulls_not_distinct: None,
        with: Vec::new(),
        filter: None,
        origin: start,
    };
    clauses(cursor, &mut index)?;
    index.origin = start.to(cursor.previous());
    Ok(index)
}

/// A name, unless what follows goes on without one.
fn index_name(cursor: &mut Cursor<'_>) -> Result<Option<Name>, Diagnostic> {
    if cursor.is_group(Delimiter::Parenthesis) || cursor.is_word("on") || cursor.is_word("using") {
        return Ok(None);
    }
    named(cursor, "the name of the index, or `on`").map(Some)
}

fn table(cursor: &mut Cursor<'_>) -> Result<Option<(TableName, Origin)>, Diagnostic> {
    match cursor.eat_word("on") {
        Some(_) => table_name(cursor).map(Some),
        None => Ok(None),
    }
}

/// What stands behind the keys, each once; `with` and `where` in either order.
fn clauses(cursor: &mut Cursor<'_>, index: &mut IndexPhrase) -> Result<(), Diagnostic> {
    loop {
        let start = cursor.origin();
        let twice = if cursor.eat_word("include").is_some() {
            let before = std::mem::replace(&mut index.include, names(cursor)?);
            !before.is_empty()
        } else if cursor.is_word("nulls") {
            let before = index.nulls_not_distinct;
            index.nulls_not_distinct = nulls_not_distinct(cursor)?;
            before.is_some()
        } else if cursor.eat_word("with").is_some() {
            let before = std::mem::replace(&mut index.with, parameters(cursor)?);
            !before.is_empty()
        } else if cursor.eat_word("where").is_some() {
            index.filter.replace(expr(cursor)?).is_some()
        } else {
            return mistake::behind_keys(cursor);
        };
        if twice {
            return Err(Diagnostic::new(start, "this clause is written twice")
                .help("remove one of the two"));
        }
    }
}

/// `(fillfactor = 70, …)`
fn parameters(cursor: &mut Cursor<'_>) -> Result<Vec<(Name, String)>, Diagnostic> {
    let (inner, _) = cursor.expect_group(Delimiter::Parenthesis)?;
    list(inner, |inner| {
        let name = named(inner, "the name of a storage parameter")?;
        inner.expect_punct("=")?;
        Ok((name, parameter(inner)?))
    })
}

fn parameter(cursor: &mut Cursor<'_>) -> Result<String, Diagnostic> {
    if let Some((word, _)) = cursor.eat_identifier() {
        return Ok(word.to_ascii_lowercase());
    }
    if let Some((text, _)) = cursor.eat_string() {
        return Ok(text);
    }
    if cursor.is_number() {
        return cursor.number().map(|(digits, _)| digits);
    }
    Err(cursor.expected("a number, a word or a string"))
}
