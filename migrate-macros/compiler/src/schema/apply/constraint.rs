//! What changes of constraints and indexes leave behind in their table. Must not know
//! any database.

use crate::schema::fill;
use crate::schema::{Constraint, Index, Part, Schema, Table};
use crate::syntax::ast::TableName;

impl Schema {
    /// A primary key makes its columns not null, one after the other, each with a name.
    pub(super) fn add_constraint(
        &mut self,
        name: &TableName,
        constraint: &Constraint,
        ordinal: u32,
    ) {
        let Some(before) = self.table(name) else {
            return;
        };
        let nullable = |key: &&String| before.column(key).is_some_and(|column| !column.not_null);
        let key = constraint.is_primary_key().then(|| constraint.columns());
        let key = key.unwrap_or_default().iter().filter(nullable);
        let required: Vec<String> = key.cloned().collect();
        for column in required {
            self.require(name, &column);
        }
        if let Some(table) = self.table_mut(name) {
            table.add_constraint(constraint, ordinal);
        }
    }

    fn require(&mut self, name: &TableName, column: &str) {
        let kept = self.table(name).and_then(|table| {
            let free = self.free_part_name(table, column, Part::NotNull);
            table.kept_name(column, Part::NotNull, free)
        });
        if let Some(column) = self
            .table_mut(name)
            .and_then(|table| table.column_mut(column))
        {
            column.not_null = true;
            column.not_null_name = kept;
        }
    }
}

impl Table {
    pub(super) fn add_constraint(&mut self, constraint: &Constraint, ordinal: u32) {
        let mut constraint = constraint.clone();
        constraint.born = ordinal;
        self.constraints.push(constraint);
        self.require_primary_key();
    }

    /// A primary key makes its columns not null; they stay so when it goes.
    pub(super) fn require_primary_key(&mut self) {
        let Some(key) = self.primary_key().map(<[String]>::to_vec) else {
            return;
        };
        for column in &mut self.columns {
            column.not_null |= key.contains(&column.name);
        }
    }

    pub(super) fn drop_constraint(&mut self, name: &str) {
        let dropped = self.constraints.iter().position(|it| it.name == name);
        if let Some(place) = dropped {
            let constraint = self.constraints.remove(place);
            fill::released(self, &constraint);
        }
    }

    pub(super) fn rename_constraint(&mut self, name: &str, to: &str) {
        if let Some(constraint) = self.constraint_mut(name) {
            to.clone_into(&mut constraint.name);
        }
    }

    pub(super) fn validate_constraint(&mut self, name: &str) {
        if let Some(constraint) = self.constraint_mut(name) {
            constraint.valid = true;
        }
    }

    pub(super) fn add_index(&mut self, index: &Index, ordinal: u32) {
        let mut index = index.clone();
        index.born = ordinal;
        self.indexes.push(index);
    }

    /// The index behind a constraint has the constraint's name, and takes it along.
    pub(super) fn rename_index(&mut self, name: &str, to: &str) {
        match self.indexes.iter_mut().find(|index| index.name == name) {
            Some(index) => to.clone_into(&mut index.name),
            None => self.rename_constraint(name, to),
        }
    }

    fn constraint_mut(&mut self, name: &str) -> Option<&mut Constraint> {
        let mut constraints = self.constraints.iter_mut();
        constraints.find(|constraint| constraint.name == name)
    }
}
