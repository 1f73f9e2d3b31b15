//! Where a column's numbers come from: identity, serial, nothing. Takes changes, gives
//! steps; must not know how such a column is added.

use super::definition::identity;
use super::spelling::integer;
use super::steps::Steps;
use crate::dialect::spelling::Writer;
use crate::dialect::{Action, Cost, Lock, Placement, Work};
use crate::schema::{Column, Generator, Table};
use crate::syntax::ast::{Base, TableName};

/// From one source of numbers to another, which goes on behind the highest that is there.
pub(super) fn change(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    to: Option<Generator>,
) {
    let (from, to) = (Kind::of(column.generator), Kind::of(to));
    match (from, to) {
        (Kind::Identity(_), Kind::Identity(words)) => {
            let sql = steps.alter_column((table, &column.name), |writer| {
                writer.word("SET GENERATED").word(words);
            });
            exclusive(steps, table, sql);
        }
        (Kind::Nothing, Kind::Nothing) | (Kind::Serial, Kind::Serial) => {}
        (from, to) => {
            let placement = take(steps, table, column, from);
            give(steps, table, column, (to, placement));
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Nothing,
    Serial,
    /// With the words between `GENERATED` and `AS IDENTITY`.
    Identity(&'static str),
}

impl Kind {
    fn of(generator: Option<Generator>) -> Self {
        match generator {
            None => Self::Nothing,
            Some(generator) => identity(generator).map_or(Self::Serial, Self::Identity),
        }
    }
}

/// Gives where the next step stands: nobody may see the column without either source.
fn take(steps: &mut Steps<'_>, table: &TableName, column: &Column, kind: Kind) -> Placement {
    let words = match kind {
        Kind::Nothing => return Placement::Shared,
        Kind::Serial => "DROP DEFAULT",
        Kind::Identity(_) => "DROP IDENTITY",
    };
    let sql = steps.alter_column((table, &column.name), |writer| writer.put(words));
    exclusive(steps, table, sql);
    if matches!(kind, Kind::Serial) {
        drop_sequence(steps, table, column);
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
        Kind::Serial => {
            create_sequence(steps, table, column, placement);
            go_on(steps, table, column);
        }
        Kind::Identity(words) => {
            let sql = steps.alter_column((table, &column.name), |writer| {
                writer.word("ADD GENERATED").word(words).word("AS IDENTITY");
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

/// The sequence keeps its first name when the table or the column is renamed, so only the
/// server knows what it is called.
fn drop_sequence(steps: &mut Steps<'_>, table: &TableName, column: &Column) {
    let owned = owned_sequence(steps, table, &column.name);
    let body = steps.sql(|writer| {
        let words = writer.word("BEGIN EXECUTE").string("DROP SEQUENCE ");
        words.word("||").word(&owned).glue("; END");
    });
    let sql = steps.sql(|writer| {
        writer.word("DO").string(&body);
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.joined(sql, cost);
}

fn create_sequence(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    placement: Placement,
) {
    let (Some(known), Base::Integer(width)) = (steps.before(table), &column.ty.base) else {
        return;
    };
    let name = steps
        .situation
        .before
        .default_sequence_name(known, &column.name);
    let sequence = table.sibling(&name);
    let create = steps.sql(|writer| {
        let words = writer.word("CREATE SEQUENCE").table(&sequence);
        words.word("AS").word(integer(*width)).word("OWNED BY");
        words.table(table).glue(".").name(&column.name);
    });
    let cost = steps.metadata(table, Lock::AccessShare);
    steps.push(Action::Sql(create), placement, cost);
    let literal = steps.sql(|writer| {
        writer.table(&sequence);
    });
    let default = steps.alter_column((table, &column.name), |writer| {
        writer.word("SET DEFAULT");
        writer.function("nextval", |writer| {
            writer.string(&literal);
        });
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.joined(default, cost);
}

/// Sets the sequence behind the highest number in the table.
fn go_on(steps: &mut Steps<'_>, table: &TableName, column: &Column) {
    let sql = set_value(steps, table, &column.name, |writer| {
        writer.function("greatest", |writer| {
            writer.function("max", |writer| {
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
fn has_index(table: &Table, column: &str) -> bool {
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
    if column.not_null || !matches!(Kind::of(column.generator), Kind::Serial) {
        return;
    }
    let sql = steps.alter_column((table, &column.name), |writer| writer.put("DROP NOT NULL"));
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.joined(sql, cost);
}

pub(super) fn restart(steps: &mut Steps<'_>, table: &TableName, column: &Column, at: Option<i64>) {
    if let Kind::Serial = Kind::of(column.generator) {
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
    let owned = owned_sequence(steps, table, column);
    steps.sql(|writer| {
        writer.word("SELECT");
        writer.function("setval", |writer| {
            writer.word(&owned).comma();
            value(writer);
            writer.comma().word("FALSE");
        });
    })
}

fn owned_sequence(steps: &mut Steps<'_>, table: &TableName, column: &str) -> String {
    let table = steps.sql(|writer| {
        writer.table(table);
    });
    steps.sql(|writer| {
        writer.function("pg_get_serial_sequence", |writer| {
            writer.string(&table).comma().string(column);
        });
    })
}
