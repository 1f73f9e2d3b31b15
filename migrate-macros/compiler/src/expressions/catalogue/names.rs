//! The catalogue's names of types. Takes types, gives names, and back; must not know what
//! a type can do.

use crate::syntax::ast::{Base, IntegerWidth, Type};
use crate::types::catalogue_name;

/// The catalogue's name; nothing for a type of an extension or of the history.
pub(crate) fn name_of(ty: &Type) -> Option<String> {
    if matches!(ty.base, Base::Extension(_)) {
        return None;
    }
    let brackets = if ty.array { "[]" } else { "" };
    Some(format!("{}{brackets}", catalogue_name(&ty.base)))
}

/// The type of this name, if the language has it.
pub(crate) fn type_of(name: &str) -> Option<Type> {
    let (item, array) = match name.strip_suffix("[]") {
        Some(item) => (item, true),
        None => (name, false),
    };
    let base = match item {
        "bool" => Base::Bool,
        "int2" => Base::Integer(IntegerWidth::Small),
        "int4" => Base::Integer(IntegerWidth::Normal),
        "int8" => Base::Integer(IntegerWidth::Big),
        "float4" => Base::Real,
        "float8" => Base::Double,
        "numeric" => Base::Numeric(None),
        "text" => Base::Text,
        "varchar" => Base::Varchar(None),
        "bytea" => Base::Bytes,
        "uuid" => Base::Uuid,
        "date" => Base::Date,
        "time" => Base::Time(None),
        "timetz" => Base::TimeTz(None),
        "timestamp" => Base::Timestamp(None),
        "timestamptz" => Base::TimestampTz(None),
        "interval" => Base::Interval(None),
        "json" => Base::Json,
        "jsonb" => Base::Jsonb,
        "bit" | "varbit" => Base::Varbit(None),
        name => Base::native(name)?,
    };
    Some(Type { base, array })
}
