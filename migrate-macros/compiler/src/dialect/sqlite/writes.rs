//! The text of statements that change rows, with every value as its column stores it.
//! Takes trees and the table, gives text; must not know how many rows there are.

use super::spelling::Lite;
use super::stored;
use crate::dialect::spelling::Writer;
use crate::schema::{Column, Table};
use crate::syntax::ast::{
    Assignment, ConflictAction, ConflictTarget, Delete, Expr, ExprKind, Insert, InsertSource, Name,
    Type, Update,
};

pub(super) fn insert(lite: &Lite<'_>, writer: &mut Writer<'_>, (insert, table): (&Insert, &Table)) {
    writer.with(&insert.with);
    writer.word("INSERT INTO").table(&insert.table);
    match &insert.source {
        InsertSource::Values(rows) => values(lite, writer, (&insert.columns, rows, table)),
        InsertSource::Query(query) => {
            writer.optional_names(&insert.columns);
            let into = types(insert, table);
            if insert.conflict.is_none() {
                stored::query(lite, writer, (query, &into));
            } else {
                // Without a `WHERE`, SQLite takes `ON` for that of a join.
                writer.word("SELECT * FROM");
                writer.parens(|writer| stored::query(lite, writer, (query, &into)));
                writer.word("WHERE TRUE");
            }
        }
    }
}

/// The types of the columns that an insert is for.
fn types<'t>(insert: &Insert, table: &'t Table) -> Vec<&'t Type> {
    let named = insert.columns.iter().map(|name| table.column(&name.text));
    let all = table.columns.iter().filter(|_| insert.columns.is_empty());
    let columns = named.flatten().chain(all);
    columns.map(|column| &column.ty).collect()
}

/// SQLite has no `DEFAULT` as a value: a generated column is left out, the default of
/// another is written.
fn values(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (columns, rows, table): (&[Name], &[Vec<Expr>], &Table),
) {
    let is_stored = |name: &Name| {
        let column = table.column(&name.text);
        column.is_none_or(|column| column.generated.is_none())
    };
    let names = columns.iter().filter(|name| is_stored(name));
    writer.names(names.map(|name| name.text.as_str()));
    writer.word("VALUES");
    writer.list(rows, |writer, row| {
        if rows.len() > 1 {
            writer.line(1);
        }
        let row = columns.iter().zip(row).filter(|(name, _)| is_stored(name));
        writer.group(row, |writer, (name, value)| {
            self::value(lite, writer, (table.column(&name.text), value));
        });
    });
}

fn value(lite: &Lite<'_>, writer: &mut Writer<'_>, (column, value): (Option<&Column>, &Expr)) {
    let ty = column.map(|column| &column.ty);
    if !matches!(value.kind, ExprKind::Default) {
        return lite.value(writer, value, ty);
    }
    match column.and_then(|column| column.default.as_ref()) {
        Some(default) => lite.value(writer, default, ty),
        // A key gets its number by being null.
        None => writer.put("NULL"),
    }
}

/// What is done about rows that are there, where the insert says it.
pub(super) fn conflict(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (insert, table): (&Insert, &Table),
) {
    let Some(conflict) = &insert.conflict else {
        return;
    };
    writer.word("ON CONFLICT");
    match &conflict.target {
        Some(ConflictTarget::Columns(names)) => writer.optional_names(names),
        // SQLite knows keys by their columns only.
        Some(ConflictTarget::Constraint(name)) => {
            if let Some(constraint) = table.constraint(&name.text) {
                writer.names(constraint.columns().iter().map(String::as_str));
            }
        }
        None => {}
    }
    match &conflict.action {
        ConflictAction::Nothing => writer.put("DO NOTHING"),
        ConflictAction::Update { set, filter } => {
            writer.word("DO UPDATE");
            assign(lite, writer, (set, table));
            writer.clause("WHERE", filter.as_ref());
        }
    }
}

fn assign(lite: &Lite<'_>, writer: &mut Writer<'_>, (set, table): (&[Assignment], &Table)) {
    writer.word("SET");
    writer.list(set, |writer, assignment| {
        writer.name(&assignment.column.text).word("=");
        let column = table.column(&assignment.column.text);
        value(lite, writer, (column, &assignment.value));
    });
}

/// An update up to its `where`.
pub(super) fn update(lite: &Lite<'_>, writer: &mut Writer<'_>, (update, table): (&Update, &Table)) {
    writer.with(&update.with);
    writer.word("UPDATE");
    writer.aliased(&update.table, update.alias.as_ref());
    assign(lite, writer, (&update.set, table));
    writer.sources("FROM", &update.from);
}

/// A delete up to its `where`, without the other tables.
pub(super) fn delete(writer: &mut Writer<'_>, delete: &Delete) {
    writer.with(&delete.with);
    writer.word("DELETE FROM");
    writer.aliased(&delete.table, delete.alias.as_ref());
}

/// The condition of a delete that asks other tables.
pub(super) fn exists(writer: &mut Writer<'_>, delete: &Delete) {
    writer.word("EXISTS").open();
    writer.word("SELECT 1");
    writer.sources("FROM", &delete.using);
    writer.clause("WHERE", delete.filter.as_ref());
    writer.close();
}
