//! The model: what a database holds at one point of the history, and the closed set of
//! changes that lead from one point to the next. Must not know how anything is spelled,
//! nor any database.

mod apply;
mod beyond;
mod casts;
mod change;
mod code;
mod column;
mod constraint;
mod differences;
mod fill;
#[cfg(test)]
pub(crate) mod fixtures;
mod index;
mod lookup;
mod names;
mod parts;
mod past;
mod rename;
mod reverse;
mod slot;
mod stored;
mod table;
mod uses;

use std::collections::BTreeMap;
use std::rc::Rc;

pub(crate) use beyond::Beyond;
pub(crate) use casts::{assignable, castable, implicitly_castable};
pub(crate) use change::{Alteration, Change, Undo};
pub(crate) use column::{Column, Fill, Generated, Generator};
pub(crate) use constraint::{Constraint, ConstraintKind, Exclude, ForeignKey};
pub(crate) use index::{Index, plain_column};
pub(crate) use names::{catalogue_name, server_name};
pub(crate) use parts::{Part, Sequence, is_next_value, next_value, takes_from};
pub(crate) use past::{Lineage, Past};
pub(crate) use reverse::{Reversal, fits, reverse};
pub(crate) use table::Table;
pub(crate) use uses::{columns_of, mentions_column};

use crate::syntax::ast::TableName;
use code::{Code, Writer};
use slot::Slot;
use stored::Stored;

/// About as many pieces has the text of a schema: with more of them less is written anew,
/// and each costs a token wherever it goes.
const PIECES: usize = 32;

/// The 32-bit FNV-1a.
fn hash(name: &str) -> u32 {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    name.bytes().fold(0x811c_9dc5, mix)
}

/// All tables at one point of the history. A clone shares them; a change copies the one
/// table that it touches. Tables of earlier migrations stay text until they are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema {
    stored: Rc<Stored>,
    /// What is not as it is stored: other, new, or nothing where it was dropped.
    changed: Rc<BTreeMap<TableName, Option<Rc<Table>>>>,
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
    fn stored(stored: Stored, beyond: Beyond) -> Self {
        Self {
            stored: Rc::new(stored),
            changed: Rc::default(),
            beyond: Rc::new(beyond),
        }
    }

    /// Writes every table; only a mark for one that the first schema has just so. Which
    /// tables end a piece is up to their names alone, so that a new one changes no other.
    fn write(&self, first: &Self, to: &mut Writer<'_>) {
        self.beyond.write(to);
        to.cut();
        let count = self.slots().count();
        to.number(u32::try_from(count).unwrap_or(u32::MAX));
        to.cut();
        let share = u32::try_from(count / PIECES)
            .unwrap_or(0)
            .next_power_of_two();
        for slot in self.slots() {
            let text = slot.text();
            match first.slot(slot.name()) {
                Some(other) if other.text() == text => stored::write_same(slot.name(), to),
                Some(_) | None => to.raw(&text),
            }
            if hash(&slot.name().name) & (share - 1) == 0 {
                to.cut();
            }
        }
        to.cut();
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
        let mut stored = self.stored.entries().iter().peekable();
        let mut changed = self.changed.iter().peekable();
        std::iter::from_fn(move || {
            loop {
                let next = changed.peek().map(|(name, _)| *name);
                match stored.peek() {
                    Some(entry) if next.is_none_or(|name| entry.name < *name) => {
                        return stored.next().map(Slot::Stored);
                    }
                    Some(entry) if next == Some(&entry.name) => drop(stored.next()),
                    Some(_) | None => {}
                }
                if let Some(table) = changed.next()?.1 {
                    return Some(Slot::Changed(table));
                }
            }
        })
    }
}

/// What is equal has the same tables.
impl PartialEq for Schema {
    fn eq(&self, other: &Self) -> bool {
        self.slots()
            .map(Slot::table)
            .eq(other.slots().map(Slot::table))
    }
}

impl Eq for Schema {}
