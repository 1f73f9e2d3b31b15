//! `unbatched_backfill`: rows in use are written by one statement, because the table has
//! no key to walk.
//!
//! An `update` or a `delete` cannot run in batches, because the table has no primary key
//! (or other key without nulls) to walk, or the statement changes that key: one
//! transaction locks every row that it changes until all are written. Silent on new
//! tables and on SQLite. Give the table a primary key first, fill a new column rather than
//! the key, or accept it for a small table.
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
use crate::schema::{Change, RowChange, Table};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "unbatched_backfill",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, place: usize) -> Option<Diagnostic> {
    let Change::Rows(RowChange::Update(_) | RowChange::Delete(_)) = &act.change else {
        return None;
    };
    let table = subject.in_use_online(act, act.change.table()?)?;
    let mut steps = subject.steps_of(place);
    if steps.any(|step| matches!(step.action, Action::Batches(_))) {
        return None;
    }
    let name = &table.name;
    let why = "one statement locks every row that it changes until all are written, and leaves as many dead\nrows behind";
    let (title, help) = match moved_key(table, &act.change) {
        Some(column) => (
            format!(
                "the statement sets `{column}`, the key of `{name}` to walk, so its rows are overwritten at once"
            ),
            "give the table another unique key that is not null, add a column for the new values and fill\nthat, or, when the table is small, accept it with\n#[expect(unbatched_backfill, reason = \"…\")]",
        ),
        None => (
            format!("`{name}` has no primary key to walk, so all of its rows are written at once"),
            "give the table a primary key first, or, when it is small, accept it with\n#[expect(unbatched_backfill, reason = \"…\")]",
        ),
    };
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help),
    )
}

/// Whether the statement writes all rows at once because it sets the key to walk: one finding,
/// which says so.
pub(super) fn moves_its_key(subject: &Subject<'_>, act: &Act, place: usize) -> bool {
    let table = act.change.table().and_then(|table| act.before.table(table));
    table.is_some_and(|table| moved_key(table, &act.change).is_some())
        && check(subject, act, place).is_some()
}

/// The column of the primary key that an update sets.
fn moved_key<'c>(table: &Table, change: &'c Change) -> Option<&'c str> {
    let Change::Rows(RowChange::Update(update)) = change else {
        return None;
    };
    let key = table.primary_key()?;
    let mut set = update.set.iter().map(|set| set.column.text.as_str());
    set.find(|column| key.iter().any(|name| name == column))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn rows_are_walked_by_their_key() {
        check(
            "unbatched_backfill",
            &[
                (
                    r#"update events set kind = "" where kind is null;"#,
                    &["events"],
                ),
                (r#"delete from events where kind = "";"#, &["events"]),
                ("update lines set product_id = product_id + 1;", &["lines"]),
                (r#"update orders set note = "" where note is null;"#, &[]),
                (
                    r#"create table t { a: text } update t set a = "" where a is null;"#,
                    &[],
                ),
            ],
        );
    }
}
