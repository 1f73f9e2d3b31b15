//! `drop_table`: a table goes with its rows, while code that runs still uses it.
//!
//! The rows are gone the moment the statement runs, and code of the previous release
//! still queries the table. Silent on a table that the same migration created. Stop using
//! the table, release, keep a backup, and then accept the statement.
//!
//! Refused:
//!
//! ```rs
//! drop table events;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! #[expect(drop_table, reason = "unread since 4.2")]
//! drop table events;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Id};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "drop_table",
    level: Level::Deny,
    class: Class::DataLoss,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Drop(Id::Table(table)) = &act.change else {
        return None;
    };
    subject.in_use(act, table)?;
    let title =
        format!("dropping table `{table}` loses its rows and breaks code that still uses it");
    let why = "the rows are gone the moment this runs, and only a backup brings them back;\nthe previous release still queries the table";
    let help = "stop using it, release, keep a backup, and then accept this statement with\n#[expect(drop_table, reason = \"unused since …\")]";
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help),
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_table_in_use_is_kept() {
        check(
            "drop_table",
            &[
                ("drop table links;", &["links"]),
                (
                    "create table t { id: bigint primary key } drop table t;",
                    &[],
                ),
                ("rename table links to l; drop table l;", &["l"]),
                (
                    "drop table events; create table events { id: bigint primary key }",
                    &["events"],
                ),
            ],
        );
    }
}
