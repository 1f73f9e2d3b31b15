//! Columns, constraints and indexes as they were written. Gives values to read; must
//! not know what their names refer to.

use super::{Expr, Name, TableName, Type};
use crate::origin::Origin;

/// `name: type attribute*`
#[derive(Clone, Debug)]
pub(crate) struct ColumnPhrase {
    pub(crate) name: Name,
    pub(crate) ty: Type,
    pub(crate) ty_origin: Origin,
    pub(crate) attributes: Vec<ColumnAttribute>,
}

/// One attribute of a column, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct ColumnAttribute {
    /// `constraint name` before it.
    pub(crate) name: Option<Name>,
    pub(crate) kind: ColumnAttributeKind,
    pub(crate) origin: Origin,
}

#[derive(Clone, Debug)]
pub(crate) enum ColumnAttributeKind {
    NotNull,
    Null,
    Default(Expr),
    PrimaryKey,
    Unique {
        /// Where the words stand, if they do.
        nulls_not_distinct: Option<Origin>,
    },
    Check(Expr),
    References(ReferencePhrase),
    /// `identity`
    IdentityAlways,
    /// `identity by default`
    IdentityByDefault,
    Generated {
        expr: Expr,
        stored: bool,
        /// Where `stored` or `virtual` stands.
        origin: Origin,
    },
    Collate(String),
    Comment(String),
}

/// `references t[(c, …)] [on delete …] [on update …] [deferrable …]`
#[derive(Clone, Debug)]
pub(crate) struct ReferencePhrase {
    pub(crate) table: TableName,
    /// Where the table's name stands.
    pub(crate) origin: Origin,
    /// The primary key, where none is written.
    pub(crate) columns: Vec<Name>,
    pub(crate) on_delete: ReferentialAction,
    /// The columns that `on delete set null (…)` sets; all, where none is written.
    pub(crate) delete_sets: Vec<Name>,
    pub(crate) on_update: ReferentialAction,
    pub(crate) deferrable: Deferrable,
}

/// What a foreign key does when the row it refers to goes or changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ReferentialAction {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

/// When a constraint is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Deferrable {
    #[default]
    No,
    InitiallyImmediate,
    InitiallyDeferred,
}

/// A constraint of a table: `[constraint name] kind [deferrable …] [not valid]`.
#[derive(Clone, Debug)]
pub(crate) struct ConstraintPhrase {
    pub(crate) name: Option<Name>,
    pub(crate) kind: ConstraintPhraseKind,
    pub(crate) deferrable: Deferrable,
    pub(crate) not_valid: bool,
    pub(crate) origin: Origin,
}

#[derive(Clone, Debug)]
pub(crate) enum ConstraintPhraseKind {
    PrimaryKey(Vec<Name>),
    Unique {
        columns: Vec<Name>,
        /// Where the words stand, if they do.
        nulls_not_distinct: Option<Origin>,
    },
    Check(Expr),
    ForeignKey {
        columns: Vec<Name>,
        reference: ReferencePhrase,
    },
    /// `exclude using m (key with operator, …) [where (e)]`
    Exclude {
        method: Name,
        elements: Vec<(KeyPhrase, String)>,
        filter: Option<Expr>,
    },
    /// `primary key using index i`
    PrimaryKeyUsingIndex(Name),
    /// `unique using index i`
    UniqueUsingIndex(Name),
}

/// `[unique] index [name] [on t] [using m] (key, …) [include (…)] … [where e]`
#[derive(Clone, Debug)]
pub(crate) struct IndexPhrase {
    pub(crate) name: Option<Name>,
    /// `on t` and where `t` stands; an index inside its table has none.
    pub(crate) table: Option<(TableName, Origin)>,
    pub(crate) unique: bool,
    pub(crate) method: Option<Name>,
    pub(crate) keys: Vec<KeyPhrase>,
    pub(crate) include: Vec<Name>,
    /// Where the words stand, if they do.
    pub(crate) nulls_not_distinct: Option<Origin>,
    pub(crate) with: Vec<(Name, String)>,
    pub(crate) filter: Option<Expr>,
    pub(crate) origin: Origin,
}

/// `key [opclass] [collate "…"] [asc | desc] [nulls first | last]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyPhrase {
    /// A column, or an expression.
    pub(crate) expr: Expr,
    pub(crate) opclass: Option<String>,
    pub(crate) collation: Option<String>,
    pub(crate) descending: bool,
    /// Where written.
    pub(crate) nulls_first: Option<bool>,
}
