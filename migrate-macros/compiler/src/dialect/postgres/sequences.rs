//! The sequences that columns own: made, called, given to their column, dropped. Takes a
//! column, gives steps; must not know which change needs them.

use super::spelling::integer;
use super::steps::Steps;
use crate::dialect::{Action, Lock, Placement, Work};
use crate::schema::{Column, Generator, Sequence, next_value};
use crate::syntax::ast::TableName;

/// The sequence of a column that is there.
pub(super) fn create(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    placement: Placement,
) {
    let Some(sequence) = sequence_after(steps, table, column) else {
        return;
    };
    let sql = steps.sql(|writer| {
        let words = writer.word("CREATE SEQUENCE");
        let words = words.table(&table.sibling(&sequence.name)).word("AS");
        let words = words.word(integer(sequence.width)).word("OWNED BY");
        words.table(table).glue(".").name(&column.name);
    });
    let cost = steps.metadata(table, Lock::AccessShare);
    steps.push(Action::Sql(sql), placement, cost);
}

/// The sequence becomes the column's default.
pub(super) fn call(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    placement: Placement,
) {
    let Some(sequence) = sequence_after(steps, table, column) else {
        return;
    };
    let next = next_value(table, &sequence);
    let sql = steps.alter_column((table, &column.name), |writer| {
        writer.word("SET DEFAULT");
        writer.spelling.default(writer, &next);
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.push(Action::Sql(sql), placement, cost);
}

/// What a new column needs that has a sequence of another name than a serial's, or does
/// not call it. Gives where the column itself stands.
pub(super) fn before(steps: &mut Steps<'_>, table: &TableName, column: &Column) -> Placement {
    let Some(sequence) = of_its_own(column) else {
        return Placement::Shared;
    };
    let sql = steps.sql(|writer| {
        let words = writer.word("CREATE SEQUENCE");
        let words = words.table(&table.sibling(&sequence.name)).word("AS");
        words.word(integer(sequence.width));
    });
    let cost = steps.cost(Work::Metadata, []);
    steps.shared(sql, cost);
    Placement::WithPrevious
}

/// The same sequence becomes the column's.
pub(super) fn behind(steps: &mut Steps<'_>, table: &TableName, column: &Column) {
    let Some(sequence) = of_its_own(column) else {
        return;
    };
    let sql = steps.sql(|writer| {
        let words = writer.word("ALTER SEQUENCE");
        let words = words.table(&table.sibling(&sequence.name)).word("OWNED BY");
        words.table(table).glue(".").name(&column.name);
    });
    let cost = steps.metadata(table, Lock::AccessShare);
    steps.joined(sql, cost);
}

fn of_its_own(column: &Column) -> Option<&Sequence> {
    let inside = match column.generator {
        Some(Generator::IdentityAlways | Generator::IdentityByDefault) => true,
        Some(Generator::Serial) | None => false,
    };
    column.sequence.as_ref().filter(|_| !inside)
}

/// A hand may have renamed it, so the server says what it is called.
pub(super) fn drop(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    placement: Placement,
) {
    let owned = owned(steps, table, &column.name);
    let body = steps.sql(|writer| {
        let words = writer.word("BEGIN EXECUTE").string("DROP SEQUENCE ");
        words.word("||").word(&owned).glue("; END");
    });
    let sql = steps.sql(|writer| {
        writer.word("DO").string(&body);
    });
    let cost = steps.cost(Work::Metadata, []);
    steps.push(Action::Sql(sql), placement, cost);
}

/// The name of the sequence, in words for the server.
pub(super) fn owned(steps: &mut Steps<'_>, table: &TableName, column: &str) -> String {
    let table = steps.sql(|writer| {
        writer.table(table);
    });
    steps.sql(|writer| {
        writer.function("pg_catalog.pg_get_serial_sequence", |writer| {
            writer.string(&table).comma().string(column);
        });
    })
}

fn sequence_after(steps: &Steps<'_>, table: &TableName, column: &Column) -> Option<Sequence> {
    steps.situation.after.table(table)?.sequence(column)
}
