//! How often an expression may change its value. Takes expressions, gives PostgreSQL's
//! class; must not know any schema, so the types of columns are unknown here.

use super::catalogue;
use super::functions::{self, Class};
use super::types::Family;
use crate::syntax::ast::{Call, Expr, ExprKind, IsTest, Type};

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
    use ExprKind::*;
    match &expr.kind {
        Null | Bool(_) | Number(_) | Text(_) | Column { .. } | Interval(_) | Default => {
            Volatility::Immutable
        }
        CurrentTimestamp | CurrentDate => Volatility::Stable,
        Raw(_) | InQuery { .. } | ArrayQuery(_) | Exists(_) | Scalar(_) => Volatility::Volatile,
        Call(call) => of_call(call),
        Cast(operand, ty) => of_cast(operand, ty),
        Unary(_, operand) | Collate(operand, _) => volatility(operand),
        Extract { source, .. } => volatility(source),
        Binary(left, _, right) | Quantified { left, right, .. } | AtTimeZone(left, right) => {
            volatility(left).max(volatility(right))
        }
        Is { operand, test, .. } => volatility(operand).max(of_test(test)),
        In { operand, list, .. } | Subscript(operand, list) => volatility(operand).max(most(list)),
        Between {
            operand, low, high, ..
        } => volatility(operand)
            .max(volatility(low))
            .max(volatility(high)),
        Case { .. } => of_case(expr),
        Array(items) | Row(items) => most(items),
    }
}

fn most<'a>(exprs: impl IntoIterator<Item = &'a Expr>) -> Volatility {
    let classes = exprs.into_iter().map(volatility);
    classes.max().unwrap_or(Volatility::Immutable)
}

fn of_test(test: &IsTest) -> Volatility {
    match test {
        IsTest::Null | IsTest::True | IsTest::False | IsTest::Unknown => Volatility::Immutable,
        IsTest::DistinctFrom(other) => volatility(other),
    }
}

fn of_case(expr: &Expr) -> Volatility {
    let ExprKind::Case {
        operand,
        whens,
        otherwise,
    } = &expr.kind
    else {
        return Volatility::Volatile;
    };
    let whens = whens.iter().flat_map(|when| [&when.condition, &when.value]);
    let ends = [operand, otherwise].into_iter().flatten();
    most(whens.chain(ends.map(AsRef::as_ref)))
}

fn of_call(call: &Call) -> Volatility {
    let (name, count) = (&call.function.name, call.arguments.len());
    let own = match functions::any(name, count) {
        Some(function) => class(function.class, call, &|_| None),
        None => catalogue::least_steady(&name.to_ascii_lowercase(), count)
            .unwrap_or(Volatility::Volatile),
    };
    own.max(most(&call.arguments))
}

/// The class of one call, its arguments' own aside; a type that is not known is taken
/// not to depend on the session.
pub(super) fn class(
    class: Class,
    call: &Call,
    family: &dyn Fn(usize) -> Option<Family>,
) -> Volatility {
    let count = call.arguments.len();
    let stable = match class {
        Class::Immutable => false,
        Class::Stable => true,
        Class::Volatile => return Volatility::Volatile,
        Class::Zoned => (0..count).any(|place| family(place) == Some(Family::TimestampTz)),
        Class::StableAlone => count == 1,
        Class::StablePair => count == 2,
        Class::Clock => count == 0 || call.arguments.iter().any(says_now),
    };
    if stable {
        Volatility::Stable
    } else {
        Volatility::Immutable
    }
}

fn says_now(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Text(text) if text.eq_ignore_ascii_case("now"))
}

/// A literal is cast once; other texts and times are read as the session says.
fn of_cast(operand: &Expr, ty: &Type) -> Volatility {
    let own = match (&operand.kind, Family::of(ty)) {
        (ExprKind::Text(_) | ExprKind::Number(_) | ExprKind::Null, _) => Volatility::Immutable,
        (
            _,
            Family::Date | Family::Time | Family::TimeTz | Family::Timestamp | Family::TimestampTz,
        ) => Volatility::Stable,
        _ => Volatility::Immutable,
    };
    own.max(volatility(operand))
}
