//! Operators that SQLite writes in another way, or lacks. Takes operands, gives text that
//! compares what PostgreSQL would compare; must not know what stands around.

use super::limits::lacks;
use super::operand::{self, Operand};
use super::spelling::Lite;
use super::types::Form;
use super::{casts, json, patterns, stored, texts, times, types};
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Writer, sign};
use crate::origin::Origin;
use crate::syntax::ast::{Base, Expr, ExprKind, IsTest, Operator, Quantifier, Query, Type};

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
        Add | Subtract | Multiply => sum(lite, writer, (left, operator, right)),
        Divide => divide(lite, writer, left, right),
        Modulo => modulo(lite, writer, left, right),
        Concat => concat(lite, writer, left, right),
        Like | NotLike | Ilike | NotIlike => patterns::like(writer, (left, operator, right)),
        Get => json::get(lite, writer, (left, right)),
        GetText => json::get_text(writer, (left, right)),
        Or | And => writer.infix(left, operator, right),
        Power | Matches | MatchesNoCase | NotMatches | NotMatchesNoCase | GetPath | GetPathText
        | DeletePath | Contains | ContainedBy | Overlaps | HasKey | TextMatch => {
            let title = format!("SQLite has no operator `{}`", sign(operator));
            writer.refuse(lacks(left.origin.to(right.origin), title));
        }
    }
}

/// A constant beside a column is written as the column stores it, and of two kinds of time
/// the narrower takes the form of the wider.
fn compare(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (left, operator, right): (&Expr, Operator, &Expr),
) {
    if let (ExprKind::Row(ones), ExprKind::Row(others)) = (&left.kind, &right.kind) {
        let types: Vec<Option<Type>> = ones
            .iter()
            .zip(others)
            .map(|(one, other)| common(lite, [one, other]))
            .collect();
        row(lite, writer, (ones, &types));
        writer.word(sign(operator));
        return row(lite, writer, (others, &types));
    }
    let ty = common(lite, [left, right]);
    lite.value_at(writer, (left, ty.as_ref()), Level::Other);
    writer.word(sign(operator));
    lite.value_at(writer, (right, ty.as_ref()), Level::Other);
}

fn row(lite: &Lite<'_>, writer: &mut Writer<'_>, (items, types): (&[Expr], &[Option<Type>])) {
    writer.group(items.iter().zip(types), |writer, (item, ty)| {
        lite.value_at(writer, (item, ty.as_ref()), Level::Or);
    });
}

/// The type that values have where they are compared. A document is no text that could be.
fn common<'e>(lite: &Lite<'_>, values: impl IntoIterator<Item = &'e Expr>) -> Option<Type> {
    let types = values.into_iter().map(|value| lite.type_of(value));
    types.reduce(types::compared).flatten()
}

/// Why SQLite cannot compare values of a type, if it cannot.
pub(super) fn refuse_documents(writer: &mut Writer<'_>, ty: Option<&Type>, origin: Origin) {
    if ty.and_then(types::form) == Some(Form::Json) {
        let title = "SQLite compares JSON as text, so equal documents may differ";
        let help = "compare a part of it: `document ->> \"key\"`";
        writer.refuse(lacks(origin, title).help(help));
    }
}

fn sum(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (left, operator, right): (&Expr, Operator, &Expr),
) {
    for operand in [left, right] {
        match lite.form_of(operand) {
            Some(Form::Integer | Form::Real | Form::Numeric) | None => {}
            Some(_) => {
                let ty = lite
                    .type_of(operand)
                    .map_or(String::new(), |ty| ty.to_string());
                let title = format!("SQLite cannot compute `{}` with a `{ty}`", sign(operator));
                return writer.refuse(lacks(operand.origin, title));
            }
        }
    }
    // A text beside a number is read as one.
    let ty = common(lite, [left, right]);
    let [left, right] = [left, right].map(|it| literal_as(it, ty.as_ref()));
    writer.infix(&left, operator, &right);
}

fn literal_as(expr: &Expr, ty: Option<&Type>) -> Expr {
    let mut expr = expr.clone();
    if let (ExprKind::Text(text), Some(_)) = (&expr.kind, ty) {
        expr.kind = ExprKind::Number(text.trim().to_owned());
    }
    expr
}

/// Whole numbers would be divided as such, also where a column stores fractions; and what
/// is divided by nothing is null to SQLite, and an error to PostgreSQL.
fn divide(lite: &Lite<'_>, writer: &mut Writer<'_>, left: &Expr, right: &Expr) {
    let forms = [lite.form_of(left), lite.form_of(right)];
    writer.at(left, Level::Product);
    if forms.contains(&Some(Form::Numeric)) || forms.contains(&Some(Form::Real)) {
        writer.word("* 1.0");
    }
    writer.word("/");
    divisor(lite, writer, right);
}

fn divisor(lite: &Lite<'_>, writer: &mut Writer<'_>, right: &Expr) {
    if let ExprKind::Number(number) = &right.kind
        && number.parse::<f64>().is_ok_and(|number| number != 0.0)
    {
        return writer.at(right, Level::Power);
    }
    Operand::of(lite, writer, right, |writer, v| {
        writer.word("CASE WHEN");
        v.write(writer);
        writer.word("= 0 THEN");
        operand::fails(writer, |writer| {
            writer.string("division by zero");
        });
        writer.word("ELSE");
        v.write(writer);
        writer.word("END");
    });
}

/// SQLite cuts both operands to whole numbers.
fn modulo(lite: &Lite<'_>, writer: &mut Writer<'_>, left: &Expr, right: &Expr) {
    for operand in [left, right] {
        if matches!(lite.form_of(operand), Some(Form::Numeric | Form::Real)) {
            let title = "SQLite computes `%` over whole numbers only";
            let help = "cast both sides to an integer, or write it behind `#[only(postgres)]`";
            return writer.refuse(lacks(operand.origin, title).help(help));
        }
    }
    writer.at(left, Level::Product);
    writer.word("%");
    divisor(lite, writer, right);
}

/// What is joined with a text is printed as PostgreSQL prints it.
fn concat(lite: &Lite<'_>, writer: &mut Writer<'_>, left: &Expr, right: &Expr) {
    let forms = [lite.form_of(left), lite.form_of(right)];
    if forms.contains(&Some(Form::Json)) {
        let title = "SQLite joins no JSON with `||`";
        return writer.refuse(lacks(left.origin.to(right.origin), title));
    }
    // Beside anything else they are printed.
    let are_bytes = |form: &Option<Form>| form.is_none_or(|form| form == Form::Bytes);
    if forms.contains(&Some(Form::Bytes)) && forms.iter().all(are_bytes) {
        return texts::joined_bytes(lite, writer, left, right);
    }
    let text = Type::plain(Base::Text);
    // A chain groups to the left.
    let is_chain = matches!(left.kind, ExprKind::Binary(_, Operator::Concat, _));
    let least = if is_chain { Level::Other } else { Level::Sign };
    casts::assign_at(lite, writer, (left, Some(&text)), least);
    writer.word("||");
    casts::assign_at(lite, writer, (right, Some(&text)), Level::Sign);
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
        ExprKind::InQuery {
            operand,
            query,
            negated,
        } => in_query(lite, writer, (operand, query, not(*negated))),
        ExprKind::Between {
            operand,
            low,
            high,
            negated,
        } => {
            let ty = common(lite, [operand, low, high].map(|it| &**it));
            lite.value_at(writer, (operand, ty.as_ref()), Level::Other);
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
    let ty = common(lite, [operand, &**other]);
    lite.value_at(writer, (operand, ty.as_ref()), Level::Other);
    writer.word("IS").word(not(!negated));
    lite.value_at(writer, (other, ty.as_ref()), Level::Other);
}

fn in_list(lite: &Lite<'_>, writer: &mut Writer<'_>, (operand, list, not): (&Expr, &[Expr], &str)) {
    if let ExprKind::Row(items) = &operand.kind {
        return rows(lite, writer, (items, list, not));
    }
    let ty = common(lite, std::iter::once(operand).chain(list));
    lite.value_at(writer, (operand, ty.as_ref()), Level::Other);
    writer.word(not).word("IN");
    writer.group(list, |writer, item| {
        lite.value_at(writer, (item, ty.as_ref()), Level::Or);
    });
}

/// SQLite finds a row only among those of a query.
fn rows(lite: &Lite<'_>, writer: &mut Writer<'_>, (items, list, not): (&[Expr], &[Expr], &str)) {
    let others: Vec<&[Expr]> = list
        .iter()
        .filter_map(|row| match &row.kind {
            ExprKind::Row(items) => Some(items.as_slice()),
            _ => None,
        })
        .collect();
    let column = |place: usize| others.iter().filter_map(move |row| row.get(place));
    let types: Vec<Option<Type>> = items
        .iter()
        .enumerate()
        .map(|(place, item)| common(lite, std::iter::once(item).chain(column(place))))
        .collect();
    row(lite, writer, (items, &types));
    writer.word(not).word("IN").open().word("VALUES");
    writer.list(others, |writer, other| row(lite, writer, (other, &types)));
    writer.close();
}

/// `x in (select …)`, where the query gives what `x` is.
pub(super) fn in_query(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (operand, query, not): (&Expr, &Query, &str),
) {
    let items = match &operand.kind {
        ExprKind::Row(items) => items.as_slice(),
        _ => std::slice::from_ref(operand),
    };
    let outputs = lite.outputs(query).unwrap_or_default();
    let types: Vec<Option<Type>> = items
        .iter()
        .zip(outputs.into_iter().map(Some).chain(std::iter::repeat(None)))
        .map(|(item, output)| types::compared(lite.type_of(item), output.flatten()))
        .collect();
    match items {
        [item] => lite.value_at(
            writer,
            (item, types.first().and_then(Option::as_ref)),
            Level::Other,
        ),
        _ => row(lite, writer, (items, &types)),
    }
    writer.word(not).word("IN");
    let known: Option<Vec<&Type>> = types.iter().map(Option::as_ref).collect();
    writer.parens(|writer| match known {
        Some(known) => stored::compared(lite, writer, (query, &known)),
        None => writer.query(query),
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
        ExprKind::Scalar(query) => in_query(lite, writer, (left, query, not)),
        _ => writer.refuse(no_quantifier(right.origin)),
    }
}

fn no_quantifier(origin: Origin) -> Diagnostic {
    lacks(
        origin,
        "SQLite has neither `any` nor `all`, except as `in` and `not in`",
    )
}
