//! One file per kind of step, and what they share: the migration that is being run,
//! what it has recorded, and how a failure is told. It must not know which migration
//! comes next.

mod batches;
mod build_index;
pub(crate) mod checks;
mod drop_index;
pub(crate) mod foreign_keys;
pub(crate) mod group;
mod look;
mod outside;
mod raw;
mod rebuild;
mod sql;
mod stop;
pub(crate) mod trial;

use std::time::Duration;

pub(crate) use stop::Stop;

use migrate_contract::at_home;

use crate::backend::{Answer, Failure};
use crate::error::Place;
use crate::event::Event;
use crate::ledger::{Clock, Position, Record, Seen, leaves_at};
use crate::migration::{Action, Step, Transaction, Work, stands_alone};
use crate::retry::{Backoff, sleep};
use crate::route::Leg;
use crate::script::{Message, Part};
use crate::session::Session;
use crate::settings::Settings;

/// A migration that is being run.
pub(crate) struct Running<'a> {
    pub(crate) leg: &'a Leg,
    pub(crate) settings: &'a Settings,
    pub(crate) record: Record<'a>,
    /// Steps that are committed.
    pub(crate) committed: usize,
    /// Rows that its statements are for, and that others wrote faster than they were changed.
    pub(crate) left: u64,
}

/// Steps that are run together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// The steps from the first up to the second in one transaction.
    Transaction(usize, usize),
    /// One step that makes its own.
    Alone(usize),
}

/// Cuts the steps from `start` on into units.
pub(crate) fn units(steps: &[Step], start: usize) -> Vec<Unit> {
    let mut units = Vec::new();
    for (index, step) in steps.iter().enumerate().skip(start) {
        match (stands_alone(step), step.transaction, units.last_mut()) {
            (true, ..) => units.push(Unit::Alone(index)),
            (false, Transaction::Joins, Some(Unit::Transaction(_, end))) => *end = index + 1,
            (false, ..) => units.push(Unit::Transaction(index, index + 1)),
        }
    }
    // A migration without steps still has to be recorded.
    if units.is_empty() {
        units.push(Unit::Transaction(start, start));
    }
    units
}

/// Runs one unit, and records that it is done.
pub(crate) async fn run(
    session: &mut Session<'_>,
    running: &mut Running<'_>,
    unit: Unit,
) -> Result<(), Stop> {
    match unit {
        Unit::Transaction(start, end) => {
            let steps = &running.leg.steps()[start..end];
            if steps.iter().any(|step| step.expects.is_some()) {
                return rebuild::run(session, running, start..end).await;
            }
            sql::run(session, running, start..end).await
        }
        Unit::Alone(step) => alone(session, running, step).await,
    }
}

/// Records that the step is going to be run, runs it, and records that it was: it is
/// known at any time which step may have been left half done.
async fn alone(
    session: &mut Session<'_>,
    running: &mut Running<'_>,
    step: usize,
) -> Result<(), Stop> {
    if !matches!(running.record.seen, Seen::Own(_)) {
        let mut position = running.leg.position(step);
        position.cursor = running.cursor();
        running.write(session, step, position).await?;
    }
    let leg = running.leg;
    match leg.steps().get(step).map(|step| &step.action) {
        Some(Action::Sql(sql)) => outside::run(session, running, step, sql).await?,
        Some(Action::BuildIndex(index)) => build_index::run(session, running, step, index).await?,
        Some(Action::DropIndex(index)) => drop_index::run(session, running, step, index).await?,
        Some(Action::Batches(batches)) => batches::run(session, running, step, batches).await?,
        None => {}
    }
    running
        .write(session, step + 1, leg.position(step + 1))
        .await
}

impl<'a> Running<'a> {
    pub(crate) fn new(session: &Session<'_>, settings: &'a Settings, leg: &'a Leg) -> Self {
        let record = Record {
            settings,
            dialect: session.dialect(),
            name: leg.name,
            source: leg.source,
            trail: leg.trail(),
            direction: leg.direction(),
            ordinal: leg.ordinal,
            relatives: leg.relatives.clone(),
            seen: leg.seen.clone(),
            hold: session.hold(),
            clock: Clock::start(),
        };
        let committed = leg.start.step();
        Running {
            leg,
            settings,
            record,
            committed,
            left: 0,
        }
    }

    /// Where the loop of batches stands.
    pub(crate) fn cursor(&self) -> Option<String> {
        match &self.record.seen {
            Seen::Earlier(position) | Seen::Own(position) => position.cursor.clone(),
            Seen::Nothing => None,
        }
    }

    /// What the row says after a failure: where the next run goes on.
    pub(crate) fn failed(&self) -> Position {
        Position {
            cursor: self.cursor(),
            ..self.leg.failed(self.committed)
        }
    }

    /// What stays of it, and whom it hinders.
    pub(crate) fn stays(&self) -> Vec<&'static str> {
        leaves_at(self.leg.stays(), &self.failed())
    }

    /// Whether this step may have been run before, without anybody recording it.
    fn may_be_done(&self, step: usize) -> bool {
        self.leg.may_be_done(step)
    }

    /// Notes that rows are left which the step is for.
    fn leaves(&mut self, step: usize, rows: u64) {
        self.left += rows;
        let migration = self.leg.name;
        self.settings.observer.tell(&Event::RowsLeft {
            migration,
            step,
            rows,
        });
    }

    /// Notes that a position behind so many steps was recorded.
    fn recorded(&mut self, done: usize, position: Position) {
        self.committed = done;
        self.record.seen = Seen::Own(position);
    }

    /// Records a position behind so many steps in a transaction of its own.
    async fn write(
        &mut self,
        session: &mut Session<'_>,
        done: usize,
        position: Position,
    ) -> Result<(), Stop> {
        let mut script = session.script();
        let limits = self.settings.limits(Work::Metadata);
        session.backend().begin(&mut script, limits);
        self.record.write(&mut script, &position);
        script.statement(Part::Commit, "COMMIT");
        self.send(session, &script.finish()).await?;
        self.recorded(done, position);
        Ok(())
    }

    /// Sends a message that is one transaction; sends it again when a lock was not to
    /// be had, since nothing of it is left then.
    async fn send(&self, session: &mut Session<'_>, message: &Message) -> Result<Answer, Stop> {
        let mut backoff = Backoff::for_locks(self.settings.lock_wait);
        loop {
            // While it still waits: afterwards nobody knows for whom it was.
            let look = self.settings.lock_timeout / 2;
            let failure = match session.watched(message, look, &|_, _| {}).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            let stop = self.stop(session, message, failure).await;
            if !stop.is_busy() {
                return Err(stop);
            }
            self.pause(&mut backoff, stop).await?;
        }
    }

    /// Waits before the next try, or gives up.
    async fn pause(&self, backoff: &mut Backoff, stop: Stop) -> Result<(), Stop> {
        let pause = backoff.pause();
        let tries = backoff.tries();
        let Some(pause) = pause else {
            return Err(stop.after_tries(tries));
        };
        let (migration, reason) = (self.leg.name, stop.reason());
        self.settings.observer.tell(&Event::Retrying {
            migration,
            reason: &reason,
            pause,
            tries,
            blockers: stop.blockers(),
        });
        sleep(pause).await;
        Ok(())
    }

    /// Leaves the transaction, and says why it failed.
    async fn stop(&self, session: &mut Session<'_>, message: &Message, failure: Failure) -> Stop {
        let stop = stop::of(self, session, message, failure).await;
        session.roll_back().await;
        stop
    }

    fn started(&self, step: usize) {
        let (migration, leg) = (self.leg.name, self.leg);
        let sql = leg.steps().get(step).map_or("", |step| *step.sql());
        let sql = &at_home(sql, self.settings.home(self.record.dialect));
        self.settings.observer.tell(&Event::StepStarted {
            migration,
            step,
            sql,
        });
    }

    fn finished(&self, step: usize, elapsed: Duration) {
        let migration = self.leg.name;
        self.settings.observer.tell(&Event::StepFinished {
            migration,
            step,
            elapsed,
        });
    }
}

/// The place that a failed statement stands for.
fn place(part: Part, first: usize) -> Place {
    match part {
        Part::Step(step) => Place::Step(step),
        Part::Begin => Place::Step(first),
        Part::ForeignKeys | Part::Commit => Place::Commit,
        Part::Ledger => Place::Ledger,
    }
}
