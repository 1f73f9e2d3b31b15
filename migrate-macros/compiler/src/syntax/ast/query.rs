//! Queries and the statements that change rows, as trees. Gives values to walk; must
//! not know how they are spelled, or what their names refer to.

use super::{Call, Expr, Name, TableName};
use crate::origin::Origin;

/// `[with …] body [order by …] [limit …] [offset …]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) with: Vec<Cte>,
    pub(crate) body: QueryBody,
    pub(crate) order_by: Vec<OrderItem>,
    pub(crate) limit: Option<Expr>,
    pub(crate) offset: Option<Expr>,
    pub(crate) origin: Origin,
}

/// `name [(column, …)] as (query)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cte {
    pub(crate) name: Name,
    pub(crate) columns: Vec<Name>,
    pub(crate) query: Query,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum QueryBody {
    Select(Box<Select>),
    /// `values (…), …`
    Values(Vec<Vec<Expr>>),
    Operation {
        left: Box<QueryBody>,
        operation: SetOperation,
        all: bool,
        right: Box<QueryBody>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetOperation {
    Union,
    Intersect,
    Except,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Select {
    pub(crate) distinct: bool,
    pub(crate) items: Vec<SelectItem>,
    /// Sources joined by commas.
    pub(crate) from: Vec<Source>,
    pub(crate) filter: Option<Expr>,
    pub(crate) group_by: Vec<Expr>,
    pub(crate) having: Option<Expr>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SelectItem {
    /// `*` or `t.*`
    Star {
        table: Option<Name>,
        origin: Origin,
    },
    Expr {
        expr: Expr,
        alias: Option<Name>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Table {
        table: TableName,
        origin: Origin,
        alias: Option<Name>,
    },
    Query {
        query: Box<Query>,
        alias: Name,
        columns: Vec<Name>,
        lateral: bool,
    },
    Call {
        call: Call,
        alias: Option<Name>,
        columns: Vec<Name>,
    },
    Join(Box<Join>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Join {
    pub(crate) left: Source,
    pub(crate) kind: JoinKind,
    pub(crate) right: Source,
    /// `on e`; nothing for a cross join.
    pub(crate) on: Option<Expr>,
    /// `using (c, …)`
    pub(crate) using: Vec<Name>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrderItem {
    pub(crate) expr: Expr,
    pub(crate) descending: bool,
    /// `nulls first` or `nulls last`, where written.
    pub(crate) nulls_first: Option<bool>,
}

/// `insert into t [(c, …)] … [on conflict …]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Insert {
    pub(crate) with: Vec<Cte>,
    pub(crate) table: TableName,
    /// Where the table's name stands.
    pub(crate) origin: Origin,
    /// All of them, in order, where none is written.
    pub(crate) columns: Vec<Name>,
    pub(crate) source: InsertSource,
    pub(crate) conflict: Option<Conflict>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum InsertSource {
    Values(Vec<Vec<Expr>>),
    Query(Box<Query>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    pub(crate) target: Option<ConflictTarget>,
    pub(crate) action: ConflictAction,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConflictTarget {
    Columns(Vec<Name>),
    Constraint(Name),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConflictAction {
    Nothing,
    Update {
        set: Vec<Assignment>,
        filter: Option<Expr>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assignment {
    pub(crate) column: Name,
    pub(crate) value: Expr,
}

/// `update t [as a] set … [from …] [where …] [in batches of n] [pausing 100ms]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Update {
    pub(crate) with: Vec<Cte>,
    pub(crate) table: TableName,
    /// Where the table's name stands.
    pub(crate) origin: Origin,
    pub(crate) alias: Option<Name>,
    pub(crate) set: Vec<Assignment>,
    pub(crate) from: Vec<Source>,
    pub(crate) filter: Option<Expr>,
    pub(crate) pace: Pace,
}

/// `delete from t [as a] [using …] [where …] [in batches of n] [pausing 100ms]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Delete {
    pub(crate) with: Vec<Cte>,
    pub(crate) table: TableName,
    /// Where the table's name stands.
    pub(crate) origin: Origin,
    pub(crate) alias: Option<Name>,
    pub(crate) using: Vec<Source>,
    pub(crate) filter: Option<Expr>,
    pub(crate) pace: Pace,
}

/// How fast a walk over a table may be; what is not written is the compiler's choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pace {
    /// Rows in a batch.
    pub(crate) size: Option<u32>,
    /// Milliseconds between two batches.
    pub(crate) pause: Option<u32>,
}
