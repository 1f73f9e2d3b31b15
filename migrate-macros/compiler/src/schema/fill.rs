//! What the history says about the nulls of a column after a change wrote to it. Takes
//! the column as it stood and what is written, gives its [`Fill`]; must not know rules.

mod nullness;
mod written;

use nullness::may_be_null;

use super::{Column, Constraint, Fill, Schema, Table};
use crate::syntax::ast::{
    Assignment, ConflictAction, Expr, ExprKind, Insert, InsertSource, IsTest, TableName, Update,
    fragment,
};

/// A column that was added to rows which were there before.
pub(super) fn added(column: &Column) -> Fill {
    let filled = match &column.default {
        Some(default) => !may_be_null(default, None),
        None => column.generator.is_some(),
    };
    match (filled, &column.generated) {
        (true, _) => Fill::Filled,
        (false, Some(_)) => Fill::Unknown,
        (false, None) if column.default.is_some() => Fill::Unknown,
        (false, None) => Fill::Empty,
    }
}

/// A column whose values became those of another type: a cast keeps a null a null.
pub(super) fn converted(column: &Column, using: Option<&Expr>) -> Fill {
    let mut expr = using;
    while let Some(ExprKind::Cast(operand, _)) = expr.map(|expr| &expr.kind) {
        expr = Some(operand);
    }
    match expr {
        Some(expr) if !is_column(expr, &column.name) => Fill::Unknown,
        Some(_) | None => column.fill,
    }
}

/// New rows may be null in a column that they are not given a value for; `on conflict do
/// update` writes to some of the old rows.
pub(super) fn insert(schema: &mut Schema, insert: &Insert) {
    left_null(schema, insert);
    let Some(conflict) = &insert.conflict else {
        return;
    };
    let ConflictAction::Update { set, .. } = &conflict.action else {
        return;
    };
    assign(schema, &insert.table, set, |_| Reach::Some);
}

fn left_null(schema: &mut Schema, insert: &Insert) {
    let Some(table) = schema.table(&insert.table) else {
        return;
    };
    let filled = table.columns.iter();
    let filled = filled.filter(|column| column.fill == Fill::Filled && !column.not_null);
    let left = filled.filter(|column| may_leave_null(insert, column, table));
    let names: Vec<String> = left.map(|column| column.name.clone()).collect();
    forget(schema, &insert.table, |column| names.contains(&column.name));
}

fn may_leave_null(insert: &Insert, column: &Column, table: &Table) -> bool {
    let by_default = || match &column.default {
        Some(default) => may_be_null(default, None),
        None => column.generator.is_none() && column.generated.is_none(),
    };
    let mut given = insert.columns.iter().map(|name| name.text.as_str());
    let mut own = table.columns.iter().map(|column| column.name.as_str());
    let place = if insert.columns.is_empty() {
        own.position(|name| name == column.name)
    } else {
        given.position(|name| name == column.name)
    };
    let Some(place) = place else {
        return by_default();
    };
    match &insert.source {
        InsertSource::Query(_) => true,
        InsertSource::Values(rows) => rows.iter().any(|row| match row.get(place) {
            None => by_default(),
            Some(value) if value.kind == ExprKind::Default => by_default(),
            Some(value) => may_be_null(value, None),
        }),
    }
}

pub(super) fn update(schema: &mut Schema, update: &Update) {
    assign(schema, &update.table, &update.set, |column| {
        match &update.filter {
            _ if !update.from.is_empty() => Reach::Some,
            None => Reach::All,
            Some(filter) if is_null_test(filter, column) => Reach::Nulls,
            Some(_) => Reach::Some,
        }
    });
}

/// A raw statement may write to every table that it names.
pub(super) fn raw(schema: &mut Schema, text: &str) {
    let words = fragment::names(text);
    let written = written::by(text, &words);
    // What a block does stands in strings, too.
    let mentioned = |name: &&TableName| words.contains(&name.name) || written.mentions(&name.name);
    let names: Vec<TableName> = schema.names().filter(mentioned).cloned().collect();
    let deferred = words.iter().any(|word| word.starts_with("deferr"));
    for name in names {
        if deferred && let Some(table) = schema.table_mut(&name) {
            table.deferred = true;
        }
        // Whatever it does, it may have given values to a column that had none.
        let may_change = |column: &Column| match column.fill {
            Fill::Unknown => false,
            Fill::Empty => true,
            Fill::Filled => written.may_empty(column),
        };
        forget(schema, &name, may_change);
    }
}

/// What a foreign key may have emptied while it was there.
pub(super) fn released(table: &mut Table, constraint: &Constraint) {
    let Some(key) = constraint.foreign_key() else {
        return;
    };
    for column in &mut table.columns {
        if column.fill == Fill::Filled && key.may_empty(column) {
            column.fill = Fill::Unknown;
        }
    }
}

/// Knows nothing of these columns any more; a table that has none of them stays as it is.
fn forget(schema: &mut Schema, name: &TableName, is_lost: impl Fn(&Column) -> bool) {
    let has_some = |table: &Table| table.columns.iter().any(&is_lost);
    if !schema.table(name).is_some_and(has_some) {
        return;
    }
    let columns = schema.table_mut(name).map(|table| &mut table.columns);
    let columns = columns.into_iter().flatten();
    for column in columns.filter(|column| is_lost(column)) {
        column.fill = Fill::Unknown;
    }
}

/// The rows of a table that an assignment reaches.
#[derive(Clone, Copy)]
enum Reach {
    All,
    /// Those where the assigned column is null.
    Nulls,
    Some,
}

fn assign(
    schema: &mut Schema,
    name: &TableName,
    set: &[Assignment],
    reach: impl Fn(&str) -> Reach,
) {
    let Some(table) = schema.table(name) else {
        return;
    };
    let fill = |Assignment { column, value }: &Assignment| {
        let column = table.column(&column.text)?;
        let value = match (&value.kind, &column.default) {
            (ExprKind::Default, Some(default)) => default,
            (_, _) => value,
        };
        let fill = after(
            column.fill,
            reach(&column.name),
            may_be_null(value, Some(table)),
        );
        (fill != column.fill).then(|| (column.name.clone(), fill))
    };
    let fills: Vec<(String, Fill)> = set.iter().filter_map(fill).collect();
    for (column, fill) in fills {
        let column = schema
            .table_mut(name)
            .and_then(|table| table.column_mut(&column));
        if let Some(column) = column {
            column.fill = fill;
        }
    }
}

fn after(before: Fill, reach: Reach, nullable: bool) -> Fill {
    match (reach, nullable, before) {
        (Reach::All | Reach::Nulls, false, _) => Fill::Filled,
        (Reach::Some, false, Fill::Filled) => Fill::Filled,
        // No row has a null that a filter for nulls could find.
        (Reach::Nulls, true, Fill::Filled) => Fill::Filled,
        (_, _, _) => Fill::Unknown,
    }
}

fn is_null_test(filter: &Expr, column: &str) -> bool {
    match &filter.kind {
        ExprKind::Is {
            operand,
            test: IsTest::Null,
            negated: false,
        } => is_column(operand, column),
        _ => false,
    }
}

/// Qualified or not: there is one table only where this is asked.
fn is_column(expr: &Expr, name: &str) -> bool {
    matches!(&expr.kind, ExprKind::Column { column, .. } if column.text == name)
}

#[cfg(test)]
mod tests;
