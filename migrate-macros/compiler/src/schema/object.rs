//! What can be created: the list of kinds, each with its value. Must not know any database.

use super::{Column, Constraint, Id, Index, Table};
use crate::syntax::ast::TableName;

/// An object or a part of one, with all that creating it needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Object {
    /// With its columns, constraints and indexes.
    Table(Box<Table>),
    /// Added at the end.
    Column {
        table: TableName,
        column: Box<Column>,
        /// A foreign key of this column alone that no row can violate, since the column
        /// is null in all of them; it needs no validation when it comes with the column.
        foreign_key: Option<Box<Constraint>>,
    },
    Constraint {
        table: TableName,
        /// Not valid where the user wrote `not valid`; how a valid one is added without
        /// blocking is for the database to say.
        constraint: Box<Constraint>,
        /// `using index i`: the index becomes the constraint's, and takes its name.
        using_index: Option<String>,
    },
    Index {
        table: TableName,
        index: Box<Index>,
    },
}

impl Object {
    pub(crate) fn id(&self) -> Id {
        match self {
            Self::Table(table) => Id::Table(table.name.clone()),
            Self::Column { table, column, .. } => Id::Column(table.clone(), column.name.clone()),
            Self::Constraint {
                table, constraint, ..
            } => Id::Constraint(table.clone(), constraint.name.clone()),
            Self::Index { table, index } => Id::Index(table.clone(), index.name.clone()),
        }
    }

    /// The table that it is, or is a part of.
    pub(crate) fn table(&self) -> &TableName {
        match self {
            Self::Table(table) => &table.name,
            Self::Column { table, .. }
            | Self::Constraint { table, .. }
            | Self::Index { table, .. } => table,
        }
    }
}
