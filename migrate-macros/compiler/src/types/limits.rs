//! The limits in the arguments of types. Takes arguments, gives numbers to compare; must not
//! know the types.
//! <https://www.postgresql.org/docs/15/datatype-numeric.html>

use crate::syntax::ast::IntegerWidth;

/// The digits of the largest integer.
pub(super) fn digits(width: IntegerWidth) -> i32 {
    match width {
        IntegerWidth::Small => 5,
        IntegerWidth::Normal => 10,
        IntegerWidth::Big => 19,
    }
}

/// The digits before the point.
pub(super) fn whole(precision: u16, scale: i16) -> i32 {
    i32::from(precision) - i32::from(scale)
}

/// The digits of a second; not written, they are six.
pub(super) fn fraction(digits: Option<u8>) -> u8 {
    digits.unwrap_or(6)
}

/// Whether every length fits into another; nothing is without limit.
pub(super) fn holds<T: Ord>(from: Option<T>, to: Option<T>) -> bool {
    match (from, to) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(from), Some(to)) => from <= to,
    }
}
