//! What a schema can be asked for by name, without looking into tables that do not
//! answer. Must not know what the answers are for.

use migrate_contract::PUBLIC;

use super::code::is_plain;
use super::slot::Slot;
use super::{Id, Part, Schema, Table};
use crate::syntax::ast::TableName;

/// What a name stands for among the names that tables and indexes share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation<'a> {
    Table(&'a TableName),
    /// An index of this table, from `create index` or behind a constraint.
    Index(&'a TableName),
}

impl Schema {
    /// The comment on an object.
    pub(crate) fn comment(&self, id: &Id) -> Option<&str> {
        let table = self.table(id.table())?;
        let comment = match id {
            Id::Table(_) => &table.comment,
            Id::Column(_, column) => &table.column(column)?.comment,
            Id::Constraint(..) | Id::Index(..) => return None,
        };
        comment.as_deref()
    }

    /// Every name, without looking into any table.
    pub(crate) fn names(&self) -> impl Iterator<Item = &TableName> {
        self.slots().map(Slot::name)
    }

    /// The tables with a foreign key to this one, itself among them, in the order of names.
    pub(crate) fn referencing(&self, name: &TableName) -> Vec<&Table> {
        let tables = self.mentioning(&name.name);
        let mut referring: Vec<&Table> = tables.filter(|table| table.refers_to(name)).collect();
        referring.sort_unstable_by_key(|table| &table.name);
        referring
    }

    /// The tables that may hold this word of a definition: a name, a function, a type.
    pub(crate) fn saying(&self, word: &str) -> Vec<&Table> {
        // What is not plain stands in no text as it is.
        let may_say = !is_plain(word);
        let says = |slot: &Slot<'_>| match slot {
            Slot::Stored(entry) => may_say || entry.text().contains(word),
            Slot::Changed(_) => true,
        };
        let slots = self.slots().filter(says);
        slots.filter_map(|slot| Some(&**slot.table()?)).collect()
    }

    /// The table that has an index of this name, from `create index` or behind a
    /// constraint: index names are unique in a schema, and share it with tables.
    pub(crate) fn table_of_index(&self, schema: Option<&str>, index: &str) -> Option<&Table> {
        let mut tables = self.mentioning_in(schema, index);
        tables.find(|table| table.has_index(index))
    }

    /// The table or the index that has this name in a schema; no schema means `public`.
    pub(crate) fn relation(&self, schema: Option<&str>, name: &str) -> Option<Relation<'_>> {
        let name_of_table = TableName::new(schema, name);
        if let Some(slot) = self.slot(&name_of_table) {
            return Some(Relation::Table(slot.name()));
        }
        let table = self.table_of_index(schema, name)?;
        Some(Relation::Index(&table.name))
    }

    /// Whether a constraint of any table in the schema has this name.
    pub(crate) fn has_constraint(&self, schema: Option<&str>, name: &str) -> bool {
        let mut tables = self.mentioning_in(schema, name);
        tables.any(|table| table.constraint(name).is_some())
    }

    /// The table with a column that owns a sequence of this name, beside the tables and
    /// indexes of the schema.
    pub(crate) fn table_of_sequence(&self, schema: Option<&str>, name: &str) -> Option<&Table> {
        let mut tables = self.mentioning_in(schema, name);
        tables.find(|table| table.column_with(Part::Sequence, name).is_some())
    }

    /// A table whose name is this one, but for the case of its letters.
    pub(crate) fn folded(&self, name: &TableName) -> Option<&TableName> {
        let tables = self.mentioning(&name.name).map(|table| &table.name);
        let mut tables = tables.filter(|table| table.schema == name.schema);
        tables.find(|table| table.name.eq_ignore_ascii_case(&name.name))
    }

    /// Whether a column of another table in the schema has a part of this name.
    pub(super) fn has_part_beside(&self, table: &TableName, part: Part, name: &str) -> bool {
        let mut tables = self.mentioning_in(table.schema.as_deref(), name);
        tables.any(|other| other.name != *table && other.column_with(part, name).is_some())
    }

    fn mentioning_in(&self, schema: Option<&str>, name: &str) -> impl Iterator<Item = &Table> {
        let schema = schema.filter(|schema| *schema != PUBLIC);
        let tables = self.mentioning(name);
        tables.filter(move |table| table.name.schema.as_deref() == schema)
    }

    /// Every table that may have something of this name, in any case, or refer to it.
    fn mentioning(&self, name: &str) -> impl Iterator<Item = &Table> {
        let stored = self.stored.mentioning(name);
        let stays = stored.filter(|entry| !self.changed.contains_key(&entry.name));
        let changed = self.changed.values().flatten();
        let tables = stays.filter_map(|entry| entry.table()).chain(changed);
        tables.map(|table| &**table)
    }
}
