//! `add_primary_key_on_nullable`: a key over a column that may be null.
//!
//! A primary key makes its columns not null, and the statement fails on the first row
//! that has none. Silent on new tables, on not null columns, and where the history filled
//! the column or a validated check excludes nulls. Fill the column, set it not null in
//! the next migration, then add the key.
//!
//! Refused:
//!
//! ```rs
//! alter table events add primary key (day);
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table links add primary key (name, target);
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, ConstraintKind, Object};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "add_primary_key_on_nullable",
    level: Level::Deny,
    class: Class::Failure,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Create(Object::Constraint {
        table, constraint, ..
    }) = &act.change
    else {
        return None;
    };
    let ConstraintKind::PrimaryKey(columns) = &constraint.kind else {
        return None;
    };
    let known = subject.in_use(act, table)?;
    let mut columns = columns.iter().filter_map(|column| known.column(column));
    let column = columns.find(|column| {
        !column.not_null && !subject.is_new(column.born) && subject.may_be_null(known, column)
    })?;
    let name = &column.name;
    let title = format!("the primary key needs `{table}.{name}` in every row, and it may be null");
    let why = "a primary key makes its columns not null; the statement fails on the first row without a value";
    let help = format!(
        "fill it in one migration and set not null in the next, then add the key:\n\
         update {table} set {name} = … where {name} is null;\n\
         alter table {table} {{ alter column {name} set not null, add primary key (…) }}"
    );
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_key_has_no_nulls() {
        check(
            "add_primary_key_on_nullable",
            &[
                (
                    "alter table events add primary key (kind);",
                    &["primary key (kind)"],
                ),
                ("alter table links add primary key (name);", &[]),
                (
                    "create unique index i on events(kind);\n---\nalter table events add primary key using index i;",
                    &["primary key using index i"],
                ),
                (
                    "update events set kind = \"\" where kind is null;\n---\nalter table events add primary key (kind);",
                    &[],
                ),
                (
                    "create table t { a: bigint } alter table t add primary key (a);",
                    &[],
                ),
            ],
        );
    }
}
