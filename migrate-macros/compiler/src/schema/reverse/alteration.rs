//! What undoes that a column was altered. Must not know any database.

use super::column::{column_and_parts, values_of};
use super::conversion::{self, Retyped};
use super::{Reversal, missing};
use crate::schema::{Alteration, Change, Column, ColumnChange, Id, Schema};
use crate::syntax::ast::{Expr, TableName};

/// The way back to the column as it was; `around` are the schemas before and after.
pub(super) fn reverse(
    table: &TableName,
    name: &str,
    alteration: &ColumnChange,
    around: [&Schema; 2],
) -> Reversal {
    let [before, after] = around.map(|schema| schema.table(table)?.column(name));
    let (Some(before), Some(after)) = (before, after) else {
        return Reversal::exact([]);
    };
    let back = |alteration| alter(table, name, alteration);
    match alteration {
        ColumnChange::Type { using, .. } => {
            let change = Retyped {
                table,
                before,
                after,
            };
            reverse_type(&change, using.as_ref())
        }
        ColumnChange::SetNotNull { .. } | ColumnChange::DropNotNull
            if before.not_null == after.not_null =>
        {
            Reversal::exact([])
        }
        ColumnChange::SetNotNull { .. } => Reversal::exact([back(ColumnChange::DropNotNull)]),
        ColumnChange::DropNotNull => {
            let name = before.not_null_name.clone();
            Reversal::exact([back(ColumnChange::SetNotNull { name })])
        }
        ColumnChange::Default(_) if before.generator != after.generator => {
            Reversal::exact([back(numbering(before))])
        }
        ColumnChange::Default(_) => {
            Reversal::exact([back(ColumnChange::Default(before.default.clone()))])
        }
        ColumnChange::Generator { .. } => reverse_generator(table, [before, after], around),
        ColumnChange::Restart(_) => Reversal::exact([]),
        ColumnChange::Generated(None) => make_generated(table, before, around[1]),
        ColumnChange::Generated(Some(_)) => {
            Reversal::exact([back(ColumnChange::Generated(before.generated.clone()))])
        }
        ColumnChange::Statistics(_) => {
            Reversal::exact([back(ColumnChange::Statistics(before.statistics))])
        }
        ColumnChange::Storage(_) => {
            Reversal::exact([back(ColumnChange::Storage(before.storage.clone()))])
        }
    }
}

/// The columns of a table that are not null after and were not before.
pub(super) fn nullable_again(name: &TableName, before: &Schema, after: &Schema) -> Vec<Change> {
    let (Some(before), Some(after)) = (before.table(name), after.table(name)) else {
        return Vec::new();
    };
    let nullable = |column: &&Column| {
        let after = after.column(&column.name);
        !column.not_null && after.is_some_and(|column| column.not_null)
    };
    let columns = before.columns.iter().filter(nullable);
    columns
        .map(|column| alter(name, &column.name, ColumnChange::DropNotNull))
        .collect()
}

fn alter(table: &TableName, column: &str, alteration: ColumnChange) -> Change {
    Change::Alter(Alteration::Column(
        table.clone(),
        column.to_owned(),
        alteration,
    ))
}

/// The storage that the conversion reset is set again.
fn reverse_type(change: &Retyped<'_>, using: Option<&Expr>) -> Reversal {
    let Some(back) = conversion::back(change, using) else {
        return Reversal::Impossible(format!(
            "no cast leads from `{}` back to `{}`",
            change.after.ty, change.before.ty
        ));
    };
    let Retyped {
        table,
        before,
        after,
    } = *change;
    let storage =
        (before.storage != after.storage).then(|| ColumnChange::Storage(before.storage.clone()));
    let numbering = (before.generator != after.generator).then(|| numbering(before));
    let alterations = std::iter::once(back).chain(storage).chain(numbering);
    Reversal::Changes {
        changes: alterations
            .map(|alteration| alter(table, &before.name, alteration))
            .collect(),
        loses: conversion::loses(change, using),
    }
}

/// The generator and the sequence of a column.
fn numbering(column: &Column) -> ColumnChange {
    ColumnChange::Generator {
        generator: column.generator,
        sequence: column.sequence.clone(),
    }
}

/// A sequence that is made again starts from its beginning.
fn reverse_generator(
    table: &TableName,
    [before, after]: [&Column; 2],
    around: [&Schema; 2],
) -> Reversal {
    let name = &before.name;
    if (before.generator, &before.sequence) == (after.generator, &after.sequence) {
        return Reversal::exact([]);
    }
    let number = alter(table, name, numbering(before));
    let default = before.default.clone().filter(|_| after.default.is_none());
    let default = default.map(|default| alter(table, name, ColumnChange::Default(Some(default))));
    let changes = std::iter::once(number).chain(default);
    let [known, kept] = around.map(|schema| {
        let table = schema.table(table)?;
        table.sequence(table.column(name)?)
    });
    let is_made_again = match (before.generator, after.generator) {
        _ if known.is_none() => false,
        (Some(one), Some(other)) => one.is_serial() || other.is_serial(),
        (_, _) => known != kept,
    };
    if is_made_again {
        let loses = format!("where the sequence of `{table}.{name}` stood");
        return Reversal::lossy(changes, loses);
    }
    Reversal::exact(changes)
}

/// No database gives an expression to a column that is there: it is made anew, with what
/// went with it.
fn make_generated(table: &TableName, before: &Column, after: &Schema) -> Reversal {
    if before.generated.is_none() {
        return Reversal::exact([]);
    }
    let drop = Change::Drop(Id::Column(table.clone(), before.name.clone()));
    let mut without = after.clone();
    without.apply(&drop, 0);
    let parts = missing(table, after, &without);
    let add = column_and_parts(table, before, parts);
    Reversal::lossy(
        std::iter::once(drop).chain(add),
        values_of(table, &before.name),
    )
}
