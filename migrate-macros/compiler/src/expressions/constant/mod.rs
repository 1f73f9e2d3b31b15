//! What an expression is worth whatever the rows hold. Takes expressions, gives proofs;
//! must not know any schema.

mod evaluate;
mod value;

use crate::syntax::ast::{Expr, ExprKind, IsTest, Operator, UnaryOperator};

use evaluate::Evaluation;
use value::Value;

/// Whether every row passes: no filter, or one that is always true.
pub(crate) fn selects_all(filter: Option<&Expr>) -> bool {
    filter.is_none_or(|filter| Evaluation::CONSTANT.of(filter) == Some(Value::Bool(true)))
}

/// Whether a row with this default fails this check, where both are constant.
pub(crate) fn default_violates(check: &Expr, column: &str, default: &Expr) -> bool {
    let Some(value) = Evaluation::CONSTANT.of(default) else {
        return false;
    };
    let row = Evaluation {
        row: &[(column, value)],
    };
    row.of(check) == Some(Value::Bool(false))
}

/// Whether a check surely fails in a row with these values, whatever else it holds.
pub(crate) fn is_false(check: &Expr, values: &[(&str, Expr)]) -> bool {
    in_row(check, values) == Some(Value::Bool(false))
}

/// Whether a row with these values surely passes.
pub(crate) fn passes(filter: &Expr, values: &[(&str, Expr)]) -> bool {
    in_row(filter, values) == Some(Value::Bool(true))
}

/// Whether the expression has the same value, and not null, in every row with these values.
pub(crate) fn has_value(expr: &Expr, values: &[(&str, Expr)]) -> bool {
    in_row(expr, values).is_some_and(|value| value != Value::Null)
}

fn in_row(expr: &Expr, values: &[(&str, Expr)]) -> Option<Value> {
    let values = values.iter();
    let row = values.filter_map(|(column, value)| Some((*column, Evaluation::CONSTANT.of(value)?)));
    let row: Vec<(&str, Value)> = row.collect();
    Evaluation { row: &row }.of(expr)
}

/// Whether a row with these values surely does not pass, whatever else it holds; what is
/// no constant counts as unknown.
pub(crate) fn excludes(filter: &Expr, values: &[(&str, &Expr)]) -> bool {
    let values = values.iter();
    let row = values.filter_map(|(column, value)| Some((*column, Evaluation::CONSTANT.of(value)?)));
    let row: Vec<(&str, Value)> = row.collect();
    let passes = Evaluation { row: &row }.of(filter);
    matches!(passes, Some(Value::Bool(false) | Value::Null))
}

/// Whether a row that passes this check surely has a value in the column, by the proof
/// that PostgreSQL makes: a null passes `c > 0`, so only `c is not null` counts.
pub(crate) fn implies_not_null(check: &Expr, column: &str) -> bool {
    match &check.kind {
        ExprKind::Binary(left, Operator::And, right) => {
            implies_not_null(left, column) || implies_not_null(right, column)
        }
        ExprKind::Binary(left, Operator::Or, right) => {
            implies_not_null(left, column) && implies_not_null(right, column)
        }
        ExprKind::Unary(UnaryOperator::Not, operand) => is_null_test(operand, column, Sense::Null),
        _ => is_null_test(check, column, Sense::NotNull),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Null,
    NotNull,
}

/// `c is [not] null`, also as `c is [not] distinct from null`.
fn is_null_test(expr: &Expr, column: &str, sense: Sense) -> bool {
    let ExprKind::Is {
        operand,
        test,
        negated,
    } = &expr.kind
    else {
        return false;
    };
    let found = match test {
        IsTest::Null if *negated => Sense::NotNull,
        IsTest::Null => Sense::Null,
        IsTest::DistinctFrom(other) if other.kind != ExprKind::Null => return false,
        IsTest::DistinctFrom(_) if *negated => Sense::Null,
        IsTest::DistinctFrom(_) => Sense::NotNull,
        IsTest::True | IsTest::False | IsTest::Unknown => return false,
    };
    found == sense && is_column(operand, column)
}

fn is_column(expr: &Expr, name: &str) -> bool {
    matches!(&expr.kind, ExprKind::Column { column, .. } if column.text == name)
}

#[cfg(test)]
mod tests;
