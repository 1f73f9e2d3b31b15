//! `mutation_without_where`: every row of a table is changed or deleted.
//!
//! An `update` overwrites, or a `delete` removes, every row of a table in use. Silent on
//! new tables, on an `update` of the key to walk, of which `unbatched_backfill` speaks, and
//! for an `update` that only sets columns which are new or were never filled: that is how a
//! column gets its first values. Say which rows: `where …`.
//!
//! Refused:
//!
//! ```rs
//! update orders set status = "new";
//! ```
//!
//! Accepted:
//!
//! ```rs
//! update orders set status = "new" where status = "fresh";
//! ```

use super::unbatched_backfill::moves_its_key;
use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::expressions::selects_all;
use crate::schema::{Change, Fill, RowChange, Table};
use crate::statements::Act;
use crate::syntax::ast::Update;

pub(crate) static RULE: Rule = Rule {
    name: "mutation_without_where",
    level: Level::Deny,
    class: Class::DataLoss,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, place: usize) -> Option<Diagnostic> {
    let (filter, what) = match &act.change {
        Change::Rows(RowChange::Update(update)) if update.from.is_empty() => {
            (&update.filter, "overwrites")
        }
        Change::Rows(RowChange::Delete(delete)) if delete.using.is_empty() => {
            (&delete.filter, "deletes")
        }
        _ => return None,
    };
    let table = subject.in_use(act, act.change.table()?)?;
    if !selects_all(filter.as_ref()) || fills_new_columns(subject, act, table) {
        return None;
    }
    if moves_its_key(subject, act, place) && !is_expected(act) {
        return None;
    }
    let name = &table.name;
    let title = format!("this {what} every row of `{name}`");
    let why = "there is no way back to the values that were there, and every row is locked and written once";
    let help = "say which rows: `where …`, or accept it with\n#[expect(mutation_without_where, reason = \"…\")]";
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help),
    )
}

fn is_expected(act: &Act) -> bool {
    let mut expectations = act.expectations.iter();
    expectations.any(|expectation| expectation.rule.text == RULE.name)
}

fn fills_new_columns(subject: &Subject<'_>, act: &Act, table: &Table) -> bool {
    let Change::Rows(RowChange::Update(update)) = &act.change else {
        return false;
    };
    let Update { set, .. } = update.as_ref();
    set.iter().all(|assignment| {
        let column = table.column(&assignment.column.text);
        column.is_some_and(|column| column.fill == Fill::Empty || subject.is_new(column.born))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn every_row_is_not_meant_by_accident() {
        check(
            "mutation_without_where",
            &[
                (r#"update orders set note = "";"#, &["orders"]),
                (r#"update orders set note = "" where true;"#, &["orders"]),
                (r#"update orders set note = "" where id > 0;"#, &[]),
                ("delete from orders where true;", &["orders"]),
                // `unbatched_backfill` speaks of it.
                ("update lines set product_id = product_id + 1;", &[]),
                ("delete from orders where note is null;", &[]),
                (
                    "alter table orders add column a: text;\n---\nupdate orders set a = \"\";",
                    &[],
                ),
                (
                    "alter table orders add column a: text;\n---\nupdate orders set a = \"\", note = \"\";",
                    &["orders"],
                ),
                (
                    "alter table orders add column a: text;\n---\nupdate orders set a = \"\" where note is null;\n---\nupdate orders set a = \"\";",
                    &["orders"],
                ),
                (
                    r#"create table t { id: bigint primary key, a: text } update t set a = "";"#,
                    &[],
                ),
            ],
        );
    }
}
