//! Checks that wait for the end of the transaction: PostgreSQL refuses to alter a table
//! while a row of it waits for one, so they are made before. Takes changes in order, adds
//! the statements between them; must not know where transactions end.
//!
//! <https://www.postgresql.org/docs/current/sql-set-constraints.html>

use super::raw;
use super::steps::Steps;
use super::writes::{self, Event};
use crate::dialect::{Action, Cost, Lock, Placement};
use crate::schema::{Change, Schema, Table};
use crate::syntax::ast::{Deferrable, TableName, fragment};

/// What waits, as far as the changes say.
#[derive(Debug, Default)]
pub(super) struct Deferred {
    /// Tables whose rows may wait for a check.
    written: Vec<TableName>,
    mode: Mode,
}

/// When the checks of constraints that are initially deferred are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// At the end, as they were declared.
    #[default]
    Declared,
    /// With each statement.
    Immediate,
}

impl Deferred {
    /// Before a change: makes the checks that would be in its way, or lets those of rows to
    /// come wait again.
    pub(super) fn before(&mut self, steps: &mut Steps<'_>) {
        let (change, schema) = (steps.situation.change, steps.situation.before);
        if is_data(change) {
            return self.wait_again(steps, schema);
        }
        let mut concerned = concerned(change, schema);
        if concerned.any(|table| self.written.contains(table)) {
            self.written.clear();
            self.mode = Mode::Immediate;
            push(steps, "SET CONSTRAINTS ALL IMMEDIATE".to_owned());
        }
    }

    /// After a change: notes the tables whose rows wait now.
    pub(super) fn after(&mut self, steps: &Steps<'_>) {
        let (change, schema) = (steps.situation.change, steps.situation.before);
        let own = steps
            .made
            .iter()
            .filter(|step| step.situation == steps.number);
        let mut placements = own.map(|step| step.placement);
        // Its transaction has ended, and every check is made.
        let is_over = placements.all(|placement| placement == Placement::Outside);
        if !is_over && is_data(change) {
            self.written.extend(written(change, schema));
        }
    }

    fn wait_again(&mut self, steps: &mut Steps<'_>, schema: &Schema) {
        if self.mode == Mode::Declared {
            return;
        }
        let names = initially_deferred(schema);
        if names.is_empty() {
            return;
        }
        self.mode = Mode::Declared;
        let sql = steps.sql(|writer| {
            writer.word("SET CONSTRAINTS");
            writer.list(&names, |writer, (schema, name)| {
                writer.object(*schema, name);
            });
            writer.word("DEFERRED");
        });
        push(steps, sql);
    }
}

/// With what was written: where that was committed there is nothing to do.
fn push(steps: &mut Steps<'_>, sql: String) {
    let placement = Placement::WithPrevious;
    steps.push(Action::Sql(sql), placement, Cost::default());
}

fn is_data(change: &Change) -> bool {
    match change {
        Change::Raw { sql, .. } => !raw::is_definition(sql),
        _ => change.is_data(),
    }
}

/// The tables that must not have a row waiting: dropping a foreign key drops triggers of
/// the table that it refers to. A name or a comment may change meanwhile.
fn concerned<'s>(change: &'s Change, schema: &'s Schema) -> impl Iterator<Item = &'s TableName> {
    let named: Vec<&TableName> = match change {
        Change::CreateTable(_) | Change::CommentTable { .. } | Change::RenameTable { .. } => {
            Vec::new()
        }
        Change::Raw { sql, .. } => mentioned(sql, schema).collect(),
        _ => change.table().into_iter().collect(),
    };
    let tables = named.iter().filter_map(|name| schema.table(name));
    let keys = tables.flat_map(|table| &table.constraints);
    let referred = keys.filter_map(|constraint| Some(&constraint.foreign_key()?.table));
    let referred: Vec<&TableName> = referred.collect();
    named.into_iter().chain(referred)
}

fn mentioned<'s>(sql: &str, schema: &'s Schema) -> impl Iterator<Item = &'s TableName> {
    let words = fragment::names(sql);
    schema
        .names()
        .filter(move |name| words.contains(&name.name))
}

/// The tables of which rows are written and may wait, be it along a foreign key.
fn written(change: &Change, schema: &Schema) -> Vec<TableName> {
    let mut tables: Vec<&TableName> = Vec::new();
    let mut write = |table, event| {
        let locks = writes::locks(schema, table, event).into_iter();
        let locks = locks.filter(|(_, lock)| *lock == Lock::RowExclusive);
        tables.extend(locks.map(|(table, _)| table));
    };
    match change {
        Change::Insert(insert) => write(&insert.table, Event::Insert),
        Change::Update(update) => {
            let set = update.set.iter();
            let set: Vec<&str> = set.map(|set| set.column.text.as_str()).collect();
            write(&update.table, Event::Update(&set));
        }
        Change::Delete(delete) => write(&delete.table, Event::Delete),
        Change::Raw { sql, .. } => {
            mentioned(sql, schema).for_each(|table| write(table, Event::Delete));
        }
        _ => {}
    }
    let waits = |name: &&TableName| schema.table(name).is_some_and(|table| waits(table, schema));
    tables.into_iter().filter(waits).cloned().collect()
}

/// Whether a row of the table can wait for a check of its own or of one that refers to it.
fn waits(table: &Table, schema: &Schema) -> bool {
    let refers = |other: &&Table| {
        let mut constraints = other
            .constraints
            .iter()
            .filter(|c| is_deferred(c.deferrable));
        constraints.any(|constraint| {
            let key = constraint.foreign_key();
            key.is_some_and(|key| key.table == table.name)
        })
    };
    let mut own = table.constraints.iter();
    own.any(|constraint| is_deferred(constraint.deferrable))
        || schema.referencing(&table.name).iter().any(refers)
}

fn is_deferred(deferrable: Deferrable) -> bool {
    match deferrable {
        Deferrable::InitiallyDeferred => true,
        Deferrable::InitiallyImmediate | Deferrable::No => false,
    }
}

/// Every such constraint, with the schema of its table.
fn initially_deferred(schema: &Schema) -> Vec<(Option<&str>, &str)> {
    let tables = schema.names().filter_map(|name| schema.table(name));
    let constraints = tables.flat_map(|table| {
        let deferred = table
            .constraints
            .iter()
            .filter(|c| is_deferred(c.deferrable));
        deferred.map(|constraint| (table.name.written_schema(), constraint.name.as_str()))
    });
    constraints.collect()
}
