//! `timestamp_without_time_zone`: a point in time that does not say where its clock hangs.
//!
//! `timestamp` drops the offset of what it is given, and two clients in two time zones
//! read two points in time. Write `timestamptz`.
//!
//! Refused:
//!
//! ```rs
//! alter table orders add column paid_at: timestamp;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders add column paid_at: timestamptz;
//! ```

use super::new_columns::of_base;
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::Level;
use crate::syntax::ast::Base;

pub(crate) static RULE: Rule = Rule {
    name: "timestamp_without_time_zone",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (place, act) in subject.acts() {
        for typed in of_base(act, |base| matches!(base, Base::Timestamp(_))) {
            let path = typed.path();
            let title = format!("`{path}` forgets the time zone of what is stored in it");
            let why = "the server drops the offset of what it is given, and two clients in two zones read two\ntimes; a switch to timestamptz later has to know which zone was meant";
            let help = "write timestamptz";
            findings.act(place, typed.diagnostic(title).why(why).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_clock_hangs_somewhere() {
        check(
            "timestamp_without_time_zone",
            &[
                (
                    "alter table orders add column a: timestamp;",
                    &["timestamp"],
                ),
                (
                    "alter table orders add column a: timestamp[];",
                    &["timestamp[]"],
                ),
                ("alter table orders add column a: timestamptz;", &[]),
                (
                    "create table t { id: bigint primary key, a: timestamp(3) without time zone, b: date }",
                    &["timestamp(3) without time zone"],
                ),
                (
                    "alter table events alter column day type timestamp;",
                    &["timestamp"],
                ),
            ],
        );
    }
}
