//! Statements that change rows: as one, or as a walk over the table. Takes changes, gives
//! steps; must not know how the walk is written.

use super::batches::{self, Walk};
use super::numbers;
use super::steps::Steps;
use super::writes::{self, Event};
use crate::dialect::{Action, Cost, Lock, Placement, Work, settled};
use crate::schema::{Constraint, ConstraintKind, Index, Table};
use crate::syntax::ast::{Conflict, ConflictAction, Delete, Insert, Mention, TableName, Update};

pub(super) fn insert(steps: &mut Steps<'_>, insert: &Insert) {
    let sql = steps.sql(|writer| writer.insert(insert));
    let mut locks = writes::locks(steps.situation.before, &insert.table, Event::Insert);
    if let Some(set) = insert.conflict.as_ref().and_then(assigned) {
        locks.extend(writes::locks(
            steps.situation.before,
            &insert.table,
            Event::Update(&set),
        ));
    }
    insert.mentions(|mention| locks.extend(read(&mention)));
    let cost = cost(steps, &locks);
    steps.shared(sql, cost);
    numbers::inserted(steps, insert);
}

fn assigned(conflict: &Conflict) -> Option<Vec<&str>> {
    match &conflict.action {
        ConflictAction::Nothing => None,
        ConflictAction::Update { set, .. } => Some(
            set.iter()
                .map(|assignment| assignment.column.text.as_str())
                .collect(),
        ),
    }
}

pub(super) fn update(steps: &mut Steps<'_>, update: &Update) {
    let set: Vec<&str> = update
        .set
        .iter()
        .map(|assignment| assignment.column.text.as_str())
        .collect();
    let mut locks = writes::locks(steps.situation.before, &update.table, Event::Update(&set));
    update.mentions(|mention| locks.extend(read(&mention)));
    let head = steps.sql(|writer| writer.update(update));
    let walk = Walk {
        head: &head,
        table: &update.table,
        qualifier: qualifier(
            update.alias.as_ref().map(|alias| &*alias.text),
            update.from.is_empty(),
            &update.table,
        ),
        alias: update.alias.as_ref(),
        filter: update.filter.as_ref(),
        with: &update.with,
        sources: &update.from,
        reach: steps
            .before(&update.table)
            .and_then(|table| settled::update(update, table)),
        pace: update.pace,
    };
    change(steps, &walk, &set, &locks);
    numbers::assigned(steps, &update.table, &update.set);
}

pub(super) fn delete(steps: &mut Steps<'_>, delete: &Delete) {
    let mut locks = writes::locks(steps.situation.before, &delete.table, Event::Delete);
    delete.mentions(|mention| locks.extend(read(&mention)));
    let head = steps.sql(|writer| writer.delete(delete));
    let walk = Walk {
        head: &head,
        table: &delete.table,
        qualifier: qualifier(
            delete.alias.as_ref().map(|alias| &*alias.text),
            delete.using.is_empty(),
            &delete.table,
        ),
        alias: delete.alias.as_ref(),
        filter: delete.filter.as_ref(),
        with: &delete.with,
        sources: &delete.using,
        reach: settled::delete(delete),
        pace: delete.pace,
    };
    change(steps, &walk, &[], &locks);
}

/// What a key column needs before it, where other sources stand beside the table.
fn qualifier<'n>(alias: Option<&'n str>, alone: bool, table: &'n TableName) -> Option<&'n str> {
    alias.or((!alone).then_some(&table.name))
}

fn read<'m>(mention: &Mention<'m>) -> Option<(&'m TableName, Lock)> {
    match mention {
        Mention::Table(table) => Some((table, Lock::AccessShare)),
        Mention::Column(_) | Mention::Raw(_) | Mention::Derived => None,
    }
}

fn cost(steps: &Steps<'_>, locks: &[(&TableName, Lock)]) -> Cost {
    steps.cost(Work::Rows, locks.iter().copied())
}

/// In batches where the table is in use and there is a key to walk that the statement
/// itself leaves alone.
fn change(steps: &mut Steps<'_>, walk: &Walk<'_>, assigned: &[&str], locks: &[(&TableName, Lock)]) {
    let table = steps.before(walk.table);
    let key = table.and_then(|table| key(table, assigned));
    let cost = cost(steps, locks);
    let Some(key) = key.filter(|_| !steps.is_new(walk.table)) else {
        let sql = at_once(steps, walk);
        return steps.shared(sql, cost);
    };
    let batches = batches::batches(steps, walk, &key);
    steps.push(Action::Batches(batches), Placement::Outside, cost);
}

fn at_once(steps: &mut Steps<'_>, walk: &Walk<'_>) -> String {
    steps.sql(|writer| {
        writer.know(walk.with);
        writer.word(walk.head);
        writer.clause("WHERE", walk.filter);
    })
}

/// The primary key, or another key in which every row has a value.
fn key<'t>(table: &'t Table, assigned: &[&str]) -> Option<Vec<&'t str>> {
    let primary = table
        .primary_key()
        .map(|columns| columns.iter().map(String::as_str).collect());
    let constraints = table.constraints.iter().filter_map(unique);
    let indexes = table.indexes.iter().filter_map(unique_index);
    let mut keys = primary.into_iter().chain(constraints).chain(indexes);
    keys.find(|key| {
        key.iter()
            .all(|name| has_values(table, name) && !assigned.contains(name))
    })
}

fn unique(constraint: &Constraint) -> Option<Vec<&str>> {
    match &constraint.kind {
        ConstraintKind::Unique { columns, .. } => {
            Some(columns.iter().map(String::as_str).collect())
        }
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Check(_)
        | ConstraintKind::ForeignKey(_)
        | ConstraintKind::Exclude(_) => None,
    }
}

fn unique_index(index: &Index) -> Option<Vec<&str>> {
    if !index.unique || index.filter.is_some() {
        return None;
    }
    index.key_columns()
}

fn has_values(table: &Table, name: &str) -> bool {
    table.column(name).is_some_and(|column| column.not_null)
}
