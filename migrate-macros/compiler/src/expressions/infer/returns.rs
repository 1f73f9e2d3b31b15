//! The type that a call gives. Takes what a table says and the arguments' types, gives a
//! type; must not know the function.

use super::super::functions::Returns;
use super::super::types::{Family, Inferred};
use crate::syntax::ast::{Base, IntegerWidth, Type};

pub(super) fn result(returns: Returns, arguments: &[Inferred]) -> Inferred {
    let first = || arguments.first().cloned().unwrap_or(Inferred::Anything);
    let base = match returns {
        Returns::Unknown | Returns::Common => return Inferred::Anything,
        Returns::First => return settled(first()),
        Returns::Rounded if arguments.len() == 2 => Base::Numeric(None),
        Returns::Rounded => return rounded(&first()),
        Returns::Sum => return sum(first()),
        Returns::Average => return average(first()),
        Returns::Folded => return text_or(&first(), Inferred::Anything),
        Returns::Part => return text_or(&first(), bytes_or_anything(&first())),
        Returns::Timestamped => return timestamped(arguments),
        Returns::TextArray => {
            return Inferred::Known(Type {
                base: Base::Text,
                array: true,
            });
        }
        Returns::Bool => Base::Bool,
        Returns::Smallint => Base::Integer(IntegerWidth::Small),
        Returns::Int => Base::Integer(IntegerWidth::Normal),
        Returns::Bigint => Base::Integer(IntegerWidth::Big),
        Returns::Real => Base::Real,
        Returns::Double => Base::Double,
        Returns::Numeric => Base::Numeric(None),
        Returns::Text => Base::Text,
        Returns::Bytes => Base::Bytes,
        Returns::Uuid => Base::Uuid,
        Returns::Date => Base::Date,
        Returns::Time => Base::Time(None),
        Returns::Timestamp => Base::Timestamp(None),
        Returns::TimestampTz => Base::TimestampTz(None),
        Returns::Interval => Base::Interval(None),
        Returns::Json => Base::Json,
        Returns::Jsonb => Base::Jsonb,
        Returns::Native(name) => Base::Native(name),
    };
    Inferred::base(base)
}

/// What a call gives whatever its arguments are.
pub(crate) fn fixed(returns: Returns) -> Option<Type> {
    result(returns, &[]).known().cloned()
}

/// A literal that went through a function is a literal no more.
fn settled(inferred: Inferred) -> Inferred {
    match inferred {
        Inferred::Literal | Inferred::Null => Inferred::Anything,
        other => other,
    }
}

fn rounded(first: &Inferred) -> Inferred {
    match first.known().map(|ty| &ty.base) {
        Some(Base::Numeric(_)) => Inferred::base(Base::Numeric(None)),
        Some(Base::Integer(_) | Base::Real | Base::Double) => Inferred::base(Base::Double),
        _ => Inferred::Anything,
    }
}

fn sum(first: Inferred) -> Inferred {
    match first.known().map(|ty| &ty.base) {
        Some(Base::Integer(IntegerWidth::Big) | Base::Numeric(_)) => {
            Inferred::base(Base::Numeric(None))
        }
        Some(Base::Integer(_)) => Inferred::base(Base::Integer(IntegerWidth::Big)),
        _ => settled(first),
    }
}

fn average(first: Inferred) -> Inferred {
    match first.known().map(|ty| &ty.base) {
        Some(Base::Integer(_) | Base::Numeric(_)) => Inferred::base(Base::Numeric(None)),
        Some(Base::Real | Base::Double) => Inferred::base(Base::Double),
        _ => settled(first),
    }
}

fn text_or(first: &Inferred, otherwise: Inferred) -> Inferred {
    match (first, first.family()) {
        (Inferred::Literal, _) | (_, Some(Family::Text)) => Inferred::TEXT,
        _ => otherwise,
    }
}

fn bytes_or_anything(first: &Inferred) -> Inferred {
    match first.family() {
        Some(Family::Bytes) => Inferred::base(Base::Bytes),
        _ => Inferred::Anything,
    }
}

/// `date_trunc("day", x)`: a date becomes a timestamp in the session's zone.
fn timestamped(arguments: &[Inferred]) -> Inferred {
    match arguments.get(1).and_then(Inferred::family) {
        Some(Family::Timestamp) => Inferred::base(Base::Timestamp(None)),
        Some(Family::TimestampTz | Family::Date) => Inferred::base(Base::TimestampTz(None)),
        Some(Family::Interval | Family::Time) => Inferred::base(Base::Interval(None)),
        _ => Inferred::Anything,
    }
}
