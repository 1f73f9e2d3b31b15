//! `redundant_index`: another index of the table already answers every question to it.
//!
//! The keys of a btree index are the first keys of another one over the same rows, or of a
//! primary key or a unique constraint. Every write would pay for both.

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Constraint, ConstraintKind, Index, Table, plain_column};
use crate::statements::Act;
use crate::syntax::ast::KeyPhrase;

pub(crate) static RULE: Rule = Rule {
    name: "redundant_index",
    level: Level::Warn,
    class: Class::Design,
    check: Check::Act(check),
};

fn check(_: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    match &act.change {
        Change::CreateIndex { table, index } => finding(act, act.after.table(table)?, index),
        Change::CreateTable(table) => {
            let mut indexes = table.indexes.iter();
            indexes.find_map(|index| finding(act, table, index))
        }
        _ => None,
    }
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
            ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) | ConstraintKind::Exclude(_) => return false,
        };
        let begins = key.len() >= columns.len() && key.iter().zip(&columns).all(|(key, column)| key == column);
        begins && (!index.unique || key.len() == columns.len())
    };
    table.constraints.iter().find(covers).map(|constraint| constraint.name.as_str())
}

/// Whether the key is sorted or compared in a way of its own.
fn has_options(key: &KeyPhrase) -> bool {
    key.opclass.is_some() || key.collation.is_some() || key.descending || key.nulls_first.is_some()
}

/// A unique index says something of its own, unless the other is unique over the same.
fn covering_index<'a>(table: &'a Table, index: &Index) -> Option<&'a str> {
    let covers = |other: &&Index| {
        other.name != index.name
            && index.method == "btree"
            && other.method == index.method
            && other.filter == index.filter
            && other.keys.starts_with(&index.keys)
            && index.include.iter().all(|column| holds(other, column))
            && (!index.unique || (other.unique && other.keys.len() == index.keys.len()))
    };
    table.indexes.iter().find(covers).map(|other| other.name.as_str())
}

fn holds(index: &Index, column: &str) -> bool {
    let mut keys = index.keys.iter().filter_map(|key| plain_column(&key.expr));
    keys.any(|key| key == column) || index.include.iter().any(|other| other == column)
}
