//! What a schema can be asked for by name, without looking into tables that do not
//! answer. Must not know what the answers are for.

use super::slot::Slot;
use super::stored::Needle;
use super::{Part, Schema, Table};
use crate::syntax::ast::TableName;

/// What a name stands for among the names that tables and indexes share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation<'a> {
    Table(&'a TableName),
    /// An index of this table, from `create index` or behind a constraint.
    Index(&'a TableName),
}

impl Schema {
    /// Every name, without looking into any table.
    pub(crate) fn names(&self) -> impl Iterator<Item = &TableName> {
        self.slots().map(Slot::name)
    }

    /// The tables with a foreign key to this one, itself among them.
    pub(crate) fn referencing(&self, name: &TableName) -> Vec<&Table> {
        let needle = Needle::new(&name.name);
        let referring = self.slots().filter(|slot| slot.refers_to(name, &needle));
        referring
            .filter_map(|slot| Some(&**slot.table()?))
            .collect()
    }

    /// The tables that may hold this word of a definition: a name, a function, a type.
    pub(crate) fn saying(&self, word: &str) -> Vec<&Table> {
        let says = |slot: &Slot<'_>| match slot {
            Slot::Stored(entry) => entry.text().contains(word),
            Slot::Changed(_) => true,
        };
        let slots = self.slots().filter(says);
        slots.filter_map(|slot| Some(&**slot.table()?)).collect()
    }

    /// The table that has an index of this name, from `create index` or behind a
    /// constraint: index names are unique in a schema, and share it with tables.
    pub(crate) fn table_of_index(&self, schema: Option<&str>, index: &str) -> Option<&Table> {
        let index = Needle::new(index);
        let mut slots = self.slots_of(schema);
        slots
            .find(|slot| slot.has_index(&index))?
            .table()
            .map(|table| &**table)
    }

    /// The table or the index that has this name in a schema; no schema means `public`.
    pub(crate) fn relation(&self, schema: Option<&str>, name: &str) -> Option<Relation<'_>> {
        let name_of_table = TableName::new(schema, name);
        if let Some(slot) = self.slot(&name_of_table) {
            return Some(Relation::Table(slot.name()));
        }
        let name = Needle::new(name);
        let mut slots = self.slots_of(schema);
        let slot = slots.find(|slot| slot.has_index(&name))?;
        Some(Relation::Index(slot.name()))
    }

    /// Whether a constraint of any table in the schema has this name.
    pub(crate) fn has_constraint(&self, schema: Option<&str>, name: &str) -> bool {
        let name = Needle::new(name);
        self.slots_of(schema).any(|slot| slot.has_constraint(&name))
    }

    /// The table with a column that owns a sequence of this name, beside the tables and
    /// indexes of the schema.
    pub(crate) fn table_of_sequence(&self, schema: Option<&str>, name: &str) -> Option<&Table> {
        let name = Needle::new(name);
        let mut slots = self.slots_of(schema);
        let slot = slots.find(|slot| slot.has_part(Part::Sequence, &name))?;
        slot.table().map(|table| &**table)
    }

    /// Whether a column of another table in the schema has a part of this name.
    pub(super) fn has_part_beside(&self, table: &TableName, part: Part, name: &str) -> bool {
        let name = Needle::new(name);
        let mut slots = self.slots_of(table.schema.as_deref());
        slots.any(|slot| slot.name() != table && slot.has_part(part, &name))
    }

    fn slots_of(&self, schema: Option<&str>) -> impl Iterator<Item = Slot<'_>> {
        let schema = schema.filter(|schema| *schema != "public");
        self.slots()
            .filter(move |slot| slot.name().schema.as_deref() == schema)
    }
}
