//! Whether a literal is a value of a type. Takes literals and types, gives what is wrong;
//! silent where it is not sure. Must not know any column.

mod json;
mod number;
mod text;
mod time;

use crate::syntax::ast::{Base, Expr, ExprKind, Type, UnaryOperator};

/// Why a literal is no value of the type: the end of a sentence that starts with the
/// literal.
pub(super) fn misfit(literal: &Expr, ty: &Type) -> Option<String> {
    match &literal.kind {
        ExprKind::Text(value) if ty.array => array_misfit(value, ty),
        ExprKind::Text(value) => text_misfit(value, ty),
        _ if ty.array => None,
        ExprKind::Number(value) => number_misfit(value, ty),
        ExprKind::Unary(UnaryOperator::Minus, operand) => match &operand.kind {
            ExprKind::Number(value) => number_misfit(&format!("-{value}"), ty),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a text is an interval and no moment, like `7 days`.
pub(super) fn is_interval(literal: &Expr) -> bool {
    matches!(&literal.kind, ExprKind::Text(value) if time::is_interval(value))
}

/// How the literal looks in a message.
pub(super) fn shown(literal: &Expr) -> String {
    match &literal.kind {
        ExprKind::Text(value) if value.chars().count() > 40 => {
            let start: String = value.chars().take(37).collect();
            format!("{:?}", start + "…")
        }
        ExprKind::Text(value) => format!("{value:?}"),
        ExprKind::Number(value) => value.clone(),
        ExprKind::Unary(_, operand) => format!("-{}", shown(operand)),
        _ => "the value".to_owned(),
    }
}

fn text_misfit(value: &str, ty: &Type) -> Option<String> {
    let sound = match &ty.base {
        Base::Bool => text::is_bool(value),
        Base::Uuid => text::is_uuid(value),
        Base::Bytes => text::is_bytes(value),
        Base::Json | Base::Jsonb => return json::mistake(value).map(|it| is_not(ty, it)),
        Base::Integer(_) | Base::Serial(_) | Base::Real | Base::Double | Base::Numeric(_) => {
            return number_in_text_misfit(value, ty);
        }
        Base::Date | Base::Timestamp(_) | Base::TimestampTz(_) => time::is_moment(value),
        Base::Time(_) | Base::TimeTz(_) => time::is_time(value),
        Base::Interval(_) => return interval_misfit(value),
        Base::Varchar(length) => return too_long(value, *length, ty),
        Base::Char(length) => return too_long(value, Some(*length), ty),
        Base::Bit(_) | Base::Varbit(_) => text::is_bits(value),
        Base::Text | Base::Native(_) | Base::Extension(_) => true,
    };
    (!sound).then(|| is_not(ty, ""))
}

fn is_not(ty: &Type, reason: &str) -> String {
    let comma = if reason.is_empty() { "" } else { ": " };
    format!("is not a value of type `{ty}`{comma}{reason}")
}

fn number_misfit(value: &str, ty: &Type) -> Option<String> {
    let fits = match &ty.base {
        Base::Integer(width) | Base::Serial(width) => number::fits_integer(value, *width),
        Base::Numeric(Some((precision, scale))) => number::fits_numeric(value, *precision, *scale),
        _ => true,
    };
    (!fits).then(|| format!("is out of range for `{ty}`"))
}

fn number_in_text_misfit(value: &str, ty: &Type) -> Option<String> {
    let value = value.trim();
    let whole = matches!(ty.base, Base::Integer(_) | Base::Serial(_));
    match number::shape(value) {
        number::Shape::Other => Some(is_not(ty, "")),
        number::Shape::Fraction if whole => Some(is_not(ty, "")),
        number::Shape::Special if whole => Some(is_not(ty, "")),
        number::Shape::Whole | number::Shape::Fraction => number_misfit(value, ty),
        number::Shape::Special | number::Shape::Unsure => None,
    }
}

/// The error of [`misfit`] for the text of an interval.
pub(super) fn interval_misfit(value: &str) -> Option<String> {
    let word = time::unknown_unit(value)?;
    Some(if word.is_empty() {
        "is not an interval".to_owned()
    } else {
        format!("is not an interval: there is no unit `{word}`")
    })
}

/// Spaces at the end are cut without an error, as SQL wants it.
fn too_long(value: &str, length: Option<u32>, ty: &Type) -> Option<String> {
    let length = length? as usize;
    let found = value.trim_end_matches(' ').chars().count();
    (found > length).then(|| format!("has {found} characters, too many for `{ty}`"))
}

/// `{…}`, with an optional `[1:2]=` before it.
fn array_misfit(value: &str, ty: &Type) -> Option<String> {
    let value = value.trim();
    let sound = (value.starts_with('{') || value.starts_with('[')) && value.ends_with('}');
    (!sound).then(|| is_not(ty, "an array is written `array[…]`"))
}

#[cfg(test)]
mod tests {
    use super::misfit;
    use crate::origin::Origin;
    use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, Type};

    fn fits(kind: ExprKind, base: Base) -> bool {
        let origin = Origin::elsewhere();
        misfit(&Expr { kind, origin }, &Type::plain(base)).is_none()
    }

    fn text(value: &str) -> ExprKind {
        ExprKind::Text(value.to_owned())
    }

    fn number(value: &str) -> ExprKind {
        ExprKind::Number(value.to_owned())
    }

    /// Each pair was tried on a server: `select 'text'::type`.
    #[test]
    fn what_the_server_takes_fits_and_what_it_refuses_does_not() {
        use Base::*;
        let int = || Integer(IntegerWidth::Normal);
        let accepted = [
            (" -12 ", int()),
            ("2147483647", int()),
            ("1.50", Numeric(Some((3, 2)))),
            ("9.994", Numeric(Some((3, 2)))),
            ("NaN", Double),
            ("of", Bool),
            ("TRUE", Bool),
            ("{A0EEBC99-9c0b4ef8-bb6d6bb9bd380a11}", Uuid),
            ("2024-02-29", Date),
            ("January 8, 1999", Date),
            ("infinity", Timestamp(None)),
            ("04:05 PM", Time(None)),
            ("24:00:00", Time(None)),
            ("1 day 2 hrs ago", Interval(None)),
            ("P1Y2M", Interval(None)),
            ("1-2", Interval(None)),
            ("{\"a\": [1, -2.5e3, null, \"\\u00e9\"]}", Jsonb),
            ("abc  ", Varchar(Some(3))),
            ("\\xDEAD", Bytes),
        ];
        for (value, base) in accepted {
            assert!(fits(text(value), base), "{value}");
        }
        let refused = [
            ("abc", int()),
            ("1.5", int()),
            ("2147483648", int()),
            ("9.995", Numeric(Some((3, 2)))),
            ("o", Bool),
            ("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", Uuid),
            ("2023-02-29", Date),
            ("soon", Date),
            ("25:00", Time(None)),
            ("1 dya", Interval(None)),
            ("{a: 1}", Json),
            ("[1,]", Json),
            ("01", Json),
            ("abcd", Varchar(Some(3))),
            ("\\xDEA", Bytes),
            ("102", Bit(3)),
        ];
        for (value, base) in refused {
            assert!(!fits(text(value), base), "{value}");
        }
    }

    #[test]
    fn numbers_are_measured_against_the_range() {
        let small = || Base::Integer(IntegerWidth::Small);
        assert!(fits(number("32767"), small()));
        assert!(fits(number("32767.4"), small()));
        assert!(!fits(number("32768"), small()));
        assert!(!fits(number("32767.5"), small()));
        assert!(!fits(number("1e5"), small()));
        assert!(fits(number("99.994"), Base::Numeric(Some((4, 2)))));
        assert!(!fits(number("99.995"), Base::Numeric(Some((4, 2)))));
        assert!(fits(number("0.004"), Base::Numeric(Some((2, 2)))));
        assert!(!fits(number("1"), Base::Numeric(Some((2, 2)))));
    }
}
