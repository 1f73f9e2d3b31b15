//! Constraints that come, go, are validated or renamed. Takes changes, gives steps; must
//! not know how keys get their indexes.

use super::steps::Steps;
use super::{definition, keys, tables};
use crate::dialect::{Cost, Lock, Undo, Work};
use crate::schema::{Constraint, ConstraintKind, Table};
use crate::syntax::ast::TableName;

pub(super) fn add(
    steps: &mut Steps<'_>,
    table: &Table,
    constraint: &Constraint,
    using_index: Option<&str>,
) {
    tables::refuse_unknown_nulls(steps, constraint);
    if let Some(index) = using_index {
        return keys::promote(steps, table, constraint, index);
    }
    if steps.is_new(&table.name) {
        return plain(steps, table, constraint);
    }
    match &constraint.kind {
        ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique { .. } => {
            keys::add(steps, table, constraint);
        }
        ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) => {
            unvalidated(steps, table, constraint);
            if constraint.valid {
                validate_all(steps, &table.name, &[constraint]);
            }
        }
        ConstraintKind::Exclude(_) => plain(steps, table, constraint),
    }
}

/// Added and validated at once, under the lock of the former: nobody waits where the table
/// has no rows, not even for a foreign key on the table it refers to.
fn plain(steps: &mut Steps<'_>, table: &Table, constraint: &Constraint) {
    let end = if constraint.valid { "" } else { "NOT VALID" };
    let sql = add_sql(steps, table, constraint, end);
    let work = match &constraint.kind {
        ConstraintKind::ForeignKey(_) => Work::Metadata,
        ConstraintKind::Check(_) => Work::Scan,
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Unique { .. }
        | ConstraintKind::Exclude(_) => Work::BuildIndex,
    };
    let cost = adding(steps, table, constraint, work);
    steps.shared(sql, cost);
}

fn unvalidated(steps: &mut Steps<'_>, table: &Table, constraint: &Constraint) {
    let sql = add_sql(steps, table, constraint, "NOT VALID");
    let cost = adding(steps, table, constraint, Work::Metadata);
    steps.shared(sql, cost);
}

fn add_sql(steps: &mut Steps<'_>, table: &Table, constraint: &Constraint, end: &str) -> String {
    steps.alter(&table.name, |writer| {
        writer.word("ADD");
        definition::constraint(writer, constraint);
        writer.word(end);
    })
}

/// A foreign key puts triggers on both tables, which stops their writers but no reader.
fn adding(steps: &Steps<'_>, table: &Table, constraint: &Constraint, work: Work) -> Cost {
    match constraint.foreign_key() {
        Some(key) => {
            let tables = [&table.name, &key.table];
            steps.cost(work, tables.map(|table| (table, Lock::ShareRowExclusive)))
        }
        None => steps.cost(work, [(&table.name, Lock::AccessExclusive)]),
    }
}

/// Reads every row, once for all of them, while writers go on; they were added before, and
/// are taken back with that.
pub(super) fn validate_all(steps: &mut Steps<'_>, table: &TableName, constraints: &[&Constraint]) {
    if constraints.is_empty() {
        return;
    }
    let sql = steps.alter(table, |writer| {
        writer.list(constraints, |writer, constraint| {
            writer.word("VALIDATE CONSTRAINT").name(&constraint.name);
        });
    });
    let keys = constraints
        .iter()
        .filter_map(|constraint| constraint.foreign_key());
    let referenced = keys.map(|key| (&key.table, Lock::RowShare));
    let locks = std::iter::once((table, Lock::ShareUpdateExclusive)).chain(referenced);
    let cost = steps.cost(Work::Scan, locks);
    steps.own(sql, cost);
    steps.undone(Undo::Earlier);
}

pub(super) fn validate(steps: &mut Steps<'_>, table: &Table, name: &str) {
    if let Some(constraint) = table.constraint(name) {
        validate_all(steps, &table.name, &[constraint]);
        steps.undone(Undo::Reversal);
    }
}

/// A foreign key takes its triggers off both tables, which stops even their readers.
pub(super) fn drop(steps: &mut Steps<'_>, table: &Table, name: &str) {
    let sql = steps.alter(&table.name, |writer| {
        writer.word("DROP CONSTRAINT").name(name);
    });
    let key = table.constraint(name).and_then(Constraint::foreign_key);
    let tables = std::iter::once(&table.name).chain(key.map(|key| &key.table));
    let cost = steps.cost(
        Work::Metadata,
        tables.map(|table| (table, Lock::AccessExclusive)),
    );
    steps.shared(sql, cost);
}

pub(super) fn rename(steps: &mut Steps<'_>, table: &TableName, name: &str, to: &str) {
    let sql = steps.alter(table, |writer| {
        writer
            .word("RENAME CONSTRAINT")
            .name(name)
            .word("TO")
            .name(to);
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.shared(sql, cost);
}
