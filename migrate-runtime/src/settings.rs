//! What a run was told: where the ledger is, how long to wait, what is accepted, and
//! where to go. Defaults are written here, once. It must not know how to run.

use std::time::Duration;

use crate::event::Observer;
use crate::migration::Work;
use crate::script::{Dialect, Limits, Script};

#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) ledger: LedgerName,
    /// What this history is called in the ledger.
    pub(crate) history: String,
    /// How long to wait for locks altogether.
    pub(crate) lock_wait: Duration,
    /// How long one statement waits for a lock while others queue behind it.
    pub(crate) lock_timeout: Duration,
    pub(crate) observer: Observer,
    pub(crate) accepted: Accepted,
    pub(crate) destination: Destination,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            ledger: LedgerName::parse("_migrations"),
            history: "default".to_owned(),
            lock_wait: Duration::from_mins(5),
            // Longer than PostgreSQL's `deadlock_timeout` of one second, before which
            // an autovacuum that is in the way is not cancelled.
            lock_timeout: Duration::from_secs(2),
            observer: Observer::default(),
            accepted: Accepted::default(),
            destination: Destination::Default,
        }
    }
}

impl Settings {
    /// The schema of all that has none in the source.
    pub(crate) fn home<'a>(&'a self, dialect: &Dialect) -> &'a str {
        self.ledger.home().unwrap_or(dialect.schema)
    }

    /// For a transaction whose statements do so much at most.
    pub(crate) fn limits(&self, work: Work) -> Limits {
        let lock_timeout = self.lock_timeout;
        Limits { lock_timeout, work }
    }
}

/// What is accepted, by the names of the migrations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accepted {
    pub(crate) changed: Vec<String>,
    pub(crate) missing: Vec<String>,
    pub(crate) out_of_order: Vec<String>,
    pub(crate) loss: Loss,
    pub(crate) newer: Newer,
}

/// Whether data may be lost on the way down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Loss {
    #[default]
    Refused,
    Accepted,
}

/// Which migrations of newer releases a program starts beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Newer {
    /// Those that broke nothing for programs from before them.
    #[default]
    Unbroken,
    /// None.
    Refused,
}

/// Where to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// Up to the head, or down by one.
    Default,
    /// The state in which this migration is the last.
    Migration(String),
    /// So many migrations.
    Steps(usize),
    /// Before the first migration.
    Base,
}

/// The ledger's table and schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LedgerName {
    schema: Option<String>,
    /// The schema of all that has none, where one was chosen.
    home: Option<String>,
    table: String,
}

impl LedgerName {
    /// `table`, or `schema.table`.
    pub(crate) fn parse(name: &str) -> Self {
        match name.split_once('.') {
            Some((schema, table)) => LedgerName {
                schema: Some(schema.to_owned()),
                home: None,
                table: table.to_owned(),
            },
            None => LedgerName {
                schema: None,
                home: None,
                table: name.to_owned(),
            },
        }
    }

    /// The same, where all that has no schema is in this one.
    pub(crate) fn at_home(self, home: Option<String>) -> Self {
        LedgerName { home, ..self }
    }

    /// The schema that was chosen for all that has none.
    pub(crate) fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }

    pub(crate) fn schema<'a>(&'a self, dialect: &Dialect) -> &'a str {
        let schema = self.schema.as_deref().or(self.home());
        schema.unwrap_or(dialect.schema)
    }

    pub(crate) fn table(&self) -> &str {
        &self.table
    }

    /// Whether its schema is the one that every database has.
    pub(crate) fn is_at_home(&self) -> bool {
        self.schema.is_none() && self.home.is_none()
    }

    /// For people.
    pub(crate) fn title(&self, dialect: &Dialect) -> String {
        format!("{}.{}", self.schema(dialect), self.table)
    }

    /// The part that is longer than a name can be, which the server would cut.
    pub(crate) fn too_long(&self, dialect: &Dialect) -> Option<&str> {
        let limit = dialect.longest_name?;
        let mut parts = [self.schema(dialect), self.table()].into_iter();
        parts.find(|part| part.len() > limit)
    }

    /// Always with its schema, so that no search path leads elsewhere.
    pub(crate) fn write(&self, script: &mut Script, dialect: &Dialect) {
        script.name(self.schema(dialect)).sql(".").name(&self.table);
    }

    /// The key of the lock: FNV-1a, 64 bits, of `migrate-runtime`, the schema and the
    /// table, each followed by a zero byte. Advisory locks are per database, so two
    /// ledgers of one database, and no others, have different keys.
    pub(crate) fn lock_key(&self, dialect: &Dialect) -> i64 {
        let parts = ["migrate-runtime", self.schema(dialect), &self.table];
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        hash.cast_signed()
    }
}
