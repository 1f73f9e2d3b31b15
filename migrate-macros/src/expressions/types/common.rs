//! The type that several values have together. Takes types, gives one; must not know
//! which values they are.

use super::casts::implicitly_castable;
use super::{Family, loosened};
use crate::syntax::ast::{Base, IntegerWidth, Type};

/// What two types become where one is needed: `case`, `coalesce`, an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Common {
    Type(Type),
    Unknown,
    /// PostgreSQL refuses to match them.
    None,
}

/// The common type of two.
pub(crate) fn common(one: &Type, other: &Type) -> Common {
    if one == other {
        return Common::Type(one.clone());
    }
    let (left, right) = (Family::of(one), Family::of(other));
    if left == Family::Other || right == Family::Other {
        return Common::Unknown;
    }
    if left == Family::Array || right == Family::Array {
        return if left == right {
            Common::Unknown
        } else {
            Common::None
        };
    }
    if category(left) != category(right) {
        return Common::None;
    }
    let (one, other) = (loosened(one), loosened(other));
    if one == other || implicitly_castable(&other, &one) {
        return Common::Type(one);
    }
    if implicitly_castable(&one, &other) {
        return Common::Type(other);
    }
    Common::None
}

/// The number type that holds both: what arithmetic on them gives.
pub(crate) fn wider(one: &Type, other: &Type) -> Type {
    use Base::{Double, Integer, Numeric, Real};
    let big = |base: &Base| matches!(base, Integer(IntegerWidth::Big));
    let base = match (&one.base, &other.base) {
        (Double, _) | (_, Double) => Double,
        (Real, Real) => Real,
        // A `real` beside another number is computed as a `double`.
        (Real, _) | (_, Real) => Double,
        (Numeric(_), _) | (_, Numeric(_)) => Numeric(None),
        (one, other) if big(one) || big(other) => Integer(IntegerWidth::Big),
        (Integer(IntegerWidth::Small), Integer(IntegerWidth::Small)) => {
            Integer(IntegerWidth::Small)
        }
        _ => Integer(IntegerWidth::Normal),
    };
    Type::plain(base)
}

/// PostgreSQL's categories, by which it decides whether types can be matched at all.
fn category(family: Family) -> char {
    match family {
        Family::Bool => 'B',
        Family::Number => 'N',
        Family::Text => 'S',
        Family::Date | Family::Time | Family::TimeTz | Family::Timestamp | Family::TimestampTz => {
            'D'
        }
        Family::Interval => 'T',
        Family::Bit => 'V',
        Family::Array => 'A',
        Family::Bytes | Family::Uuid | Family::Json | Family::Jsonb | Family::Other => 'U',
    }
}
