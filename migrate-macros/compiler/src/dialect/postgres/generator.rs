//! Where a column's numbers come from: identity, serial, nothing. Takes changes, gives
//! steps; must not know how such a column is added.

use super::definition::{self, identity};
use super::sequences;
use super::steps::Steps;
use crate::dialect::spelling::Writer;
use crate::dialect::{Action, Cost, Lock, Placement, Work};
use crate::schema::{Column, Table};
use crate::syntax::ast::TableName;

/// From one source of numbers to another, which goes on behind the highest that is there.
pub(super) fn change(steps: &mut Steps<'_>, table: &TableName, before: &Column, after: &Column) {
    let name = &before.name;
    match (Kind::of(before), Kind::of(after)) {
        (Kind::Identity(_), Kind::Identity(words)) => {
            let sql = steps.alter_column((table, name), |writer| {
                writer.word("SET GENERATED").word(words);
            });
            exclusive(steps, table, sql);
        }
        (Kind::Nothing, Kind::Nothing)
        | (Kind::Idle, Kind::Idle)
        | (Kind::Serial, Kind::Serial) => {}
        (Kind::Serial, Kind::Idle) => {
            let sql = steps.alter_column((table, name), |writer| writer.put("DROP DEFAULT"));
            exclusive(steps, table, sql);
        }
        (Kind::Idle, Kind::Serial) => sequences::call(steps, table, after, Placement::Shared),
        (from, to) => {
            let placement = take(steps, table, before, from);
            give(steps, table, after, (to, placement));
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Nothing,
    /// A sequence that an insert does not call.
    Idle,
    Serial,
    /// With the words between `GENERATED` and `AS IDENTITY`.
    Identity(&'static str),
}

impl Kind {
    fn of(column: &Column) -> Self {
        match column.generator {
            None if column.sequence.is_some() => Self::Idle,
            None => Self::Nothing,
            Some(generator) => identity(generator).map_or(Self::Serial, Self::Identity),
        }
    }
}

/// Gives where the next step stands: nobody may see the column without either source.
fn take(steps: &mut Steps<'_>, table: &TableName, column: &Column, kind: Kind) -> Placement {
    let words = match kind {
        Kind::Nothing => return Placement::Shared,
        Kind::Idle => {
            sequences::drop(steps, table, column, Placement::Shared);
            return Placement::WithPrevious;
        }
        Kind::Serial => "DROP DEFAULT",
        Kind::Identity(_) => "DROP IDENTITY",
    };
    let sql = steps.alter_column((table, &column.name), |writer| writer.put(words));
    exclusive(steps, table, sql);
    if matches!(kind, Kind::Serial) {
        sequences::drop(steps, table, column, Placement::WithPrevious);
    }
    Placement::WithPrevious
}

fn give(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    (kind, placement): (Kind, Placement),
) {
    match kind {
        Kind::Nothing => {}
        Kind::Idle => sequences::create(steps, table, column, placement),
        Kind::Serial => {
            sequences::create(steps, table, column, placement);
            sequences::call(steps, table, column, Placement::WithPrevious);
            go_on(steps, table, column);
        }
        Kind::Identity(words) => {
            let sql = steps.alter_column((table, &column.name), |writer| {
                writer.word("ADD GENERATED").word(words).word("AS IDENTITY");
                definition::sequence_name(writer, table, column.sequence.as_ref());
            });
            let cost = steps.metadata(table, Lock::AccessExclusive);
            steps.push(Action::Sql(sql), placement, cost);
            go_on(steps, table, column);
        }
    }
}

fn exclusive(steps: &mut Steps<'_>, table: &TableName, sql: String) {
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.shared(sql, cost);
}

/// Sets the sequence behind the highest number in the table.
fn go_on(steps: &mut Steps<'_>, table: &TableName, column: &Column) {
    let sql = set_value(steps, table, &column.name, |writer| {
        writer.function("greatest", |writer| {
            writer.function("pg_catalog.max", |writer| {
                writer.name(&column.name);
            });
            writer.comma().word("0");
        });
        writer.word("+ 1");
    });
    let sql = steps.sql(|writer| {
        writer.word(&sql).word("FROM").table(table);
    });
    let indexed = steps
        .before(table)
        .is_some_and(|table| has_index(table, &column.name));
    let work = if indexed { Work::Metadata } else { Work::Scan };
    let cost = steps.cost(work, [(table, Lock::AccessShare)]);
    steps.joined(sql, cost);
}

/// Whether the highest value is found without reading every row.
pub(super) fn has_index(table: &Table, column: &str) -> bool {
    let mut keys = table
        .constraints
        .iter()
        .filter(|constraint| constraint.has_index());
    let mut indexes = table.indexes.iter().filter(|index| index.filter.is_none());
    keys.any(|key| key.columns().first().is_some_and(|first| first == column))
        || indexes.any(|index| {
            index
                .key_columns()
                .is_some_and(|keys| keys.first() == Some(&column))
        })
}

/// `serial` says `NOT NULL`, which a column that became nullable has to be told again.
pub(super) fn relax(steps: &mut Steps<'_>, table: &TableName, column: &Column) {
    let says_serial = matches!(Kind::of(column), Kind::Serial) && column.sequence.is_none();
    if column.not_null || !says_serial {
        return;
    }
    let sql = steps.alter_column((table, &column.name), |writer| writer.put("DROP NOT NULL"));
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.joined(sql, cost);
}

pub(super) fn restart(steps: &mut Steps<'_>, table: &TableName, column: &Column, at: Option<i64>) {
    if let Kind::Serial | Kind::Idle = Kind::of(column) {
        let sql = set_value(steps, table, &column.name, |writer| {
            writer.put(&at.unwrap_or(1).to_string());
        });
        return steps.shared(sql, Cost::default());
    }
    let sql = steps.alter_column((table, &column.name), |writer| {
        writer.word("RESTART");
        if let Some(at) = at {
            writer.word("WITH").word(&at.to_string());
        }
    });
    exclusive(steps, table, sql);
}

/// `SELECT setval(…, value, FALSE)`: the next number is this one.
fn set_value(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &str,
    value: impl FnOnce(&mut Writer<'_>),
) -> String {
    let owned = sequences::owned(steps, table, column);
    steps.sql(|writer| {
        writer.word("SELECT");
        writer.function("pg_catalog.setval", |writer| {
            writer.word(&owned).comma();
            value(writer);
            writer.comma().word("FALSE");
        });
    })
}
