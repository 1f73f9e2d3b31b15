//! What PostgreSQL's catalogue calls a type. Takes a type, gives a name; must not know its
//! arguments.
//! <https://www.postgresql.org/docs/15/catalog-pg-type.html>

use crate::syntax::ast::{Base, IntegerWidth};

/// The name of a type in the server's catalogue.
pub(crate) fn catalogue_name(base: &Base) -> &str {
    match base {
        Base::Bool => "bool",
        Base::Integer(width) | Base::Serial(width) => match width {
            IntegerWidth::Small => "int2",
            IntegerWidth::Normal => "int4",
            IntegerWidth::Big => "int8",
        },
        Base::Real => "float4",
        Base::Double => "float8",
        Base::Numeric(_) => "numeric",
        Base::Text => "text",
        Base::Varchar(_) => "varchar",
        Base::Char(_) => "bpchar",
        Base::Bytes => "bytea",
        Base::Uuid => "uuid",
        Base::Date => "date",
        Base::Time(_) => "time",
        Base::TimeTz(_) => "timetz",
        Base::Timestamp(_) => "timestamp",
        Base::TimestampTz(_) => "timestamptz",
        Base::Interval(_) => "interval",
        Base::Json => "json",
        Base::Jsonb => "jsonb",
        Base::Bit(_) => "bit",
        Base::Varbit(_) => "varbit",
        Base::Native(name) => name,
        Base::Extension(name) => name,
    }
}
