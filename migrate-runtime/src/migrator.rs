//! The public verbs: takes a history, settings and a database, decides and has it
//! done. It must not know SQL.

mod builder;
mod dry_run;
mod plan;
mod run;
mod status;

use futures_core::future::BoxFuture;
use tracing::Instrument as _;

pub use builder::{Heads, Migrator};
pub use plan::{PlannedMigration, PlannedStep};
pub use run::Run;
pub use status::{MigrationStatus, Standing, Status};

use crate::backend::{Backend, Connecting, IntoTarget, connect};
use crate::error::{Error, ErrorKind};
use crate::event::Event;
use crate::executor::walk;
use crate::history::History;
use crate::ledger::{self, Contents};
use crate::report::Report;
use crate::retry::{Backoff, sleep};
use crate::route::{Aim, Ground, Leg, Situation, decide};
use crate::session::{Session, locked};
use crate::settings::{Destination, Settings};
use crate::steps::Stop;

/// Applies everything that is pending, up to `head`, the newest migration of a history, to
/// `target`: a pool, a connection or a URL. Gives what was applied.
///
/// With nothing pending this is one query: no lock is taken and nothing is written.
/// Several processes may call it at once: one applies, the others wait and then find
/// nothing to do.
///
/// # Errors
///
/// When the ledger does not fit the source, when the lock is not to be had within five
/// minutes, and when a step fails. The error names the migration and the step, says what
/// the server said and what to do next, and carries the report of what was applied before.
pub fn apply<'c>(target: impl IntoTarget<'c>, head: impl Into<Heads>) -> Run<'c, Report> {
    let migrator = Migrator::new(head);
    let connecting = connect(target);
    Run::new(async move { migrator.run(connecting, Aim::Up, under_lock).await })
}

/// What a run under the lock needs to know.
struct Errand<'a> {
    history: &'a History,
    settings: &'a Settings,
    aim: Aim,
}

impl Errand<'_> {
    /// Whether the ledger says at a glance that there is nothing to do, which is so at almost
    /// every start of a service.
    async fn is_done(&self, backend: &mut dyn Backend) -> bool {
        match (self.aim, &self.settings.destination) {
            (Aim::Up, Destination::Default | Destination::Steps(_)) => {
                ledger::says_the_same(backend, self.settings, self.history).await
            }
            (Aim::Up, Destination::Migration(_) | Destination::Base)
            | (Aim::Down | Aim::Abandon, _) => false,
        }
    }

    /// Whoever applies a whole history learns what it leaves unfinished.
    fn tell_unvalidated(&self) {
        let head = self.history.migrations().last();
        let constraints = head.map_or(Vec::new(), |head| head.unvalidated());
        let whole = matches!(self.settings.destination, Destination::Default);
        if self.aim == Aim::Up && whole && !constraints.is_empty() {
            let event = Event::Unvalidated {
                constraints: &constraints,
            };
            self.settings.observer.tell(&event);
        }
    }
}

/// What is done under the lock.
type Job =
    for<'a, 's, 'e> fn(&'a mut Session<'s>, &'a Errand<'e>) -> BoxFuture<'a, Result<Report, Error>>;

impl Migrator {
    /// Applies what is pending: all of it, or as far as [`to`](Self::to) or
    /// [`steps`](Self::steps) say. One that is half reverted comes first: it is restored where
    /// nothing was lost on the way, and otherwise reverted to its end and applied again.
    ///
    /// # Errors
    ///
    /// As [`apply`], and [`ErrorKind::UnknownMigration`] for a destination that the history
    /// does not have.
    pub fn up<'r>(&'r self, target: impl IntoTarget<'r>) -> Run<'r, Report> {
        Run::new(self.run(connect(target), Aim::Up, under_lock))
    }

    /// Reverts: one migration, or as far as [`to`](Self::to), [`steps`](Self::steps)
    /// or [`to_base`](Self::to_base) say, the newest first. One that is half applied comes
    /// before all others: what stays of it is taken back, as [`abandon`](Self::abandon) does.
    ///
    /// # Errors
    ///
    /// As [`up`](Self::up). Before anything is changed, [`ErrorKind::Irreversible`] where one
    /// of the migrations has no way down, [`ErrorKind::Lossy`] where one loses data and
    /// [`allow_lossy`](Self::allow_lossy) was not called, and [`ErrorKind::NotApplied`] where
    /// the destination is not applied.
    pub fn down<'r>(&'r self, target: impl IntoTarget<'r>) -> Run<'r, Report> {
        Run::new(self.run(connect(target), Aim::Down, under_lock))
    }

    /// Takes back what stays of migrations that came to no end, the newest first, so that each
    /// can be changed or removed: of one that was being applied as if it had not been begun, of
    /// one that was being reverted as if it were still applied. The ledger says how, so a
    /// program whose plan is another, or that does not have the migration, can do it too.
    ///
    /// # Errors
    ///
    /// As [`up`](Self::up). Before anything is changed, [`ErrorKind::Irreversible`] where
    /// nothing takes a step back that stays, and [`ErrorKind::Lossy`] where that loses data
    /// and [`allow_lossy`](Self::allow_lossy) was not called.
    pub fn abandon<'r>(&'r self, target: impl IntoTarget<'r>) -> Run<'r, Report> {
        Run::new(self.run(connect(target), Aim::Abandon, under_lock))
    }

    /// Whether the schema is one that this program can work with, for health checks: its own
    /// migrations are applied as they are in its source, and newer ones broke nothing for it.
    /// One query; [`status`](Self::status) says what is missing.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached, and when the ledger cannot be read.
    pub fn ready<'r>(&'r self, target: impl IntoTarget<'r>) -> Run<'r, bool> {
        Run::new(self.is_ready(connect(target)))
    }

    async fn is_ready(&self, connecting: Connecting<'_>) -> Result<bool, Error> {
        let history = History::of(&self.heads)?;
        let errand = Errand {
            history: &history,
            settings: &self.settings,
            aim: Aim::Up,
        };
        let mut backend = connecting.await?;
        let read = read_and_decide(&mut *backend, &errand, &self.settings).await;
        backend.close().await?;
        match read {
            Ok((_, legs)) => Ok(legs.is_empty()),
            Err(
                ErrorKind::Changed { .. }
                | ErrorKind::Missing { .. }
                | ErrorKind::Newer { .. }
                | ErrorKind::Unfinished { .. }
                | ErrorKind::OtherPlan { .. }
                | ErrorKind::OutOfOrder { .. },
            ) => Ok(false),
            Err(kind) => Err(kind.into()),
        }
    }

    async fn run(&self, connecting: Connecting<'_>, aim: Aim, job: Job) -> Result<Report, Error> {
        let span = tracing::info_span!("migrate", direction = aim.verb());
        let history = History::of(&self.heads)?;
        let errand = Errand {
            history: &history,
            settings: &self.settings,
            aim,
        };
        let run = async {
            let mut backend = connecting.await?;
            let is_done = errand.is_done(&mut *backend).await;
            if is_done || is_empty(&mut *backend, &errand).await? {
                backend.close().await?;
                errand.tell_unvalidated();
                return Ok(Report::default());
            }
            let report = locked(backend, &self.settings, &errand, job).await?;
            errand.tell_unvalidated();
            Ok(report)
        };
        run.instrument(span).await
    }
}

/// Whether there is nothing to do after all, which may be so beside a newer release.
async fn is_empty(backend: &mut dyn Backend, errand: &Errand<'_>) -> Result<bool, ErrorKind> {
    let (contents, legs) = read_and_decide(backend, errand, errand.settings).await?;
    if !legs.is_empty() {
        return Ok(false);
    }
    let (settings, database) = (errand.settings, backend.dialect().database);
    let situation = Situation::new(errand.history, contents.entries(), settings, database);
    for entry in situation.half_done_beside() {
        let (migration, leaves) = (entry.name.as_str(), &entry.leaves());
        settings
            .observer
            .tell(&Event::HalfDone { migration, leaves });
    }
    Ok(true)
}

/// One query, and what follows from it.
async fn read_and_decide(
    backend: &mut dyn Backend,
    errand: &Errand<'_>,
    settings: &Settings,
) -> Result<(Contents, Vec<Leg>), ErrorKind> {
    let contents = ledger::read(backend, settings).await?;
    let database = backend.dialect().database;
    let situation = Situation::new(errand.history, contents.entries(), settings, database);
    let legs = decide(&situation, errand.aim)?;
    Ok((contents, legs))
}

fn under_lock<'a>(
    session: &'a mut Session<'_>,
    errand: &'a Errand<'_>,
) -> BoxFuture<'a, Result<Report, Error>> {
    Box::pin(async move {
        let mut report = Report::default();
        match follow(session, errand, &mut report).await {
            Ok(()) => Ok(report),
            Err(kind) => Err(Error::from(kind).after(report)),
        }
    })
}

/// Decides again, since others may have been here while this process waited, and
/// walks; from the beginning when another process goes ahead nevertheless.
async fn follow(
    session: &mut Session<'_>,
    errand: &Errand<'_>,
    report: &mut Report,
) -> Result<(), ErrorKind> {
    let mut settings = errand.settings.clone();
    let mut backoff = Backoff::for_runners(settings.lock_wait);
    loop {
        let (contents, legs) = read_and_decide(session.backend(), errand, &settings).await?;
        if legs.is_empty() {
            return Ok(());
        }
        prepare(session, &settings, &contents, &legs).await?;
        let before = report.done.len();
        let ground = if contents.entries().is_empty() {
            Ground::New
        } else {
            Ground::InUse
        };
        match walk(session, &settings, (&legs, ground), report).await {
            Ok(()) => return Ok(()),
            Err(Stop::Failed { error, .. }) => return Err(error),
            Err(Stop::Overtaken) => {
                let done = report.done[before..].iter();
                let done = done.filter(|done| done.direction == errand.aim.direction());
                settings.destination.shorten(done.count());
            }
        }
        let (waited, pause, tries) = (backoff.waited(), backoff.pause(), backoff.tries());
        // Who it was is not known: the lock is that of each transaction.
        let holder = None;
        settings.observer.tell(&Event::Waiting {
            waited,
            tries,
            holder,
        });
        let pause = pause.ok_or(ErrorKind::LockWait {
            waited,
            tries,
            holder: None,
        })?;
        sleep(pause).await;
    }
}

/// What has to be right before anything is changed.
async fn prepare(
    session: &mut Session<'_>,
    settings: &Settings,
    contents: &Contents,
    legs: &[Leg],
) -> Result<(), ErrorKind> {
    refuse_old_server(session.backend(), legs).await?;
    let migrations = legs.len();
    settings.observer.tell(&Event::Planned { migrations });
    ledger::prepare(session.backend(), settings, contents).await
}

async fn refuse_old_server(backend: &mut dyn Backend, legs: &[Leg]) -> Result<(), ErrorKind> {
    let database = backend.dialect().database;
    let server = backend.version().await.map_err(|failure| {
        let source = failure.source;
        ErrorKind::Connect { source }
    })?;
    let plans = legs
        .iter()
        .filter_map(|leg| Some((leg.name, leg.source?.plan)));
    let mut old = plans.filter(|(_, plan)| server < plan.minimum);
    match old.next() {
        None => Ok(()),
        Some((migration, plan)) => Err(ErrorKind::OldServer {
            migration,
            database,
            minimum: plan.minimum,
            server,
        }),
    }
}

impl Destination {
    /// What is left to do after so many migrations.
    fn shorten(&mut self, done: usize) {
        match self {
            Destination::Steps(steps) => *steps = steps.saturating_sub(done),
            Destination::Default | Destination::Migration(_) | Destination::Base => {}
        }
    }
}
