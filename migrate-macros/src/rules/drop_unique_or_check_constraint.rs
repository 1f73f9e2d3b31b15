//! `drop_unique_or_check_constraint`: a guarantee about the rows is gone.
//!
//! `on conflict` over the columns of a unique fails with it. Silent on new tables, on a
//! constraint that is new, where another one says the same at the end of the migration,
//! and on a check that only proved a not null which is now there.

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::expressions::implies_not_null;
use crate::schema::{Change, Constraint, ConstraintKind, Table};
use crate::statements::Act;
use crate::syntax::ast::{ExprKind, IsTest};

pub(crate) static RULE: Rule = Rule {
    name: "drop_unique_or_check_constraint",
    level: Level::Warn,
    class: Class::DataLoss,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::DropConstraint { table, constraint } = &act.change else {
        return None;
    };
    let known = subject.in_use(act, table)?;
    let dropped = known.constraint(constraint)?;
    let kind = match &dropped.kind {
        ConstraintKind::Unique { .. } => "duplicates",
        ConstraintKind::Check(_) | ConstraintKind::Exclude(_) => "rows that it kept out",
        ConstraintKind::PrimaryKey(_) | ConstraintKind::ForeignKey(_) => return None,
    };
    let end = subject.last()?.table(table);
    if subject.is_new(dropped.born) || is_superseded(known, dropped) || end.is_some_and(|end| is_replaced(end, dropped)) {
        return None;
    }
    let title = format!("`{table}` may hold {kind} once `{constraint}` is gone");
    let why = "code that relies on it is not told, `on conflict` over its columns fails, and it cannot come\nback before somebody cleaned the rows up";
    let help = "add what takes its place before, or accept it with\n#[expect(drop_unique_or_check_constraint, reason = \"…\")]";
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}

/// Whether another constraint or unique index says the same.
fn is_replaced(end: &Table, dropped: &Constraint) -> bool {
    let same = end.constraints.iter().any(|other| other.kind == dropped.kind);
    let columns: Vec<&str> = dropped.columns().iter().map(String::as_str).collect();
    let mut unique = end.indexes.iter().filter(|index| index.unique && index.filter.is_none());
    same || (!columns.is_empty() && unique.any(|index| index.key_columns() == Some(columns.clone())))
}

/// Whether it is `check (c is not null)` of a column that is not null.
fn is_superseded(table: &Table, dropped: &Constraint) -> bool {
    let ConstraintKind::Check(check) = &dropped.kind else {
        return false;
    };
    let only_null_test = matches!(&check.kind, ExprKind::Is { test: IsTest::Null, negated: true, .. });
    let mut required = table.columns.iter().filter(|column| column.not_null);
    only_null_test && required.any(|column| implies_not_null(check, &column.name))
}
