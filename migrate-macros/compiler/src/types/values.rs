//! Which values survive a conversion. Takes two types, answers on the safe side; must not
//! know whether there is a cast between them, nor what becomes of the bytes.

use super::limits::{digits, fraction, holds, whole};
use crate::syntax::ast::{Base, IntegerWidth, Type};

/// What becomes of the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    /// It is the same type.
    Same,
    /// Every value has its like.
    Fits,
    /// A value that does not fit is changed without a word.
    Rounds,
    /// A value that does not fit is refused, or nothing is known of it.
    Fails,
}

impl Values {
    /// Whether every value has its like in the other type.
    pub(crate) fn fit(self) -> bool {
        match self {
            Self::Same | Self::Fits => true,
            Self::Rounds | Self::Fails => false,
        }
    }
}

pub(super) fn values(from: &Type, to: &Type) -> Values {
    if from == to {
        return Values::Same;
    }
    if fits(from, to) {
        return Values::Fits;
    }
    if rounds(from, to) {
        return Values::Rounds;
    }
    Values::Fails
}

/// Whether every value of the one has its like in the other, which is another type.
fn fits(from: &Type, to: &Type) -> bool {
    if from.array != to.array {
        return is_unlimited(&to.base) && !to.array;
    }
    fits_base(&from.base, &to.base)
}

/// Whether a value is changed rather than refused, if it does not fit.
fn rounds(from: &Type, to: &Type) -> bool {
    use Base::*;
    let changed = match (&from.base, &to.base) {
        (Numeric(_) | Real | Double, Numeric(_) | Real | Double | Integer(_)) => true,
        (Integer(_), Real | Double) => true,
        (Timestamp(_) | TimestampTz(_), Date | Timestamp(_) | TimestampTz(_)) => true,
        (Timestamp(_) | TimestampTz(_), Time(_) | TimeTz(_)) => true,
        (Time(_) | TimeTz(_) | Interval(_), Time(_) | TimeTz(_) | Interval(_)) => true,
        (Json, Jsonb) | (Char(_), Text | Varchar(_)) => true,
        (_, _) => false,
    };
    changed && from.array == to.array
}

fn fits_base(from: &Base, to: &Base) -> bool {
    use Base::*;
    match (from, to) {
        (_, to) if is_unlimited(to) => true,
        (Varchar(Some(from)) | Char(from), Varchar(Some(to))) => from <= to,
        (Char(from), Char(to)) => from <= to,
        (Integer(from), Integer(to)) => from <= to,
        (Integer(from), Numeric(arguments)) => holds_digits(*arguments, digits(*from)),
        (Integer(from), Double) => *from != IntegerWidth::Big,
        (Integer(from), Real) => *from == IntegerWidth::Small,
        (Bool, Integer(to)) => *to == IntegerWidth::Normal,
        (Numeric(from), Integer(to)) => is_whole(*from, digits(*to)),
        (Real, Double) => true,
        (Numeric(from), Numeric(to)) => holds_number(*from, *to),
        (Date, Timestamp(_) | TimestampTz(_)) => true,
        (Timestamp(from) | TimestampTz(from), Timestamp(to) | TimestampTz(to)) => {
            holds_precision(*from, *to)
        }
        (Time(from), Time(to) | TimeTz(to) | Interval(to)) => holds_precision(*from, *to),
        (TimeTz(from), TimeTz(to)) => holds_precision(*from, *to),
        (Interval(from), Interval(to)) => holds_precision(*from, *to),
        (Jsonb, Json) => true,
        (Bit(from), Varbit(to)) => holds(Some(*from), *to),
        (Varbit(from), Varbit(to)) => holds(*from, *to),
        (Native("cidr"), Native("inet")) => true,
        (Native("macaddr"), Native("macaddr8")) => true,
        (_, _) => false,
    }
}

/// Whether it takes a text of any length.
fn is_unlimited(base: &Base) -> bool {
    matches!(base, Base::Text | Base::Varchar(None))
}

fn holds_digits(arguments: Option<(u16, i16)>, digits: i32) -> bool {
    arguments.is_none_or(|(precision, scale)| scale >= 0 && whole(precision, scale) >= digits)
}

/// Whole numbers of fewer digits than the largest integer has.
fn is_whole(arguments: Option<(u16, i16)>, digits: i32) -> bool {
    arguments.is_some_and(|(precision, scale)| scale <= 0 && whole(precision, scale) < digits)
}

/// As many digits before the point, and as many behind it.
fn holds_number(from: Option<(u16, i16)>, to: Option<(u16, i16)>) -> bool {
    let Some((precision, scale)) = to else {
        return true;
    };
    from.is_some_and(|(p, s)| scale >= s && whole(precision, scale) >= whole(p, s))
}

fn holds_precision(from: Option<u8>, to: Option<u8>) -> bool {
    fraction(from) <= fraction(to)
}
