//! Whole numbers that grow beyond their type: SQLite computes with 64 bits whatever the type,
//! and with a double beyond them. Takes an expression, says whether its value has to be looked
//! at before it is stored; must not know how.

use super::spelling::{Lite, Scope};
use super::types::{self, Form};
use crate::syntax::ast::{Expr, ExprKind, Operator, Type, UnaryOperator};

/// Whether a whole number that becomes this type may be none of it, though the types are
/// alike. A definition is left as it is said: what an application writes is not looked at.
pub(super) fn is_possible(lite: &Lite<'_>, expr: &Expr, ty: &Type) -> bool {
    matches!(lite.scope, Scope::Rows(_))
        && types::form(ty) == Some(Form::Integer)
        && grows(expr)
        && lite.form_of(expr) == Some(Form::Integer)
}

/// Whether it may be more than what it is computed from.
fn grows(expr: &Expr) -> bool {
    use Operator::{Add, Divide, Multiply, Subtract};
    match &expr.kind {
        ExprKind::Binary(_, Add | Subtract | Multiply, _) => true,
        // The smallest number by minus one.
        ExprKind::Binary(_, Divide, right) => !matches!(right.kind, ExprKind::Number(_)),
        ExprKind::Unary(UnaryOperator::Minus, operand) => {
            !matches!(operand.kind, ExprKind::Number(_))
        }
        ExprKind::Call(call) => {
            let name = call.function.name.to_ascii_lowercase();
            match name.as_str() {
                "abs" => true,
                "coalesce" | "greatest" | "least" | "nullif" => call.arguments.iter().any(grows),
                _ => false,
            }
        }
        ExprKind::Case {
            whens, otherwise, ..
        } => {
            let values = whens.iter().map(|when| &when.value);
            values.chain(otherwise.as_deref()).any(grows)
        }
        _ => false,
    }
}
