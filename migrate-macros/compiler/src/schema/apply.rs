//! What a change leaves behind. Takes a schema and a change that was checked against it,
//! gives the schema after; must not know who asked, nor any database.

mod column;
mod constraint;
mod table;

use std::rc::Rc;

use super::fill;
use super::{Alteration, Change, ConstraintChange, Id, Object, RowChange, Schema, Table};
use crate::syntax::ast::TableName;

impl Schema {
    /// Applies a change whose names were resolved against this schema; what it names and
    /// is not there is left alone. `ordinal` is the number of the migration.
    pub(crate) fn apply(&mut self, change: &Change, ordinal: u32) {
        match change {
            Change::Create(object) => self.create(object, ordinal),
            Change::Drop(id) => self.drop(id),
            Change::Rename(id, to) => self.rename(id, to),
            Change::Alter(alteration) => self.alter(alteration),
            Change::Rows(RowChange::Insert(insert)) => fill::insert(self, insert),
            Change::Rows(RowChange::Update(update)) => fill::update(self, update),
            Change::Rows(RowChange::Delete(_)) => {}
            Change::Run { sql, .. } => {
                Rc::make_mut(&mut self.beyond).follow(sql);
                fill::raw(self, sql);
            }
        }
    }

    fn create(&mut self, object: &Object, ordinal: u32) {
        match object {
            Object::Table(table) => self.create_table(table, ordinal),
            Object::Column {
                table,
                column,
                foreign_key,
            } => self.change(table, |table| {
                table.add_column(column, ordinal);
                if let Some(key) = foreign_key {
                    table.add_constraint(key, ordinal);
                }
            }),
            Object::Constraint {
                table,
                constraint,
                using_index,
            } => {
                if let Some(taken) = using_index {
                    self.drop(&Id::Index(table.clone(), taken.clone()));
                }
                self.add_constraint(table, constraint, ordinal);
            }
            Object::Index { table, index } => {
                self.change(table, |table| table.add_index(index, ordinal));
            }
        }
    }

    fn drop(&mut self, id: &Id) {
        match id {
            Id::Table(table) => drop(self.remove(table)),
            Id::Column(table, column) => self.change(table, |table| table.drop_column(column)),
            Id::Constraint(table, name) => self.change(table, |table| table.drop_constraint(name)),
            Id::Index(table, name) => {
                self.change(table, |table| table.indexes.retain(|i| i.name != *name));
            }
        }
    }

    fn rename(&mut self, id: &Id, to: &str) {
        match id {
            Id::Table(table) => self.rename_table(table, to),
            Id::Column(table, column) => self.rename_column(table, column, to),
            Id::Constraint(table, name) => {
                self.change(table, |table| table.rename_constraint(name, to));
            }
            Id::Index(table, name) => self.change(table, |table| table.rename_index(name, to)),
        }
    }

    fn alter(&mut self, alteration: &Alteration) {
        match alteration {
            Alteration::Comment(id, comment) => {
                if let Some(kept) = self.comment_mut(id) {
                    kept.clone_from(comment);
                }
            }
            Alteration::Column(table, column, change) => {
                self.change(table, |table| table.alter_column(column, change));
            }
            Alteration::Constraint(table, name, ConstraintChange::Validate) => {
                self.change(table, |table| table.validate_constraint(name));
            }
        }
    }

    /// Where the comment on an object is kept.
    fn comment_mut(&mut self, id: &Id) -> Option<&mut Option<String>> {
        let table = self.table_mut(id.table())?;
        match id {
            Id::Table(_) => Some(&mut table.comment),
            Id::Column(_, column) => Some(&mut table.column_mut(column)?.comment),
            Id::Constraint(..) | Id::Index(..) => None,
        }
    }

    fn change(&mut self, table: &TableName, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.table_mut(table) {
            change(table);
        }
    }
}

#[cfg(test)]
mod tests;
