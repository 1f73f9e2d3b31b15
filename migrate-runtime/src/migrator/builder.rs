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
    /// `_migrations` by default, in the [schema](Self::schema) of the history's tables on
    /// PostgreSQL.
    pub fn ledger(mut self, name: &str) -> Self {
        let home = self.settings.ledger.home().map(str::to_owned);
        self.settings.ledger = LedgerName::parse(name).at_home(home);
        self
    }

    /// The schema of every table, index, type and sequence that has none in the source, and of
    /// the ledger, on PostgreSQL: a service with a schema for each of its tenants runs one
    /// history in all of them. It is made where it is missing. Each has a ledger and a lock of
    /// its own, so that they can be migrated side by side; the checksums are the same.
    ///
    /// A name that has a schema in the source stays where it is, so the first of several
    /// tenants makes such a table, and the others are told that it is there. Raw statements
    /// and names in quotes, such as types, are looked up in this schema first, and then as
    /// the connection would. A ledger with a schema in its [name](Self::ledger) stays there:
    /// give each tenant a [history](Self::history) of its own then.
    ///
    /// Without it, it is `public`, whatever the search path of the role. The name is taken as
    /// it is, capitals too. One that PostgreSQL does not let a schema have, and any on SQLite,
    /// is refused when it is used ([`ErrorKind::Schema`](crate::ErrorKind::Schema)): there a
    /// tenant is a file.
    ///
    /// ```no_run
    /// # use migrate_runtime::{Error, Migration, Migrator};
    /// # async fn sign_up(url: &str, head: &'static Migration, id: u64) -> Result<(), Error> {
    /// Migrator::new(head).schema(format!("tenant_{id}")).up(url).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn schema(mut self, name: impl Into<String>) -> Self {
        self.settings.ledger = self.settings.ledger.at_home(Some(name.into()));
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
