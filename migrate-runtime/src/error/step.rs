//! A step that failed, as data: where, what became of it, and what the server said. It must
//! not know how that is told.

use super::Blocker;
use crate::report::Direction;

/// Where a migration failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At a step, counted from zero.
    Step(usize),
    /// When its transaction was committed.
    Commit,
    /// When it was recorded in the ledger.
    Ledger,
}

/// What became of a step that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// Its transaction was rolled back.
    RolledBack,
    /// The connection was lost before the answer came: it may be committed.
    Unknown,
    /// It makes transactions of its own, of which some may be committed.
    Partial,
    /// This index is left behind, not valid, since it could not be dropped.
    InvalidIndex(&'static str),
}

/// A failed step, with everything that the server said.
#[derive(Debug)]
pub struct StepFailure {
    /// The migration's name.
    pub migration: &'static str,
    /// Whether it was being applied or reverted.
    pub direction: Direction,
    /// Where it failed.
    pub place: Place,
    /// The number of its steps.
    pub steps: usize,
    /// Steps that are committed and stay; the next run goes on after them.
    pub committed: usize,
    /// Where its loop of batches stands, when it is inside of one.
    pub cursor: Option<String>,
    /// What stays and whom it hinders, a phrase each.
    pub leaves: Vec<&'static str>,
    /// What became of the step itself.
    pub outcome: Outcome,
    /// The SQL that failed.
    pub sql: String,
    /// What the server said.
    pub server: ServerMessage,
    /// How often it was tried, where a lock was not to be had.
    pub tries: u32,
    /// The sessions that were in the way then, where a second connection could look.
    pub blockers: Vec<Blocker>,
    /// The driver's error.
    pub source: sqlx::Error,
}

/// What a server says about an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerMessage {
    /// The message.
    pub message: String,
    /// The error's code: an SQLSTATE, or SQLite's extended code.
    pub code: Option<String>,
    /// More about the error.
    pub detail: Option<String>,
    /// What the server suggests.
    pub hint: Option<String>,
    /// The character of the SQL that it is about, counted from one.
    pub position: Option<usize>,
}
