//! `unbatched_backfill`: rows in use are written by one statement, because the table has
//! no key to walk.
//!
//! An `update` or a `delete` cannot run in batches, because the table has no primary key
//! (or other key without nulls) to walk, or the statement changes that key: one
//! transaction locks every row that it changes until all are written. Silent on new
//! tables and on SQLite. Give the table a primary key first, or accept it for a small
//! table.
//!
//! Refused:
//!
//! ```rs
//! update events set kind = "sale" where kind = "order";
//! ```
//!
//! Accepted:
//!
//! ```rs
//! update orders set note = "none" where note is null;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::dialect::Action;
use crate::schema::Change;
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "unbatched_backfill",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, place: usize) -> Option<Diagnostic> {
    let (Change::Update(_) | Change::Delete(_)) = &act.change else {
        return None;
    };
    let table = &subject.in_use_online(act, act.change.table()?)?.name;
    let mut steps = subject.steps_of(place);
    if steps.any(|step| matches!(step.action, Action::Batches(_))) {
        return None;
    }
    let title = format!("`{table}` has no primary key to walk, so all of its rows are written at once");
    let why = "one statement locks every row that it changes until all are written, and leaves as many dead\nrows behind";
    let help = "give the table a primary key first, or, when it is small, accept it with\n#[expect(unbatched_backfill, reason = \"…\")]";
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn rows_are_walked_by_their_key() {
        check(
            "unbatched_backfill",
            &[
                (r#"update events set kind = "" where kind is null;"#, &["events"]),
                (r#"delete from events where kind = "";"#, &["events"]),
                (r#"update orders set note = "" where note is null;"#, &[]),
                (r#"create table t { a: text } update t set a = "" where a is null;"#, &[]),
            ],
        );
    }
}
