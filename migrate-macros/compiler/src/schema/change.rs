//! The narrow waist: every statement of the language becomes some of these changes,
//! and a database is known by how it makes each. The set is closed; whoever adds to it
//! is shown by the compiler every place that must answer. Must not know any database.

use super::{Column, Constraint, Generated, Generator, Index, Sequence, Table};
use crate::syntax::ast::{Delete, Expr, Insert, TableName, Type, Update};

/// One change of a schema or of its rows. What it refers to by name stands in the
/// schema before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// With its columns, constraints and indexes.
    CreateTable(Box<Table>),
    DropTable(TableName),
    RenameTable {
        table: TableName,
        to: String,
    },
    CommentTable {
        table: TableName,
        comment: Option<String>,
    },
    /// Added at the end.
    AddColumn {
        table: TableName,
        column: Box<Column>,
        /// A foreign key of this column alone that no row can violate, since the column
        /// is null in all of them; it needs no validation when it comes with the column.
        foreign_key: Option<Box<Constraint>>,
    },
    /// With the indexes and constraints that use it alone.
    DropColumn {
        table: TableName,
        column: String,
    },
    RenameColumn {
        table: TableName,
        column: String,
        to: String,
    },
    AlterColumn {
        table: TableName,
        column: String,
        alteration: Alteration,
    },
    AddConstraint {
        table: TableName,
        /// Not valid where the user wrote `not valid`; how a valid one is added without
        /// blocking is for the database to say.
        constraint: Box<Constraint>,
        /// `using index i`: the index becomes the constraint's, and takes its name.
        using_index: Option<String>,
    },
    DropConstraint {
        table: TableName,
        constraint: String,
    },
    RenameConstraint {
        table: TableName,
        constraint: String,
        to: String,
    },
    ValidateConstraint {
        table: TableName,
        constraint: String,
    },
    CreateIndex {
        table: TableName,
        index: Box<Index>,
    },
    DropIndex {
        table: TableName,
        index: String,
    },
    RenameIndex {
        table: TableName,
        index: String,
        to: String,
    },
    Insert(Box<Insert>),
    Update(Box<Update>),
    Delete(Box<Delete>),
    /// One statement that the language lacks, as it is.
    Raw {
        sql: String,
        undo: Undo,
    },
}

/// What takes a raw statement back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Undo {
    Sql(String),
    /// For this reason, nothing does.
    Irreversible(String),
    /// The migration has a `down` of its own, or is irreversible as a whole.
    Elsewhere,
}

/// What changes about a column: the new value, or nothing where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Alteration {
    Type {
        ty: Type,
        /// `using e`, over the columns before.
        using: Option<Expr>,
    },
    SetNotNull {
        /// What the column keeps of its name.
        name: Option<String>,
    },
    DropNotNull,
    /// A serial leaves its sequence to the column.
    Default(Option<Expr>),
    /// `add identity`, `drop identity`; also from one kind to the other. A serial takes the
    /// place of a default.
    Generator {
        generator: Option<Generator>,
        /// What the column keeps of its sequence.
        sequence: Option<Sequence>,
    },
    /// `restart [with n]`
    Restart(Option<i64>),
    /// `set expression (e)`, `drop expression`.
    Generated(Option<Generated>),
    Comment(Option<String>),
    Statistics(Option<i32>),
    Storage(Option<String>),
}

impl Change {
    /// The table that is changed, where it is one.
    pub(crate) fn table(&self) -> Option<&TableName> {
        match self {
            Self::CreateTable(table) => Some(&table.name),
            Self::DropTable(table)
            | Self::RenameTable { table, .. }
            | Self::CommentTable { table, .. }
            | Self::AddColumn { table, .. }
            | Self::DropColumn { table, .. }
            | Self::RenameColumn { table, .. }
            | Self::AlterColumn { table, .. }
            | Self::AddConstraint { table, .. }
            | Self::DropConstraint { table, .. }
            | Self::RenameConstraint { table, .. }
            | Self::ValidateConstraint { table, .. }
            | Self::CreateIndex { table, .. }
            | Self::DropIndex { table, .. }
            | Self::RenameIndex { table, .. } => Some(table),
            Self::Insert(insert) => Some(&insert.table),
            Self::Update(update) => Some(&update.table),
            Self::Delete(delete) => Some(&delete.table),
            Self::Raw { .. } => None,
        }
    }

    /// The names of the table that is changed: two where it is renamed.
    pub(crate) fn names(&self) -> Vec<TableName> {
        let mut names: Vec<TableName> = self.table().cloned().into_iter().collect();
        if let Self::RenameTable { table, to } = self {
            names.push(table.sibling(to));
        }
        names
    }

    /// Whether rows are changed and not the schema.
    pub(crate) fn is_data(&self) -> bool {
        matches!(self, Self::Insert(_) | Self::Update(_) | Self::Delete(_))
    }
}
