//! What creating and renaming a table, and renaming a column, leave behind: also in the
//! tables that refer to it. Must not know any database.

use crate::schema::rename;
use crate::schema::{Constraint, ConstraintKind, Fill, ForeignKey, Schema, Table};
use crate::syntax::ast::TableName;

impl Schema {
    pub(super) fn create_table(&mut self, table: &Table, ordinal: u32) {
        let mut table = table.clone();
        table.born = ordinal;
        for column in &mut table.columns {
            column.born = ordinal;
            column.fill = Fill::Unknown;
        }
        for constraint in &mut table.constraints {
            constraint.born = ordinal;
        }
        for index in &mut table.indexes {
            index.born = ordinal;
        }
        table.require_primary_key();
        self.insert(table);
    }

    /// The foreign keys that point at the table follow, wherever they stand.
    pub(super) fn rename_table(&mut self, name: &TableName, to: &str) {
        let Some(mut table) = self.remove(name) else {
            return;
        };
        let renamed = name.sibling(to);
        table.rename_around_parts(|table| table.name = renamed.clone());
        for expr in table.exprs_mut() {
            rename::rename_table(expr, &name.name, to);
        }
        self.insert(table);
        self.foreign_keys_to(name, |key| key.table.clone_from(&renamed));
    }

    /// Everything follows that mentions the column: in its own table, and the foreign
    /// keys that point at it.
    pub(super) fn rename_column(&mut self, name: &TableName, column: &str, to: &str) {
        let Some(table) = self.table_mut(name) else {
            return;
        };
        table.rename_column(column, to);
        self.foreign_keys_to(name, |key| rename_in(&mut key.referenced, column, to));
    }

    fn foreign_keys_to(&mut self, name: &TableName, mut change: impl FnMut(&mut ForeignKey)) {
        let referencing = self.referencing(name);
        let names: Vec<TableName> = referencing.iter().map(|table| table.name.clone()).collect();
        for table in names {
            let Some(table) = self.table_mut(&table) else {
                continue;
            };
            let keys = table.constraints.iter_mut().filter_map(foreign_key_mut);
            keys.filter(|key| key.table == *name).for_each(&mut change);
        }
    }
}

impl Table {
    fn rename_column(&mut self, from: &str, to: &str) {
        let table = self.name.name.clone();
        for expr in self.exprs_mut() {
            rename::rename_column(expr, &table, from, to);
        }
        self.rename_around_parts(|table| {
            if let Some(column) = table.column_mut(from) {
                to.clone_into(&mut column.name);
            }
        });
        for constraint in &mut self.constraints {
            if let Some(columns) = columns_mut(constraint) {
                rename_in(columns, from, to);
            }
            if let Some(key) = foreign_key_mut(constraint) {
                rename_in(&mut key.delete_sets, from, to);
            }
        }
        for index in &mut self.indexes {
            rename_in(&mut index.include, from, to);
        }
    }
}

fn rename_in(names: &mut [String], from: &str, to: &str) {
    for name in names.iter_mut().filter(|name| *name == from) {
        to.clone_into(name);
    }
}

fn columns_mut(constraint: &mut Constraint) -> Option<&mut Vec<String>> {
    match &mut constraint.kind {
        ConstraintKind::PrimaryKey(columns) | ConstraintKind::Unique { columns, .. } => {
            Some(columns)
        }
        ConstraintKind::ForeignKey(key) => Some(&mut key.columns),
        ConstraintKind::Check(_) | ConstraintKind::Exclude(_) => None,
    }
}

fn foreign_key_mut(constraint: &mut Constraint) -> Option<&mut ForeignKey> {
    match &mut constraint.kind {
        ConstraintKind::ForeignKey(key) => Some(key),
        _ => None,
    }
}
