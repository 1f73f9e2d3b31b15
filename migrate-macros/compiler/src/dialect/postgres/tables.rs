//! Tables as a whole: made, dropped, renamed, commented. Takes changes, gives steps; must
//! not know what happens to a column of an existing table.

use super::definition;
use super::steps::Steps;
use super::{attributes, generator, indexes, sequences};
use crate::dialect::{Action, Lock, Placement, Work};
use crate::schema::{Constraint, ConstraintKind, Table};
use crate::syntax::ast::TableName;

/// The table with its constraints, then its indexes and comments in the same transaction.
pub(super) fn create(steps: &mut Steps<'_>, table: &Table) {
    refuse_unknown(steps, table);
    let (inside, behind): (Vec<&Constraint>, Vec<&Constraint>) = table
        .constraints
        .iter()
        .partition(|constraint| constraint.valid);
    let mut placement = Placement::Shared;
    for column in &table.columns {
        let needed = sequences::before(steps, &table.name, column);
        if needed == Placement::WithPrevious {
            placement = needed;
        }
    }
    let sql = steps.sql(|writer| {
        writer.word("CREATE TABLE").table(&table.name).open();
        writer.list(&table.columns, |writer, column| {
            writer.line(1);
            definition::column(writer, &table.name, column);
        });
        for (number, constraint) in inside.iter().enumerate() {
            if number > 0 || !table.columns.is_empty() {
                writer.comma();
            }
            writer.line(1);
            definition::constraint(writer, constraint);
        }
        writer.line(0).close();
    });
    let referenced = table.constraints.iter().filter_map(Constraint::foreign_key);
    let others = referenced
        .map(|key| &key.table)
        .filter(|name| **name != table.name);
    let cost = steps.cost(
        Work::Metadata,
        others.map(|name| (name, Lock::ShareRowExclusive)),
    );
    steps.push(Action::Sql(sql), placement, cost);
    for constraint in behind {
        let sql = steps.alter(&table.name, |writer| {
            writer.word("ADD");
            definition::constraint(writer, constraint);
            writer.word("NOT VALID");
        });
        let cost = steps.cost(Work::Metadata, []);
        steps.joined(sql, cost);
    }
    decorate(steps, table);
}

fn decorate(steps: &mut Steps<'_>, table: &Table) {
    for index in &table.indexes {
        let (sql, cost) = indexes::plain(steps, &table.name, index);
        steps.joined(sql, cost);
    }
    for column in &table.columns {
        sequences::behind(steps, &table.name, column);
        generator::relax(steps, &table.name, column);
        attributes::joined(steps, &table.name, column);
    }
    if table.comment.is_some() {
        let sql = comment_sql(steps, &table.name, table.comment.as_deref());
        let cost = steps.metadata(&table.name, Lock::ShareUpdateExclusive);
        steps.joined(sql, cost);
    }
}

fn refuse_unknown(steps: &mut Steps<'_>, table: &Table) {
    for generated in table
        .columns
        .iter()
        .filter_map(|column| column.generated.as_ref())
    {
        if !generated.stored {
            steps.require(18, generated.expr.origin, "virtual generated columns");
        }
    }
    for constraint in &table.constraints {
        refuse_unknown_nulls(steps, constraint);
    }
}

/// Refuses `nulls not distinct` where the oldest server has not heard of it.
pub(super) fn refuse_unknown_nulls(steps: &mut Steps<'_>, constraint: &Constraint) {
    match &constraint.kind {
        ConstraintKind::Unique {
            nulls_not_distinct: true,
            ..
        } => {
            steps.require(15, steps.situation.origin, "keys with `nulls not distinct`");
        }
        ConstraintKind::Unique { .. }
        | ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Check(_)
        | ConstraintKind::ForeignKey(_)
        | ConstraintKind::Exclude(_) => {}
    }
}

/// Dropping a table drops its foreign keys, and with them triggers of the other tables.
pub(super) fn drop(steps: &mut Steps<'_>, table: &TableName) {
    let sql = steps.sql(|writer| {
        writer.word("DROP TABLE").table(table);
    });
    let constraints = steps
        .before(table)
        .map_or(&[][..], |table| &table.constraints);
    let keys = constraints.iter().filter_map(Constraint::foreign_key);
    let tables = std::iter::once(table).chain(keys.map(|key| &key.table));
    let cost = steps.cost(
        Work::Metadata,
        tables.map(|table| (table, Lock::AccessExclusive)),
    );
    steps.shared(sql, cost);
}

pub(super) fn rename(steps: &mut Steps<'_>, table: &TableName, to: &str) {
    let sql = steps.alter(table, |writer| {
        writer.word("RENAME TO").name(to);
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.shared(sql, cost);
}

pub(super) fn comment(steps: &mut Steps<'_>, table: &TableName, comment: Option<&str>) {
    let sql = comment_sql(steps, table, comment);
    let cost = steps.metadata(table, Lock::ShareUpdateExclusive);
    steps.shared(sql, cost);
}

fn comment_sql(steps: &mut Steps<'_>, table: &TableName, comment: Option<&str>) -> String {
    steps.sql(|writer| {
        writer.word("COMMENT ON TABLE").table(table).word("IS");
        attributes::text(writer, comment);
    })
}
