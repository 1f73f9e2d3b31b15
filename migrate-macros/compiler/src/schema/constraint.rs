//! A constraint as the schema knows it. Gives values to read and change; must not
//! know how a constraint is written, or any database.

use super::Column;
use crate::syntax::ast::{Deferrable, Expr, ExprKind, KeyPhrase, ReferentialAction, TableName};

/// A constraint at one point of the history; its name is always known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Constraint {
    pub(crate) name: String,
    pub(crate) kind: ConstraintKind,
    pub(crate) deferrable: Deferrable,
    /// `false` between `not valid` and `validate constraint`.
    pub(crate) valid: bool,
    /// The number of the migration that added it.
    pub(crate) born: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConstraintKind {
    PrimaryKey(Vec<String>),
    Unique {
        columns: Vec<String>,
        nulls_not_distinct: bool,
    },
    Check(Expr),
    ForeignKey(ForeignKey),
    Exclude(Exclude),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForeignKey {
    pub(crate) columns: Vec<String>,
    pub(crate) table: TableName,
    /// The columns referred to, always filled in.
    pub(crate) referenced: Vec<String>,
    pub(crate) on_delete: ReferentialAction,
    /// The columns that `on delete set null (…)` sets; all, where it is empty.
    pub(crate) delete_sets: Vec<String>,
    pub(crate) on_update: ReferentialAction,
}

impl ForeignKey {
    /// Whether a delete or an update of what it refers to may leave this column of its own null.
    pub(crate) fn may_empty(&self, column: &Column) -> bool {
        let has_default = column
            .default
            .as_ref()
            .is_some_and(|it| it.kind != ExprKind::Null);
        let empties = |action| match action {
            ReferentialAction::SetNull => true,
            ReferentialAction::SetDefault => !has_default,
            ReferentialAction::NoAction
            | ReferentialAction::Restrict
            | ReferentialAction::Cascade => false,
        };
        let listed = self.delete_sets.is_empty() || self.delete_sets.contains(&column.name);
        self.columns.contains(&column.name)
            && (empties(self.on_update) || (listed && empties(self.on_delete)))
    }
}

/// `exclude using gist (key with operator, …) where (e)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exclude {
    pub(crate) method: String,
    pub(crate) elements: Vec<(KeyPhrase, String)>,
    pub(crate) filter: Option<Expr>,
}

impl Constraint {
    /// The columns that a key, a unique or a foreign key lists.
    pub(crate) fn columns(&self) -> &[String] {
        match &self.kind {
            ConstraintKind::PrimaryKey(columns) => columns,
            ConstraintKind::Unique { columns, .. } => columns,
            ConstraintKind::ForeignKey(key) => &key.columns,
            ConstraintKind::Check(_) | ConstraintKind::Exclude(_) => &[],
        }
    }

    /// Whether an index of the same name stands behind it.
    pub(crate) fn has_index(&self) -> bool {
        match &self.kind {
            ConstraintKind::PrimaryKey(_)
            | ConstraintKind::Unique { .. }
            | ConstraintKind::Exclude(_) => true,
            ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) => false,
        }
    }

    pub(crate) fn is_primary_key(&self) -> bool {
        matches!(self.kind, ConstraintKind::PrimaryKey(_))
    }

    pub(crate) fn foreign_key(&self) -> Option<&ForeignKey> {
        match &self.kind {
            ConstraintKind::ForeignKey(key) => Some(key),
            _ => None,
        }
    }
}
