//! A column as the schema knows it. Gives values to read and change; must not know
//! how a column is written, or any database.

use super::Sequence;
use crate::syntax::ast::{Expr, ExprKind, Type};

/// A column at one point of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Never a serial type: that is an integer with a generator.
    pub(crate) ty: Type,
    pub(crate) not_null: bool,
    /// What PostgreSQL calls the not null from 18 on, where it is not what the names of
    /// the table and of the column give.
    pub(crate) not_null_name: Option<String>,
    pub(crate) default: Option<Expr>,
    pub(crate) generator: Option<Generator>,
    /// The sequence that the column owns, where it is not the one that its generator gives
    /// by itself. Without a generator it is one that an insert does not call: that of a
    /// serial whose default is another by now.
    pub(crate) sequence: Option<Sequence>,
    pub(crate) generated: Option<Generated>,
    pub(crate) collation: Option<String>,
    pub(crate) comment: Option<String>,
    /// `set statistics n`
    pub(crate) statistics: Option<i32>,
    /// `set storage s`, in lower case.
    pub(crate) storage: Option<String>,
    /// The number of the migration that added it.
    pub(crate) born: u32,
    pub(crate) fill: Fill,
}

impl Column {
    /// A nullable column with nothing else.
    pub(crate) fn new(name: impl Into<String>, ty: Type, born: u32) -> Self {
        Self {
            name: name.into(),
            ty,
            not_null: false,
            not_null_name: None,
            default: None,
            generator: None,
            sequence: None,
            generated: None,
            collation: None,
            comment: None,
            statistics: None,
            storage: None,
            born,
            fill: Fill::Unknown,
        }
    }

    /// Whether an insert has to give a value.
    pub(crate) fn must_be_written(&self) -> bool {
        let is_null = |default: &Expr| matches!(default.kind, ExprKind::Null);
        self.not_null
            && self.default.as_ref().is_none_or(is_null)
            && self.generator.is_none()
            && self.generated.is_none()
    }
}

/// Where a column's values come from when an insert does not give one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Generator {
    /// `identity`: an explicit value is refused.
    IdentityAlways,
    /// `identity by default`: an explicit value is taken.
    IdentityByDefault,
    /// `serial`: a default that calls a sequence which the column owns.
    Serial,
}

impl Generator {
    pub(crate) fn is_serial(self) -> bool {
        matches!(self, Self::Serial)
    }
}

/// `generated as (expr) stored | virtual`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Generated {
    pub(crate) expr: Expr,
    pub(crate) stored: bool,
}

/// What the history says about a nullable column's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Nothing: some rows may be null.
    Unknown,
    /// Added without a default and not written by a migration since: old rows are null.
    Empty,
    /// A default since it was added, or an update of its nulls, filled every row.
    Filled,
}
