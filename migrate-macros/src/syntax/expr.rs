//! Expressions. Takes a cursor, gives trees; must not know where they are used.

use super::Cursor;
use super::ast::{Expr, Query};
use crate::diagnostic::Diagnostic;

/// A whole expression.
pub(crate) fn expr(cursor: &mut Cursor<'_>) -> Result<Expr, Diagnostic> {
    Err(cursor.expected("an expression"))
}

/// An expression that binds tighter than any operator, as `default` takes it.
pub(crate) fn operand_expr(cursor: &mut Cursor<'_>) -> Result<Expr, Diagnostic> {
    Err(cursor.expected("a value"))
}

/// `[with …] select … | values …`
pub(crate) fn query(cursor: &mut Cursor<'_>) -> Result<Query, Diagnostic> {
    Err(cursor.expected("a query"))
}
