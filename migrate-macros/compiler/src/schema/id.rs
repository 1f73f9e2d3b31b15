//! The address of everything that a database holds. Takes names, gives one value that every
//! change and every question speaks in; must not know what stands at the address.

use std::fmt;

use crate::syntax::ast::TableName;

/// Where an object stands. Parts of a table have its name and their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Id {
    Table(TableName),
    Column(TableName, String),
    Constraint(TableName, String),
    Index(TableName, String),
}

impl Id {
    /// The table that it is, or is a part of.
    pub(crate) fn table(&self) -> &TableName {
        match self {
            Self::Table(table)
            | Self::Column(table, _)
            | Self::Constraint(table, _)
            | Self::Index(table, _) => table,
        }
    }

    /// What it is called, without the table that it is a part of.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Table(table) => &table.name,
            Self::Column(_, name) | Self::Constraint(_, name) | Self::Index(_, name) => name,
        }
    }

    /// The same place under another name.
    pub(crate) fn renamed(&self, to: &str) -> Self {
        let (table, to) = (self.table().clone(), to.to_owned());
        match self {
            Self::Table(_) => Self::Table(table.sibling(&to)),
            Self::Column(..) => Self::Column(table, to),
            Self::Constraint(..) => Self::Constraint(table, to),
            Self::Index(..) => Self::Index(table, to),
        }
    }

    /// The word of the language for its kind.
    pub(crate) fn noun(&self) -> &'static str {
        match self {
            Self::Table(_) => "table",
            Self::Column(..) => "column",
            Self::Constraint(..) => "constraint",
            Self::Index(..) => "index",
        }
    }
}

/// ``column `orders.total` ``
impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = self.noun();
        match self {
            Self::Table(table) => write!(f, "{noun} `{table}`"),
            Self::Column(table, name)
            | Self::Constraint(table, name)
            | Self::Index(table, name) => write!(f, "{noun} `{table}.{name}`"),
        }
    }
}
