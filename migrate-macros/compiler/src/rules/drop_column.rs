//! `drop_column`: a column goes while code that runs still names it.
//!
//! The values are gone, and every query of the previous release that names the column
//! fails. The statement itself is instant on PostgreSQL. Silent on a column or a table of
//! the same migration. Stop reading the column, release, and then accept the statement; a
//! column that is not null and has no default must lose its not null first, or the new
//! code cannot insert.
//!
//! Refused:
//!
//! ```rs
//! alter table orders drop column note;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders {
//!     #[expect(drop_column, reason = "unread since 4.2")]
//!     drop column note,
//! }
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Column, Id};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "drop_column",
    level: Level::Deny,
    class: Class::DataLoss,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Drop(Id::Column(table, column)) = &act.change else {
        return None;
    };
    let column = subject.in_use(act, table)?.column(column)?;
    if subject.is_new(column.born) {
        return None;
    }
    let name = &column.name;
    let title = format!("dropping column `{table}.{name}` breaks code that still reads it");
    let why =
        "the column is gone the moment this runs, while the previous release still selects it";
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help(column)),
    )
}

/// A column that must be written has to stop being one first.
fn help(column: &Column) -> String {
    let first = if column.must_be_written() {
        "drop its not null, stop using it, release"
    } else {
        "stop reading it, release"
    };
    format!(
        "{first}, and then accept this statement with\n#[expect(drop_column, reason = \"unread since …\")]"
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_column_that_code_may_know_is_kept() {
        check(
            "drop_column",
            &[
                ("alter table orders drop column note;", &["note"]),
                (
                    "alter table orders { drop column note, drop column quantity }",
                    &["note", "quantity"],
                ),
                (
                    "alter table orders { add column a: text, drop column a }",
                    &[],
                ),
                (
                    "alter table orders { rename column note to remark, drop column remark }",
                    &["remark"],
                ),
                (
                    "create table t { id: bigint primary key, a: text } alter table t drop column a;",
                    &[],
                ),
            ],
        );
    }
}
