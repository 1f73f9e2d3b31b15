//! Virtual columns: PostgreSQL computes them when they are read and keeps nothing, so no
//! index, key or reference can stand on one. Takes names and expressions, gives an error;
//! must not know which statement asks.
//! <https://www.postgresql.org/docs/18/ddl-generated-columns.html>

use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Column, Table, mentions_column};
use crate::syntax::ast::{Expr, IndexPhrase, KeyPhrase, Name};
use crate::target::{Database, Target};

/// No column of a key, a unique constraint or a reference is virtual.
pub(super) fn none_among(scope: &Scope<'_>, names: &[Name], what: &str) -> Result<(), Diagnostic> {
    let columns = || virtual_columns(scope);
    let found = names.iter().find_map(|name| {
        let column = columns().find(|column| column.name == name.text)?;
        Some((name.origin, column))
    });
    found.map_or(Ok(()), |(origin, column)| {
        Err(refused(origin, column, what))
    })
}

/// No part of an index is, or is computed from one.
pub(super) fn none_in_index(scope: &Scope<'_>, phrase: &IndexPhrase) -> Result<(), Diagnostic> {
    none_in_keys(scope, phrase.keys.iter(), phrase.filter.as_ref())?;
    none_among(scope, &phrase.include, "index")
}

/// The same of keys and a predicate.
pub(super) fn none_in_keys<'k>(
    scope: &Scope<'_>,
    keys: impl Iterator<Item = &'k KeyPhrase>,
    filter: Option<&'k Expr>,
) -> Result<(), Diagnostic> {
    for expr in keys.map(|key| &key.expr).chain(filter) {
        let mut columns = virtual_columns(scope);
        if let Some(column) = columns.find(|column| mentions_column(expr, &column.name)) {
            return Err(refused(expr.origin, column, "index"));
        }
    }
    Ok(())
}

/// Whether a column is virtual.
pub(super) fn is_virtual(column: &Column) -> bool {
    column.generated.as_ref().is_some_and(|it| !it.stored)
}

fn virtual_columns<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Column> + use<'a> {
    let is_postgres = |target: &Target| target.database == Database::Postgres;
    let asked = scope.targets.iter().any(is_postgres);
    let table: &'a Table = scope.table;
    let columns = table.columns.iter();
    columns.filter(move |column| asked && is_virtual(column))
}

fn refused(origin: Origin, column: &Column, what: &str) -> Diagnostic {
    let name = &column.name;
    let article = if what.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    let title = format!("`{name}` is virtual, and {article} {what} cannot stand on it");
    let help = if what == "index" {
        "index the expression in its place, or make the column `stored`"
    } else {
        "make the column `stored`"
    };
    Diagnostic::new(origin, title)
        .why("PostgreSQL computes a virtual column when it is read, and keeps nothing")
        .help(help)
}
