//! What happens during a run, for those who watch it. It must not know who that is.

mod trace;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use self::trace::trace;
use crate::error::Blocker;
use crate::report::Direction;

/// Something that happens during a run.
///
/// The observer is called while the lock is held: it must not block.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// So many migrations are going to be run.
    Planned {
        /// Their number.
        migrations: usize,
    },
    /// Another process is migrating this database; this one waits for it.
    Waiting {
        /// For how long by now.
        waited: Duration,
        /// How often the lock was tried.
        tries: u32,
        /// The session that holds it, where the database knows (PostgreSQL).
        holder: Option<&'a Blocker>,
    },
    /// A migration begins, or goes on where it was cut off.
    Started {
        /// Its name.
        migration: &'static str,
        /// Whether it is applied or reverted.
        direction: Direction,
        /// The first step that is run, counted from zero.
        step: usize,
        /// The number of its steps.
        steps: usize,
    },
    /// A step is sent. The steps of one transaction are sent together.
    StepStarted {
        /// The migration's name.
        migration: &'static str,
        /// The step, counted from zero.
        step: usize,
        /// What is run; the build statement of an index, the template of batches.
        sql: &'a str,
    },
    /// A step is committed. The steps of one transaction are committed together.
    StepFinished {
        /// The migration's name.
        migration: &'static str,
        /// The step, counted from zero.
        step: usize,
        /// Since it was sent.
        elapsed: Duration,
    },
    /// One batch of a data migration is committed.
    Batch {
        /// The migration's name.
        migration: &'static str,
        /// The step, counted from zero.
        step: usize,
        /// Rows that the batch changed.
        rows: u64,
        /// Where it ended: an SQL literal.
        place: &'a str,
    },
    /// A data migration came to its end, and these rows fulfil its condition: they are written
    /// as fast as they are changed, or something keeps them as they are.
    RowsLeft {
        /// The migration's name.
        migration: &'static str,
        /// The step, counted from zero.
        step: usize,
        /// Their number.
        rows: u64,
    },
    /// A lock could not be taken in time; the transaction is tried again after a pause.
    Retrying {
        /// The migration's name.
        migration: &'static str,
        /// What the server said.
        reason: &'a str,
        /// The pause before the next try.
        pause: Duration,
        /// How often it was tried.
        tries: u32,
        /// The sessions that were in the way, where a second connection could look.
        blockers: &'a [Blocker],
    },
    /// A statement that makes its own transactions, such as a concurrent index build, waits
    /// for others; it goes on as soon as they let it.
    Blocked {
        /// The migration's name.
        migration: &'static str,
        /// The step, counted from zero.
        step: usize,
        /// Since it was sent.
        waited: Duration,
        /// The sessions in its way.
        blockers: &'a [Blocker],
    },
    /// A migration has come to its end.
    Finished {
        /// Its name.
        migration: &'static str,
        /// Whether it was applied or reverted.
        direction: Direction,
        /// How long it took.
        elapsed: Duration,
    },
    /// The history's end is reached, and these constraints, as `table.constraint`, are still
    /// `not valid`: rows from before them may violate them.
    Unvalidated {
        /// Their names.
        constraints: &'a [&'static str],
    },
    /// A newer release's migration is half done, and this program starts beside it.
    HalfDone {
        /// Its name.
        migration: &'a str,
        /// What stays of it and whom it hinders, a phrase each.
        leaves: &'a [String],
    },
    /// A migration has failed.
    Failed {
        /// Its name.
        migration: &'static str,
        /// The error's text.
        error: &'a str,
    },
}

/// Who watches a run; nobody by default.
#[derive(Clone, Default)]
pub(crate) struct Observer(Option<Arc<Watch>>);

type Watch = dyn Fn(&Event<'_>) + Send + Sync;

impl Observer {
    pub(crate) fn new(observer: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        Observer(Some(Arc::new(observer)))
    }

    pub(crate) fn tell(&self, event: &Event<'_>) {
        trace(event);
        if let Some(observer) = &self.0 {
            observer(event);
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() {
            "Observer"
        } else {
            "nobody"
        })
    }
}
