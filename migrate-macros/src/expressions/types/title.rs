//! What a type is called in messages: as a user writes it. Takes types, gives texts;
//! must not know what a database calls them.

use std::fmt::{Display, Formatter, Result};

use crate::syntax::ast::{Base, IntegerWidth, Type};

impl Display for Type {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        self.base.fmt(formatter)?;
        formatter.write_str(if self.array { "[]" } else { "" })
    }
}

impl Display for Base {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        match self {
            Self::Bool => formatter.write_str("bool"),
            Self::Integer(width) => formatter.write_str(integer(*width)),
            Self::Serial(width) => formatter.write_str(serial(*width)),
            Self::Real => formatter.write_str("real"),
            Self::Double => formatter.write_str("double"),
            Self::Numeric(None) => formatter.write_str("numeric"),
            Self::Numeric(Some((precision, scale))) => {
                write!(formatter, "numeric({precision}, {scale})")
            }
            Self::Text => formatter.write_str("text"),
            Self::Varchar(length) => with_argument(formatter, "varchar", *length),
            Self::Char(length) => with_argument(formatter, "char", Some(*length)),
            Self::Bytes => formatter.write_str("bytes"),
            Self::Uuid => formatter.write_str("uuid"),
            Self::Date => formatter.write_str("date"),
            Self::Time(digits) => with_argument(formatter, "time", *digits),
            Self::TimeTz(digits) => with_argument(formatter, "timetz", *digits),
            Self::Timestamp(digits) => with_argument(formatter, "timestamp", *digits),
            Self::TimestampTz(digits) => with_argument(formatter, "timestamptz", *digits),
            Self::Interval(digits) => with_argument(formatter, "interval", *digits),
            Self::Json => formatter.write_str("json"),
            Self::Jsonb => formatter.write_str("jsonb"),
            Self::Bit(length) => with_argument(formatter, "bit", Some(*length)),
            Self::Varbit(length) => with_argument(formatter, "varbit", *length),
            Self::Native(name) => formatter.write_str(name),
            Self::Extension(name) => write!(formatter, "{name:?}"),
        }
    }
}

fn integer(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::Small => "smallint",
        IntegerWidth::Normal => "int",
        IntegerWidth::Big => "bigint",
    }
}

fn serial(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::Small => "smallserial",
        IntegerWidth::Normal => "serial",
        IntegerWidth::Big => "bigserial",
    }
}

fn with_argument<T: Display>(
    formatter: &mut Formatter<'_>,
    name: &str,
    argument: Option<T>,
) -> Result {
    match argument {
        Some(argument) => write!(formatter, "{name}({argument})"),
        None => formatter.write_str(name),
    }
}
