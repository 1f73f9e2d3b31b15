//! What can go wrong, as data; `wording` says it. An error carries the report of
//! what was done before. It must not know how anything is done.

mod blocker;
mod connecting;
mod half;
mod step;
mod text;
mod wording;

use std::fmt;
use std::time::Duration;

pub use blocker::Blocker;
pub(crate) use blocker::lines;
pub(crate) use connecting::plain;
pub use step::{Outcome, Place, ServerMessage, StepFailure};

use crate::migration::{Database, Unreadable, Version};
use crate::report::{Direction, Report};

/// Why a run ended early, with the report of what it had done by then.
///
/// Its text names what happened, why, and what to do next. Everything in the
/// report is committed.
pub struct Error {
    kind: Box<ErrorKind>,
    report: Report,
}

impl Error {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// What was done before; all of it is committed.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    pub(crate) fn after(self, report: Report) -> Self {
        Error { report, ..self }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        let (kind, report) = (Box::new(kind), Report::default());
        Error { kind, report }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `main` prints errors with `Debug`: the text is what its user needs.
        fmt::Display::fmt(self, f)
    }
}

/// The text says all that a driver's error does, which is in the [kind](Error::kind): as a
/// source it would be printed a second time, with a line of the server's own code.
impl std::error::Error for Error {}

/// What went wrong. Its text is that of the error, without the report.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The history ends in more than one migration.
    SeveralHeads {
        /// The migrations that nothing follows.
        heads: Vec<&'static str>,
    },
    /// Two migrations of the history have the same name.
    Duplicate {
        /// The name.
        migration: &'static str,
    },
    /// A migration comes after itself.
    Cycle {
        /// Its name.
        migration: &'static str,
    },
    /// The URL is for a database that this build cannot reach, or is none.
    Url {
        /// The URL's scheme; empty where it has none.
        scheme: String,
    },
    /// The database lives in the memory of a connection, and is gone with it.
    InMemory,
    /// No connection could be made.
    Connect {
        /// What the driver said.
        source: sqlx::Error,
    },
    /// The connection that was handed over is inside a transaction.
    InTransaction,
    /// The connection leads through a pooler that changes sessions between transactions.
    Pooler,
    /// A migration has no plan for this database.
    NoPlan {
        /// The migration's name.
        migration: &'static str,
        /// The database that it has no plan for.
        database: Database,
    },
    /// A migration's plans are of another version of the compiler.
    Unreadable {
        /// The migration's name.
        migration: &'static str,
        /// What is wrong with them.
        source: Unreadable,
    },
    /// The server is older than a migration's plan is for.
    OldServer {
        /// The migration's name.
        migration: &'static str,
        /// The database.
        database: Database,
        /// The oldest version that the plan is for.
        minimum: Version,
        /// The server's version.
        server: Version,
    },
    /// A name that the history does not have.
    UnknownMigration {
        /// The name as given.
        name: String,
        /// The nearest name that the history has.
        nearest: Option<&'static str>,
    },
    /// The way down leads to a migration that is not applied.
    NotApplied {
        /// Its name.
        migration: &'static str,
    },
    /// A migration was edited after it had been applied.
    Changed {
        /// Its name.
        migration: &'static str,
        /// When it was applied.
        since: String,
        /// The checksum in the ledger.
        recorded: String,
        /// The checksum in the source.
        compiled: &'static str,
    },
    /// The ledger has a migration, older than the newest known one, that the source lacks.
    Missing {
        /// Its name.
        migration: String,
        /// When it was applied.
        since: String,
    },
    /// The ledger has a migration, newer than all known ones, that the source lacks.
    Newer {
        /// Its name.
        migration: String,
        /// When it was applied.
        since: String,
        /// What it broke for programs from before it, a sentence each.
        breaks: Vec<String>,
    },
    /// A migration was begun with another plan than this program has for it, and came to no
    /// end.
    OtherPlan {
        /// Its name.
        migration: String,
        /// Whether it was being applied or reverted.
        direction: Direction,
        /// When it was begun.
        since: String,
        /// What stays and whom it hinders.
        leaves: Vec<String>,
    },
    /// A migration was begun and came to no end, and the source lacks it.
    Unfinished {
        /// Its name.
        migration: String,
        /// When it was begun.
        since: String,
        /// What stays and whom it hinders.
        leaves: Vec<String>,
    },
    /// A migration is not applied although one that comes after it is.
    OutOfOrder {
        /// Its name.
        migration: &'static str,
        /// One that comes after it and is applied.
        later: &'static str,
        /// When that one was applied.
        since: String,
    },
    /// Reverting a migration loses data, and nobody asked for that.
    Lossy {
        /// Its name.
        migration: &'static str,
        /// What is lost.
        loses: &'static str,
    },
    /// A migration cannot be reverted.
    Irreversible {
        /// Its name.
        migration: &'static str,
        /// The reason that its author gave.
        reason: &'static str,
    },
    /// Another process held the lock until the deadline.
    LockWait {
        /// How long this one waited.
        waited: Duration,
        /// How often it tried.
        tries: u32,
        /// The session that holds the lock, where the database knows (PostgreSQL).
        holder: Option<Box<Blocker>>,
    },
    /// The lock was lost, or another process wrote the ledger in spite of it.
    LockLost {
        /// The migration that was about to be recorded; it was rolled back.
        migration: &'static str,
    },
    /// Reading or writing the ledger failed.
    Ledger {
        /// What was attempted.
        doing: &'static str,
        /// What the driver said.
        source: sqlx::Error,
    },
    /// The ledger has a state that this version does not know.
    UnknownState {
        /// The migration.
        migration: String,
        /// The state.
        state: String,
    },
    /// A row of the ledger is of a later version than this program knows.
    NewerLedger {
        /// The migration.
        migration: String,
        /// The version of its row.
        format: u64,
        /// The latest that this program knows.
        known: u64,
    },
    /// What has the ledger's name is no ledger.
    NoLedger {
        /// The ledger's name, with its schema.
        table: String,
        /// What is there.
        found: String,
    },
    /// The ledger's name is longer than the database lets a name be.
    LedgerName {
        /// The name.
        name: String,
    },
    /// There can be no such schema in this database.
    Schema {
        /// The name that was chosen.
        schema: String,
        /// The database.
        database: Database,
    },
    /// A record in the ledger did not change its row.
    NotRecorded {
        /// The migration, which was rolled back.
        migration: &'static str,
    },
    /// Rows that the schema allows now are not allowed by the one before.
    RowsInTheWay {
        /// The migration that was to be reverted; nothing was changed.
        migration: &'static str,
        /// What is wrong, and with which rows.
        found: Vec<InTheWay>,
    },
    /// A step failed.
    Step(Box<StepFailure>),
    /// A table that was to be rebuilt is not what the history has made it: what the history
    /// does not know would be lost. Nothing was changed.
    TableDiffers {
        /// The migration that would rebuild it.
        migration: &'static str,
        /// The table.
        table: &'static str,
        /// What differs, one sentence each.
        differences: Vec<String>,
    },
    /// Rows would be left that refer to rows that do not exist.
    ForeignKeys {
        /// The migration that was rolled back.
        migration: &'static str,
        /// Some of the rows: table, row id, referenced table.
        rows: Vec<String>,
    },
    /// Foreign keys could not be switched off for a rebuild, or on again after it.
    ForeignKeySwitch {
        /// What the driver said.
        source: sqlx::Error,
    },
    /// An index was built and is not valid.
    InvalidIndex {
        /// The migration.
        migration: &'static str,
        /// The index.
        index: &'static str,
    },
    /// A walk over a table did not move on: the text of a key is not that key when it is
    /// read again.
    StuckWalk {
        /// The migration.
        migration: &'static str,
        /// Where it stands.
        place: String,
    },
    /// A dry run came to a step that cannot be rolled back.
    NotTransactional {
        /// The migration.
        migration: &'static str,
        /// The step's SQL.
        sql: String,
    },
}

/// Rows that a way back would fail on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTheWay {
    /// What is wrong with them.
    pub why: &'static str,
    /// Up to ten of them: what names each, as `column = value`; or what the server says,
    /// where it names none.
    pub rows: Vec<String>,
}
