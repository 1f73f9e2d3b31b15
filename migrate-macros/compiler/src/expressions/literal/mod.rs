//! Whether a literal is a value of a type. Takes literals and types, gives what is wrong;
//! silent where it is not sure. Must not know any column.

mod clock;
mod json;
mod moving;
mod native;
mod nested;
mod number;
mod search;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod zone;

pub(super) use moving::instead_of_moving;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, Type, UnaryOperator};

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

/// Whether only PostgreSQL from version 16 on reads the text as a number of this type:
/// `0xff`, `1_000`.
/// <https://www.postgresql.org/docs/16/release-16.html>
pub(super) fn is_recent(literal: &Expr, ty: &Type) -> bool {
    let is_exact = matches!(
        ty.base,
        Base::Integer(_) | Base::Serial(_) | Base::Numeric(_)
    );
    let ExprKind::Text(value) = &literal.kind else {
        return false;
    };
    is_exact && !ty.array && number::shape(value.trim()) == number::Shape::Unsure
}

/// What to write where a literal is no value of the type.
pub(super) fn instead(ty: &Type) -> String {
    let example = if ty.array { "{…}" } else { example(&ty.base) };
    match example {
        "" => format!("write a value of type `{ty}`"),
        example => format!("write a value of type `{ty}`, such as `{example}`"),
    }
}

fn example(base: &Base) -> &'static str {
    match base {
        Base::Bool => "true",
        Base::Integer(_) | Base::Serial(_) => "1",
        Base::Real | Base::Double | Base::Numeric(_) => "1.5",
        Base::Bytes => "\"\\\\xff\"",
        Base::Uuid => "\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"",
        Base::Date => "\"2026-01-31\"",
        Base::Time(_) | Base::TimeTz(_) => "\"08:30\"",
        Base::Timestamp(_) => "\"2026-01-31 08:30\"",
        Base::TimestampTz(_) => "\"2026-01-31 08:30Z\"",
        Base::Interval(_) => "\"1 day\"",
        Base::Json | Base::Jsonb => "\"{}\"",
        Base::Bit(_) | Base::Varbit(_) => "\"101\"",
        Base::Native(name) => match *name {
            "inet" => "\"10.0.0.1\"",
            "cidr" => "\"10.0.0.0/8\"",
            "macaddr" | "macaddr8" => "\"08:00:2b:01:02:03\"",
            "point" => "\"(1,2)\"",
            "int4range" | "int8range" | "numrange" => "\"[1,10)\"",
            "daterange" | "tsrange" | "tstzrange" => "\"[2026-01-01,2026-02-01)\"",
            _ => "",
        },
        Base::Text | Base::Varchar(_) | Base::Char(_) | Base::Extension(_) => "",
    }
}

/// The error for a zone whose name is misspelt.
pub(super) fn zone_misfit(literal: &Expr) -> Option<Diagnostic> {
    let ExprKind::Text(name) = &literal.kind else {
        return None;
    };
    let meant = zone::meant(name)?;
    let error = Diagnostic::new(literal.origin, format!("there is no time zone `{name}`"));
    Some(error.help(format!("did you mean `{meant:?}`?")))
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
        Base::Jsonb if json::has_nul(value) => {
            return Some(is_not(ty, "it cannot hold the character `\\u0000`"));
        }
        Base::Json | Base::Jsonb => return json::mistake(value).map(|it| is_not(ty, it)),
        Base::Integer(_) | Base::Serial(_) | Base::Real | Base::Double | Base::Numeric(_) => {
            return number_in_text_misfit(value, ty);
        }
        Base::Date => time::is_moment(value, time::LAST_YEAR_OF_DATES),
        Base::Timestamp(_) | Base::TimestampTz(_) => {
            time::is_moment(value, time::LAST_YEAR_OF_MOMENTS)
        }
        Base::Time(_) | Base::TimeTz(_) => time::is_time(value),
        Base::Interval(_) => return interval_misfit(value),
        Base::Varchar(length) => return too_long(value, *length, ty),
        Base::Char(length) => return too_long(value, Some(*length), ty),
        Base::Bit(length) => return bits_misfit(value, ty, |found| found == *length as usize),
        Base::Varbit(None) => text::is_bits(value),
        Base::Varbit(Some(length)) => {
            return bits_misfit(value, ty, |found| found <= *length as usize);
        }
        Base::Native(name) => return native_misfit(value, name, ty),
        Base::Text | Base::Extension(_) => true,
    };
    (!sound).then(|| is_not(ty, ""))
}

fn native_misfit(value: &str, name: &str, ty: &Type) -> Option<String> {
    if let Some(stem) = name.strip_suffix("multirange") {
        let range = Base::native(&format!("{stem}range"))?;
        let Some(ranges) = nested::ranges(value) else {
            return Some(is_not(ty, "it is written `{[from,to),…}`"));
        };
        let range = Type::plain(range);
        return ranges.iter().find_map(|it| text_misfit(it, &range));
    }
    if let Some(item) = range_item(name) {
        let Some(bounds) = nested::bounds(value) else {
            return Some(is_not(ty, "it is written `[from,to)`"));
        };
        let item = Type::plain(item);
        let misfit =
            |bound: &String| Some(format!("has a bound that {}", text_misfit(bound, &item)?));
        let misfit = bounds.iter().find_map(misfit);
        return misfit.or_else(|| backwards(&bounds, &item));
    }
    (!native::is_value(value, name)).then(|| is_not(ty, ""))
}

/// The lower bound stands first.
fn backwards(bounds: &[String], item: &Type) -> Option<String> {
    let [low, high] = bounds else {
        return None;
    };
    let is_greater = match item.base {
        Base::Date | Base::Timestamp(_) => time::is_later(low, high),
        Base::Integer(_) | Base::Numeric(_) => number::is_greater(low, high),
        _ => false,
    };
    is_greater.then(|| format!("begins at `{low}`, above its end `{high}`"))
}

/// What a built-in range is a range of.
fn range_item(range: &str) -> Option<Base> {
    Some(match range {
        "int4range" => Base::Integer(IntegerWidth::Normal),
        "int8range" => Base::Integer(IntegerWidth::Big),
        "numrange" => Base::Numeric(None),
        "tsrange" => Base::Timestamp(None),
        "tstzrange" => Base::TimestampTz(None),
        "daterange" => Base::Date,
        _ => return None,
    })
}

/// A string of bits is not filled up, and not cut.
fn bits_misfit(value: &str, ty: &Type, fits: impl Fn(usize) -> bool) -> Option<String> {
    if !text::is_bits(value) {
        return Some(is_not(ty, ""));
    }
    let count = match value.strip_prefix(['x', 'X']) {
        Some(digits) => digits.len() * 4,
        None => value.trim_start_matches(['b', 'B']).len(),
    };
    (!fits(count)).then(|| format!("has {count} bits, which does not fit `{ty}`"))
}

fn is_not(ty: &Type, reason: &str) -> String {
    let comma = if reason.is_empty() { "" } else { ": " };
    format!("is not a value of type `{ty}`{comma}{reason}")
}

fn number_misfit(value: &str, ty: &Type) -> Option<String> {
    let fits = match &ty.base {
        Base::Integer(width) | Base::Serial(width) => number::fits_integer(value, *width),
        Base::Numeric(Some((precision, scale))) => number::fits_numeric(value, *precision, *scale),
        Base::Numeric(None) => number::fits_any_numeric(value),
        Base::Real => number::fits_real(value),
        Base::Double => number::fits_double(value),
        _ => true,
    };
    (!fits).then(|| format!("is out of range for `{ty}`"))
}

fn number_in_text_misfit(value: &str, ty: &Type) -> Option<String> {
    let value = value.trim();
    let whole = matches!(ty.base, Base::Integer(_) | Base::Serial(_));
    let is_limited = matches!(ty.base, Base::Numeric(Some(_)));
    let is_float = matches!(ty.base, Base::Real | Base::Double);
    match number::shape(value) {
        number::Shape::Other => Some(is_not(ty, "")),
        number::Shape::Fraction if whole => Some(is_not(ty, "")),
        number::Shape::Special if whole => Some(is_not(ty, "")),
        // An infinity has more digits than any precision, and `NaN` has none.
        number::Shape::Special if is_limited && !value.eq_ignore_ascii_case("nan") => {
            Some(format!("is out of range for `{ty}`"))
        }
        number::Shape::Unsure if is_float && value.contains('_') => Some(is_not(ty, "")),
        number::Shape::Whole | number::Shape::Fraction => number_misfit(value, ty),
        number::Shape::Special | number::Shape::Unsure => None,
    }
}

/// The error of [`misfit`] for the text of an interval.
pub(super) fn interval_misfit(value: &str) -> Option<String> {
    let Some(word) = time::unknown_unit(value) else {
        let twice = time::unit_given_twice(value)?;
        return Some(format!("is not an interval: `{twice}` is given twice"));
    };
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
    let Some(items) = nested::items(value) else {
        return Some(is_not(ty, "an array is written `array[…]`"));
    };
    let item = Type::plain(ty.base.clone());
    let misfit = |it: &String| Some(format!("has an item that {}", text_misfit(it, &item)?));
    items.iter().find_map(misfit)
}
