//! Tries migrations and takes them back: everything runs in one transaction, which is
//! rolled back. It must not leave anything behind.

use std::panic::resume_unwind;

use futures_core::future::BoxFuture;

use super::{Errand, Migrator, Run, read_and_decide, refuse_old_server};
use crate::backend::{IntoTarget, connect};
use crate::error::{Error, ErrorKind};
use crate::ledger;
use crate::migration::Work;
use crate::report::{Done, Report};
use crate::route::{Aim, Leg};
use crate::session::{Session, caught};
use crate::steps::foreign_keys::{self, WayBack};
use crate::steps::{Running, Stop, trial};

impl Migrator {
    /// Runs what [`up`](Self::up) would run in one transaction, and rolls it back: the
    /// report says what would have been done, and an error what would have failed.
    ///
    /// On SQLite, foreign keys are off for all of it where a table is rebuilt, so nothing goes
    /// on by `on delete` and its kin.
    ///
    /// All locks are held to the end, so it belongs on a copy of the database, or on
    /// one that nobody waits for. It ends with [`ErrorKind::NotTransactional`] before
    /// the first step that cannot be rolled back, such as a concurrent index build.
    ///
    /// # Errors
    ///
    /// As [`up`](Self::up), for what would have failed.
    pub fn dry_run<'r>(&'r self, target: impl IntoTarget<'r>) -> Run<'r, Report> {
        Run::new(self.run(connect(target), Aim::Up, try_out))
    }

    /// Runs what [`down`](Self::down) would run in the same way.
    ///
    /// # Errors
    ///
    /// As [`down`](Self::down), for what would have failed.
    pub fn dry_run_down<'r>(&'r self, target: impl IntoTarget<'r>) -> Run<'r, Report> {
        Run::new(self.run(connect(target), Aim::Down, try_out))
    }
}

fn try_out<'a>(
    session: &'a mut Session<'_>,
    errand: &'a Errand<'_>,
) -> BoxFuture<'a, Result<Report, Error>> {
    Box::pin(async move {
        let (_, legs) = read_and_decide(session.backend(), errand, errand.settings).await?;
        refuse_old_server(session.backend(), &legs).await?;
        let mut report = Report::default();
        let result = around(session, errand, &legs, &mut report).await;
        match result {
            Ok(()) => Ok(report),
            Err(Stop::Failed { error, .. }) => Err(Error::from(error).after(report)),
            // Nothing is recorded, so nobody can have been faster.
            Err(Stop::Overtaken) => Ok(report),
        }
    })
}

async fn around(
    session: &mut Session<'_>,
    errand: &Errand<'_>,
    legs: &[Leg],
    report: &mut Report,
) -> Result<(), Stop> {
    let way_back = if legs.iter().any(Leg::rebuilds) {
        foreign_keys::switch_off(session).await?
    } else {
        WayBack::Nothing
    };
    let result = caught(inside(session, errand, legs, report)).await;
    session.roll_back().await;
    match result {
        Ok(result) => foreign_keys::switch_back(session, way_back, result).await,
        Err(panic) => {
            // The panic is what counts.
            let _ = foreign_keys::switch_back(session, way_back, Ok(())).await;
            resume_unwind(panic)
        }
    }
}

async fn inside(
    session: &mut Session<'_>,
    errand: &Errand<'_>,
    legs: &[Leg],
    report: &mut Report,
) -> Result<(), Stop> {
    let work = legs.iter().flat_map(Leg::steps).map(|step| step.work).max();
    let mut script = session.script();
    let limits = errand.settings.limits(work.unwrap_or(Work::Metadata));
    session.backend().begin(&mut script, limits);
    ledger::add_home(session.backend(), errand.settings, &mut script).await?;
    if let Err(failure) = session.send(&script.finish()).await {
        let source = failure.source;
        return Err(ErrorKind::Connect { source }.into());
    }
    for leg in legs {
        let running = Running::new(session, errand.settings, leg);
        trial::run(session, &running).await?;
        if are_checked(leg) {
            trial::check_foreign_keys(session, &running).await?;
        }
        report.done.push(Done {
            migration: leg.name,
            direction: leg.direction(),
            elapsed: running.record.clock.elapsed(),
            left: 0,
        });
    }
    Ok(())
}

/// Whether the rows can be asked whether a rebuild has lost what they refer to. Where rows
/// are changed beside it they cannot: in one transaction foreign keys are off for all of it,
/// and what goes on from row to row by them does not.
fn are_checked(leg: &Leg) -> bool {
    let changes_rows = leg.steps().iter().any(|step| step.work == Work::Rows);
    leg.rebuilds() && !changes_rows
}
