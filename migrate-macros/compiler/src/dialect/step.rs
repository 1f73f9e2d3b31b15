//! A step of a plan and what it costs, as plain values. Must not know how any database
//! makes one.

use migrate_contract::{Batches, BuildIndex, DropIndex, Expected};

pub(crate) use migrate_contract::{LockMode as Lock, Work};

use crate::syntax::ast::TableName;

/// One statement, index build or walk over a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) action: Action,
    pub(crate) placement: Placement,
    pub(crate) cost: Cost,
    /// The situation it comes from, by its place in the list.
    pub(crate) situation: usize,
    pub(crate) undo: Undo,
}

/// What takes a step back that stays when a later one fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Undo {
    /// The reversal of the change that it makes.
    Reversal,
    /// That, and these behind it.
    ReversalAnd(Vec<Step>),
    /// These, which lead back to where the step began.
    Steps(Vec<Step>),
    /// What takes back an earlier step of the same change.
    Earlier,
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
    Rebuild(Rebuild),
    BuildIndex(BuildIndex<String>),
    DropIndex(DropIndex<String>),
    Batches(Batches<String>),
}

/// SQLite's rebuild of a table: what the table must be, and the statements; foreign keys are
/// off around the whole transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rebuild {
    pub(crate) expects: Expected<String>,
    pub(crate) statements: Vec<String>,
}

/// How a step stands to transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placement {
    /// It may share a transaction with its neighbours.
    Shared,
    /// The same, but not with a rebuild: what is done to a row may go on to those that refer
    /// to it, by the foreign keys that are off there.
    ByKeys,
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
