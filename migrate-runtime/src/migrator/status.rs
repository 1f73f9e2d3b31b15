//! Where a database stands: takes the ledger beside the history, gives a line for
//! each migration. It refuses nothing and must not change anything.

use super::{Migrator, Run};
use crate::backend::{Connecting, IntoTarget, connect};
use crate::error::Error;
use crate::history::History;
use crate::ledger::{self, Entry, State};
use crate::migration::Migration;
use crate::route::{Finding, Situation, findings};

/// Where a database stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The history's migrations in order, then what the ledger has beyond them.
    pub migrations: Vec<MigrationStatus>,
}

/// Where one migration stands in a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationStatus {
    /// Its name.
    pub name: String,
    /// Its description; empty where the source lacks it.
    pub description: &'static str,
    /// What the ledger says of it, beside the source.
    pub standing: Standing,
    /// When it ended, or began where it has not, as the database writes it: on SQLite in
    /// UTC, on PostgreSQL with the zone of the session. Empty where it never began.
    pub since: String,
    /// How long it took, in milliseconds.
    pub elapsed_ms: Option<u64>,
    /// Why it failed the last time.
    pub error: Option<String>,
}

/// What the ledger says of a migration, beside the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// It was never applied.
    Pending,
    /// The ledger has it in this state, and it fits the source.
    Recorded(State),
    /// It was changed after it had been applied.
    Changed(State),
    /// The ledger has it, and the source lacks it.
    Missing(State),
    /// A newer release than this applied it.
    Newer(State),
}

impl Migrator {
    /// Where the database stands. Reads the ledger, and nothing else, and refuses nothing
    /// that it finds there.
    ///
    /// # Errors
    ///
    /// When the history has several heads or twice the same name, and when the ledger cannot
    /// be read.
    pub fn status<'r>(&'r self, target: impl IntoTarget<'r>) -> Run<'r, Status> {
        Run::new(self.ask_status(connect(target)))
    }

    async fn ask_status(&self, connecting: Connecting<'_>) -> Result<Status, Error> {
        let history = History::of(&self.heads)?;
        let mut backend = connecting.await?;
        let contents = ledger::read(&mut *backend, &self.settings).await?;
        let database = backend.dialect().database;
        backend.close().await?;
        let entries = contents.entries();
        let situation = Situation::new(&history, entries, &self.settings, database);
        Ok(status(&situation))
    }
}

fn status(situation: &Situation<'_>) -> Status {
    let findings = findings(situation);
    let known = situation.history.migrations().iter().enumerate();
    let known = known.map(|(place, migration)| match situation.known(place) {
        None => pending(migration),
        Some(entry) => recorded(entry, migration.description(), &findings),
    });
    let foreign = situation.foreign();
    let foreign = foreign.map(|entry| recorded(entry, "", &findings));
    let migrations = known.chain(foreign).collect();
    Status { migrations }
}

fn pending(migration: &Migration) -> MigrationStatus {
    MigrationStatus {
        name: migration.name().to_owned(),
        description: migration.description(),
        standing: Standing::Pending,
        since: String::new(),
        elapsed_ms: None,
        error: None,
    }
}

fn recorded(entry: &Entry, description: &'static str, findings: &[Finding<'_>]) -> MigrationStatus {
    let state = entry.position.state;
    let finding = findings
        .iter()
        .find(|finding| finding.entry().name == entry.name);
    let standing = match finding {
        None => Standing::Recorded(state),
        Some(Finding::Changed(..)) => Standing::Changed(state),
        Some(Finding::Missing(_)) => Standing::Missing(state),
        Some(Finding::Newer(_)) => Standing::Newer(state),
    };
    MigrationStatus {
        name: entry.name.clone(),
        description,
        standing,
        since: entry.since.clone(),
        elapsed_ms: entry.elapsed_ms,
        error: entry.error.clone(),
    }
}
