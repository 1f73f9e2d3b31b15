//! `drop_unique_or_check_constraint`: a guarantee about the rows is gone.
//!
//! Rows that the constraint kept out may come, and `on conflict` over the columns of a
//! unique fails. Silent on new tables and constraints, where another constraint or a
//! unique index says the same or more at the end of the migration, where a column of it
//! is gone by then, and for a check `c is not null` that only proved a not null. Add what
//! takes its place first.
//!
//! Refused:
//!
//! ```rs
//! alter table orders drop constraint orders_total_check;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders {
//!     add constraint not_negative check (total >= 0),
//!     drop constraint orders_total_check,
//! }
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::expressions::implies_not_null;
use crate::schema::{Change, Constraint, ConstraintKind, Id, Table};
use crate::statements::Act;
use crate::syntax::ast::{ExprKind, IsTest};

pub(crate) static RULE: Rule = Rule {
    name: "drop_unique_or_check_constraint",
    level: Level::Warn,
    class: Class::DataLoss,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Drop(Id::Constraint(table, constraint)) = &act.change else {
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
    let replaced = end.is_some_and(|end| is_replaced(end, dropped));
    if subject.is_new(dropped.born) || replaced || is_superseded(known, dropped) {
        return None;
    }
    if end.is_none() || subject.loses_one(table, dropped.columns()) {
        return None;
    }
    let title = format!("`{table}` may hold {kind} once `{constraint}` is gone");
    let why = if dropped.has_index() {
        "code that relies on it is not told, `on conflict` over its columns fails, and it cannot come\nback before somebody cleaned the rows up"
    } else {
        "code that relies on it is not told, and it cannot come back before somebody cleaned the\nrows up"
    };
    let help = "add what takes its place before, or accept it with\n#[expect(drop_unique_or_check_constraint, reason = \"…\")]";
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help),
    )
}

/// Whether another constraint or unique index says the same, or more: what is unique over
/// some of the columns is unique over all of them.
fn is_replaced(end: &Table, dropped: &Constraint) -> bool {
    let within = |columns: &[&str]| {
        let of_dropped = |column: &&str| dropped.columns().iter().any(|other| other == column);
        dropped.has_index() && !columns.is_empty() && columns.iter().all(of_dropped)
    };
    let mut constraints = end.constraints.iter();
    let mut indexes = end
        .indexes
        .iter()
        .filter(|index| index.unique && index.filter.is_none());
    constraints.any(|other| other.kind == dropped.kind || is_unique(other) && within(&names(other)))
        || indexes.any(|index| index.key_columns().is_some_and(|columns| within(&columns)))
}

fn is_unique(constraint: &Constraint) -> bool {
    match &constraint.kind {
        ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique { .. } => true,
        ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) | ConstraintKind::Exclude(_) => {
            false
        }
    }
}

fn names(constraint: &Constraint) -> Vec<&str> {
    constraint.columns().iter().map(String::as_str).collect()
}

/// Whether it is `check (c is not null)` of a column that is not null.
fn is_superseded(table: &Table, dropped: &Constraint) -> bool {
    let ConstraintKind::Check(check) = &dropped.kind else {
        return false;
    };
    let only_null_test = matches!(
        &check.kind,
        ExprKind::Is {
            test: IsTest::Null,
            negated: true,
            ..
        }
    );
    let mut required = table.columns.iter().filter(|column| column.not_null);
    only_null_test && required.any(|column| implies_not_null(check, &column.name))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_guarantee_is_kept_or_replaced() {
        check(
            "drop_unique_or_check_constraint",
            &[
                (
                    "alter table customers drop constraint customers_email_key;",
                    &["customers_email_key"],
                ),
                (
                    "create unique index by_email on customers(email); alter table customers drop constraint customers_email_key;",
                    &[],
                ),
                (
                    r#"create unique index by_email on customers(email) where name <> ""; alter table customers drop constraint customers_email_key;"#,
                    &["customers_email_key"],
                ),
                (
                    "alter table customers add unique (email, name);\n---\nalter table customers drop constraint customers_email_name_key;",
                    &[],
                ),
                (
                    "alter table orders drop constraint orders_total_check;",
                    &["orders_total_check"],
                ),
                (
                    "alter table orders add constraint n check (note is not null);\n---\nalter table orders { alter column note set not null, drop constraint n }",
                    &[],
                ),
                (
                    "alter table orders add constraint n check (note is not null);\n---\nalter table orders drop constraint n;",
                    &["n"],
                ),
                (
                    "alter table customers { drop constraint customers_email_key, drop column email }",
                    &[],
                ),
            ],
        );
    }
}
