//! `add_column_constrained`: a column that is added as the primary key of a table with rows,
//! or as unique with one default for all of them.
//!
//! A column is added as the primary key of a table that may have rows, and no row has a
//! value for it; or as unique, with one default for all of them. Other checks, unique
//! constraints and foreign keys that come with a column are split off and added without
//! blocking, so they are not reported. Silent on new tables, and where every row gets a value of its own:
//! that is [`add_column_volatile_default`](#add_column_volatile_default). Add the column,
//! fill it in the next migration, and add the key in the one after.
//!
//! Refused:
//!
//! ```rs
//! alter table events add column id: bigint primary key;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table events add column id: bigint;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::expressions::{Volatility, volatility};
use crate::schema::{Change, Column, ConstraintKind};
use crate::statements::Act;
use crate::syntax::ast::{Expr, ExprKind, TableName};

pub(crate) static RULE: Rule = Rule {
    name: "add_column_constrained",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::AddConstraint { table, constraint, .. } = &act.change else {
        return None;
    };
    let known = subject.in_use(act, table)?;
    let said = match &constraint.kind {
        ConstraintKind::PrimaryKey(columns) => {
            let mut added = columns.iter().filter_map(|column| known.column(column));
            as_key(table, added.find(|column| subject.is_new(column.born) && !differs(column))?)
        }
        ConstraintKind::Unique { columns, .. } => {
            let mut columns = columns.iter().map(|column| known.column(column));
            let is_alike = |column: &Column| subject.is_new(column.born) && is_alike(column);
            let first = columns.next()?.filter(|column| is_alike(column))?;
            if !columns.all(|column| column.is_some_and(is_alike)) {
                return None;
            }
            as_unique(table, first)
        }
        ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) | ConstraintKind::Exclude(_) => return None,
    };
    let (title, why, help) = said;
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}

fn as_key(table: &TableName, column: &Column) -> (String, &'static str, String) {
    let (name, ty) = (&column.name, &column.ty);
    (
        format!("adding column `{table}.{name}` as the primary key fails on the rows that are there"),
        "no row has a value for it yet, and a key needs a different one in each",
        format!(
            "add `{name}: {ty}`, fill it in the next migration, and in the one after write\n\
             alter table {table} {{ alter column {name} set not null, add primary key ({name}) }}"
        ),
    )
}

fn as_unique(table: &TableName, column: &Column) -> (String, &'static str, String) {
    let (name, ty) = (&column.name, &column.ty);
    (
        format!("adding column `{table}.{name}` as unique fails on the second row"),
        "every row that is there gets the same default",
        format!(
            "add `{name}: {ty}`, fill it in the next migration, and in the one after write\n\
             alter table {table} add unique ({name});"
        ),
    )
}

/// Whether the column comes with one value for all rows.
fn is_alike(column: &Column) -> bool {
    let is_null = |default: &Expr| matches!(default.kind, ExprKind::Null);
    let has_value = column.default.as_ref().is_some_and(|default| !is_null(default));
    has_value && !differs(column)
}

/// Whether the column comes with a value of its own for every row.
fn differs(column: &Column) -> bool {
    let default = column.default.as_ref().map(volatility);
    column.generator.is_some() || default == Some(Volatility::Volatile)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_key_needs_values_first() {
        check(
            "add_column_constrained",
            &[
                ("alter table links add column id: bigint primary key;", &["primary key"]),
                ("alter table links add column id: bigint identity primary key;", &[]),
                ("alter table links add column id: uuid default gen_random_uuid() primary key;", &[]),
                ("alter table links add column a: bigint unique;", &[]),
                ("alter table links add column a: bigint unique default 1;", &["unique"]),
                ("alter table links add column a: uuid unique default gen_random_uuid();", &[]),
                ("alter table links add primary key (name);", &[]),
                ("create table t { a: bigint } alter table t add column id: bigint primary key;", &[]),
            ],
        );
    }
}
