//! A lock that is held: takes it, and gives it back on every way out, also where a pooler has
//! put another session in place of the one that has it. It must not know what it is for.

use std::time::Duration;

use super::lock::{self, RUN, who_holds};
use super::{Connection, DIALECT, Postgres, number};
use crate::backend::{Answer, Backend as _, Failure, Hold};
use crate::error::plain;
use crate::retry::sleep;
use crate::script::{Part, Script};

/// How often a session that keeps the lock is looked at, and how long between two looks.
const TRIES: usize = 50;
const PAUSE: Duration = Duration::from_millis(100);

impl Postgres<'_> {
    pub(super) async fn take_lock(&mut self, key: i64) -> Result<Option<Hold>, Failure> {
        let held = Held::read(&self.select(|script| lock::take(script, key)).await?);
        self.held = held;
        if let (Some(held), Connection::Borrowed(borrowed)) = (held, &mut self.connection) {
            let mut script = held.release(key);
            self.carried.restore(&mut script);
            borrowed.owe(script.finish());
        }
        let query = RUN;
        Ok(held.map(|Held { number, .. }| Hold::Session { query, number }))
    }

    pub(super) async fn give_lock_back(&mut self, key: i64) {
        let Some(held) = self.held.take() else {
            return;
        };
        for _ in 0..TRIES {
            match self.release(held, key).await {
                Ok(Left::Nothing) => return,
                Ok(Left::Lock) => sleep(PAUSE).await,
                Err(Failure { source, .. }) => {
                    tracing::warn!(error = plain(&source), "the lock could not be released");
                    return;
                }
            }
        }
        tracing::warn!("the lock could not be released: somebody else uses its session");
    }

    /// In words, although the end of a session of our own would release it, too: a pooler that
    /// was not recognised keeps the session for others. Where it has put another in its place,
    /// that session is ended while nobody uses it; the pooler makes a new one.
    async fn release(&mut self, held: Held, key: i64) -> Result<Left, Failure> {
        let mut script = held.release(key);
        if let Connection::Borrowed(_) = self.connection {
            self.carried.restore(&mut script);
        }
        let answer = self.ask(&script.finish()).await?;
        if let Connection::Borrowed(borrowed) = &mut self.connection {
            borrowed.settle();
        }
        if number(&answer) == Some(1) {
            return Ok(Left::Nothing);
        }
        let answer = self.select(|script| held.end_idle(script, key)).await?;
        if answer.rows.is_empty() {
            return Ok(Left::Nothing);
        }
        Ok(Left::Lock)
    }
}

/// What is left of a lock on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Nothing,
    Lock,
}

/// The lock as this run has taken it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    /// The number of the run.
    pub(super) number: i64,
    /// The session that took it.
    pid: i32,
}

impl Held {
    /// Reads the answer to [`take`]; nothing where somebody else has the lock.
    pub(super) fn read(answer: &Answer) -> Option<Self> {
        let row = answer.rows.first()?;
        let column = |index: usize| row.get(index).and_then(Option::as_deref);
        Some(Held {
            number: column(0)?.parse().ok()?,
            pid: column(1)?.parse().ok()?,
        })
    }

    /// Leaves a transaction, where one has failed, and gives the lock back: where another
    /// session was put in place of the one that has it, it may be another run's.
    pub(super) fn release(self, key: i64) -> Script {
        let mut script = Script::new(&DIALECT);
        script.statement(Part::Begin, "ROLLBACK");
        script.begin(Part::Ledger).answer();
        script.sql("SELECT pg_catalog.pg_advisory_unlock(");
        script.number(key).sql(")::pg_catalog.int4");
        self.here(&mut script);
        script
            .begin(Part::Ledger)
            .sql("SELECT pg_catalog.set_config('migrate_runtime.run', '', false)");
        self.here(&mut script);
        script
    }

    fn here(self, script: &mut Script) {
        script.sql(" WHERE ").sql(RUN).equal().number(self.number);
    }

    /// Ends the session that took the lock where it has it still and nobody uses it; selects
    /// no row where it has not.
    pub(super) fn end_idle(self, script: &mut Script, key: i64) {
        script.sql(
            "SELECT CASE WHEN a.state OPERATOR(pg_catalog.=) 'idle' \
             THEN pg_catalog.pg_terminate_backend(l.pid) END",
        );
        who_holds(script, key);
        script.sql(" AND l.pid").equal().number(self.pid);
    }
}
