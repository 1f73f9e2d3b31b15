//! PostgreSQL's facts on types: what casts to what, what compares with what, and which
//! database has which type. Takes types, gives answers; must not know any expression.

use crate::syntax::ast::Type;
use crate::target::Target;

/// Whether the target has this type.
pub(crate) fn supports(ty: &Type, target: Target) -> bool {
    let _ = (ty, target);
    true
}

/// Whether a value becomes this type without being told to, as on `insert`.
pub(crate) fn assignable(from: &Type, to: &Type) -> bool {
    let _ = (from, to);
    true
}

/// Whether `from::to` exists.
pub(crate) fn castable(from: &Type, to: &Type) -> bool {
    let _ = (from, to);
    true
}

/// Whether the two types have an equality operator, as a foreign key needs.
pub(crate) fn comparable(one: &Type, other: &Type) -> bool {
    let _ = (one, other);
    true
}
