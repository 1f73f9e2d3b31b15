//! The model: what a database holds at one point of the history, and the closed set of
//! changes that lead from one point to the next. Must not know how anything is spelled,
//! nor any database.

mod apply;
mod change;
mod column;
mod constraint;
mod fill;
mod index;
mod rename;
mod table;
mod uses;

use std::collections::BTreeMap;
use std::rc::Rc;

pub(crate) use change::{Alteration, Change, Undo};
pub(crate) use column::{Column, Fill, Generated, Generator};
pub(crate) use constraint::{Constraint, ConstraintKind, Exclude, ForeignKey};
pub(crate) use index::{Index, plain_column};
pub(crate) use table::Table;
pub(crate) use uses::{columns_of, mentions_column};

use crate::syntax::ast::TableName;

/// All tables at one point of the history. A clone shares them; a change copies the one
/// table that it touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Schema {
    tables: BTreeMap<TableName, Rc<Table>>,
}

impl Schema {
    pub(crate) fn table(&self, name: &TableName) -> Option<&Table> {
        self.tables.get(name).map(Rc::as_ref)
    }

    pub(crate) fn table_mut(&mut self, name: &TableName) -> Option<&mut Table> {
        self.tables.get_mut(name).map(Rc::make_mut)
    }

    /// Adds a table under its own name, in place of one that had it.
    pub(crate) fn insert(&mut self, table: Table) {
        self.tables.insert(table.name.clone(), Rc::new(table));
    }

    pub(crate) fn remove(&mut self, name: &TableName) -> Option<Table> {
        self.tables.remove(name).map(Rc::unwrap_or_clone)
    }

    /// Every name, without looking into any table.
    pub(crate) fn names(&self) -> impl Iterator<Item = &TableName> {
        self.tables.keys()
    }

    /// The tables with a foreign key to this one, itself among them.
    pub(crate) fn referencing(&self, name: &TableName) -> Vec<&Table> {
        let refers = |table: &&Table| {
            let mut keys = table.constraints.iter().filter_map(Constraint::foreign_key);
            keys.any(|key| key.table == *name)
        };
        self.tables
            .values()
            .map(Rc::as_ref)
            .filter(refers)
            .collect()
    }

    /// The table that has an index of this name, from `create index` or behind a
    /// constraint: index names are unique in a schema, and share it with tables.
    pub(crate) fn table_of_index(&self, schema: Option<&str>, index: &str) -> Option<&Table> {
        let has = |table: &&Table| {
            table.name.schema.as_deref() == schema
                && (table.index(index).is_some()
                    || table.constraint(index).is_some_and(Constraint::has_index))
        };
        self.tables.values().map(Rc::as_ref).find(has)
    }
}
