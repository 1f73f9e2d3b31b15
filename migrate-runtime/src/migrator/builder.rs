//! What a run can be told. It must not know how it is run.

use std::time::Duration;

use crate::event::{Event, Observer};
use crate::migration::Migration;
use crate::settings::{Destination, LedgerName, Loss, Newer, Settings};

/// Runs a history against databases. Each method sets one thing and gives the migrator
/// back; the verbs take it by reference, so one serves many databases.
///
/// ```no_run
/// # use migrate_runtime::{Error, Migration, Migrator, Report};
/// # async fn revert_two(head: &'static Migration, url: &str) -> Result<Report, Error> {
/// Migrator::new(head).steps(2).down(url).await
/// # }
/// ```
#[derive(Clone)]
#[must_use]
pub struct Migrator {
    pub(super) heads: Vec<&'static Migration>,
    pub(super) settings: Settings,
}

/// The newest migrations of a history: one, or the ends of its branches, which are
/// refused until a migration joins them.
pub struct Heads(Vec<&'static Migration>);

impl From<&'static Migration> for Heads {
    fn from(head: &'static Migration) -> Self {
        Heads(vec![head])
    }
}

impl<const N: usize> From<[&'static Migration; N]> for Heads {
    fn from(heads: [&'static Migration; N]) -> Self {
        Heads(heads.into())
    }
}

impl Migrator {
    /// A history by its newest migration.
    pub fn new(head: impl Into<Heads>) -> Self {
        Migrator {
            heads: head.into().0,
            settings: Settings::default(),
        }
    }

    /// Goes to the state in which this migration is the last: up to it, or down to it
    /// without reverting it. The name is the ledger's, the static's in lower case. Takes the
    /// place of [`steps`](Self::steps) and [`to_base`](Self::to_base).
    pub fn to(mut self, migration: impl Into<String>) -> Self {
        self.settings.destination = Destination::Migration(migration.into());
        self
    }

    /// Runs at most so many migrations, in either direction. Without it `up` runs all and
    /// `down` one.
    pub fn steps(mut self, steps: usize) -> Self {
        self.settings.destination = Destination::Steps(steps);
        self
    }

    /// Reverts everything; on the way up there is nothing to do then.
    pub fn to_base(mut self) -> Self {
        self.settings.destination = Destination::Base;
        self
    }

    /// Allows reverting migrations whose way back loses data; the plan says what.
    pub fn allow_lossy(mut self) -> Self {
        self.settings.accepted.loss = Loss::Accepted;
        self
    }

    /// Accepts that this migration was changed after it had been applied. May be called for
    /// several. The ledger keeps the old checksum.
    pub fn allow_changed(mut self, migration: impl Into<String>) -> Self {
        self.settings.accepted.changed.push(migration.into());
        self
    }

    /// Accepts that this migration is applied and not in the source: it was deleted,
    /// or a newer release applied it.
    pub fn allow_missing(mut self, migration: impl Into<String>) -> Self {
        self.settings.accepted.missing.push(migration.into());
        self
    }

    /// Refuses to start beside any migration of a newer release. Without it a program whose
    /// own migrations are all applied starts beside newer ones that broke nothing for programs
    /// from before them, as a restart during a rollout has to.
    pub fn strict(mut self) -> Self {
        self.settings.accepted.newer = Newer::Refused;
        self
    }

    /// Accepts that this migration is applied after one that comes after it.
    pub fn allow_out_of_order(mut self, migration: impl Into<String>) -> Self {
        self.settings.accepted.out_of_order.push(migration.into());
        self
    }

    /// How long to wait for locks altogether: for another process that migrates this
    /// database, and for the application's own transactions over all tries.
    ///
    /// Five minutes by default.
    pub fn lock_wait(mut self, limit: Duration) -> Self {
        self.settings.lock_wait = limit;
        self
    }

    /// How long one statement waits for a lock on PostgreSQL. Everybody who wants the
    /// table queues behind it for that long; then it lets them pass and tries again.
    ///
    /// Two seconds by default. Keep it above `deadlock_timeout` (one second), before
    /// which PostgreSQL does not cancel an autovacuum that is in the way.
    pub fn lock_timeout(mut self, limit: Duration) -> Self {
        self.settings.lock_timeout = limit;
        self
    }

    /// Where the ledger is: `table` or `schema.table`. Both are created where they are
    /// missing; on SQLite the schema is that of an attached database. A name that is longer
    /// than the database lets it be is refused when it is used
    /// ([`ErrorKind::LedgerName`](crate::ErrorKind::LedgerName)).
    ///
    /// `_migrations` by default, in `public` on PostgreSQL.
    pub fn ledger(mut self, name: &str) -> Self {
        self.settings.ledger = LedgerName::parse(name);
        self
    }

    /// What this history is called in the ledger, so that the histories of several crates
    /// can share it.
    ///
    /// `default` by default.
    pub fn history(mut self, name: impl Into<String>) -> Self {
        self.settings.history = name.into();
        self
    }

    /// Calls `observer` with everything that happens. It must not block: the lock is
    /// held meanwhile. A second one takes the place of the first.
    pub fn observer(mut self, observer: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        self.settings.observer = Observer::new(observer);
        self
    }
}
