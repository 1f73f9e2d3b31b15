//! A step of a plan and what it costs, as plain values. Must not know how any database
//! makes one.

use crate::syntax::ast::TableName;

/// One statement, index build or walk over a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) action: Action,
    pub(crate) placement: Placement,
    pub(crate) cost: Cost,
    /// The situation it comes from, by its place in the list.
    pub(crate) situation: usize,
}

impl Step {
    /// Whether nothing about it is for the sake of a table in use: it would be the same on a
    /// new one.
    pub(crate) fn is_immediate(&self) -> bool {
        let plain = matches!(self.action, Action::Sql(_)) && self.cost.work == Work::Metadata;
        plain && self.placement != Placement::Own && self.placement != Placement::Outside
    }
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Sql(String),
    /// SQLite's table rebuild has several statements; foreign keys are off around the
    /// whole transaction.
    Rebuild(Vec<String>),
    BuildIndex(ConcurrentIndex),
    DropIndex(ConcurrentIndex),
    Batches(Batches),
}

/// An index that is built or dropped without blocking, outside a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConcurrentIndex {
    /// The table's and so the index's schema.
    pub(crate) schema: String,
    pub(crate) index: String,
    /// The statement that builds it; empty for a drop.
    pub(crate) build: String,
    /// The statement that drops it, or an invalid leftover of a build that was cut off.
    pub(crate) drop: String,
}

/// A walk over the primary key; the texts are the contract's, see `Batches` in
/// `migrate-runtime/src/migration.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Batches {
    pub(crate) last: String,
    pub(crate) next: String,
    pub(crate) after: String,
    pub(crate) run: String,
    pub(crate) size: u32,
    pub(crate) pause: u32,
}

/// How a step stands to transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placement {
    /// It may share a transaction with its neighbours.
    Shared,
    /// It has a transaction of its own: what it does takes long, and nothing stronger than
    /// its own lock may be held meanwhile.
    Own,
    /// It must share the transaction of the step before.
    WithPrevious,
    /// It cannot stand in a transaction, or makes its own.
    Outside,
}

/// What a step costs a running system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    /// The strongest lock on each table that existed before.
    pub(crate) locks: Vec<(TableName, Lock)>,
    pub(crate) work: Work,
}

/// PostgreSQL's table lock modes, weakest first. SQLite has but `AccessExclusive`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lock {
    AccessShare,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    AccessExclusive,
}

impl Lock {
    /// Whether somebody who inserts, updates or deletes waits for it.
    pub(crate) fn blocks_writers(self) -> bool {
        self >= Self::Share
    }

    /// As the manual spells it.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::AccessShare => "ACCESS SHARE",
            Self::RowShare => "ROW SHARE",
            Self::RowExclusive => "ROW EXCLUSIVE",
            Self::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Self::Share => "SHARE",
            Self::ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Self::AccessExclusive => "ACCESS EXCLUSIVE",
        }
    }
}

/// The class of a step's work, cheapest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Work {
    /// The catalogue only.
    #[default]
    Metadata,
    /// Reads every row.
    Scan,
    /// Builds an index from every row.
    BuildIndex,
    /// Writes rows.
    Rows,
    /// Writes the whole table anew.
    Rewrite,
}
