//! The expressions directly inside another, without those of queries in it. Takes an
//! expression, gives its parts; must not know what any of them means.

use super::super::catalogue;
use super::super::functions::{self, Kind};
use super::super::scope::Scope;
use crate::syntax::ast::{Call, Expr, ExprKind, IsTest};

macro_rules! parts {
    ($name:ident $(, $mutable:ident)?) => {
        pub(super) fn $name(expr: &$($mutable)? Expr) -> Vec<&$($mutable)? Expr> {
            use ExprKind::*;
            match &$($mutable)? expr.kind {
                Null | Bool(_) | Number(_) | Text(_) | Column { .. } | Interval(_) | Default
                | CurrentTimestamp | CurrentDate | Raw(_) | ArrayQuery(_) | Exists(_)
                | Scalar(_) => Vec::new(),
                Call(call) => Vec::from_iter(&$($mutable)? call.arguments),
                Unary(_, operand) | Cast(operand, _) | Collate(operand, _) => vec![operand],
                Extract { source, .. } => vec![source],
                InQuery { operand, .. } => vec![operand],
                Binary(left, _, right)
                | Quantified { left, right, .. }
                | AtTimeZone(left, right) => vec![left, right],
                Is { operand, test, .. } => match test {
                    IsTest::DistinctFrom(other) => vec![operand, other],
                    IsTest::Null | IsTest::True | IsTest::False | IsTest::Unknown => vec![operand],
                },
                In { operand, list, .. } | Subscript(operand, list) => {
                    let mut parts = vec![&$($mutable)? **operand];
                    parts.extend(list);
                    parts
                }
                Between { operand, low, high, .. } => vec![operand, low, high],
                Case { operand, whens, otherwise } => {
                    let mut parts = Vec::new();
                    parts.extend(operand.into_iter().map(|it| &$($mutable)? **it));
                    for when in whens {
                        parts.push(&$($mutable)? when.condition);
                        parts.push(&$($mutable)? when.value);
                    }
                    parts.extend(otherwise.into_iter().map(|it| &$($mutable)? **it));
                    parts
                }
                Array(items) | Row(items) => Vec::from_iter(items),
            }
        }
    };
}

parts!(parts);
parts!(parts_mut, mut);

/// Whether the call gives one value for many rows.
pub(in crate::expressions) fn is_aggregate(call: &Call) -> bool {
    let name = call.function.name.to_ascii_lowercase();
    let kind = match functions::any(&name, call.arguments.len()) {
        Some(function) => Some(function.kind),
        None => catalogue::kind(&name),
    };
    kind == Some(Kind::Aggregate)
}

/// How many places around stands the query whose rows an aggregate counts: the nearest that
/// one of its columns is of.
pub(in crate::expressions) fn aggregated_at(call: &Call, scope: &Scope<'_>) -> usize {
    let nearest = call.arguments.iter().filter_map(|it| nearest(it, scope));
    nearest.min().unwrap_or(0)
}

fn nearest(expr: &Expr, scope: &Scope<'_>) -> Option<usize> {
    if let ExprKind::Column { table, column } = &expr.kind {
        return scope.depth_of(table.as_ref(), &column.text);
    }
    let parts = parts(expr).into_iter();
    parts.filter_map(|part| nearest(part, scope)).min()
}
