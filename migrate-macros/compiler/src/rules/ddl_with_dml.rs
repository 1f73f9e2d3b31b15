//! `ddl_with_dml`: one migration changes the schema and rows that are in use.
//!
//! One migration changes the schema and rows that are in use. The rows are written in
//! batches that commit one by one, so a failure half way leaves the schema of neither
//! release. Rows of a table that the same migration creates are exempt. Move the data
//! statements to a migration of their own.
//!
//! Refused:
//!
//! ```rs
//! alter table orders add column channel: text;
//! update orders set channel = "web";
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders add column channel: text;
//! // in the migration after it
//! update orders set channel = "web";
//! ```

use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "ddl_with_dml",
    level: Level::Deny,
    class: Class::Migration,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let changes_schema = subject.acts().any(|(_, act)| !act.change.is_data());
    let data = subject
        .acts()
        .find(|(_, act)| changes_rows_in_use(subject, act));
    let (true, Some((_, act))) = (changes_schema, data) else {
        return;
    };
    let title = format!(
        "`{}` changes the schema and rows that are in use",
        subject.header.static_name
    );
    let why = "rows are written in batches that commit one by one, and schema changes hold locks:\nwhat fails half way leaves neither the old state nor the new";
    let help = "move the data statements to a migration of their own, after this one";
    findings.migration(Diagnostic::new(act.origin, title).why(why).help(help));
}

fn changes_rows_in_use(subject: &Subject<'_>, act: &Act) -> bool {
    let table = act.change.table().filter(|_| act.change.is_data());
    table.is_some_and(|table| subject.in_use(act, table).is_some())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn the_schema_and_rows_in_use_change_apart() {
        check(
            "ddl_with_dml",
            &[
                (
                    r#"alter table orders add column a: text; update orders set a = "" where a is null;"#,
                    &["orders"],
                ),
                (r#"update orders set note = "" where note is null;"#, &[]),
                (
                    "create table t { id: bigint primary key } insert into t (id) values (1);",
                    &[],
                ),
                (
                    r#"create table t { id: bigint primary key } insert into links (name, target) values ("a", "b");"#,
                    &["links"],
                ),
            ],
        );
    }
}
