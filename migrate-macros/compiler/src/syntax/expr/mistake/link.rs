//! Operators from other languages, operators that are left out, and operands that are
//! more than one. Takes what was read, gives the error; must not build trees.

use super::ESCAPE;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::Cursor;
use crate::syntax::ast::{Expr, ExprKind, Operator, UnaryOperator};
use crate::syntax::expr::operator::{self, Link};

/// Operators of other languages, and what they are called here.
static ELSEWHERE: &[(&str, &str)] = &[
    ("==", "="),
    ("<=>", "is not distinct from"),
    ("**", "^"),
    ("~~*", "ilike"),
    ("~~", "like"),
    ("!~~*", "not ilike"),
    ("!~~", "not like"),
];

/// Operators of PostgreSQL that the language leaves out.
static LEFT_OUT: &[&str] = &[
    "<->", "<#>", "<<", ">>", "&<", "&>", "-|-", "?|", "?&", "@?", "^@", "|/", "&", "|", "#", "!",
];

/// An operator that is written otherwise here, or not at all: one that is longer than
/// the known one that it begins with, which may be none.
pub(in crate::syntax::expr) fn operator(
    cursor: &Cursor<'_>,
    known: &str,
) -> Result<(), Diagnostic> {
    let mut behind = *cursor;
    behind.eat_punct(known);
    if behind.character().is_none() || is_attribute(cursor) {
        return Ok(());
    }
    let longer = |text: &&str| text.len() > known.len() && cursor.is_punct(text);
    if let Some((text, meant)) = ELSEWHERE.iter().find(|(text, _)| longer(text)) {
        let title = format!("`{text}` is no operator here");
        return Err(at(cursor, text, title)
            .why("the language has the operators of SQL")
            .help(format!("write `{meant}`")));
    }
    if cursor.is_punct("=>") || cursor.is_punct(":=") {
        return Err(at(cursor, "=>", "arguments have no names here")
            .why("the compiler knows functions by the order of their arguments")
            .help("write the arguments in their order, without names"));
    }
    match LEFT_OUT.iter().find(|text| longer(text)) {
        Some(text) => {
            let title = format!("the operator `{text}` is not in the language");
            Err(at(cursor, text, title).help(ESCAPE))
        }
        None => Ok(()),
    }
}

/// `#[…]` belongs to what follows.
fn is_attribute(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.eat_punct("#").is_some() && ahead.is_group(proc_macro2::Delimiter::Bracket)
}

fn at(cursor: &Cursor<'_>, text: &str, title: impl Into<String>) -> Diagnostic {
    let mut ahead = *cursor;
    let origin = ahead.eat_punct(text).unwrap_or_else(|| cursor.origin());
    Diagnostic::new(origin, title)
}

/// `a && b` between conditions is a habit from Rust; to SQL it is an overlap.
pub(in crate::syntax::expr) fn logic(
    operator: Operator,
    origin: Origin,
    sides: [&Expr; 2],
) -> Result<(), Diagnostic> {
    if !sides.into_iter().any(is_condition) {
        return Ok(());
    }
    match operator {
        Operator::Overlaps => Err(not_and(origin)),
        Operator::Concat => Err(not_or(origin)),
        _ => Ok(()),
    }
}

fn not_and(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "`&&` asks whether two arrays or ranges overlap")
        .why("between conditions it fails when the migration runs")
        .help("write `and`")
}

fn not_or(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "`||` joins two texts")
        .why("between conditions it fails when the migration runs")
        .help("write `or`")
}

/// Whether nothing but true, false and unknown can come out of it.
fn is_condition(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Bool(_)
        | ExprKind::Is { .. }
        | ExprKind::In { .. }
        | ExprKind::InQuery { .. }
        | ExprKind::Between { .. }
        | ExprKind::Quantified { .. }
        | ExprKind::Exists(_) => true,
        ExprKind::Unary(operator, _) => *operator == UnaryOperator::Not,
        ExprKind::Binary(_, operator, _) => matches!(
            operator,
            Operator::Or
                | Operator::And
                | Operator::Equal
                | Operator::NotEqual
                | Operator::Less
                | Operator::LessOrEqual
                | Operator::Greater
                | Operator::GreaterOrEqual
                | Operator::Like
                | Operator::NotLike
                | Operator::Ilike
                | Operator::NotIlike
        ),
        _ => false,
    }
}

/// `a < b < c`, or `a = 1 && b = 2`, which reads as `a = (1 && b) = 2`.
pub(in crate::syntax::expr) fn chained(origin: Origin, left: &Expr) -> Diagnostic {
    if let ExprKind::Binary(_, _, right) = &left.kind
        && let ExprKind::Binary(_, operator, _) = &right.kind
    {
        match operator {
            Operator::Overlaps => return not_and(right.origin),
            Operator::Concat => return not_or(right.origin),
            _ => {}
        }
    }
    Diagnostic::new(origin, "comparisons do not chain")
        .why("the result of the first comparison is true or false, and no value to compare")
        .help("write `a < b and b < c`")
}

pub(in crate::syntax::expr) fn not_binds_weaker(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "`not` needs parentheses here")
        .why("it binds weaker than the operator before it")
        .help("write `(not …)`")
}

/// Where an operand stands, an operator behind it needs parentheses around the whole.
pub(in crate::syntax::expr) fn not_an_operand(
    cursor: &Cursor<'_>,
    operand: &Expr,
) -> Result<(), Diagnostic> {
    match operator::link(cursor)? {
        None | Some(Link::Collate) => Ok(()),
        Some(_) => Err(Diagnostic::new(
            operand.origin.to(cursor.origin()),
            "this needs parentheses",
        )
        .why("what follows could be the end of the expression or a part of it")
        .help("write `(…)` around the whole expression")),
    }
}

pub(in crate::syntax::expr) fn symmetric(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_word("symmetric") && !cursor.is_word("asymmetric") {
        return Ok(());
    }
    Err(cursor
        .unexpected()
        .why("only PostgreSQL has it")
        .help("write `between least(low, high) and greatest(low, high)`"))
}

pub(in crate::syntax::expr) fn similar_to(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_word("similar") {
        return Ok(());
    }
    Err(
        Diagnostic::new(cursor.origin(), "`similar to` is not in the language")
            .why("only PostgreSQL has it, and its patterns are neither `like`'s nor regular")
            .help("write `like \"…\"`, or `~ \"…\"` with a regular expression"),
    )
}

pub(in crate::syntax::expr) fn escape(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_word("escape") {
        return Ok(());
    }
    Err(
        Diagnostic::new(cursor.origin(), "`escape` is not in the language")
            .help("write a backslash before what is meant literally, as in `like r\"100\\%\"`"),
    )
}
