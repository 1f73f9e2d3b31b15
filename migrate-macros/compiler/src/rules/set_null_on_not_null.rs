//! `set_null_on_not_null`: the foreign key promises a null that its column refuses.
//!
//! `on delete set null` (or `on update set null`) over a column that is not null: nothing
//! fails now, but every delete of a parent that is referred to will. Asked at the end of
//! the migration, on new tables as well. Make the column nullable, or write `cascade` or
//! `restrict`.
//!
//! Refused:
//!
//! ```rs
//! create table notes {
//!     id: bigint identity primary key,
//!     order_id: bigint not null references orders(id) on delete set null,
//!     index (order_id),
//! }
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create table notes {
//!     id: bigint identity primary key,
//!     order_id: bigint references orders(id) on delete set null,
//!     index (order_id),
//! }
//! ```

use super::keys::{Key, new_keys};
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::ast::ReferentialAction;

pub(crate) static RULE: Rule = Rule {
    name: "set_null_on_not_null",
    level: Level::Deny,
    class: Class::Failure,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for key in new_keys(subject) {
        if let Some(diagnostic) = finding(&key) {
            findings.act(key.act, diagnostic);
        }
    }
}

fn finding(key: &Key<'_>) -> Option<Diagnostic> {
    let event = match (key.foreign.on_delete, key.foreign.on_update) {
        (ReferentialAction::SetNull, _) => "delete",
        (_, ReferentialAction::SetNull) => "update",
        _ => return None,
    };
    let listed = &key.foreign.delete_sets;
    let is_set = |name: &String| event == "update" || listed.is_empty() || listed.contains(name);
    let (column, _) = key
        .pairs()
        .find(|(own, _)| own.not_null && is_set(&own.name))?;
    let (table, name, parent) = (&key.table.name, &column.name, &key.foreign.table);
    let title = format!("`on {event} set null` cannot set `{table}.{name}`, which is not null");
    let why = format!("every {event} in `{parent}` of a row that is referred to will fail");
    let help =
        format!("make `{name}` nullable, or write `on {event} cascade` or `on {event} restrict`");
    Some(Diagnostic::new(key.origin, title).why(why).help(help))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_null_can_be_set() {
        check(
            "set_null_on_not_null",
            &[
                (
                    "create table t { id: bigint primary key, a: bigint not null references orders on delete set null, index (a) }",
                    &["references orders on delete set null"],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint references orders on delete set null, index (a) }",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint not null references orders on update set null, index (a) }",
                    &["references orders on update set null"],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint not null references orders on delete set null, index (a) }\nalter table t alter column a drop not null;",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint not null references orders on delete cascade, index (a) }",
                    &[],
                ),
            ],
        );
    }
}
