//! What undoes that a column was added or dropped. Must not know any database.

use super::{Reversal, missing};
use crate::schema::{Alteration, Change, Column, ColumnChange, Constraint, Id, Object, Schema};
use crate::syntax::ast::TableName;

/// Only a generated column's values can be had again.
pub(super) fn drop_column(table: &TableName, column: &Column) -> Reversal {
    let change = Change::Drop(Id::Column(table.clone(), column.name.clone()));
    match &column.generated {
        Some(_) => Reversal::exact([change]),
        None => Reversal::lossy([change], values_of(table, &column.name)),
    }
}

/// The column, and the constraints and indexes that went with it.
pub(super) fn add_column(
    name: &TableName,
    column: &str,
    before: &Schema,
    after: &Schema,
) -> Reversal {
    let Some(column) = before.table(name).and_then(|table| table.column(column)) else {
        return Reversal::exact([]);
    };
    let changes = column_and_parts(name, column, missing(name, before, after));
    match (&column.generated, fills_itself(column)) {
        (Some(_), _) => Reversal::exact(changes),
        (None, true) => Reversal::lossy(changes, values_of(name, &column.name)),
        (None, false) => Reversal::lossy(changes, values_that_are_needed(name, &column.name)),
    }
}

/// A column without a value for the rows that are there is added nullable and made not
/// null after that. It fails while there are rows, which is better than to invent values:
/// the user who wants the way back writes a `down` that says where they come from.
pub(super) fn column_and_parts(
    table: &TableName,
    column: &Column,
    mut parts: Vec<Change>,
) -> Vec<Change> {
    let mut added = column.clone();
    let name = added.not_null_name.take_if(|_| !fills_itself(column));
    added.not_null &= fills_itself(column);
    let not_null = (added.not_null != column.not_null).then(|| {
        Change::Alter(Alteration::Column(
            table.clone(),
            column.name.clone(),
            ColumnChange::SetNotNull { name },
        ))
    });
    let foreign_key = take_foreign_key(&added, &mut parts);
    let add = Change::Create(Object::Column {
        table: table.clone(),
        column: Box::new(added),
        foreign_key,
    });
    std::iter::once(add).chain(not_null).chain(parts).collect()
}

/// Takes the foreign key that can come with the column: in a column without values no row
/// can violate it.
fn take_foreign_key(column: &Column, parts: &mut Vec<Change>) -> Option<Box<Constraint>> {
    if column.default.is_some() || column.generator.is_some() || column.generated.is_some() {
        return None;
    }
    let place = parts.iter().position(|part| match part {
        Change::Create(Object::Constraint { constraint, .. }) => {
            constraint.valid
                && constraint
                    .foreign_key()
                    .is_some_and(|key| key.columns.len() == 1)
        }
        _ => false,
    })?;
    match parts.remove(place) {
        Change::Create(Object::Constraint { constraint, .. }) => Some(constraint),
        _ => None,
    }
}

/// Whether rows that are there get a value, or need none.
fn fills_itself(column: &Column) -> bool {
    !column.not_null
        || column.default.is_some()
        || column.generator.is_some()
        || column.generated.is_some()
}

pub(super) fn values_of(table: &TableName, column: &str) -> String {
    format!("the values of `{table}.{column}`")
}

fn values_that_are_needed(table: &TableName, column: &str) -> String {
    let values = values_of(table, column);
    format!("{values}, without which it cannot be `not null` again while `{table}` has rows")
}
