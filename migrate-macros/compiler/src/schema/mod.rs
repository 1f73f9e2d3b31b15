//! The model: what a database holds at one point of the history, and the closed set of
//! changes that lead from one point to the next. Must not know how anything is spelled,
//! nor any database.

mod apply;
mod beyond;
mod change;
mod code;
mod column;
mod constraint;
mod differences;
mod fill;
#[cfg(test)]
pub(crate) mod fixtures;
mod hash;
mod id;
mod index;
mod lookup;
mod names;
mod object;
mod parts;
mod past;
mod register;
mod rename;
mod reverse;
mod slot;
mod stored;
mod table;
mod uses;

use std::rc::Rc;

pub(crate) use beyond::Beyond;
pub(crate) use change::{Alteration, Change, ColumnChange, ConstraintChange, RowChange, Undo};
pub(crate) use column::{Column, Fill, Generated, Generator};
pub(crate) use constraint::{Constraint, ConstraintKind, Exclude, ForeignKey};
pub(crate) use id::Id;
pub(crate) use index::{Index, plain_column};
pub(crate) use names::server_name;
pub(crate) use object::Object;
pub(crate) use parts::{Part, Sequence, is_next_value, next_value, takes_from};
pub(crate) use past::{Lineage, Past};
pub(crate) use reverse::{Reversal, reverse};
pub(crate) use table::Table;
pub(crate) use uses::{columns_of, mentions_column};

use crate::syntax::ast::TableName;
use slot::Slot;
use stored::{Changed, Stored};

/// All tables at one point of the history. A clone shares them; a change copies the one
/// table that it touches. Tables of earlier migrations stay text until they are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema {
    stored: Rc<Stored>,
    changed: Rc<Changed>,
    beyond: Rc<Beyond>,
}

impl Schema {
    pub(crate) fn table(&self, name: &TableName) -> Option<&Table> {
        self.slot(name)?.table().map(|table| &**table)
    }

    pub(crate) fn table_mut(&mut self, name: &TableName) -> Option<&mut Table> {
        if !self.changed.contains_key(name) {
            let table = self.stored.find(name)?.table()?.clone();
            self.set(name, Some(table));
        }
        let changed = Rc::make_mut(&mut self.changed);
        changed.get_mut(name)?.as_mut().map(Rc::make_mut)
    }

    /// Adds a table under its own name, in place of one that had it.
    pub(crate) fn insert(&mut self, table: Table) {
        let name = table.name.clone();
        self.set(&name, Some(Rc::new(table)));
    }

    pub(crate) fn remove(&mut self, name: &TableName) -> Option<Table> {
        let table = self.slot(name)?.table().cloned();
        self.set(name, None);
        table.map(Rc::unwrap_or_clone)
    }

    /// What raw statements left beside the tables.
    pub(crate) fn beyond(&self) -> &Beyond {
        &self.beyond
    }

    /// The same tables, and what raw statements left for either of the two.
    pub(crate) fn join(&mut self, other: &Self) {
        if self.beyond != other.beyond {
            Rc::make_mut(&mut self.beyond).join(&other.beyond);
        }
    }

    /// The tables of an earlier migration, with nothing changed.
    fn stored(stored: Rc<Stored>, beyond: Beyond) -> Self {
        Self {
            stored,
            changed: Rc::default(),
            beyond: Rc::new(beyond),
        }
    }

    /// Makes all tables text, most of which was there before, once for whoever compares or
    /// writes the schema.
    pub(crate) fn settle(&mut self) {
        self.stored = self.settled();
        self.changed = Rc::default();
    }

    fn settled(&self) -> Rc<Stored> {
        if self.changed.is_empty() {
            return self.stored.clone();
        }
        Rc::new(self.stored.with(&self.changed))
    }

    fn set(&mut self, name: &TableName, table: Option<Rc<Table>>) {
        Rc::make_mut(&mut self.changed).insert(name.clone(), table);
    }

    fn slot(&self, name: &TableName) -> Option<Slot<'_>> {
        match self.changed.get(name) {
            Some(table) => table.as_ref().map(Slot::Changed),
            None => self.stored.find(name).map(Slot::Stored),
        }
    }

    /// Every table, in the order of names.
    fn slots(&self) -> impl Iterator<Item = Slot<'_>> {
        let stored = self.stored.entries();
        let stays = stored.filter(|entry| !self.changed.contains_key(&entry.name));
        let changed = self.changed.values().flatten();
        let mut slots: Vec<Slot<'_>> = stays.map(Slot::Stored).collect();
        slots.extend(changed.map(Slot::Changed));
        slots.sort_unstable_by_key(|slot| slot.name());
        slots.into_iter()
    }
}

/// What is equal has the same tables.
impl PartialEq for Schema {
    fn eq(&self, other: &Self) -> bool {
        self.settled() == other.settled()
    }
}

impl Eq for Schema {}
