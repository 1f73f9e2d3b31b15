//! Columns that must have a value from now on. Takes changes, gives steps; must not know
//! whether every row has one.

use super::steps::Steps;
use crate::dialect::{Lock, Work};
use crate::expressions::implies_not_null;
use crate::schema::{Constraint, ConstraintKind, Table};
use crate::syntax::ast::TableName;

/// `SET NOT NULL` reads every row while nobody else can, unless a valid check proves that
/// it need not.
pub(super) fn set(steps: &mut Steps<'_>, table: &Table, column: &str) {
    if steps.is_new(&table.name) {
        return require(steps, &table.name, column, Work::Scan);
    }
    if table.constraints.iter().any(|check| proves(check, column)) {
        return require(steps, &table.name, column, Work::Metadata);
    }
    if steps.target.since(18, 0) {
        return constrain(steps, table, column);
    }
    let proof = steps
        .situation
        .before
        .column_constraint_name(table, column, "not_null_proof");
    add_proof(steps, &table.name, column, &proof);
    validate(steps, &table.name, &proof);
    require(steps, &table.name, column, Work::Metadata);
    // Not in the statement before: a check that the same statement drops proves nothing.
    let sql = steps.alter(&table.name, |writer| {
        writer.word("DROP CONSTRAINT").name(&proof);
    });
    let cost = steps.metadata(&table.name, Lock::AccessExclusive);
    steps.joined(sql, cost);
}

fn proves(constraint: &Constraint, column: &str) -> bool {
    match &constraint.kind {
        ConstraintKind::Check(check) => constraint.valid && implies_not_null(check, column),
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Unique { .. }
        | ConstraintKind::ForeignKey(_)
        | ConstraintKind::Exclude(_) => false,
    }
}

fn require(steps: &mut Steps<'_>, table: &TableName, column: &str, work: Work) {
    let sql = steps.alter_column((table, column), |writer| writer.put("SET NOT NULL"));
    let cost = steps.cost(work, [(table, Lock::AccessExclusive)]);
    steps.shared(sql, cost);
}

/// From 18 on `NOT NULL` is a constraint with a name, which can be validated by itself.
fn constrain(steps: &mut Steps<'_>, table: &Table, column: &str) {
    let name = steps
        .situation
        .before
        .column_constraint_name(table, column, "not_null");
    let sql = steps.alter(&table.name, |writer| {
        let words = writer.word("ADD CONSTRAINT").name(&name).word("NOT NULL");
        words.name(column).word("NOT VALID");
    });
    let cost = steps.metadata(&table.name, Lock::AccessExclusive);
    steps.shared(sql, cost);
    validate(steps, &table.name, &name);
}

fn add_proof(steps: &mut Steps<'_>, table: &TableName, column: &str, proof: &str) {
    let sql = steps.alter(table, |writer| {
        writer.word("ADD CONSTRAINT").name(proof).word("CHECK");
        writer.parens(|writer| {
            writer.name(column).word("IS NOT NULL");
        });
        writer.word("NOT VALID");
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.shared(sql, cost);
}

fn validate(steps: &mut Steps<'_>, table: &TableName, name: &str) {
    let sql = steps.alter(table, |writer| {
        writer.word("VALIDATE CONSTRAINT").name(name);
    });
    let cost = steps.cost(Work::Scan, [(table, Lock::ShareUpdateExclusive)]);
    steps.own(sql, cost);
}

pub(super) fn drop(steps: &mut Steps<'_>, table: &TableName, column: &str) {
    let sql = steps.alter_column((table, column), |writer| writer.put("DROP NOT NULL"));
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.shared(sql, cost);
}
