//! What the keys of an index are called in its name. Takes keys, gives a name each; must
//! not know how the index is called.

use super::shorten::LIMIT;
use crate::syntax::ast::{
    Base, Expr, ExprKind, IntegerWidth, KeyPhrase, Query, QueryBody, SelectItem,
};

/// A name for each key and each column of `include`; one that is there already gets a
/// number.
pub(super) fn key_names(keys: &[KeyPhrase], include: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let keys = keys.iter().map(|key| key_name(&key.expr));
    for name in keys.chain(include.iter().map(String::as_str)) {
        let free = unused(name, &names);
        names.push(free);
    }
    names
}

fn unused(name: &str, names: &[String]) -> String {
    let numbered = (1..).map(|number: u32| {
        let number = number.to_string();
        let kept = name.floor_char_boundary(LIMIT - number.len());
        [&name[..kept], &number].concat()
    });
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !names.contains(name))
        .unwrap_or_default()
}

fn key_name(expr: &Expr) -> &str {
    server_name(expr).unwrap_or("expr")
}

/// What the server calls an expression that nobody named, in an index or a query.
pub(crate) fn server_name(expr: &Expr) -> Option<&str> {
    named(expr).map(|(name, _)| name)
}

/// Whether the name of a cast or a `case` goes before one from inside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Weak,
    Strong,
}

/// That of a column or a function, behind a cast the type's.
fn named(expr: &Expr) -> Option<(&str, Strength)> {
    use ExprKind::*;
    use Strength::*;
    match &expr.kind {
        Column { column, .. } => Some((&column.text, Strong)),
        Call(call) => Some((function_name(&call.function.name), Strong)),
        Collate(operand, _) | Subscript(operand, _) => named(operand),
        Cast(operand, ty) => {
            Some(strong(operand).unwrap_or_else(|| (catalogue_name(&ty.base), Weak)))
        }
        Case { otherwise, .. } => {
            let inside = otherwise.as_deref().and_then(strong);
            Some(inside.unwrap_or(("case", Weak)))
        }
        Interval(_) => Some(("interval", Weak)),
        Array(_) | ArrayQuery(_) => Some(("array", Strong)),
        Row(_) => Some(("row", Strong)),
        AtTimeZone(..) => Some(("timezone", Strong)),
        Extract { .. } => Some(("extract", Strong)),
        CurrentTimestamp => Some(("current_timestamp", Strong)),
        CurrentDate => Some(("current_date", Strong)),
        Exists(_) => Some(("exists", Strong)),
        Scalar(query) => of_query(query),
        Null | Bool(_) | Number(_) | Text(_) | Unary(..) | Binary(..) | Is { .. } => None,
        In { .. } | InQuery { .. } | Between { .. } | Quantified { .. } => None,
        Default | Raw(_) => None,
    }
}

/// A query that stands for a value has the name of its only column.
fn of_query(query: &Query) -> Option<(&str, Strength)> {
    let QueryBody::Select(select) = &query.body else {
        return None;
    };
    match select.items.first()? {
        SelectItem::Expr {
            alias: Some(alias), ..
        } => Some((&alias.text, Strength::Strong)),
        SelectItem::Expr { expr, alias: None } => named(expr),
        SelectItem::Star { .. } => None,
    }
}

fn strong(expr: &Expr) -> Option<(&str, Strength)> {
    named(expr).filter(|(_, strength)| *strength == Strength::Strong)
}

/// `trim` is syntax, and the function behind it has another name.
fn function_name(name: &str) -> &str {
    match name {
        "trim" => "btrim",
        name => name,
    }
}

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
