//! Which tables a change of rows locks: its own, and through foreign keys others. Takes a
//! schema, gives locks; must not know the statement.

use crate::dialect::Lock;
use crate::schema::{ForeignKey, Schema, Table};
use crate::syntax::ast::{ReferentialAction, TableName};

/// What happens to rows.
#[derive(Clone, Copy)]
pub(super) enum Event<'e> {
    Insert,
    /// Of these columns.
    Update(&'e [&'e str]),
    Delete,
}

/// The strongest locks that it can take, tables more than once.
pub(super) fn locks<'s>(
    schema: &'s Schema,
    table: &'s TableName,
    event: Event<'_>,
) -> Vec<(&'s TableName, Lock)> {
    let mut locks = vec![(table, Lock::RowExclusive)];
    if let Some(table) = schema.table(table) {
        look_up(&mut locks, table, event);
    }
    match event {
        Event::Insert => {}
        Event::Update(_) | Event::Delete => follow(&mut locks, schema, table, event),
    }
    locks
}

/// A row that refers to another looks whether it is there, and keeps it there.
fn look_up<'s>(locks: &mut Vec<(&'s TableName, Lock)>, table: &'s Table, event: Event<'_>) {
    let refers = |key: &&ForeignKey| match event {
        Event::Insert => true,
        Event::Update(columns) => key
            .columns
            .iter()
            .any(|name| columns.contains(&name.as_str())),
        Event::Delete => false,
    };
    let keys = table
        .constraints
        .iter()
        .filter_map(|constraint| constraint.foreign_key());
    locks.extend(keys.filter(refers).map(|key| (&key.table, Lock::RowShare)));
}

/// A row that is referred to looks for those that do, and takes them along.
fn follow<'s>(
    locks: &mut Vec<(&'s TableName, Lock)>,
    schema: &'s Schema,
    table: &TableName,
    event: Event<'_>,
) {
    for other in schema.referencing(table) {
        let keys = other
            .constraints
            .iter()
            .filter_map(|constraint| constraint.foreign_key());
        for key in keys.filter(|key| key.table == *table) {
            let Some(action) = action(key, event) else {
                continue;
            };
            let lock = match action {
                ReferentialAction::NoAction | ReferentialAction::Restrict => Lock::RowShare,
                ReferentialAction::Cascade
                | ReferentialAction::SetNull
                | ReferentialAction::SetDefault => Lock::RowExclusive,
            };
            let known = (&other.name, lock);
            if locks.contains(&known) {
                continue;
            }
            locks.push(known);
            if lock == Lock::RowExclusive {
                cascade(locks, schema, key, (other, action, event));
            }
        }
    }
}

/// What the foreign key does, where the event concerns it.
fn action(key: &ForeignKey, event: Event<'_>) -> Option<ReferentialAction> {
    match event {
        Event::Insert => None,
        Event::Update(columns) => {
            let concerned = key
                .referenced
                .iter()
                .any(|name| columns.contains(&name.as_str()));
            concerned.then_some(key.on_update)
        }
        Event::Delete => Some(key.on_delete),
    }
}

/// What happens to the rows that refer: they go, or their columns change.
fn cascade<'s>(
    locks: &mut Vec<(&'s TableName, Lock)>,
    schema: &'s Schema,
    key: &ForeignKey,
    (other, action, event): (&'s Table, ReferentialAction, Event<'_>),
) {
    let columns: Vec<&str> = key.columns.iter().map(String::as_str).collect();
    let goes = matches!((event, action), (Event::Delete, ReferentialAction::Cascade));
    let then = if goes {
        Event::Delete
    } else {
        Event::Update(&columns)
    };
    look_up(locks, other, then);
    follow(locks, schema, &other.name, then);
}
