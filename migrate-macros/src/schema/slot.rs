//! A table of a schema, whether it is still text or not, and what can be asked of it
//! without making it more than text. Must not know what the answers are for.

use std::borrow::Cow;
use std::rc::Rc;

use super::stored::{self, Entry, Needle};
use super::{Constraint, Part, Table};
use crate::syntax::ast::TableName;

/// Where a table is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slot<'a> {
    Stored(&'a Rc<Entry>),
    Changed(&'a Rc<Table>),
}

impl<'a> Slot<'a> {
    pub(super) fn name(self) -> &'a TableName {
        match self {
            Self::Stored(entry) => &entry.name,
            Self::Changed(table) => &table.name,
        }
    }

    pub(super) fn table(self) -> Option<&'a Rc<Table>> {
        match self {
            Self::Stored(entry) => entry.table(),
            Self::Changed(table) => Some(table),
        }
    }

    /// The table as it is written in a schema.
    pub(super) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Stored(entry) => Cow::Borrowed(entry.text()),
            Self::Changed(table) => Cow::Owned(stored::write_table(table)),
        }
    }

    /// Whether it has an index of this name, from `create index` or behind a constraint.
    pub(super) fn has_index(self, name: &Needle<'_>) -> bool {
        match self {
            Self::Stored(entry) => entry.has(name, |object| {
                object.kind.is_relation() && object.is_named(name.text)
            }),
            Self::Changed(table) => table.has_index(name.text),
        }
    }

    pub(super) fn has_constraint(self, name: &Needle<'_>) -> bool {
        match self {
            Self::Stored(entry) => entry.has(name, |object| {
                object.kind.is_constraint() && object.is_named(name.text)
            }),
            Self::Changed(table) => table.constraint(name.text).is_some(),
        }
    }

    /// Whether a column of it has a part of this name.
    pub(super) fn has_part(self, part: Part, name: &Needle<'_>) -> bool {
        match self {
            Self::Stored(entry) => entry.has_part(part, name),
            Self::Changed(table) => table.column_with(part, name.text).is_some(),
        }
    }

    /// Whether a foreign key of it refers to the table.
    pub(super) fn refers_to(self, name: &TableName, needle: &Needle<'_>) -> bool {
        match self {
            Self::Stored(entry) => entry.has(needle, |object| object.refers_to(name)),
            Self::Changed(table) => table.refers_to(name),
        }
    }
}

impl Table {
    /// Whether it has an index of this name, from `create index` or behind a constraint.
    pub(crate) fn has_index(&self, name: &str) -> bool {
        self.index_names().any(|index| index == name)
    }

    /// The names of its indexes, those behind constraints among them.
    pub(crate) fn index_names(&self) -> impl Iterator<Item = &str> {
        let behind = self.constraints.iter().filter(|c| c.has_index());
        let own = self.indexes.iter().map(|index| index.name.as_str());
        behind.map(|constraint| constraint.name.as_str()).chain(own)
    }

    /// Whether a foreign key of it refers to the table.
    pub(crate) fn refers_to(&self, name: &TableName) -> bool {
        let mut keys = self.constraints.iter().filter_map(Constraint::foreign_key);
        keys.any(|key| key.table == *name)
    }
}
