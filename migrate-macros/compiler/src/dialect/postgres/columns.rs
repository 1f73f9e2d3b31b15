//! Columns that come, go and change their name or default. Takes changes, gives steps;
//! must not know what a type change does.

use super::steps::Steps;
use super::{attributes, definition, generator, sequences};
use crate::dialect::{Action, Lock, Work};
use crate::expressions::{Volatility, volatility};
use crate::schema::{Column, Constraint};
use crate::syntax::ast::{Expr, TableName};

/// A foreign key that stands with its column is not validated: no row can violate it.
pub(super) fn add(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    foreign_key: Option<&Constraint>,
) {
    if let Some(generated) = column
        .generated
        .as_ref()
        .filter(|generated| !generated.stored)
    {
        steps.require(18, generated.expr.origin, "virtual generated columns");
    }
    let key = foreign_key.and_then(|constraint| Some((constraint, constraint.foreign_key()?)));
    let placement = sequences::before(steps, table, column);
    let sql = steps.alter(table, |writer| {
        writer.word("ADD COLUMN");
        definition::column(writer, table, column);
        if let Some((constraint, key)) = key {
            writer.word("CONSTRAINT").name(&constraint.name);
            definition::reference(writer, key);
            writer.put(definition::deferrable(constraint.deferrable));
        }
    });
    let referenced = key.map(|(_, key)| (&key.table, Lock::ShareRowExclusive));
    let locks = std::iter::once((table, Lock::AccessExclusive)).chain(referenced);
    let cost = steps.cost(work_of_adding(column), locks);
    steps.push(Action::Sql(sql), placement, cost);
    sequences::behind(steps, table, column);
    generator::relax(steps, table, column);
    attributes::joined(steps, table, column);
}

/// What PostgreSQL does for the rows that are there: it remembers one value for all of
/// them where it can, and writes each where it cannot.
fn work_of_adding(column: &Column) -> Work {
    match &column.generated {
        Some(generated) if generated.stored => return Work::Rewrite,
        Some(_) if column.not_null => return Work::Scan,
        Some(_) => return Work::Metadata,
        None => {}
    }
    match &column.default {
        _ if column.generator.is_some() => Work::Rewrite,
        Some(default) if volatility(default) == Volatility::Volatile => Work::Rewrite,
        None if column.not_null => Work::Scan,
        Some(_) | None => Work::Metadata,
    }
}

/// Foreign keys go with the column, and their triggers on the other tables with them.
pub(super) fn drop(steps: &mut Steps<'_>, table: &TableName, column: &str) {
    let sql = steps.alter(table, |writer| {
        writer.word("DROP COLUMN").name(column);
    });
    let constraints = steps
        .before(table)
        .map_or(&[][..], |table| &table.constraints);
    let gone = constraints
        .iter()
        .filter(|constraint| constraint.uses(column));
    let others = gone
        .filter_map(Constraint::foreign_key)
        .map(|key| &key.table);
    let tables = std::iter::once(table).chain(others);
    let cost = steps.cost(
        Work::Metadata,
        tables.map(|table| (table, Lock::AccessExclusive)),
    );
    steps.shared(sql, cost);
}

pub(super) fn rename(steps: &mut Steps<'_>, table: &TableName, column: &str, to: &str) {
    let sql = steps.alter(table, |writer| {
        writer
            .word("RENAME COLUMN")
            .name(column)
            .word("TO")
            .name(to);
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.shared(sql, cost);
}

pub(super) fn default(steps: &mut Steps<'_>, table: &TableName, column: &str, to: Option<&Expr>) {
    let sql = steps.alter_column((table, column), |writer| match to {
        Some(expr) => {
            writer.word("SET DEFAULT");
            writer.spelling.default(writer, expr);
        }
        None => writer.put("DROP DEFAULT"),
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.shared(sql, cost);
}
