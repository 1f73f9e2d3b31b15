//! Numbers as texts: their shape and their size. Takes texts, gives answers without
//! rounding errors; must not know any type but by its size.

use crate::syntax::ast::IntegerWidth;

/// What a text looks like as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Whole,
    Fraction,
    /// `NaN` and the infinities.
    Special,
    /// What only later servers read: `0xff`, `1_000`.
    Unsure,
    Other,
}

pub(super) fn shape(value: &str) -> Shape {
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    if !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return Shape::Whole;
    }
    if Decimal::parse(value).is_some() {
        return Shape::Fraction;
    }
    let special = ["nan", "inf", "infinity"];
    if special
        .iter()
        .any(|word| unsigned.eq_ignore_ascii_case(word))
    {
        return Shape::Special;
    }
    let starts_with_digit = unsigned.starts_with(|first: char| first.is_ascii_digit());
    let later = unsigned.contains('_') || unsigned.get(1..2).is_some_and(is_radix);
    if starts_with_digit && later {
        return Shape::Unsure;
    }
    Shape::Other
}

fn is_radix(letter: &str) -> bool {
    matches!(letter, "x" | "X" | "o" | "O" | "b" | "B")
}

/// Whether the number, rounded, is within the integer's range; so is what is no number.
pub(super) fn fits_integer(value: &str, width: IntegerWidth) -> bool {
    let limit: i128 = match width {
        IntegerWidth::Small => 1 << 15,
        IntegerWidth::Normal => 1 << 31,
        IntegerWidth::Big => 1 << 63,
    };
    let Some(number) = Decimal::parse(value) else {
        return true;
    };
    let Some(rounded) = number.rounded() else {
        return false;
    };
    (-limit..limit).contains(&rounded)
}

/// Whether the number, rounded to the scale, has no more digits than the precision.
pub(super) fn fits_numeric(value: &str, precision: u16, scale: i16) -> bool {
    let Some(number) = Decimal::parse(value) else {
        return true;
    };
    number.digits_at(i64::from(scale)) <= i64::from(precision)
}

/// Whether a `numeric` without limits holds it.
/// <https://www.postgresql.org/docs/current/datatype-numeric.html>
pub(super) fn fits_any_numeric(value: &str) -> bool {
    Decimal::parse(value).is_none_or(|number| number.digits_at(0) <= 131_072)
}

/// Whether one number is surely above another.
pub(super) fn is_greater(one: &str, other: &str) -> bool {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    matches!((number(one), number(other)), (Some(one), Some(other)) if one > other)
}

/// Whether a `real` holds it: neither too large nor so small that it would be zero.
pub(super) fn fits_real(value: &str) -> bool {
    value.parse::<f32>().is_ok_and(f32::is_finite) && (is_zero(value) || value.parse() != Ok(0_f32))
        || Decimal::parse(value).is_none()
}

/// The same for a `double`.
pub(super) fn fits_double(value: &str) -> bool {
    value.parse::<f64>().is_ok_and(f64::is_finite) && (is_zero(value) || value.parse() != Ok(0_f64))
        || Decimal::parse(value).is_none()
}

fn is_zero(value: &str) -> bool {
    let mantissa = value.split(['e', 'E']).next().unwrap_or_default();
    !mantissa.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

/// Digits times a power of ten.
struct Decimal {
    negative: bool,
    /// Without zeros in front.
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    fn parse(value: &str) -> Option<Self> {
        let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = [whole, fraction].concat();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits = digits
            .trim_start_matches('0')
            .bytes()
            .map(|byte| byte - b'0');
        Some(Self {
            negative: value.starts_with('-'),
            digits: digits.collect(),
            exponent: i64::from(exponent) - i64::try_from(fraction.len()).ok()?,
        })
    }

    /// How many digits are left when rounded to this many places after the point.
    fn digits_at(&self, scale: i64) -> i64 {
        let length = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        let kept = length.saturating_add(self.exponent).saturating_add(scale);
        if length == 0 || kept < 0 {
            return 0;
        }
        let Some((head, tail)) = usize::try_from(kept)
            .ok()
            .and_then(|kept| self.digits.split_at_checked(kept))
        else {
            return kept;
        };
        let carries = tail.first().is_some_and(|digit| *digit >= 5);
        let grows = carries && head.iter().all(|digit| *digit == 9);
        kept + i64::from(grows)
    }

    /// The nearest whole number, halves away from zero; nothing when it is huge.
    fn rounded(&self) -> Option<i128> {
        if self.digits_at(0) > 30 {
            return None;
        }
        let length = i64::try_from(self.digits.len()).ok()?;
        let kept = usize::try_from((length + self.exponent).max(0)).ok()?;
        let digit = |place: usize| i128::from(self.digits.get(place).copied().unwrap_or(0));
        let whole = (0..kept).fold(0, |sum, place| sum * 10 + digit(place));
        let half = length + self.exponent >= 0 && digit(kept) >= 5;
        let magnitude = whole + i128::from(half);
        Some(if self.negative { -magnitude } else { magnitude })
    }
}
