//! `foreign_key_without_index`: every delete of a parent reads the whole child table.
//!
//! Neither PostgreSQL nor SQLite makes an index for a foreign key, so every delete in the
//! parent reads the whole child table. An index, a primary key or a unique constraint
//! that begins with the key's columns, in any order, is enough; a partial index is not.
//! Asked at the end of the migration. `create index on t(…);`.
//!
//! Refused:
//!
//! ```rs
//! create table notes {
//!     id: bigint identity primary key,
//!     order_id: bigint references orders(id),
//! }
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create table notes {
//!     id: bigint identity primary key,
//!     order_id: bigint references orders(id),
//!     index (order_id),
//! }
//! ```

use super::keys::{Key, new_keys};
use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::origin::Origin;
use crate::print;
use crate::schema::{Change, Constraint, ForeignKey, Id, Table};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "foreign_key_without_index",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for key in new_keys(subject) {
        if !is_indexed(key.table, &key.foreign.columns) {
            findings.act(key.act, diagnostic(&key));
        }
    }
    for (place, act) in subject.acts() {
        for diagnostic in laid_bare(subject, act) {
            findings.act(place, diagnostic);
        }
    }
}

/// The foreign keys whose last index this act takes away.
fn laid_bare(subject: &Subject<'_>, act: &Act) -> Vec<Diagnostic> {
    let Change::Drop(Id::Index(table, _) | Id::Constraint(table, _)) = &act.change else {
        return Vec::new();
    };
    let end = subject.last().and_then(|end| end.table(table));
    let (Some(before), Some(end)) = (act.before.table(table), end) else {
        return Vec::new();
    };
    let keys = end.constraints.iter().filter_map(Constraint::foreign_key);
    let bare = keys.filter(|key| {
        let indexed = |table: &Table| is_indexed(table, &key.columns);
        indexed(before) && !act.after.table(table).is_some_and(indexed) && !indexed(end)
    });
    bare.map(|key| missing(act.origin, end, key)).collect()
}

/// Whether an index over all rows begins with these columns.
pub(super) fn is_indexed(table: &Table, columns: &[String]) -> bool {
    let begins = |keys: &[&str]| {
        keys.len() >= columns.len()
            && keys[..columns.len()]
                .iter()
                .all(|key| columns.iter().any(|column| column == key))
    };
    let mut leading = table
        .indexes
        .iter()
        .filter(|index| index.filter.is_none() && index.method == "btree");
    let mut constraints = table
        .constraints
        .iter()
        .filter(|constraint| constraint.has_index());
    leading.any(|index| begins(&index.leading_columns()))
        || constraints.any(|constraint| {
            begins(
                &constraint
                    .columns()
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>(),
            )
        })
}

fn diagnostic(key: &Key<'_>) -> Diagnostic {
    missing(key.origin, key.table, key.foreign)
}

fn missing(origin: Origin, table: &Table, foreign: &ForeignKey) -> Diagnostic {
    let (table, parent) = (&table.name, &foreign.table);
    let columns = foreign.columns.join(", ");
    let title = format!("no index on `{table}` begins with the foreign key ({columns})");
    let why = format!(
        "every delete or key change in `{parent}` reads the whole of `{table}`, while it holds its row locks"
    );
    let help = format!(
        "create index on {table}({});",
        print::names(&foreign.columns)
    );
    Diagnostic::new(origin, title).why(why).help(help)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn an_index_begins_with_the_key() {
        check(
            "foreign_key_without_index",
            &[
                (
                    "drop index orders_customer_id_idx;",
                    &["orders_customer_id_idx"],
                ),
                (
                    "drop index orders_customer_id_idx; create index on orders(customer_id, status);",
                    &[],
                ),
                (
                    "create index wide on orders(customer_id, status);\n---\ndrop index orders_customer_id_idx;",
                    &[],
                ),
                ("drop index by_status;", &[]),
                (
                    "alter table lines drop constraint lines_pkey;",
                    &["lines_pkey"],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint references orders }",
                    &["references orders"],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint references orders, index (a) }",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint references orders, index (a) where id > 9 }",
                    &["references orders"],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint references orders, index (id, a) }",
                    &["references orders"],
                ),
                (
                    "create table t { a: bigint references orders, b: int, primary key (a, b) }",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint references orders }\ncreate index on t(a);",
                    &[],
                ),
                (
                    "create table t { a: bigint primary key references orders }",
                    &[],
                ),
            ],
        );
    }
}
