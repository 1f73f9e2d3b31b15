//! What the keys of an index are called in its name. Takes keys, gives a name each; must
//! not know how the index is called.

use std::borrow::Cow;

use super::fragment::{self, Strength};
use super::shorten::LIMIT;
use crate::syntax::ast::{Expr, ExprKind, KeyPhrase, Query, QueryBody, SelectItem};
use crate::types::catalogue_name;

/// A name for each key and each column of `include`; one that is there already gets a
/// number.
pub(super) fn key_names(keys: &[KeyPhrase], include: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let keys = keys.iter().map(|key| key_name(&key.expr));
    for name in keys.chain(include.iter().map(|name| Cow::Borrowed(name.as_str()))) {
        let free = unused(&name, &names);
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

fn key_name(expr: &Expr) -> Cow<'_, str> {
    server_name(expr).unwrap_or(Cow::Borrowed("expr"))
}

/// What the server calls an expression that nobody named, in an index or a query.
pub(crate) fn server_name(expr: &Expr) -> Option<Cow<'_, str>> {
    named(expr).map(|(name, _)| name)
}

/// That of a column or a function, behind a cast the type's.
fn named(expr: &Expr) -> Option<(Cow<'_, str>, Strength)> {
    use ExprKind::*;
    use Strength::*;
    let given = |name, strength| Some((Cow::Borrowed(name), strength));
    match &expr.kind {
        Column { column, .. } => given(column.text.as_str(), Strong),
        Call(call) => given(function_name(&call.function.name), Strong),
        Collate(operand, _) | Subscript(operand, _) => named(operand),
        Cast(operand, ty) => strong(operand).or_else(|| given(catalogue_name(&ty.base), Weak)),
        Case { otherwise, .. } => {
            let inside = otherwise.as_deref().and_then(strong);
            inside.or_else(|| given("case", Weak))
        }
        Interval(_) => given("interval", Weak),
        Array(_) | ArrayQuery(_) => given("array", Strong),
        Row(_) => given("row", Strong),
        AtTimeZone(..) => given("timezone", Strong),
        Extract { .. } => given("extract", Strong),
        CurrentTimestamp => given("current_timestamp", Strong),
        CurrentDate => given("current_date", Strong),
        Exists(_) => given("exists", Strong),
        Scalar(query) => of_query(query),
        Null | Bool(_) | Number(_) | Text(_) | Unary(..) | Binary(..) | Is { .. } => None,
        In { .. } | InQuery { .. } | Between { .. } | Quantified { .. } => None,
        Raw(text) => {
            let (name, strength) = fragment::name_of(text)?;
            Some((Cow::Owned(name), strength))
        }
        Default => None,
    }
}

/// A query that stands for a value has the name of its only column.
fn of_query(query: &Query) -> Option<(Cow<'_, str>, Strength)> {
    let QueryBody::Select(select) = &query.body else {
        return None;
    };
    match select.items.first()? {
        SelectItem::Expr {
            alias: Some(alias), ..
        } => Some((Cow::Borrowed(&alias.text), Strength::Strong)),
        SelectItem::Expr { expr, alias: None } => named(expr),
        SelectItem::Star { .. } => None,
    }
}

fn strong(expr: &Expr) -> Option<(Cow<'_, str>, Strength)> {
    named(expr).filter(|(_, strength)| *strength == Strength::Strong)
}

/// `trim` is syntax, and the function behind it has another name.
fn function_name(name: &str) -> &str {
    match name {
        "trim" => "btrim",
        name => name,
    }
}
