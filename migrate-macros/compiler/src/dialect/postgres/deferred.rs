//! Checks that wait for the end of the transaction: PostgreSQL refuses to alter a table
//! while a row of it waits for one, so they are made before. Takes changes in order, adds
//! the statements between them; must not know where transactions end.
//!
//! <https://www.postgresql.org/docs/current/sql-set-constraints.html>

use super::raw::{self, Deed};
use super::steps::Steps;
use super::writes::{self, Event};
use crate::dialect::{Action, Cost, Lock, Placement};
use crate::schema::{Alteration, Change, Id, Object, RowChange, Schema, Table};
use crate::syntax::ast::{Deferrable, TableName, fragment};

/// What waits, as far as the changes say.
#[derive(Debug, Default)]
pub(super) struct Deferred {
    /// Tables whose rows may wait for a check.
    written: Vec<TableName>,
    mode: Mode,
}

/// When the checks of deferrable constraints are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// As they were declared.
    #[default]
    Declared,
    /// With each statement.
    Immediate,
    /// A raw statement asked for it: at the end.
    Deferred,
}

impl Deferred {
    /// Before a change: makes the checks that would be in its way, or lets those of rows to
    /// come wait again.
    pub(super) fn before(&mut self, steps: &mut Steps<'_>) {
        let (change, schema) = (steps.situation.change, steps.situation.before);
        match deed(change) {
            Deed::Writes => self.wait_again(steps, schema),
            Deed::Calls => {
                if !self.written.is_empty() {
                    self.check(steps);
                }
                self.wait_again(steps, schema);
            }
            Deed::Defines => {
                let mut concerned = concerned(change, schema);
                if concerned.any(|table| self.written.contains(table)) {
                    self.check(steps);
                }
            }
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
        if matches!(change, Change::Run { sql, .. } if raw::defers(sql)) {
            self.mode = Mode::Deferred;
        }
        if is_over {
            return;
        }
        let tables = match deed(change) {
            Deed::Writes => written(change, schema),
            Deed::Calls => schema.names().collect(),
            Deed::Defines => return,
        };
        let mode = self.mode;
        let waits = |name: &&TableName| schema.table(name).is_some_and(|t| waits(t, schema, mode));
        self.written
            .extend(tables.into_iter().filter(waits).cloned());
    }

    fn check(&mut self, steps: &mut Steps<'_>) {
        self.written.clear();
        self.mode = Mode::Immediate;
        push(steps, "SET CONSTRAINTS ALL IMMEDIATE".to_owned());
    }

    fn wait_again(&mut self, steps: &mut Steps<'_>, schema: &Schema) {
        if self.mode != Mode::Immediate {
            return;
        }
        let names = of(schema, Deferrable::InitiallyDeferred);
        let mut tables = schema.names().filter_map(|name| schema.table(name));
        // What a raw statement made has a name that nobody knows.
        let all = tables.any(|table| table.deferred);
        if names.is_empty() && !all {
            return;
        }
        self.mode = Mode::Declared;
        if !all {
            return set(steps, Some(&names), "DEFERRED");
        }
        set(steps, None, "DEFERRED");
        let names = of(schema, Deferrable::InitiallyImmediate);
        if !names.is_empty() {
            set(steps, Some(&names), "IMMEDIATE");
        }
    }
}

/// A constraint with the schema of its table.
type ConstraintName<'s> = (Option<&'s str>, &'s str);

fn set(steps: &mut Steps<'_>, names: Option<&[ConstraintName<'_>]>, mode: &str) {
    let sql = steps.sql(|writer| {
        writer.word("SET CONSTRAINTS");
        match names {
            None => writer.put("ALL"),
            Some(names) => writer.list(names, |writer, (schema, name)| {
                writer.object(*schema, name);
            }),
        }
        writer.word(mode);
    });
    push(steps, sql);
}

/// With what was written: where that was committed there is nothing to do.
fn push(steps: &mut Steps<'_>, sql: String) {
    let placement = Placement::WithPrevious;
    steps.push(Action::Sql(sql), placement, Cost::default());
}

fn deed(change: &Change) -> Deed {
    match change {
        Change::Run { sql, .. } => raw::deed(sql),
        _ if change.is_data() => Deed::Writes,
        _ => Deed::Defines,
    }
}

/// The tables that must not have a row waiting: dropping a foreign key drops triggers of
/// the table that it refers to. A name or a comment may change meanwhile.
fn concerned<'s>(change: &'s Change, schema: &'s Schema) -> impl Iterator<Item = &'s TableName> {
    let named: Vec<&TableName> = match change {
        Change::Create(Object::Table(_))
        | Change::Alter(Alteration::Comment(..))
        | Change::Rename(Id::Table(_), _) => Vec::new(),
        Change::Run { sql, .. } => mentioned(sql, schema).collect(),
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

/// The tables of which rows are written, be it along a foreign key.
fn written<'s>(change: &'s Change, schema: &'s Schema) -> Vec<&'s TableName> {
    let mut tables: Vec<&TableName> = Vec::new();
    let mut write = |table, event| {
        let locks = writes::locks(schema, table, event).into_iter();
        let locks = locks.filter(|(_, lock)| *lock == Lock::RowExclusive);
        tables.extend(locks.map(|(table, _)| table));
    };
    match change {
        Change::Rows(RowChange::Insert(insert)) => write(&insert.table, Event::Insert),
        Change::Rows(RowChange::Update(update)) => {
            let set = update.set.iter();
            let set: Vec<&str> = set.map(|set| set.column.text.as_str()).collect();
            write(&update.table, Event::Update(&set));
        }
        Change::Rows(RowChange::Delete(delete)) => write(&delete.table, Event::Delete),
        Change::Run { sql, .. } => {
            mentioned(sql, schema).for_each(|table| write(table, Event::Delete));
        }
        _ => {}
    }
    tables
}

/// Whether a row of the table can wait for a check of its own or of one that refers to it.
fn waits(table: &Table, schema: &Schema, mode: Mode) -> bool {
    let refers = |other: &&Table| {
        let mut constraints = other
            .constraints
            .iter()
            .filter(|c| is_deferred(c.deferrable, mode));
        constraints.any(|constraint| {
            let key = constraint.foreign_key();
            key.is_some_and(|key| key.table == table.name)
        })
    };
    let mut own = table.constraints.iter();
    table.deferred
        || own.any(|constraint| is_deferred(constraint.deferrable, mode))
        || schema.referencing(&table.name).iter().any(refers)
}

fn is_deferred(deferrable: Deferrable, mode: Mode) -> bool {
    match (deferrable, mode) {
        (Deferrable::InitiallyDeferred, _) => true,
        (Deferrable::InitiallyImmediate, Mode::Deferred) => true,
        (Deferrable::InitiallyImmediate, Mode::Declared | Mode::Immediate)
        | (Deferrable::No, _) => false,
    }
}

/// Every constraint that is deferrable like this.
fn of(schema: &Schema, deferrable: Deferrable) -> Vec<ConstraintName<'_>> {
    let tables = schema.names().filter_map(|name| schema.table(name));
    let constraints = tables.flat_map(|table| {
        let alike = table
            .constraints
            .iter()
            .filter(|constraint| constraint.deferrable == deferrable);
        alike.map(|constraint| (table.name.written_schema(), constraint.name.as_str()))
    });
    constraints.collect()
}
