//! Operators that SQLite writes in another way, or lacks. Takes operands, gives text that
//! compares what PostgreSQL would compare; must not know what stands around.

use super::limits::lacks;
use super::spelling::Lite;
use super::types::Form;
use super::{casts, json, patterns, times, types};
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Writer, sign};
use crate::origin::Origin;
use crate::syntax::ast::{Expr, ExprKind, IsTest, Operator, Quantifier, Type};

pub(super) fn binary(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (left, operator, right): (&Expr, Operator, &Expr),
) {
    use Operator::*;
    match operator {
        Equal | NotEqual | Less | LessOrEqual | Greater | GreaterOrEqual => {
            compare(lite, writer, (left, operator, right));
        }
        Add | Subtract if matches!(right.kind, ExprKind::Interval(_)) => {
            times::shifted(lite, writer, (left, operator, right));
        }
        Divide => divide(lite, writer, left, right),
        Like | NotLike | Ilike | NotIlike => patterns::like(writer, (left, operator, right)),
        Get => json::get(lite, writer, (left, right)),
        GetText => json::get_text(writer, (left, right)),
        Or | And | Add | Subtract | Multiply | Modulo | Concat => {
            writer.infix(left, operator, right);
        }
        Power | Matches | MatchesNoCase | NotMatches | NotMatchesNoCase | GetPath | GetPathText
        | DeletePath | Contains | ContainedBy | Overlaps | HasKey | TextMatch => {
            let title = format!("SQLite has no operator `{}`", sign(operator));
            writer.refuse(lacks(left.origin.to(right.origin), title));
        }
    }
}

/// A constant beside a column is written as the column stores it, and of two times the
/// second takes the form of the first.
fn compare(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (left, operator, right): (&Expr, Operator, &Expr),
) {
    let (one, other) = (lite.type_of(left), lite.type_of(right));
    lite.value_at(writer, (left, other.as_ref()), Level::Other);
    writer.word(sign(operator));
    let is_time = |ty: &Option<Type>| {
        let form = ty.as_ref().and_then(types::form);
        matches!(form, Some(Form::Timestamp | Form::TimestampTz))
    };
    if is_time(&one) && is_time(&other) {
        return casts::assign(lite, writer, right, one.as_ref());
    }
    lite.value_at(writer, (right, one.as_ref()), Level::Other);
}

/// A whole number in a numeric column is stored as an integer, and would be divided as one.
fn divide(lite: &Lite<'_>, writer: &mut Writer<'_>, left: &Expr, right: &Expr) {
    let forms = [lite.form_of(left), lite.form_of(right)];
    writer.at(left, Level::Product);
    if forms.contains(&Some(Form::Numeric)) && !forms.contains(&Some(Form::Real)) {
        writer.word("* 1.0");
    }
    writer.word("/");
    writer.at(right, Level::Power);
}

/// `is distinct from`, `is unknown`, `in`, `between`, `any`, `all`.
pub(super) fn test(lite: &Lite<'_>, writer: &mut Writer<'_>, expr: &Expr) {
    match &expr.kind {
        ExprKind::Is {
            operand,
            test,
            negated,
        } => is(lite, writer, (operand, test, *negated)),
        ExprKind::In {
            operand,
            list,
            negated,
        } => in_list(lite, writer, (operand, list, not(*negated))),
        ExprKind::Between {
            operand,
            low,
            high,
            negated,
        } => {
            let ty = lite.type_of(operand);
            writer.at(operand, Level::Other);
            writer.word(not(*negated)).word("BETWEEN");
            lite.value_at(writer, (low, ty.as_ref()), Level::Sign);
            writer.word("AND");
            lite.value_at(writer, (high, ty.as_ref()), Level::Sign);
        }
        ExprKind::Quantified {
            left,
            operator,
            quantifier,
            right,
        } => quantified(lite, writer, (left, *operator, *quantifier, right)),
        _ => writer.standard(expr),
    }
}

fn not(negated: bool) -> &'static str {
    if negated { "NOT" } else { "" }
}

/// SQLite's `IS` compares any two values, nulls too.
fn is(lite: &Lite<'_>, writer: &mut Writer<'_>, (operand, test, negated): (&Expr, &IsTest, bool)) {
    let IsTest::DistinctFrom(other) = test else {
        writer.at(operand, Level::Other);
        writer.word("IS").word(not(negated)).word("NULL");
        return;
    };
    let (one, two) = (lite.type_of(operand), lite.type_of(other));
    lite.value_at(writer, (operand, two.as_ref()), Level::Other);
    writer.word("IS").word(not(!negated));
    lite.value_at(writer, (other, one.as_ref()), Level::Other);
}

fn in_list(lite: &Lite<'_>, writer: &mut Writer<'_>, (operand, list, not): (&Expr, &[Expr], &str)) {
    let ty: Option<Type> = lite.type_of(operand);
    writer.in_list(operand, not, |writer| {
        writer.list(list, |writer, item| {
            lite.value_at(writer, (item, ty.as_ref()), Level::Or);
        });
    });
}

/// `= any` and `<> all` are `in` and `not in`.
fn quantified(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (left, operator, quantifier, right): (&Expr, Operator, Quantifier, &Expr),
) {
    let not = match (operator, quantifier) {
        (Operator::Equal, Quantifier::Any) => "",
        (Operator::NotEqual, Quantifier::All) => "NOT",
        _ => return writer.refuse(no_quantifier(left.origin.to(right.origin))),
    };
    match &right.kind {
        ExprKind::Array(items) => in_list(lite, writer, (left, items, not)),
        ExprKind::Scalar(query) => writer.in_list(left, not, |writer| writer.query(query)),
        _ => writer.refuse(no_quantifier(right.origin)),
    }
}

fn no_quantifier(origin: Origin) -> Diagnostic {
    lacks(
        origin,
        "SQLite has neither `any` nor `all`, except as `in` and `not in`",
    )
}
