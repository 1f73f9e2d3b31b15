//! Casts to numbers that fail where PostgreSQL's fail, and round as they round. Takes an
//! operand and what it is, gives text; must not know whether the cast was written.
//! <https://www.postgresql.org/docs/current/datatype-numeric.html>

use super::limits::lacks;
use super::operand::Operand;
use super::types::Form;
use crate::dialect::spelling::Writer;
use crate::syntax::ast::{Base, IntegerWidth, Type};

const LARGEST: &str = "1.7976931348623157e308";
const LARGEST_REAL: &str = "3.4028234663852886e38";

/// What is between two whole numbers goes to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// Halves go to the even one, as those of a `double` do.
    ToEven,
    /// Halves go away from zero, as those of a `numeric` do.
    FromZero,
}

impl Half {
    pub(super) fn of(form: Form) -> Self {
        match form {
            Form::Real => Self::ToEven,
            _ => Self::FromZero,
        }
    }
}

fn bounds(width: IntegerWidth) -> (i64, i64) {
    match width {
        IntegerWidth::Small => (i16::MIN.into(), i16::MAX.into()),
        IntegerWidth::Normal => (i32::MIN.into(), i32::MAX.into()),
        IntegerWidth::Big => (i64::MIN, i64::MAX),
    }
}

/// `BETWEEN` the bounds of a type; the smallest integer is no literal.
fn between(writer: &mut Writer<'_>, (low, high): (i64, i64)) {
    let low = match low {
        i64::MIN => "(-9223372036854775807 - 1)".to_owned(),
        low => low.to_string(),
    };
    writer.word("BETWEEN").word(&low);
    writer.word("AND").word(&high.to_string());
}

pub(super) fn integer(writer: &mut Writer<'_>, v: Operand<'_>, from: Form, width: IntegerWidth) {
    let bounds = bounds(width);
    match from {
        Form::Text | Form::Json => whole_text(writer, v, (width, bounds)),
        Form::Real | Form::Numeric => {
            let is_inside = |writer: &mut Writer<'_>| {
                v.write(writer);
                writer.word(">= -9223372036854775808.0 AND");
                v.write(writer);
                writer.word("< 9223372036854775808.0 AND");
                rounded(writer, v, Half::of(from));
                between(writer, bounds);
            };
            v.guarded(writer, width.word(), is_inside, |writer| {
                rounded(writer, v, Half::of(from));
            });
        }
        _ => v.guarded(
            writer,
            width.word(),
            |writer| {
                if width == IntegerWidth::Big {
                    // Beyond 64 bits it is a double, which may be equal to a bound.
                    v.within(writer, "typeof", "");
                    writer.word("=").string("integer");
                } else {
                    v.write(writer);
                    between(writer, bounds);
                }
            },
            |writer| v.write(writer),
        ),
    }
}

/// Digits behind a sign, with spaces around.
fn whole_text(
    writer: &mut Writer<'_>,
    v: Operand<'_>,
    (width, bounds): (IntegerWidth, (i64, i64)),
) {
    let trimmed = |writer: &mut Writer<'_>| v.within(writer, "trim", "char(9, 10, 11, 12, 13, 32)");
    let number = |writer: &mut Writer<'_>| {
        writer.function("CAST", |writer| {
            trimmed(writer);
            writer.word("AS INTEGER");
        });
    };
    let is_one = |writer: &mut Writer<'_>| {
        writer.function("substr", |writer| {
            trimmed(writer);
            writer.comma().word("2");
        });
        writer.word("NOT GLOB").string("*[^0-9]*").word("AND");
        trimmed(writer);
        writer.word("GLOB").string("*[0-9]").word("AND");
        trimmed(writer);
        writer.word("GLOB").string("[0-9+-]*").word("AND");
        // A number beyond 64 bits is no integer to SQLite.
        writer.function("typeof", |writer| {
            writer.function("CAST", |writer| {
                trimmed(writer);
                writer.word("AS NUMERIC");
            });
        });
        writer.word("=").string("integer").word("AND");
        number(writer);
        between(writer, bounds);
    };
    v.guarded(writer, width.word(), is_one, number);
}

/// SQLite cuts off.
pub(super) fn rounded(writer: &mut Writer<'_>, v: Operand<'_>, half: Half) {
    match half {
        Half::ToEven => to_even(writer, v),
        Half::FromZero => {
            writer.word("CASE");
            v.within(writer, "typeof", "");
            writer.word("WHEN").string("integer").word("THEN");
            v.write(writer);
            writer.word("ELSE");
            writer.function("CAST", |writer| {
                from_zero(writer, |writer| v.write(writer));
                writer.word("AS INTEGER");
            });
            writer.word("END");
        }
    }
}

/// What is half or more, and no less for the last bit of a double. `printf` makes a zero of
/// nothing.
fn from_zero(writer: &mut Writer<'_>, number: impl Fn(&mut Writer<'_>)) {
    writer.function("round", |writer| {
        writer.function("CAST", |writer| {
            writer.function("printf", |writer| {
                writer.string("%.15g").comma();
                number(writer);
            });
            writer.word("AS REAL");
        });
        writer.word("+ 0 *");
        number(writer);
    });
}

fn to_even(writer: &mut Writer<'_>, v: Operand<'_>) {
    let whole = |writer: &mut Writer<'_>| v.plain(writer, "INTEGER");
    let rest = |writer: &mut Writer<'_>| {
        v.write(writer);
        writer.word("-");
        whole(writer);
    };
    let goes = |writer: &mut Writer<'_>, beyond: &str, half: &str| {
        writer.parens(|writer| {
            rest(writer);
            writer.word(beyond).word(half).word("OR");
            rest(writer);
            writer.word("=").word(half).word("AND");
            whole(writer);
            writer.word("% 2 <> 0");
        });
    };
    writer.parens(|writer| {
        whole(writer);
        writer.word("+");
        goes(writer, ">", "0.5");
        writer.word("-");
        goes(writer, "<", "-0.5");
    });
}

pub(super) fn real(writer: &mut Writer<'_>, v: Operand<'_>, from: Form, to: &Type) {
    let largest = match to.base {
        Base::Real => LARGEST_REAL,
        _ => LARGEST,
    };
    let is_inside = |writer: &mut Writer<'_>| {
        writer.function("abs", |writer| v.plain(writer, "REAL"));
        writer.word("<=").word(largest);
        match from {
            Form::Text | Form::Json => {
                writer.word("AND");
                is_number(writer, v);
                writer.word("AND");
                is_no_less_than_it_says(writer, v);
            }
            // So little is nothing there, and PostgreSQL says so.
            Form::Real | Form::Numeric if to.base == Base::Real => {
                writer.word("AND").open();
                v.write(writer);
                writer.word("= 0 OR");
                v.within(writer, "abs", "");
                writer.word(">= 1e-45").close();
            }
            _ => {}
        }
    };
    let name = to.to_string();
    v.guarded(writer, &name, is_inside, |writer| v.plain(writer, "REAL"));
}

/// Beside a number SQLite reads a text as one only if all of it is one.
/// <https://www.sqlite.org/datatype3.html#type_conversions_prior_to_comparison>
fn is_number(writer: &mut Writer<'_>, v: Operand<'_>) {
    v.plain(writer, "NUMERIC");
    writer.word("=");
    v.write(writer);
}

/// `1e-400` is zero, and PostgreSQL says that it is out of range.
fn is_no_less_than_it_says(writer: &mut Writer<'_>, v: Operand<'_>) {
    writer.open();
    v.plain(writer, "REAL");
    writer.word("<> 0 OR");
    v.write(writer);
    writer.word("NOT GLOB").string("*[1-9]*").word("OR");
    v.write(writer);
    writer.word("GLOB").string("*[eE]*").word("AND");
    v.write(writer);
    writer.word("NOT GLOB").string("*[1-9]*[eE]*");
    writer.close();
}

pub(super) fn numeric(
    writer: &mut Writer<'_>,
    v: Operand<'_>,
    (from, source): (Form, &Type),
    to: &Type,
) {
    let digits = match to.base {
        Base::Numeric(digits) => digits,
        _ => None,
    };
    if digits.is_some_and(|(_, scale)| scale < 0) {
        let title = "SQLite cannot round before the point, as `numeric` with a negative scale does";
        return writer.refuse(lacks(v.origin(), title));
    }
    let number = |writer: &mut Writer<'_>| match (from, &source.base) {
        // As many digits as PostgreSQL takes over.
        (Form::Real, Base::Real) => printed(writer, v, "%.6g"),
        (Form::Real, _) => printed(writer, v, "%.15g"),
        (Form::Text | Form::Json, _) => v.plain(writer, "NUMERIC"),
        _ => v.write(writer),
    };
    let value = |writer: &mut Writer<'_>| match digits {
        Some((_, scale)) => scaled(writer, (number, scale), from),
        None => number(writer),
    };
    let is_inside = |writer: &mut Writer<'_>| {
        match from {
            Form::Text | Form::Json => {
                is_number(writer, v);
                writer.word("AND");
            }
            // `printf` makes a zero of nothing.
            Form::Real => {
                v.write(writer);
                writer.word("IS NOT NULL AND");
            }
            _ => {}
        }
        if let Some((precision, scale)) = digits {
            let limit = format!("1e{}", i32::from(precision) - i32::from(scale));
            // What is far beyond becomes no number on the way.
            writer.function("abs", |writer| v.plain(writer, "REAL"));
            writer.word("<=").word(&limit).word("AND");
            writer.function("abs", value);
            writer.word("<").word(&limit);
        } else {
            writer.function("abs", |writer| v.plain(writer, "REAL"));
            writer.word("<=").word(LARGEST);
        }
    };
    v.guarded(writer, &to.to_string(), is_inside, value);
}

fn printed(writer: &mut Writer<'_>, v: Operand<'_>, format: &str) {
    writer.function("CAST", |writer| {
        writer.function("printf", |writer| {
            writer.string(format).comma();
            v.write(writer);
        });
        writer.word("AS NUMERIC");
    });
}

/// SQLite's `round` makes a double of a large whole number.
fn scaled(writer: &mut Writer<'_>, (number, scale): (impl Fn(&mut Writer<'_>), i16), from: Form) {
    if from == Form::Integer {
        return number(writer);
    }
    writer.word("CASE");
    writer.function("typeof", &number);
    writer.word("WHEN").string("integer").word("THEN");
    number(writer);
    writer.word("ELSE");
    writer.function("CAST", |writer| {
        to_digits(writer, number, scale);
        writer.word("AS NUMERIC");
    });
    writer.word("END");
}

/// A number with so many digits behind the point. `1.005` is less than it says as a double,
/// so that its decimal digits are asked, as many as are sure.
pub(super) fn to_digits(writer: &mut Writer<'_>, number: impl Fn(&mut Writer<'_>), scale: i16) {
    let unit = format!("1e{scale}");
    from_zero(writer, |writer| {
        number(writer);
        writer.word("*").word(&unit);
    });
    writer.word("/").word(&unit);
}
