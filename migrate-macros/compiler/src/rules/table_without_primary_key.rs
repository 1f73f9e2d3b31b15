//! `table_without_primary_key`: nothing tells two rows of a table apart.
//!
//! Logical replication cannot update or delete rows that nothing tells apart, and no
//! later statement can walk the table in batches. Silent where the migration adds a key
//! before its end. Write `id: bigint identity primary key`, or `primary key (…)` over the
//! columns.
//!
//! Refused:
//!
//! ```rs
//! create table notes { body: text }
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create table notes { id: bigint identity primary key, body: text }
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Object};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "table_without_primary_key",
    level: Level::Warn,
    class: Class::Design,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Create(Object::Table(table)) = &act.change else {
        return None;
    };
    let name = &table.name;
    if subject.last()?.table(name)?.primary_key().is_some() {
        return None;
    }
    let title = format!("table `{name}` has no primary key");
    let why = "nothing tells two equal rows apart: logical replication refuses to update or delete them,\nand a later update cannot walk them in batches";
    let help =
        "give it one, `id: bigint identity primary key`, or name the columns: `primary key (…)`";
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn rows_can_be_told_apart() {
        check(
            "table_without_primary_key",
            &[
                ("create table t { a: int }", &["t"]),
                ("create table t { a: int primary key }", &[]),
                (
                    "create table t { a: int not null } alter table t add primary key (a);",
                    &[],
                ),
                ("create table t { a: int } drop table t;", &[]),
            ],
        );
    }
}
