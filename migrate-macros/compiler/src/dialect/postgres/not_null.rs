//! Columns that must have a value from now on. Takes changes, gives steps; must not know
//! whether every row has one.

use std::borrow::Cow;

use super::steps::Steps;
use crate::dialect::{Lock, Undo, Work};
use crate::expressions::implies_not_null;
use crate::schema::{Constraint, ConstraintKind, Part, Table};
use crate::syntax::ast::TableName;

/// `SET NOT NULL` reads every row while nobody else can, unless a valid check proves that
/// it need not.
pub(super) fn set(steps: &mut Steps<'_>, table: &Table, column: &str) {
    if steps.is_new(&table.name) {
        return require(steps, table, column, Work::Scan);
    }
    if table.constraints.iter().any(|check| proves(check, column)) {
        return require(steps, table, column, Work::Metadata);
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
    require(steps, table, column, Work::Metadata);
    // Not in the statement before: a check that the same statement drops proves nothing.
    let sql = steps.alter(&table.name, |writer| {
        writer.word("DROP CONSTRAINT").name(&proof);
    });
    let cost = steps.metadata(&table.name, Lock::AccessExclusive);
    steps.joined(sql, cost);
    steps.undone(Undo::Earlier);
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

fn require(steps: &mut Steps<'_>, table: &Table, column: &str, work: Work) {
    let before = steps.situation.before;
    let name = name_after(steps, table, column);
    let is_given = name == before.free_part_name(table, column, Part::NotNull);
    let cost = steps.cost(work, [(&table.name, Lock::AccessExclusive)]);
    if !is_given && steps.target.since(18, 0) {
        let sql = steps.alter(&table.name, |writer| {
            let words = writer.word("ADD CONSTRAINT").name(&name).word("NOT NULL");
            words.name(column);
        });
        steps.shared(sql, cost);
        return steps.undone_by(|steps| drop(steps, &table.name, column));
    }
    let sql = steps.alter_column((&table.name, column), |writer| {
        writer.put("SET NOT NULL");
    });
    steps.shared(sql, cost);
    steps.undone_by(|steps| drop(steps, &table.name, column));
    if !is_given {
        rename(steps, &table.name, column, &name);
    }
}

/// The name that the column's not null has in the schema after the change.
fn name_after(steps: &Steps<'_>, table: &Table, column: &str) -> String {
    let after = steps.situation.after.table(&table.name);
    let name = after.and_then(|table| table.part_name(table.column(column)?, Part::NotNull));
    name.map(Cow::into_owned).unwrap_or_default()
}

/// A server older than 18 has no word for the name, and a newer one may run the same plan.
fn rename(steps: &mut Steps<'_>, table: &TableName, column: &str, to: &str) {
    let known = steps.sql(|writer| {
        writer.table(table);
    });
    let find = steps.sql(|writer| {
        let words = writer.word("SELECT conname FROM pg_catalog.pg_constraint JOIN");
        let words =
            words.word("pg_catalog.pg_attribute ON attrelid OPERATOR(pg_catalog.=) conrelid");
        let words = words.word("AND conkey OPERATOR(pg_catalog.=) ARRAY[attnum]");
        let words = words.word("WHERE contype OPERATOR(pg_catalog.=) 'n' AND conrelid");
        let words = words.word("OPERATOR(pg_catalog.=)").string(&known);
        let words = words.word("::regclass AND attname OPERATOR(pg_catalog.=)");
        words.string(column);
    });
    let rename = steps.alter(table, |writer| {
        writer.word("RENAME CONSTRAINT");
    });
    let to_name = steps.sql(|writer| {
        writer.word("TO").name(to);
    });
    let body = steps.sql(|writer| {
        let words = writer
            .word("DECLARE known pg_catalog.name := (")
            .glue(&find)
            .glue(");");
        let words = words
            .word("BEGIN IF known OPERATOR(pg_catalog.<>)")
            .string(to);
        let words = words
            .word("THEN EXECUTE pg_catalog.concat_ws(' ',")
            .string(&rename);
        let words = words.glue(", pg_catalog.quote_ident(known::text),");
        words.string(&to_name).glue("); END IF; END");
    });
    let sql = steps.sql(|writer| {
        writer.word("DO").string(&body);
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.joined(sql, cost);
    steps.undone(Undo::Earlier);
}

/// From 18 on `NOT NULL` is a constraint with a name, which can be validated by itself.
fn constrain(steps: &mut Steps<'_>, table: &Table, column: &str) {
    let name = name_after(steps, table, column);
    let sql = steps.alter(&table.name, |writer| {
        let words = writer.word("ADD CONSTRAINT").name(&name).word("NOT NULL");
        words.name(column).word("NOT VALID");
    });
    let cost = steps.metadata(&table.name, Lock::AccessExclusive);
    steps.shared(sql, cost);
    steps.undone_by(|steps| drop(steps, &table.name, column));
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
    steps.undone_by(|steps| drop_proof(steps, table, proof));
}

/// The last step has dropped it already.
fn drop_proof(steps: &mut Steps<'_>, table: &TableName, proof: &str) {
    let sql = steps.alter(table, |writer| {
        writer.word("DROP CONSTRAINT IF EXISTS").name(proof);
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
    steps.undone(Undo::Earlier);
}

pub(super) fn drop(steps: &mut Steps<'_>, table: &TableName, column: &str) {
    let sql = steps.alter_column((table, column), |writer| writer.put("DROP NOT NULL"));
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.shared(sql, cost);
}
