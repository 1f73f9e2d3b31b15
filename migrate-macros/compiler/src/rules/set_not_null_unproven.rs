//! `set_not_null_unproven`: nothing in the history says that no row is null.
//!
//! The plan checks the rows without blocking anybody, and stops at the first null. Silent
//! on new tables, and where the history shows that there are none: the column had a
//! default since it was added, an `update` filled its nulls, or a validated check
//! excludes them; and nothing can have emptied it since, as a raw statement can that writes
//! to it, or a foreign key that sets it to null. Fill the column in a migration before this one.
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
use crate::schema::{Alteration, Change, ColumnChange, Fill, ForeignKey};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "set_not_null_unproven",
    level: Level::Warn,
    class: Class::Failure,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Alter(Alteration::Column(table, column, alteration)) = &act.change else {
        return None;
    };
    if !matches!(alteration, ColumnChange::SetNotNull { .. }) {
        return None;
    }
    let known = subject.in_use(act, table)?;
    let column_before = known.column(column)?;
    // What the same migration adds without a value is `add_required_column`'s to say.
    if subject.is_new(column_before.born) && column_before.default.is_none() {
        return None;
    }
    if !subject.may_be_null(known, column_before) {
        return None;
    }
    let emptied_by = subject.emptied_by(known, column_before);
    Some(
        match emptied_by.filter(|_| column_before.fill == Fill::Filled) {
            Some(key) => emptied(act, key, (&table.to_string(), column)),
            None => diagnostic(act, &table.to_string(), column),
        },
    )
}

/// It was filled, and a delete or an update elsewhere may have emptied it again.
fn emptied(act: &Act, key: &ForeignKey, (table, column): (&str, &str)) -> Diagnostic {
    let parent = &key.table;
    let title = format!("a change of `{parent}` may have left nulls in `{table}.{column}`");
    let why = "its foreign key sets it to null, also after it was filled; the migration stops at the\nfirst row that is null";
    let help = format!(
        "replace the foreign key by one that does not set null, and fill the column again, in a\n\
         migration before this one:\n\
         update {table} set {column} = … where {column} is null;\n\
         or say why there are none: #[expect(set_not_null_unproven, reason = \"…\")]"
    );
    Diagnostic::new(act.origin, title)
        .why(why)
        .help_or_expect(help)
}

fn diagnostic(act: &Act, table: &str, column: &str) -> Diagnostic {
    let title = format!("nothing in the history fills the nulls of `{table}.{column}`");
    let why = "the migration stops at the first row that is null, and has to be run again after\nsomebody filled it by hand";
    let help = format!(
        "fill it in a migration before this one:\n\
         update {table} set {column} = … where {column} is null;\n\
         or say why there are none: #[expect(set_not_null_unproven, reason = \"…\")]"
    );
    Diagnostic::new(act.origin, title)
        .why(why)
        .help_or_expect(help)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn the_history_fills_or_proves() {
        check(
            "set_not_null_unproven",
            &[
                (
                    "alter table orders alter column note set not null;",
                    &["set not null"],
                ),
                (
                    "update orders set note = \"\" where note is null;\n---\nalter table orders alter column note set not null;",
                    &[],
                ),
                (
                    "update orders set note = \"\" where note is null and id > 9;\n---\nalter table orders alter column note set not null;",
                    &["set not null"],
                ),
                (
                    "update orders set note = \"\" where random() > 0.5;\n---\nalter table orders alter column note set not null;",
                    &["set not null"],
                ),
                (
                    "alter table orders add check (note is not null) not valid;\n---\nalter table orders alter column note set not null;",
                    &["set not null"],
                ),
                (
                    "alter table orders add check (note is not null) not valid;\n---\nalter table orders validate constraint orders_note_check;\n---\nalter table orders alter column note set not null;",
                    &[],
                ),
                (
                    "update orders set note = \"\" where note is null; insert into orders (customer_id) values (1);\n---\nalter table orders alter column note set not null;",
                    &["set not null"],
                ),
                (
                    "update orders set note = \"\" where note is null; insert into orders (customer_id, note) values (1, \"a\"), (2, null);\n---\nalter table orders alter column note set not null;",
                    &["set not null"],
                ),
                (
                    "update orders set note = \"\" where note is null; insert into orders (customer_id, note) values (1, \"a\");\n---\nalter table orders alter column note set not null;",
                    &[],
                ),
                (
                    "alter table orders add check (code is not null);\n---\nalter table orders alter column note set not null;",
                    &["set not null"],
                ),
                (
                    "alter table orders add check (note is not null);\n---\nalter table orders rename column note to remark;\n---\nalter table orders alter column remark set not null;",
                    &[],
                ),
                (
                    "alter table orders add column a: text default \"\";\n---\nalter table orders alter column a set not null;",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: text } alter table t alter column a set not null;",
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn what_was_filled_may_be_emptied_again() {
        let cases: &[(&str, &[&str])] = &[
            (
                "FILLED sql \"update orders set note = null where id = 5\" irreversible \"\";\n---\nSET",
                &["set not null"],
            ),
            (
                "FILLED sql \"update orders set status = 'x' where note = ''\" irreversible \"\";\n---\nSET",
                &[],
            ),
            (
                "FILLED sql \"update orders set status = 'x'\" irreversible \"\";\n---\nSET",
                &[],
            ),
            (
                "FILLED sql \"create index notes on orders (note)\" undo \"drop index notes\";\n---\nSET",
                &[],
            ),
            (
                "alter table orders add check (note is not null);\n---\nsql \"update orders set note = id\" irreversible \"\";\n---\nSET",
                &[],
            ),
            ("KEYED set null; FILL\n---\nTHERE", &["set not null"]),
            (
                "KEYED set null on update cascade; FILL\n---\nalter table orders drop constraint there;\n---\nTHERE",
                &["set not null"],
            ),
            (
                "KEYED cascade on update set null; FILL\n---\nTHERE",
                &["set not null"],
            ),
            ("KEYED set default; FILL\n---\nTHERE", &["set not null"]),
            ("KEYED cascade; FILL\n---\nTHERE", &[]),
            (
                "KEYED set null;\n---\nalter table orders drop constraint there;\n---\nFILL\n---\nTHERE",
                &[],
            ),
            (
                "KEYED set null; FILL\n---\nalter table orders add check (product is not null);\n---\nTHERE",
                &[],
            ),
        ];
        for (history, places) in cases {
            let history = history
                .replace("KEYED", "alter table orders add column product: bigint; alter table orders add constraint there foreign key (product) references products(id) on delete")
                .replace("FILLED", "update orders set note = \"\" where note is null;")
                .replace("FILL", "update orders set product = 1 where product is null;")
                .replace("SET", "alter table orders alter column note set not null;")
                .replace("THERE", "alter table orders alter column product set not null;");
            check("set_not_null_unproven", &[(&history, places)]);
        }
    }
}
