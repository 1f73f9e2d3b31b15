//! What a change leaves behind. Takes a schema and a change that was checked against it,
//! gives the schema after; must not know who asked, nor any database.

mod column;
mod constraint;
mod table;

use std::rc::Rc;

use super::fill;
use super::{Change, Schema, Table};
use crate::syntax::ast::TableName;

impl Schema {
    /// Applies a change whose names were resolved against this schema; what it names and
    /// is not there is left alone. `ordinal` is the number of the migration.
    pub(crate) fn apply(&mut self, change: &Change, ordinal: u32) {
        match change {
            Change::CreateTable(table) => self.create_table(table, ordinal),
            Change::DropTable(table) => drop(self.remove(table)),
            Change::RenameTable { table, to } => self.rename_table(table, to),
            Change::CommentTable { table, comment } => {
                self.change(table, |table| table.comment.clone_from(comment));
            }
            Change::AddColumn {
                table,
                column,
                foreign_key,
            } => self.change(table, |table| {
                table.add_column(column, ordinal);
                if let Some(key) = foreign_key {
                    table.add_constraint(key, ordinal);
                }
            }),
            Change::DropColumn { table, column } => {
                self.change(table, |table| table.drop_column(column));
            }
            Change::RenameColumn { table, column, to } => self.rename_column(table, column, to),
            Change::AlterColumn {
                table,
                column,
                alteration,
            } => self.change(table, |table| table.alter_column(column, alteration)),
            Change::AddConstraint {
                table,
                constraint,
                using_index,
            } => {
                self.change(table, |table| {
                    table
                        .indexes
                        .retain(|i| Some(&i.name) != using_index.as_ref());
                });
                self.add_constraint(table, constraint, ordinal);
            }
            Change::DropConstraint { table, constraint } => {
                self.change(table, |table| table.drop_constraint(constraint));
            }
            Change::RenameConstraint {
                table,
                constraint,
                to,
            } => self.change(table, |table| table.rename_constraint(constraint, to)),
            Change::ValidateConstraint { table, constraint } => {
                self.change(table, |table| table.validate_constraint(constraint));
            }
            Change::CreateIndex { table, index } => {
                self.change(table, |table| table.add_index(index, ordinal));
            }
            Change::DropIndex { table, index } => {
                self.change(table, |table| table.indexes.retain(|i| i.name != *index));
            }
            Change::RenameIndex { table, index, to } => {
                self.change(table, |table| table.rename_index(index, to));
            }
            Change::Insert(insert) => fill::insert(self, insert),
            Change::Update(update) => fill::update(self, update),
            Change::Delete(_) => {}
            Change::Raw { sql, .. } => {
                Rc::make_mut(&mut self.beyond).follow(sql);
                fill::raw(self, sql);
            }
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
