//! Columns that the database fills: `identity` and `generated`, in this language's
//! spelling and in the standard's. Takes a cursor at the word, gives the attribute; must
//! not know other attributes.

use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::ColumnAttributeKind;
use crate::syntax::constraint::condition;

/// `identity [by default | always]`
pub(super) fn identity(cursor: &mut Cursor<'_>) -> Result<ColumnAttributeKind, Diagnostic> {
    cursor.expect_word("identity")?;
    if cursor.eat_words(&["by", "default"]).is_some() {
        return Ok(ColumnAttributeKind::IdentityByDefault);
    }
    cursor.eat_word("always");
    Ok(ColumnAttributeKind::IdentityAlways)
}

/// `generated [always] as (e) stored | virtual`, or
/// `generated always | by default as identity`
pub(super) fn generated(cursor: &mut Cursor<'_>) -> Result<ColumnAttributeKind, Diagnostic> {
    cursor.expect_word("generated")?;
    if cursor.eat_words(&["by", "default"]).is_some() {
        cursor.expect_words(&["as", "identity"])?;
        return Ok(ColumnAttributeKind::IdentityByDefault);
    }
    cursor.eat_word("always");
    cursor.expect_word("as")?;
    if cursor.eat_word("identity").is_some() {
        return Ok(ColumnAttributeKind::IdentityAlways);
    }
    let expr = condition(cursor)?;
    let stored = cursor.eat_word("stored").is_some();
    if !stored && cursor.eat_word("virtual").is_none() {
        return Err(cursor
            .expected("`stored` or `virtual`")
            .why("a stored column is computed when a row is written, a virtual one when it is read")
            .help("write `generated as (…) stored`"));
    }
    Ok(ColumnAttributeKind::Generated {
        expr,
        stored,
        origin: cursor.previous(),
    })
}
