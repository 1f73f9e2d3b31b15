//! How often an expression may change its value. Takes expressions, gives PostgreSQL's
//! class; must not know any schema.

use crate::syntax::ast::Expr;

/// PostgreSQL's classes of functions, steadiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Volatility {
    /// The same for the same arguments, forever.
    Immutable,
    /// The same within one statement.
    Stable,
    /// May differ from row to row.
    Volatile,
}

/// The class of the whole; what nobody knows counts as volatile.
pub(crate) fn volatility(expr: &Expr) -> Volatility {
    let _ = expr;
    Volatility::Volatile
}
