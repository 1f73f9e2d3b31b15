//! A table of a schema, whether it is still text or not. Must not know who asks for it.

use std::rc::Rc;

use super::stored::Entry;
use super::{Constraint, Table};
use crate::syntax::ast::TableName;

/// Where a table is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slot<'a> {
    Stored(&'a Entry),
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
