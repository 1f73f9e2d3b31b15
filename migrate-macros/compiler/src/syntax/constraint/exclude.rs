//! `exclude`. Takes a cursor at the word, gives the keys with their operators; must not
//! know other constraints.

use proc_macro2::Delimiter;

use super::condition;
use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::{ConstraintPhraseKind, KeyPhrase, Name};
use crate::syntax::index::key;
use crate::syntax::name::{list, named};

/// `exclude [using m] (key with operator, …) [where (e)]`
pub(super) fn exclude(cursor: &mut Cursor<'_>) -> Result<ConstraintPhraseKind, Diagnostic> {
    let origin = cursor.expect_word("exclude")?;
    let method = match cursor.eat_word("using") {
        Some(_) => named(cursor, "an index method such as `gist`")?,
        None => Name::new("btree", origin),
    };
    let (inner, _) = cursor.expect_group(Delimiter::Parenthesis)?;
    let elements = list(inner, element)?;
    let filter = match cursor.eat_word("where") {
        Some(_) => Some(condition(cursor)?),
        None => None,
    };
    Ok(ConstraintPhraseKind::Exclude {
        method,
        elements,
        filter,
    })
}

fn element(cursor: &mut Cursor<'_>) -> Result<(KeyPhrase, String), Diagnostic> {
    let key = key(cursor)?;
    cursor.expect_word("with")?;
    let mut operator = String::new();
    while !cursor.is_punct(",")
        && let Some(character) = cursor.eat_character()
    {
        operator.push(character);
    }
    if operator.is_empty() {
        return Err(cursor.expected("an operator"));
    }
    Ok((key, operator))
}
