//! PostgreSQL's casts, as `pg_cast` of version 15 lists them, and those by a type's text:
//! the one table of them. Takes types, gives answers; must not know any expression.
//! <https://www.postgresql.org/docs/15/sql-createcast.html>

use super::names;
use crate::syntax::ast::{Base, Type};

/// Where a cast happens, from the least that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cast {
    /// In every expression.
    Implicit,
    /// When a value is stored.
    Assignment,
    /// When it is written.
    Explicit,
}

/// Whether a value becomes this type without being told to, as on `insert`.
pub(crate) fn assignable(from: &Type, to: &Type) -> bool {
    cast(from, to).is_some_and(|cast| cast <= Cast::Assignment)
}

/// Whether `from::to` exists.
pub(crate) fn castable(from: &Type, to: &Type) -> bool {
    cast(from, to).is_some()
}

/// Whether a value becomes this type inside an expression.
pub(crate) fn implicitly_castable(from: &Type, to: &Type) -> bool {
    cast(from, to) == Some(Cast::Implicit)
}

/// On the side of whoever wrote it: what an extension's type casts to is not known here.
fn cast(from: &Type, to: &Type) -> Option<Cast> {
    let extension = |ty: &Type| matches!(ty.base, Base::Extension(_));
    let stored = is_text(from) && extension(to) && !to.array;
    listed(from, to)
        .or_else(|| stored.then_some(Cast::Assignment))
        .or_else(|| by_text(from, to))
        .or_else(|| (extension(from) || extension(to)).then_some(Cast::Implicit))
}

/// The cast that every server from 13 on has for certain: between bytes and integers there
/// is one from 18 on.
pub(super) fn certain(from: &Type, to: &Type) -> Option<Cast> {
    let since_18 = matches!(
        (&from.base, &to.base),
        (Base::Bytes, Base::Integer(_)) | (Base::Integer(_), Base::Bytes)
    );
    listed(from, to)
        .filter(|_| !since_18)
        .or_else(|| by_text(from, to))
}

/// Between types that are the same but for their limits, or that `pg_cast` has; between
/// arrays what there is between their elements.
fn listed(from: &Type, to: &Type) -> Option<Cast> {
    if from.array != to.array {
        return None;
    }
    let (source, target) = (catalogue_name(&from.base), catalogue_name(&to.base));
    if source == target && !source.is_empty() || from.base == to.base {
        return Some(Cast::Implicit);
    }
    let of_elements = || by_text(&element(from), &element(to));
    listed_names(source, target).or_else(|| from.array.then(of_elements).flatten())
}

fn element(ty: &Type) -> Type {
    Type::plain(ty.base.clone())
}

/// Everything can be stored as text, and text be read as everything.
fn by_text(from: &Type, to: &Type) -> Option<Cast> {
    match (is_text(from), is_text(to)) {
        (_, true) => Some(Cast::Assignment),
        (true, false) => Some(Cast::Explicit),
        (false, false) => None,
    }
}

/// One of PostgreSQL's string types.
fn is_text(ty: &Type) -> bool {
    let text = matches!(
        ty.base,
        Base::Text | Base::Varchar(_) | Base::Char(_) | Base::Native("name")
    );
    text && !ty.array
}

fn listed_names(from: &str, to: &str) -> Option<Cast> {
    if to.is_empty() {
        return None;
    }
    let row = CASTS.iter().find(|row| row.0 == from)?;
    let lists = [
        (row.1, Cast::Implicit),
        (row.2, Cast::Assignment),
        (row.3, Cast::Explicit),
    ];
    let has = |list: &str| list.split(' ').any(|name| name == to);
    lists
        .into_iter()
        .find_map(|(list, cast)| has(list).then_some(cast))
        .or_else(|| object_reference(from, to))
}

/// Integers and `oid` name objects in the catalogue; the other way needs an assignment.
fn object_reference(from: &str, to: &str) -> Option<Cast> {
    let integer = |name| matches!(name, "int2" | "int4" | "int8" | "oid");
    if integer(from) && to.starts_with("reg") {
        return Some(Cast::Implicit);
    }
    let wide = |name| matches!(name, "int4" | "int8");
    (from.starts_with("reg") && wide(to)).then_some(Cast::Assignment)
}

/// The catalogue's name; nothing for a type of an extension.
fn catalogue_name(base: &Base) -> &str {
    match base {
        Base::Extension(_) => "",
        base => names::catalogue_name(base),
    }
}

/// From, and to what: implicitly, by assignment, explicitly.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// Without those to a string type, which every type has, and those between integers and
/// the types that name objects.
const CASTS: &[Row] = &[
    ("bit", "varbit", "", "int4 int8"),
    ("bool", "", "", "int4"),
    ("box", "", "polygon", "circle lseg point"),
    ("bpchar", "name text varchar", "char", "xml"),
    ("bytea", "", "", "int2 int4 int8"), // from PostgreSQL 18 on
    ("char", "text", "", "int4"),
    ("cidr", "inet", "", ""),
    ("circle", "", "", "box point polygon"),
    ("date", "timestamp timestamptz", "", ""),
    ("daterange", "", "", "datemultirange"),
    ("float4", "float8", "int2 int4 int8 numeric", ""),
    ("float8", "", "float4 int2 int4 int8 numeric", ""),
    ("inet", "", "cidr", ""),
    ("int2", "float4 float8 int4 int8 numeric oid", "", "bytea"),
    (
        "int4",
        "float4 float8 int8 numeric oid",
        "int2 money",
        "bit bool bytea char",
    ),
    (
        "int8",
        "float4 float8 numeric oid",
        "int2 int4 money",
        "bit bytea",
    ),
    ("int4range", "", "", "int4multirange"),
    ("int8range", "", "", "int8multirange"),
    ("interval", "", "time", ""),
    ("json", "", "jsonb", ""),
    (
        "jsonb",
        "",
        "json",
        "bool float4 float8 int2 int4 int8 numeric",
    ),
    ("lseg", "", "", "point"),
    ("macaddr", "macaddr8", "", ""),
    ("macaddr8", "macaddr", "", ""),
    ("money", "", "numeric", ""),
    ("name", "text", "bpchar varchar", ""),
    ("numeric", "float4 float8", "int2 int4 int8 money", ""),
    ("numrange", "", "", "nummultirange"),
    ("oid", "", "int4 int8", ""),
    ("path", "", "polygon", ""),
    ("point", "", "box", ""),
    ("polygon", "", "path", "box circle point"),
    ("regclass", "oid", "", ""),
    ("regcollation", "oid", "", ""),
    ("regconfig", "oid", "", ""),
    ("regdictionary", "oid", "", ""),
    ("regnamespace", "oid", "", ""),
    ("regoper", "oid regoperator", "", ""),
    ("regoperator", "oid regoper", "", ""),
    ("regproc", "oid regprocedure", "", ""),
    ("regprocedure", "oid regproc", "", ""),
    ("regrole", "oid", "", ""),
    ("regtype", "oid", "", ""),
    ("text", "bpchar name regclass varchar", "char", "xml"),
    ("time", "interval timetz", "", ""),
    ("timestamp", "timestamptz", "date time", ""),
    ("timestamptz", "", "date time timestamp timetz", ""),
    ("timetz", "", "time", ""),
    ("tsrange", "", "", "tsmultirange"),
    ("tstzrange", "", "", "tstzmultirange"),
    ("varbit", "bit", "", ""),
    ("varchar", "bpchar name regclass text", "char", "xml"),
    ("xid8", "", "", "xid"),
];

#[cfg(test)]
mod tests;
