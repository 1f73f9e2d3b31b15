//! `unvalidated_constraint`: a check or a foreign key that old rows may still violate when
//! the migration ends.
//!
//! A check or a foreign key is still `not valid` when the migration ends: it holds for
//! new rows only, the planner does not use it, and nobody hears of the old rows. Silent
//! where the migration validates it. `#![warn(unvalidated_constraint)]` at the root asks
//! for it. Clean the rows up in a migration of their own, and write `validate constraint
//! n` in the one after.
//!
//! Refused:
//!
//! ```rs
//! alter table orders add check (quantity > 0) not valid;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders add check (quantity > 0);
//! ```

use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::print;
use crate::schema::{Change, Object};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "unvalidated_constraint",
    level: Level::Allow,
    class: Class::Failure,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (place, act) in subject.acts() {
        if let Some(diagnostic) = finding(subject, act) {
            findings.act(place, diagnostic);
        }
    }
}

fn finding(subject: &Subject<'_>, act: &Act) -> Option<Diagnostic> {
    let Change::Create(Object::Constraint {
        table, constraint, ..
    }) = &act.change
    else {
        return None;
    };
    let kept = subject.last()?.table(table)?.constraint(&constraint.name)?;
    if kept.valid {
        return None;
    }
    let name = &constraint.name;
    let title = format!("rows that were there before may violate `{name}` of `{table}`");
    let why = "`not valid` is enforced for new rows only, and stays so until somebody validates it";
    let help = format!(
        "clean the rows up in a migration of their own, and in the one after\n\
         alter table {table} validate constraint {};",
        print::name(name)
    );
    Some(Diagnostic::new(act.place(name), title).why(why).help(help))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn old_rows_are_looked_at() {
        check(
            "unvalidated_constraint",
            &[
                (
                    "alter table orders add check (quantity > 0) not valid;",
                    &["check (quantity > 0) not valid"],
                ),
                ("alter table orders add check (quantity > 0);", &[]),
                (
                    "alter table orders { add check (quantity > 0) not valid, validate constraint orders_quantity_check }",
                    &[],
                ),
                (
                    "alter table orders add foreign key (quantity) references products not valid;",
                    &["foreign key (quantity) references products not valid"],
                ),
            ],
        );
    }
}
