//! The narrow waist: every statement of the language becomes some of these changes,
//! and a database is known by how it makes each. The verbs are closed; what they are about
//! is one of the kinds of objects, and whoever adds a kind is shown by the compiler every
//! place that must answer. Must not know any database.

use super::{Generated, Generator, Id, Object, Sequence};
use crate::syntax::ast::{Delete, Expr, Insert, TableName, Type, Update};

/// One change of a schema or of its rows. What it refers to by name stands in the
/// schema before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Create(Object),
    /// A column goes with the indexes and constraints that use it alone.
    Drop(Id),
    /// To this name.
    Rename(Id, String),
    Alter(Alteration),
    Rows(RowChange),
    /// One statement that the language lacks, as it is.
    Run {
        sql: String,
        undo: Undo,
    },
}

/// What changes about an object that stays: the new value, or nothing where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Alteration {
    Comment(Id, Option<String>),
    Column(TableName, String, ColumnChange),
    Constraint(TableName, String, ConstraintChange),
}

/// What changes about a column: the new value, or nothing where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ColumnChange {
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
    Statistics(Option<i32>),
    Storage(Option<String>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConstraintChange {
    /// What was `not valid` holds for every row from here on.
    Validate,
}

/// A change of rows, which leaves the schema as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowChange {
    Insert(Box<Insert>),
    Update(Box<Update>),
    Delete(Box<Delete>),
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

impl Change {
    /// The table that is changed, where it is one.
    pub(crate) fn table(&self) -> Option<&TableName> {
        match self {
            Self::Create(object) => Some(object.table()),
            Self::Drop(id) | Self::Rename(id, _) => Some(id.table()),
            Self::Alter(alteration) => Some(alteration.table()),
            Self::Rows(rows) => Some(rows.table()),
            Self::Run { .. } => None,
        }
    }

    /// The names of the table that is changed: two where it is renamed.
    pub(crate) fn names(&self) -> Vec<TableName> {
        let mut names: Vec<TableName> = self.table().cloned().into_iter().collect();
        if let Self::Rename(Id::Table(table), to) = self {
            names.push(table.sibling(to));
        }
        names
    }

    /// Whether rows are changed and not the schema.
    pub(crate) fn is_data(&self) -> bool {
        matches!(self, Self::Rows(_))
    }
}

impl Alteration {
    /// The table that is altered, or has the part that is.
    pub(crate) fn table(&self) -> &TableName {
        match self {
            Self::Comment(id, _) => id.table(),
            Self::Column(table, ..) | Self::Constraint(table, ..) => table,
        }
    }
}

impl RowChange {
    /// The table whose rows are changed.
    pub(crate) fn table(&self) -> &TableName {
        match self {
            Self::Insert(insert) => &insert.table,
            Self::Update(update) => &update.table,
            Self::Delete(delete) => &delete.table,
        }
    }
}
