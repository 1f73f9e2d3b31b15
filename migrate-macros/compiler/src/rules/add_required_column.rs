//! `add_required_column`: a column that every insert must give appears under code that
//! does not know it.
//!
//! A column that is not null and has no default: the statement fails on the first row
//! that is there, and inserts of the previous release, which do not name the column, fail
//! from then on. Silent on new tables, and where a default, an identity or an expression
//! gives the value; a column that is set not null later in the same migration is no
//! better. Give it a default, or add it nullable, fill it in the next migration, and set
//! it not null in the one after.
//!
//! Refused:
//!
//! ```rs
//! alter table orders add column channel: text not null;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders add column channel: text not null default "web";
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Column, Object};
use crate::statements::Act;
use crate::syntax::ast::TableName;

pub(crate) static RULE: Rule = Rule {
    name: "add_required_column",
    level: Level::Deny,
    class: Class::Incompatible,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Create(Object::Column { table, column, .. }) = &act.change else {
        return None;
    };
    subject.in_use(act, table)?;
    let said = if column.must_be_written() {
        fails_at_once(table, column)
    } else if column.default.is_none() && becomes_required(subject, table, column) {
        fails_from_then_on(table, column)
    } else {
        return None;
    };
    let (title, why, help) = said;
    let origin = act.place_of(&column.name, "not null");
    Some(Diagnostic::new(origin, title).why(why).help(help))
}

fn fails_at_once(table: &TableName, column: &Column) -> (String, &'static str, String) {
    let (name, ty) = (&column.name, &column.ty);
    (
        format!(
            "adding column `{table}.{name}` as not null without a default fails on every row that is there"
        ),
        "no row has a value for it, and inserts of the previous release, which do not name it,\nfail from then on",
        format!(
            "give it a default: `{name}: {ty} not null default …`, or add it nullable,\nfill it in the next migration, and set not null in the one after"
        ),
    )
}

/// The rows may have a value by then; who inserts the next one does not know the column.
fn fails_from_then_on(table: &TableName, column: &Column) -> (String, &'static str, String) {
    let (name, ty) = (&column.name, &column.ty);
    (
        format!("column `{table}.{name}` becomes not null in the migration that adds it"),
        "inserts of the previous release, which do not name it, fail from then on",
        format!(
            "set not null in a later migration, once every release names it, or give it a default:\n`{name}: {ty} not null default …`"
        ),
    )
}

/// Whether inserts have to give the column at the end of the migration. A key that makes
/// it so is `add_column_constrained`'s to speak of.
fn becomes_required(subject: &Subject<'_>, table: &TableName, column: &Column) -> bool {
    let Some(end) = subject.last().and_then(|end| end.table(table)) else {
        return false;
    };
    let in_key = end
        .primary_key()
        .is_some_and(|key| key.contains(&column.name));
    let required = end
        .column(&column.name)
        .is_some_and(Column::must_be_written);
    required && !in_key
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn nobody_gives_a_value_yet() {
        check(
            "add_required_column",
            &[
                (
                    "alter table orders add column a: text not null default null;",
                    &["not null"],
                ),
                (
                    "alter table orders add column a: text not null;",
                    &["not null"],
                ),
                (
                    "alter table orders { add column a: text, alter column a set not null }",
                    &["text"],
                ),
                (
                    r#"alter table orders add column a: text; update orders set a = ""; alter table orders alter column a set not null;"#,
                    &["text"],
                ),
                (
                    r#"alter table orders { add column a: text not null, alter column a set default "" }"#,
                    &["not null"],
                ),
                (
                    r#"alter table orders add column a: text not null default "";"#,
                    &[],
                ),
                (
                    r#"alter table orders { add column a: text not null default "", alter column a drop default }"#,
                    &[],
                ),
                (
                    "alter table orders add column a: bigint not null generated as (id + 1) stored;",
                    &[],
                ),
                ("alter table orders add column a: bigint identity;", &[]),
                (
                    "create table t { id: bigint primary key } alter table t add column a: text not null;",
                    &[],
                ),
            ],
        );
    }
}
