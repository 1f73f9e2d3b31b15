//! `serial_type`: a default that calls a sequence which nobody may see.
//!
//! The default of a `serial` calls a sequence that stands beside the table, with an owner
//! and grants of its own, and any insert may write over its numbers. Write `bigint
//! identity`.
//!
//! Refused:
//!
//! ```rs
//! create table notes { id: bigserial primary key, body: text }
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create table notes { id: bigint identity primary key, body: text }
//! ```

use super::new_columns::typed;
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::Level;
use crate::print;
use crate::schema::Generator;

pub(crate) static RULE: Rule = Rule {
    name: "serial_type",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (place, act) in subject.acts() {
        for typed in typed(act) {
            if typed.column.generator != Some(Generator::Serial) {
                continue;
            }
            let title = format!(
                "`{}` takes its numbers from a sequence beside the table",
                typed.path()
            );
            let why = "the sequence has an owner and grants of its own, and anybody may write over its numbers";
            let help = format!(
                "write `{}: bigint identity`",
                print::name(&typed.column.name)
            );
            findings.act(place, typed.diagnostic(title).why(why).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn numbers_are_the_tables_own() {
        check(
            "serial_type",
            &[
                (
                    "create table t { id: serial primary key, a: smallserial }",
                    &["serial", "smallserial"],
                ),
                (
                    "create table t { id: bigint identity primary key, b: text }",
                    &[],
                ),
            ],
        );
    }
}
