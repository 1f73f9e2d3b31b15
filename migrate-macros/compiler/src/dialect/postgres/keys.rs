//! Primary keys and unique constraints of tables in use: the index comes first, without
//! blocking, and becomes the constraint's. Must not know other constraints.

use super::steps::Steps;
use super::{constraints, definition, indexes, not_null};
use crate::dialect::{Action, Lock, Placement, Work};
use crate::schema::{Constraint, ConstraintKind, Table};
use crate::syntax::ast::TableName;

pub(super) fn add(steps: &mut Steps<'_>, table: &Table, constraint: &Constraint) {
    require_values(steps, table, constraint, constraint.columns());
    let build = build_sql(steps, &table.name, constraint);
    let action = Action::BuildIndex(steps.build_index(&table.name, &constraint.name, build));
    let cost = steps.cost(
        Work::BuildIndex,
        [(&table.name, Lock::ShareUpdateExclusive)],
    );
    steps.push(action, Placement::Outside, cost);
    steps.undone_by(|steps| indexes::drop(steps, &table.name, &constraint.name));
    attach(steps, table, constraint, &constraint.name);
    steps.undone_by(|steps| constraints::drop(steps, table, &constraint.name));
}

/// `using index`
pub(super) fn promote(steps: &mut Steps<'_>, table: &Table, constraint: &Constraint, index: &str) {
    require_values(steps, table, constraint, constraint.columns());
    attach(steps, table, constraint, index);
    // The index goes with the constraint that took it over.
    steps.undone_by(|steps| {
        constraints::drop(steps, table, &constraint.name);
        if let Some(index) = table.index(index) {
            indexes::create(steps, &table.name, index);
        }
    });
}

fn attach(steps: &mut Steps<'_>, table: &Table, constraint: &Constraint, index: &str) {
    let sql = steps.alter(&table.name, |writer| {
        writer.word("ADD CONSTRAINT").name(&constraint.name);
        writer
            .word(kind(constraint))
            .word("USING INDEX")
            .name(index);
        writer.word(definition::deferrable(constraint.deferrable));
    });
    let cost = steps.metadata(&table.name, Lock::AccessExclusive);
    steps.shared(sql, cost);
}

fn kind(constraint: &Constraint) -> &'static str {
    match constraint.kind {
        ConstraintKind::PrimaryKey(_) => "PRIMARY KEY",
        ConstraintKind::Unique { .. }
        | ConstraintKind::Check(_)
        | ConstraintKind::ForeignKey(_)
        | ConstraintKind::Exclude(_) => "UNIQUE",
    }
}

/// A primary key would look for nulls in every row while nobody can read the table.
fn require_values(steps: &mut Steps<'_>, table: &Table, constraint: &Constraint, key: &[String]) {
    if !matches!(constraint.kind, ConstraintKind::PrimaryKey(_)) {
        return;
    }
    let nullable = |name: &&String| table.column(name).is_some_and(|column| !column.not_null);
    for column in key.iter().filter(nullable) {
        not_null::set(steps, table, column);
    }
}

fn build_sql(steps: &mut Steps<'_>, table: &TableName, constraint: &Constraint) -> String {
    let not_distinct = match constraint.kind {
        ConstraintKind::Unique {
            nulls_not_distinct, ..
        } => nulls_not_distinct,
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Check(_)
        | ConstraintKind::ForeignKey(_)
        | ConstraintKind::Exclude(_) => false,
    };
    steps.sql(|writer| {
        writer
            .word("CREATE UNIQUE INDEX CONCURRENTLY")
            .name(&constraint.name);
        writer.word("ON").table(table);
        writer.names(definition::strs(constraint.columns()));
        writer.word(definition::nulls(not_distinct));
    })
}
