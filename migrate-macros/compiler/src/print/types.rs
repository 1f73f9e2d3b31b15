//! Types as the language writes them. Takes a type, gives its one spelling; must not know
//! what has the type.

use std::fmt;

use super::name::string;
use crate::syntax::ast::{Base, IntegerWidth, Type};

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.base {
            Base::Bool => formatter.write_str("bool"),
            Base::Integer(width) => formatter.write_str(width.word()),
            Base::Serial(IntegerWidth::Small) => formatter.write_str("smallserial"),
            Base::Serial(IntegerWidth::Normal) => formatter.write_str("serial"),
            Base::Serial(IntegerWidth::Big) => formatter.write_str("bigserial"),
            Base::Real => formatter.write_str("real"),
            Base::Double => formatter.write_str("double"),
            Base::Numeric(None) => formatter.write_str("numeric"),
            Base::Numeric(Some((precision, scale))) => {
                write!(formatter, "numeric({precision}, {scale})")
            }
            Base::Text => formatter.write_str("text"),
            Base::Varchar(length) => with_argument(formatter, "varchar", length.as_ref()),
            Base::Char(length) => write!(formatter, "char({length})"),
            Base::Bytes => formatter.write_str("bytes"),
            Base::Uuid => formatter.write_str("uuid"),
            Base::Date => formatter.write_str("date"),
            Base::Time(digits) => with_argument(formatter, "time", digits.as_ref()),
            Base::TimeTz(digits) => with_argument(formatter, "timetz", digits.as_ref()),
            Base::Timestamp(digits) => with_argument(formatter, "timestamp", digits.as_ref()),
            Base::TimestampTz(digits) => with_argument(formatter, "timestamptz", digits.as_ref()),
            Base::Interval(digits) => with_argument(formatter, "interval", digits.as_ref()),
            Base::Json => formatter.write_str("json"),
            Base::Jsonb => formatter.write_str("jsonb"),
            Base::Bit(length) => write!(formatter, "bit({length})"),
            Base::Varbit(length) => with_argument(formatter, "varbit", length.as_ref()),
            // Without quotes it is the `char` of SQL.
            Base::Native("char") => formatter.write_str("\"char\""),
            Base::Native(name) => formatter.write_str(name),
            Base::Extension(name) => formatter.write_str(&string(name)),
        }?;
        formatter.write_str(if self.array { "[]" } else { "" })
    }
}

fn with_argument(
    formatter: &mut fmt::Formatter<'_>,
    name: &str,
    argument: Option<&impl fmt::Display>,
) -> fmt::Result {
    match argument {
        Some(argument) => write!(formatter, "{name}({argument})"),
        None => formatter.write_str(name),
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::ast::{Base, IntegerWidth, NATIVE, Type};
    use crate::syntax::{self, Tokens};

    #[test]
    fn a_type_is_read_as_it_was() {
        use Base::*;
        let mut bases: Vec<Base> = NATIVE.iter().copied().map(Native).collect();
        for width in [IntegerWidth::Small, IntegerWidth::Normal, IntegerWidth::Big] {
            bases.push(Integer(width));
        }
        bases.extend([Bool, Real, Double, Text, Bytes, Uuid, Date, Json, Jsonb]);
        bases.extend([Numeric(None), Numeric(Some((12, 2))), Char(3), Bit(3)]);
        bases.extend([
            Varchar(None),
            Varchar(Some(5)),
            Varbit(None),
            Varbit(Some(5)),
        ]);
        for digits in [None, Some(3)] {
            bases.extend([Time(digits), TimeTz(digits), Interval(digits)]);
            bases.extend([Timestamp(digits), TimestampTz(digits)]);
        }
        bases.extend(["citext", "our types.mood"].map(|name| Extension(name.to_owned())));
        for base in bases {
            for array in [false, true] {
                let ty = Type {
                    base: base.clone(),
                    array,
                };
                let tokens = Tokens::of_text(&ty.to_string());
                let (read, _) = syntax::ty(&mut tokens.cursor()).expect("a type");
                assert_eq!(read, ty);
            }
        }
    }
}
