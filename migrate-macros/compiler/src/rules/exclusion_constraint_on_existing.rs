//! `exclusion_constraint_on_existing`: PostgreSQL cannot add an exclusion constraint
//! without holding everybody up.
//!
//! PostgreSQL builds the index of an exclusion constraint under `ACCESS EXCLUSIVE`; such
//! a constraint has no `not valid`, and takes no index that was built before. Silent on
//! new tables. Create a table with the constraint and move the rows over, or accept it
//! for a small table.
//!
//! Refused:
//!
//! ```rs
//! alter table events add exclude using btree (day with =);
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create table bookings {
//!     id: bigint identity primary key,
//!     during: tstzrange not null,
//!     exclude using gist (during with &&),
//! }
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, ConstraintKind, Object};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "exclusion_constraint_on_existing",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Create(Object::Constraint {
        table, constraint, ..
    }) = &act.change
    else {
        return None;
    };
    let ConstraintKind::Exclude(_) = &constraint.kind else {
        return None;
    };
    subject.in_use_online(act, table)?;
    let title = format!(
        "adding an exclusion constraint to `{table}` blocks reads and writes while its index is built"
    );
    let why = format!(
        "ADD CONSTRAINT … EXCLUDE holds ACCESS EXCLUSIVE on `{table}` for the whole build; it has no\nNOT VALID, and takes no index that was built before"
    );
    let help = "create a table with the constraint and move the rows over, or, when the table is small,\n#[expect(exclusion_constraint_on_existing, reason = \"…\")]";
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
    fn an_existing_table_waits_for_its_index() {
        check(
            "exclusion_constraint_on_existing",
            &[
                (
                    "alter table orders add exclude using gist (placed_at with =);",
                    &["exclude using gist (placed_at with =)"],
                ),
                (
                    "create table t { id: bigint primary key, a: daterange, exclude using gist (a with &&) }",
                    &[],
                ),
            ],
        );
    }
}
