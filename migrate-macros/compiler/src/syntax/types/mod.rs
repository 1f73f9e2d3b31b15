//! Types. Takes a cursor, gives one value for every spelling of a type, and where it
//! stands; must not know what has the type, or which target can have it.

mod arguments;
mod spelling;
mod unknown;

use proc_macro2::Delimiter;

use super::Cursor;
use super::ast::{Base, Name, Type};
use super::name::quoted;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use arguments::Limit;
use spelling::Shape;

pub(super) use unknown::ATTRIBUTES;

const PRECISION: Limit = Limit {
    what: "the number of digits of `numeric`",
    range: 1..=1000,
};
const SCALE: Limit = Limit {
    what: "the scale of `numeric`",
    range: -1000..=1000,
};
const FLOAT_BITS: Limit = Limit {
    what: "the number of bits of `float`",
    range: 1..=53,
};
const CHARACTERS: Limit = Limit {
    what: "the number of characters",
    range: 1..=10_485_760,
};
const BITS: Limit = Limit {
    what: "the number of bits",
    range: 1..=83_886_080,
};
const SECONDS: Limit = Limit {
    what: "the number of digits of a second",
    range: 0..=6,
};

/// A type, and where it stands.
pub(crate) fn ty(cursor: &mut Cursor<'_>) -> Result<(Type, Origin), Diagnostic> {
    let start = cursor.origin();
    let base = base(cursor)?;
    let array = dimensions(cursor)?;
    let origin = start.to(cursor.previous());
    if array && matches!(base, Base::Serial(_)) {
        return Err(
            Diagnostic::new(origin, "there are no arrays of a serial type")
                .why("a serial type is an integer column with a sequence, not a type of values")
                .help("write `int[]` or `bigint[]`"),
        );
    }
    Ok((Type { base, array }, origin))
}

/// Whether the word begins a type: `date "2026-01-01"` is a literal with a type.
pub(super) fn is_type(word: &str) -> bool {
    spelling::shape(word).is_some()
}

/// What a type of another database is here.
pub(super) fn here(word: &str) -> Option<&'static str> {
    unknown::elsewhere(word)
}

fn base(cursor: &mut Cursor<'_>) -> Result<Base, Diagnostic> {
    if let Some((text, origin)) = cursor.eat_string() {
        let name = quoted(text, origin)?;
        arguments_in_string(cursor, &name.text)?;
        return named_by_string(name);
    }
    let Some((written, origin)) = cursor.eat_identifier() else {
        return Err(cursor.expected("a type"));
    };
    let word = written.to_ascii_lowercase();
    match spelling::shape(&word) {
        Some(shape) => shaped(cursor, shape, written),
        None if cursor.is_punct(".") => Err(in_schema(cursor, written, origin)),
        None => Err(unknown::unknown(written, origin)),
    }
}

/// What an extension brings, and PostgreSQL's `"char"`, which is not its `char`.
fn named_by_string(name: Name) -> Result<Base, Diagnostic> {
    if name.text == "char" {
        return Base::native("char").ok_or_else(|| unknown::unknown(&name.text, name.origin));
    }
    if !is_type(&name.text) {
        return Ok(Base::Extension(name.text));
    }
    let title = format!("`{name}` is not a type of an extension");
    Err(Diagnostic::new(name.origin, title)
        .why("a string is passed to the database as it is, and no other database knows it")
        .help(format!("write `{name}` without quotes")))
}

fn in_schema(cursor: &Cursor<'_>, schema: &str, origin: Origin) -> Diagnostic {
    let mut ahead = *cursor;
    ahead.eat_punct(".");
    let name = ahead.eat_identifier().map_or("…", |(name, _)| name);
    let error = Diagnostic::new(origin, format!("there is no type `{schema}.{name}`"));
    if schema == "pg_catalog" && is_type(name) {
        return error.help(format!("write `{name}`"));
    }
    error
        .why("the compiler does not know types of a schema, and passes on what stands in quotes")
        .help(format!("write `\"{schema}.{name}\"`"))
        .unknown(name)
}

fn arguments_in_string(cursor: &Cursor<'_>, name: &str) -> Result<(), Diagnostic> {
    if !cursor.is_group(Delimiter::Parenthesis) {
        return Ok(());
    }
    let title = format!("the arguments of `{name}` belong into the string");
    Err(Diagnostic::new(cursor.origin(), title)
        .why("the compiler passes the type of an extension as it is written")
        .help(format!("write `\"{name}(…)\"`")))
}

fn shaped(cursor: &mut Cursor<'_>, shape: Shape, word: &str) -> Result<Base, Diagnostic> {
    Ok(match shape {
        Shape::Fixed(base) => {
            arguments::none(cursor, word)?;
            base
        }
        Shape::Numeric => Base::Numeric(numeric(cursor)?),
        Shape::Float => match arguments::one(cursor, &FLOAT_BITS)? {
            Some(bits) if bits <= 24 => Base::Real,
            Some(_) | None => Base::Double,
        },
        Shape::Double => {
            cursor.eat_word("precision");
            arguments::none(cursor, word)?;
            Base::Double
        }
        Shape::Char if cursor.eat_word("varying").is_some() => Base::Varchar(length(cursor)?),
        Shape::Char => Base::Char(length(cursor)?.unwrap_or(1)),
        Shape::Varchar => Base::Varchar(length(cursor)?),
        Shape::Bit if cursor.eat_word("varying").is_some() => Base::Varbit(bits(cursor)?),
        Shape::Bit => Base::Bit(bits(cursor)?.unwrap_or(1)),
        Shape::Varbit => Base::Varbit(bits(cursor)?),
        Shape::Time => zoned(cursor, [Base::Time, Base::TimeTz])?,
        Shape::TimeTz => Base::TimeTz(seconds(cursor)?),
        Shape::Timestamp => zoned(cursor, [Base::Timestamp, Base::TimestampTz])?,
        Shape::TimestampTz => Base::TimestampTz(seconds(cursor)?),
        Shape::Interval => interval(cursor)?,
    })
}

fn numeric(cursor: &mut Cursor<'_>) -> Result<Option<(u16, i16)>, Diagnostic> {
    let arguments = arguments::two(cursor, [&PRECISION, &SCALE])?;
    Ok(arguments.and_then(|(precision, scale)| {
        Some((u16::try_from(precision).ok()?, i16::try_from(scale).ok()?))
    }))
}

fn length(cursor: &mut Cursor<'_>) -> Result<Option<u32>, Diagnostic> {
    Ok(arguments::one(cursor, &CHARACTERS)?.map(i32::unsigned_abs))
}

fn bits(cursor: &mut Cursor<'_>) -> Result<Option<u32>, Diagnostic> {
    Ok(arguments::one(cursor, &BITS)?.map(i32::unsigned_abs))
}

fn seconds(cursor: &mut Cursor<'_>) -> Result<Option<u8>, Diagnostic> {
    let digits = arguments::one(cursor, &SECONDS)?;
    Ok(digits.and_then(|digits| u8::try_from(digits).ok()))
}

/// The type without a time zone and the one with it.
fn zoned(
    cursor: &mut Cursor<'_>,
    [without, with]: [fn(Option<u8>) -> Base; 2],
) -> Result<Base, Diagnostic> {
    let digits = seconds(cursor)?;
    if cursor.eat_words(&["with", "time", "zone"]).is_some() {
        return Ok(with(digits));
    }
    cursor.eat_words(&["without", "time", "zone"]);
    Ok(without(digits))
}

fn interval(cursor: &mut Cursor<'_>) -> Result<Base, Diagnostic> {
    const FIELDS: [&str; 6] = ["year", "month", "day", "hour", "minute", "second"];
    if cursor.word().is_some_and(|word| FIELDS.contains(&word)) {
        return Err(
            Diagnostic::new(cursor.origin(), "an interval has no fields here")
                .why("they only cut what is stored, and no other database knows them")
                .help("write `interval`"),
        );
    }
    Ok(Base::Interval(seconds(cursor)?))
}

/// `[]`, `[3]`, `array`: the database keeps neither number nor size of the dimensions.
fn dimensions(cursor: &mut Cursor<'_>) -> Result<bool, Diagnostic> {
    let mut array = cursor.eat_word("array").is_some();
    while let Some((mut inner, _)) = cursor.eat_group(Delimiter::Bracket) {
        array = true;
        if !inner.at_end() {
            inner.number()?;
        }
        inner.expect_end()?;
    }
    Ok(array)
}
