//! Whether a value can be null, as far as its form and the not nulls of its table say.
//! Takes an expression, answers on the safe side; must not know functions of a database
//! but the few whose answer is not that of their arguments.

use crate::schema::{Fill, Table};
use crate::syntax::ast::{Call, Expr, ExprKind, Operator, When};

/// Whether the value can be null. Columns are those of `table`; without one, and where a
/// column is another table's, they can be.
pub(super) fn may_be_null(expr: &Expr, table: Option<&Table>) -> bool {
    use ExprKind::*;
    let any = |exprs: &[&Expr]| exprs.iter().any(|expr| may_be_null(expr, table));
    match &expr.kind {
        Bool(_) | Number(_) | Text(_) | Interval(_) | CurrentTimestamp | CurrentDate => false,
        Is { .. } | Exists(_) | Array(_) | ArrayQuery(_) | Row(_) => false,
        Null | Default | Raw(_) | Scalar(_) | InQuery { .. } | Subscript(..) => true,
        Quantified { .. } | Extract { .. } => true,
        Column { column, .. } => column_may_be_null(&column.text, table),
        Call(call) => call_may_be_null(call, table),
        Unary(_, operand) | Cast(operand, _) | Collate(operand, _) => may_be_null(operand, table),
        Binary(left, operator, right) => looks_up(*operator) || any(&[left, right]),
        In { operand, list, .. } => {
            may_be_null(operand, table) || list.iter().any(|item| may_be_null(item, table))
        }
        Between {
            operand, low, high, ..
        } => any(&[operand, low, high]),
        AtTimeZone(time, zone) => any(&[time, zone]),
        Case {
            whens, otherwise, ..
        } => case_may_be_null(whens, otherwise.as_deref(), table),
    }
}

fn column_may_be_null(name: &str, table: Option<&Table>) -> bool {
    let column = table.and_then(|table| table.column(name));
    column.is_none_or(|column| !column.not_null && column.fill != Fill::Filled)
}

fn call_may_be_null(call: &Call, table: Option<&Table>) -> bool {
    let mut arguments = call.arguments.iter();
    match call.function.name.to_lowercase().as_str() {
        "coalesce" | "greatest" | "least" => arguments.all(|value| may_be_null(value, table)),
        "concat" | "count" => false,
        "nullif" => true,
        _ => arguments.any(|value| may_be_null(value, table)),
    }
}

fn case_may_be_null(whens: &[When], otherwise: Option<&Expr>, table: Option<&Table>) -> bool {
    let mut values = whens.iter().map(|when| &when.value).chain(otherwise);
    otherwise.is_none() || values.any(|value| may_be_null(value, table))
}

/// Whether the operator gives null where it finds nothing.
fn looks_up(operator: Operator) -> bool {
    use Operator::*;
    matches!(operator, Get | GetText | GetPath | GetPathText)
}
