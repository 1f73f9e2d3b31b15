//! `empty_migration`: the migration does nothing.
//!
//! The migration has no statement: it is recorded as applied, and nothing has changed. The
//! statements were probably forgotten, or stand in another file. Write them, or remove the
//! migration if no database has applied it.
//!
//! Refused:
//!
//! ```rs
//! /// Orders come by several channels.
//! pub static ADD_CHANNEL after SHOP;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! /// Orders come by several channels.
//! pub static ADD_CHANNEL after SHOP;
//!
//! alter table orders add column channel: text;
//! ```

use super::{Check, Class, Direction, Findings, Knowledge, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};

pub(crate) static RULE: Rule = Rule {
    name: "empty_migration",
    level: Level::Warn,
    class: Class::Migration,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Subject { header, past, .. } = subject;
    let is_whole = *past == Knowledge::Whole && subject.direction == Direction::Up;
    if subject.statements > 0 || !is_whole {
        return;
    }
    let title = format!("`{}` does nothing", header.static_name);
    let why = "it has no statement, and is recorded as applied all the same";
    let help = "write its statements, or remove it if no database has applied it";
    findings.migration(Diagnostic::new(header.origin(), title).why(why).help(help));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_migration_does_something() {
        check(
            "empty_migration",
            &[
                ("", &["TESTED"]),
                ("alter table orders add column channel: text;", &[]),
                ("#[only(sqlite)] alter table orders add column channel: text;", &[]),
            ],
        );
    }
}
