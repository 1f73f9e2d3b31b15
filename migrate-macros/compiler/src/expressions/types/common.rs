//! The type that several values have together. Takes types, gives one; must not know
//! which values they are.

use super::loosened;
use crate::expressions::catalogue;
use crate::syntax::ast::{Base, IntegerWidth, Type};
use crate::types::implicitly_castable;

/// Types stay in the category that they have; any version will do.
const NEWEST: u16 = u16::MAX;

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
    let (Some(left), Some(right)) = (catalogue::name_of(one), catalogue::name_of(other)) else {
        return Common::Unknown;
    };
    if catalogue::category(&left, NEWEST) != catalogue::category(&right, NEWEST) {
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
