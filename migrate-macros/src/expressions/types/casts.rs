//! PostgreSQL's casts, as `pg_cast` of version 15 lists them, and those by a type's text.
//! Takes types, gives answers; must not know any expression.
//! <https://www.postgresql.org/docs/15/sql-createcast.html>

use super::Family;
use crate::schema;
use crate::syntax::ast::{Base, Type};

/// Where a cast happens, from the least that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Context {
    /// In every expression.
    Implicit,
    /// When a value is stored.
    Assignment,
    /// When it is written.
    Explicit,
}

/// Whether a value becomes this type without being told to, as on `insert`.
pub(crate) fn assignable(from: &Type, to: &Type) -> bool {
    context(from, to).is_some_and(|context| context <= Context::Assignment)
}

/// Whether `from::to` exists.
pub(crate) fn castable(from: &Type, to: &Type) -> bool {
    context(from, to).is_some()
}

/// Whether a value becomes this type inside an expression.
pub(crate) fn implicitly_castable(from: &Type, to: &Type) -> bool {
    context(from, to) == Some(Context::Implicit)
}

fn context(from: &Type, to: &Type) -> Option<Context> {
    match (from.array, to.array) {
        (true, true) => base_context(&from.base, &to.base),
        (false, false) => base_context(&from.base, &to.base),
        (true, false) => by_text(Family::Array, text_like(to)).or_else(|| open(from, to)),
        (false, true) => by_text(text_like(from), Family::Array).or_else(|| open(from, to)),
    }
}

fn base_context(from: &Base, to: &Base) -> Option<Context> {
    let (source, target) = (catalogue_name(from), catalogue_name(to));
    if source == target && !source.is_empty() || from == to {
        return Some(Context::Implicit);
    }
    let (from, to) = (Type::plain(from.clone()), Type::plain(to.clone()));
    listed(source, target)
        .or_else(|| stored_as_extension(&from, &to))
        .or_else(|| by_text(text_like(&from), text_like(&to)))
        .or_else(|| open(&from, &to))
}

/// Everything can be stored as text, and text be read as everything.
fn by_text(from: Family, to: Family) -> Option<Context> {
    match (from, to) {
        (_, Family::Text) => Some(Context::Assignment),
        (Family::Text, _) => Some(Context::Explicit),
        _ => None,
    }
}

/// `name` is one of PostgreSQL's string types.
fn text_like(ty: &Type) -> Family {
    match &ty.base {
        Base::Native("name") => Family::Text,
        _ => Family::of(ty),
    }
}

/// Text that is stored may become an extension's type by itself, as it becomes `citext`.
fn stored_as_extension(from: &Type, to: &Type) -> Option<Context> {
    let stored = text_like(from) == Family::Text && matches!(to.base, Base::Extension(_));
    stored.then_some(Context::Assignment)
}

/// What the casts of an extension's type are is not known here.
fn open(from: &Type, to: &Type) -> Option<Context> {
    let extension = |ty: &Type| matches!(ty.base, Base::Extension(_));
    (extension(from) || extension(to)).then_some(Context::Implicit)
}

fn listed(from: &str, to: &str) -> Option<Context> {
    let row = CASTS.iter().find(|row| row.0 == from)?;
    let lists = [
        (row.1, Context::Implicit),
        (row.2, Context::Assignment),
        (row.3, Context::Explicit),
    ];
    let has = |list: &str| list.split(' ').any(|name| name == to);
    lists
        .into_iter()
        .find_map(|(list, context)| has(list).then_some(context))
        .or_else(|| object_reference(from, to))
}

/// Integers and `oid` name objects in the catalogue; the other way needs an assignment.
fn object_reference(from: &str, to: &str) -> Option<Context> {
    let integer = |name| matches!(name, "int2" | "int4" | "int8" | "oid");
    if integer(from) && to.starts_with("reg") {
        return Some(Context::Implicit);
    }
    let wide = |name| matches!(name, "int4" | "int8");
    (from.starts_with("reg") && wide(to)).then_some(Context::Assignment)
}

/// The catalogue's name; nothing for a type of an extension.
fn catalogue_name(base: &Base) -> &str {
    match base {
        Base::Extension(_) => "",
        base => schema::catalogue_name(base),
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
    ("circle", "", "polygon", "box point"),
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
