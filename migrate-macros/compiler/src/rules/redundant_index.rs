//! `redundant_index`: another index of the table already answers every question to it.
//!
//! The keys of a btree index are the first keys of another index over the same rows, or
//! of a primary key or a unique constraint: every write keeps both, and no query is
//! faster for it. A unique index is only reported where the other is unique over the same
//! keys. Asked at the end of the migration. Leave it out.
//!
//! Refused:
//!
//! ```rs
//! create index on orders(status);
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create index on orders(placed_at);
//! ```

use super::{Check, Class, Findings, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Constraint, ConstraintKind, Index, Object, Table, plain_column};
use crate::statements::Act;
use crate::syntax::ast::KeyPhrase;

pub(crate) static RULE: Rule = Rule {
    name: "redundant_index",
    level: Level::Warn,
    class: Class::Design,
    check: Check::All(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (place, act) in subject.acts() {
        for diagnostic in of_act(subject, act) {
            findings.act(place, diagnostic);
        }
    }
}

/// Those of the act's indexes that are superfluous at the end of the migration: an index
/// may be there to take another's place.
fn of_act(subject: &Subject<'_>, act: &Act) -> Vec<Diagnostic> {
    let (table, new): (_, Vec<&Index>) = match &act.change {
        Change::Create(Object::Index { table, index }) => (table, vec![index.as_ref()]),
        Change::Create(Object::Table(table)) => (&table.name, table.indexes.iter().collect()),
        _ => return Vec::new(),
    };
    let Some(table) = subject.last().and_then(|end| end.table(table)) else {
        return Vec::new();
    };
    let kept = new.iter().filter_map(|index| table.index(&index.name));
    kept.filter_map(|index| finding(act, table, index))
        .collect()
}

fn finding(act: &Act, table: &Table, index: &Index) -> Option<Diagnostic> {
    let other = covering_constraint(table, index).or_else(|| covering_index(table, index))?;
    let (name, on) = (&index.name, &table.name);
    let title = format!("index `{name}` does nothing that `{other}` on `{on}` does not do");
    let why = "every write keeps both up to date, and no query is faster for it";
    let help = "leave it out";
    Some(Diagnostic::new(act.place(name), title).why(why).help(help))
}

fn covering_constraint<'a>(table: &'a Table, index: &Index) -> Option<&'a str> {
    let plain = index.method == "btree" && index.filter.is_none() && index.include.is_empty();
    let columns = index.leading_columns();
    if !plain || columns.len() != index.keys.len() || index.keys.iter().any(has_options) {
        return None;
    }
    let covers = |constraint: &&Constraint| {
        let key = match &constraint.kind {
            ConstraintKind::PrimaryKey(columns) | ConstraintKind::Unique { columns, .. } => columns,
            ConstraintKind::Check(_)
            | ConstraintKind::ForeignKey(_)
            | ConstraintKind::Exclude(_) => return false,
        };
        let begins = key.len() >= columns.len()
            && key.iter().zip(&columns).all(|(key, column)| key == column);
        begins && (!index.unique || key.len() == columns.len())
    };
    table
        .constraints
        .iter()
        .find(covers)
        .map(|constraint| constraint.name.as_str())
}

/// Whether the key is sorted or compared in a way of its own.
fn has_options(key: &KeyPhrase) -> bool {
    key.opclass.is_some() || key.collation.is_some() || key.descending || key.nulls_first.is_some()
}

/// A unique index says something of its own, unless the other is unique over the same.
fn covering_index<'a>(table: &'a Table, index: &Index) -> Option<&'a str> {
    // Of two that are alike, the later one is superfluous.
    let own = table
        .indexes
        .iter()
        .position(|other| other.name == index.name)?;
    let covers = |(place, other): &(usize, &Index)| {
        *place != own
            && (*place < own || !is_alike(index, other))
            && index.method == "btree"
            && other.method == index.method
            && other.filter == index.filter
            && other.keys.starts_with(&index.keys)
            && index.include.iter().all(|column| holds(other, column))
            && (!index.unique || (other.unique && other.keys.len() == index.keys.len()))
    };
    let mut indexes = table.indexes.iter().enumerate();
    indexes.find(covers).map(|(_, other)| other.name.as_str())
}

fn is_alike(one: &Index, other: &Index) -> bool {
    one.keys == other.keys && one.include == other.include && one.unique == other.unique
}

fn holds(index: &Index, column: &str) -> bool {
    let mut keys = index.keys.iter().filter_map(|key| plain_column(&key.expr));
    keys.any(|key| key == column) || index.include.iter().any(|other| other == column)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn an_index_says_something_of_its_own() {
        check(
            "redundant_index",
            &[
                ("create index on orders(status);", &["create index"]),
                ("create index on orders(placed_at);", &[]),
                ("create index on orders(status desc);", &[]),
                ("create index on orders(status) where note is null;", &[]),
                ("create unique index on orders(status);", &[]),
                ("create index on customers(email);", &["create index"]),
                (
                    "create index a on orders(note); create index b on orders(note);",
                    &["b"],
                ),
                (
                    "create index a on orders(note); create unique index b on orders(note);",
                    &["a"],
                ),
                (
                    "create index wider on orders(customer_id, status); drop index orders_customer_id_idx;",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: int, b: int, index one (a), index two (a, b), index three (b), index four (b) }",
                    &["one (a)", "four (b)"],
                ),
                ("create index on orders using hash (status);", &[]),
            ],
        );
    }
}
