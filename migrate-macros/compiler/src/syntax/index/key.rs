//! The keys of an index or an exclusion. Takes a cursor, gives a column or an expression
//! with its order; must not know the index.

use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::{Expr, ExprKind, KeyPhrase};
use crate::syntax::expr::operand_expr;
use crate::syntax::name::{named, quoted};
use crate::syntax::query::direction;

/// `key [opclass] [collate "…"] [asc | desc] [nulls first | last]`
pub(in crate::syntax) fn key(cursor: &mut Cursor<'_>) -> Result<KeyPhrase, Diagnostic> {
    let expr = column_or_expr(cursor)?;
    let (mut opclass, mut collation) = (None, None);
    loop {
        if collation.is_none() && cursor.eat_word("collate").is_some() {
            collation = Some(named(cursor, "a collation")?.text);
        } else if opclass.is_none() && is_opclass(cursor) {
            opclass = Some(named(cursor, "an operator class")?.text);
        } else {
            break;
        }
    }
    let (descending, nulls_first) = direction(cursor)?;
    Ok(KeyPhrase {
        expr,
        opclass,
        collation,
        descending,
        nulls_first,
    })
}

/// A string alone is the name of a column: a text would be the same for every row.
fn column_or_expr(cursor: &mut Cursor<'_>) -> Result<Expr, Diagnostic> {
    let mut ahead = *cursor;
    let Some((text, origin)) = ahead.eat_string() else {
        return operand_expr(cursor);
    };
    if !ahead.at_end() && !ahead.is_punct(",") && !ahead.is_identifier() {
        return operand_expr(cursor);
    }
    *cursor = ahead;
    let kind = ExprKind::Column {
        table: None,
        column: quoted(text, origin)?,
    };
    Ok(Expr { kind, origin })
}

/// Any other word behind a key is the name of an operator class.
fn is_opclass(cursor: &Cursor<'_>) -> bool {
    match cursor.word() {
        Some(word) => !["collate", "asc", "desc", "nulls", "with"].contains(&word),
        None => cursor.is_identifier() || cursor.is_string(),
    }
}
