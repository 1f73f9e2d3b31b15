//! `set_not_null_unproven`: nothing in the history says that no row is null.
//!
//! The plan checks the rows without blocking anybody, and stops at the first null. Silent
//! on new tables, and where the history shows that there are none: the column had a
//! default since it was added, an `update` filled its nulls, or a validated check
//! excludes them. Fill the column in a migration before this one.
//!
//! Refused:
//!
//! ```rs
//! alter table orders alter column note set not null;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! update orders set note = "" where note is null;
//! // in the migration after it
//! alter table orders alter column note set not null;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Alteration, Change};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "set_not_null_unproven",
    level: Level::Warn,
    class: Class::Failure,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::AlterColumn { table, column, alteration } = &act.change else {
        return None;
    };
    if !matches!(alteration, Alteration::SetNotNull { .. }) {
        return None;
    }
    let known = subject.in_use(act, table)?;
    let column_before = known.column(column)?;
    // What the same migration adds without a value is `add_required_column`'s to say.
    if subject.is_new(column_before.born) && column_before.default.is_none() {
        return None;
    }
    if Subject::may_be_null(known, column_before) {
        return Some(diagnostic(act, &table.to_string(), column));
    }
    None
}

fn diagnostic(act: &Act, table: &str, column: &str) -> Diagnostic {
    let title = format!("nothing in the history fills the nulls of `{table}.{column}`");
    let why = "the migration stops at the first row that is null, and has to be run again after\nsomebody filled it by hand";
    let help = format!(
        "fill it in a migration before this one:\n\
         update {table} set {column} = … where {column} is null;\n\
         or say why there are none: #[expect(set_not_null_unproven, reason = \"…\")]"
    );
    Diagnostic::new(act.origin, title).why(why).help(help)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn the_history_fills_or_proves() {
        check(
            "set_not_null_unproven",
            &[
                ("alter table orders alter column note set not null;", &["set not null"]),
                ("update orders set note = \"\" where note is null;\n---\nalter table orders alter column note set not null;", &[]),
                ("update orders set note = \"\" where note is null and id > 9;\n---\nalter table orders alter column note set not null;", &["set not null"]),
                ("update orders set note = \"\" where random() > 0.5;\n---\nalter table orders alter column note set not null;", &["set not null"]),
                ("alter table orders add check (note is not null) not valid;\n---\nalter table orders alter column note set not null;", &["set not null"]),
                ("alter table orders add check (note is not null) not valid;\n---\nalter table orders validate constraint orders_note_check;\n---\nalter table orders alter column note set not null;", &[]),
                ("update orders set note = \"\" where note is null; insert into orders (customer_id) values (1);\n---\nalter table orders alter column note set not null;", &["set not null"]),
                ("update orders set note = \"\" where note is null; insert into orders (customer_id, note) values (1, \"a\"), (2, null);\n---\nalter table orders alter column note set not null;", &["set not null"]),
                ("update orders set note = \"\" where note is null; insert into orders (customer_id, note) values (1, \"a\");\n---\nalter table orders alter column note set not null;", &[]),
                ("alter table orders add check (code is not null);\n---\nalter table orders alter column note set not null;", &["set not null"]),
                ("alter table orders add check (note is not null);\n---\nalter table orders rename column note to remark;\n---\nalter table orders alter column remark set not null;", &[]),
                ("alter table orders add column a: text default \"\";\n---\nalter table orders alter column a set not null;", &[]),
                ("create table t { id: bigint primary key, a: text } alter table t alter column a set not null;", &[]),
            ],
        );
    }
}
