//! What an expression is worth whatever the rows hold. Takes expressions, gives proofs;
//! must not know any schema.

use crate::syntax::ast::Expr;

/// Whether every row passes: no filter, or one that is always true.
pub(crate) fn selects_all(filter: Option<&Expr>) -> bool {
    filter.is_none()
}

/// Whether a row that passes this check surely has a value in the column, by the proof
/// that PostgreSQL makes: a null passes `c > 0`, so only `c is not null` counts.
pub(crate) fn implies_not_null(check: &Expr, column: &str) -> bool {
    let _ = (check, column);
    false
}

/// Whether a row with this default fails this check, where both are constant.
pub(crate) fn default_violates(check: &Expr, column: &str, default: &Expr) -> bool {
    let _ = (check, column, default);
    false
}
