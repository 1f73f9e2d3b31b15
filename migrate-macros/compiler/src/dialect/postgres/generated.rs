//! The expression of a generated column. Takes changes, gives steps; must not know how
//! such a column is added.

use super::steps::Steps;
use crate::diagnostic::Diagnostic;
use crate::dialect::{Lock, Work};
use crate::schema::{Column, Generated};
use crate::syntax::ast::TableName;

pub(super) fn change(
    steps: &mut Steps<'_>,
    table: &TableName,
    column: &Column,
    to: Option<&Generated>,
) {
    match (&column.generated, to) {
        (Some(from), None) if from.stored => drop(steps, table, column),
        (Some(_), None) => refuse_dropping_virtual(steps, column),
        (Some(from), Some(to)) if from.stored == to.stored => set(steps, table, column, to),
        (Some(_) | None, Some(_)) => refuse_generating(steps, column),
        (None, None) => {}
    }
}

/// The column keeps its values and becomes an ordinary one.
fn drop(steps: &mut Steps<'_>, table: &TableName, column: &Column) {
    let sql = steps.alter_column((table, &column.name), |writer| {
        writer.put("DROP EXPRESSION");
    });
    let cost = steps.metadata(table, Lock::AccessExclusive);
    steps.shared(sql, cost);
}

/// A virtual column is stored nowhere, so nothing is written for it.
fn set(steps: &mut Steps<'_>, table: &TableName, column: &Column, to: &Generated) {
    steps.require(17, to.expr.origin, "new expressions of generated columns");
    let sql = steps.alter_column((table, &column.name), |writer| {
        writer.word("SET EXPRESSION AS");
        writer.parens(|writer| writer.expr(&to.expr));
    });
    let work = if to.stored {
        Work::Rewrite
    } else {
        Work::Metadata
    };
    let cost = steps.cost(work, [(table, Lock::AccessExclusive)]);
    steps.shared(sql, cost);
}

fn refuse_dropping_virtual(steps: &mut Steps<'_>, column: &Column) {
    let title = format!("the values of `{}` are stored nowhere", column.name);
    let diagnostic = Diagnostic::new(steps.situation.origin, title)
        .why("PostgreSQL has no way to make a virtual generated column an ordinary one")
        .help("add an ordinary column, fill it with an `update`, and drop the generated one");
    steps.refuse(diagnostic);
}

fn refuse_generating(steps: &mut Steps<'_>, column: &Column) {
    let title = format!("`{}` cannot be computed from now on", column.name);
    let diagnostic = Diagnostic::new(steps.situation.origin, title)
        .why("PostgreSQL generates a column only from the statement that adds it")
        .help("add a generated column beside it, and drop this one when nobody reads it");
    steps.refuse(diagnostic);
}
