//! What a value may lose when its type changes. Takes two types, gives an answer; must
//! not know any rule.

use super::limits::{digits, fraction, holds, whole};
use crate::syntax::ast::{Base, IntegerWidth, Type};

/// What happens to a value that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// The server refuses it, and with it the statement.
    Fails,
    /// The server changes it without a word.
    Rounds,
}

/// What a conversion may lose, if the target type is the narrower one.
pub(crate) fn loss(from: &Type, to: &Type) -> Option<Loss> {
    if from.array != to.array {
        return None;
    }
    match (&from.base, &to.base) {
        (one, other) if one == other => None,
        (Base::Integer(from), Base::Integer(to)) => fails(to < from),
        (Base::Numeric(from), Base::Numeric(to)) => numeric(*from, *to),
        (Base::Integer(from), Base::Numeric(Some((precision, scale)))) => {
            fails(whole(*precision, *scale) < digits(*from))
        }
        (Base::Numeric(_) | Base::Double | Base::Real, Base::Integer(_)) => Some(Loss::Rounds),
        (Base::Double, Base::Real) => Some(Loss::Rounds),
        (Base::Double | Base::Real, Base::Numeric(Some(_))) => Some(Loss::Rounds),
        (Base::Numeric(_), Base::Double | Base::Real) => Some(Loss::Rounds),
        (Base::Integer(IntegerWidth::Big), Base::Double | Base::Real) => Some(Loss::Rounds),
        (Base::Integer(IntegerWidth::Normal), Base::Real) => Some(Loss::Rounds),
        (from, to) if is_text(from) && is_text(to) => fails(!holds(length(from), length(to))),
        (from, Base::Extension(name)) if is_text(from) && name == "citext" => None,
        (Base::Extension(name), to) if is_text(to) && name == "citext" => {
            fails(length(to).is_some())
        }
        (Base::Native("xml"), to) if is_text(to) => fails(length(to).is_some()),
        (Base::Native("inet"), Base::Native("cidr")) => Some(Loss::Rounds),
        (from, _) if is_text(from) => Some(Loss::Fails),
        (Base::Timestamp(_) | Base::TimestampTz(_), Base::Date | Base::Time(_)) => {
            Some(Loss::Rounds)
        }
        (Base::Jsonb, Base::Json) => None,
        (Base::Json, Base::Jsonb) => Some(Loss::Rounds),
        (Base::Bit(from), Base::Bit(to)) => fails(to < from),
        (Base::Varbit(from), Base::Varbit(to)) => fails(!holds(*from, *to)),
        (Base::Bit(from), Base::Varbit(to)) => fails(!holds(Some(*from), *to)),
        (from, to) => seconds(from, to),
    }
}

fn fails(narrower: bool) -> Option<Loss> {
    narrower.then_some(Loss::Fails)
}

/// Digits behind the point are rounded away; digits before it overflow.
fn numeric(from: Option<(u16, i16)>, to: Option<(u16, i16)>) -> Option<Loss> {
    let (precision, scale) = to?;
    let Some((from_precision, from_scale)) = from else {
        return Some(Loss::Rounds);
    };
    if scale < from_scale {
        return Some(Loss::Rounds);
    }
    fails(whole(precision, scale) < whole(from_precision, from_scale))
}

pub(crate) fn is_text(base: &Base) -> bool {
    matches!(base, Base::Text | Base::Varchar(_) | Base::Char(_))
}

fn length(base: &Base) -> Option<u32> {
    match base {
        Base::Varchar(length) => *length,
        Base::Char(length) => Some(*length),
        _ => None,
    }
}

/// Fewer digits of a second.
fn seconds(from: &Base, to: &Base) -> Option<Loss> {
    let (from, to) = (seconds_of(from)?, seconds_of(to)?);
    (to < from).then_some(Loss::Rounds)
}

fn seconds_of(base: &Base) -> Option<u8> {
    match base {
        Base::Time(digits)
        | Base::TimeTz(digits)
        | Base::Timestamp(digits)
        | Base::TimestampTz(digits)
        | Base::Interval(digits) => Some(fraction(*digits)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Loss, loss};
    use crate::syntax::ast::{Base, IntegerWidth, Type};

    #[test]
    fn a_narrower_type_loses_and_a_wider_one_does_not() {
        let cases = [
            (Base::Varchar(Some(50)), Base::Varchar(Some(100)), None),
            (
                Base::Varchar(Some(50)),
                Base::Varchar(Some(40)),
                Some(Loss::Fails),
            ),
            (Base::Text, Base::Varchar(Some(40)), Some(Loss::Fails)),
            (Base::Varchar(None), Base::Text, None),
            (
                Base::Numeric(Some((10, 2))),
                Base::Numeric(Some((12, 2))),
                None,
            ),
            (
                Base::Numeric(Some((10, 2))),
                Base::Numeric(Some((10, 3))),
                Some(Loss::Fails),
            ),
            (
                Base::Numeric(Some((10, 2))),
                Base::Numeric(Some((10, 1))),
                Some(Loss::Rounds),
            ),
            (Base::Timestamp(None), Base::Timestamp(Some(6)), None),
            (
                Base::TimestampTz(None),
                Base::TimestampTz(Some(3)),
                Some(Loss::Rounds),
            ),
            (
                Base::Integer(IntegerWidth::Normal),
                Base::Integer(IntegerWidth::Big),
                None,
            ),
            (
                Base::Integer(IntegerWidth::Big),
                Base::Integer(IntegerWidth::Small),
                Some(Loss::Fails),
            ),
        ];
        for (from, to, expected) in cases {
            let found = loss(&Type::plain(from.clone()), &Type::plain(to.clone()));
            assert_eq!(found, expected, "{from:?} to {to:?}");
        }
    }
}
