//! Walks a route under the lock: the only module that decides nothing and does
//! everything. It must not know how the route was decided.

use std::panic::resume_unwind;

use tracing::Instrument as _;

use crate::backend::Hold;
use crate::event::Event;
use crate::ledger;
use crate::migration::Work;
use crate::report::{Done, Report};
use crate::route::{Ground, Leg};
use crate::script::Part;
use crate::session::{Session, caught};
use crate::settings::Settings;
use crate::steps::foreign_keys::{self, WayBack};
use crate::steps::{self, Running, Stop, checks, group, units};

/// Runs the legs in order, and reports each that came to its end.
pub(crate) async fn walk(
    session: &mut Session<'_>,
    settings: &Settings,
    (legs, ground): (&[Leg], Ground),
    report: &mut Report,
) -> Result<(), Stop> {
    let mut rest = legs;
    while !rest.is_empty() {
        let together = group::shared(rest, ground);
        let (now, behind) = rest.split_at(together.max(1));
        rest = behind;
        if together > 1
            && let Some(done) = group::run(session, settings, now).await
        {
            report.done.extend(done);
            continue;
        }
        for leg in now {
            report.done.push(alone(session, settings, leg).await?);
        }
    }
    Ok(())
}

async fn alone(session: &mut Session<'_>, settings: &Settings, leg: &Leg) -> Result<Done, Stop> {
    let name = leg.name;
    let span = tracing::info_span!("migration", name, direction = leg.direction().verb());
    run(session, settings, leg).instrument(span).await
}

async fn run(session: &mut Session<'_>, settings: &Settings, leg: &Leg) -> Result<Done, Stop> {
    let (migration, direction) = (leg.name, leg.direction());
    checks::refuse(session, leg).await?;
    settings.observer.tell(&Event::Started {
        migration,
        direction,
        step: leg.start.step(),
        steps: leg.steps().len(),
    });
    let mut running = Running::new(session, settings, leg);
    match run_units(session, &mut running).await {
        Ok(()) => {
            let elapsed = running.record.clock.elapsed();
            settings.observer.tell(&Event::Finished {
                migration,
                direction,
                elapsed,
            });
            Ok(Done {
                migration,
                direction,
                elapsed,
                left: running.left,
            })
        }
        Err(stop) => Err(failed(session, &running, stop).await),
    }
}

async fn run_units(session: &mut Session<'_>, running: &mut Running<'_>) -> Result<(), Stop> {
    let leg = running.leg;
    // Other legs have transactions of their own for it.
    let way_back = if leg.undoes_a_rebuild() {
        foreign_keys::switch_off(session).await?
    } else {
        WayBack::Nothing
    };
    match caught(run_each(session, running)).await {
        Ok(result) => foreign_keys::switch_back(session, way_back, result).await,
        Err(panic) => {
            session.roll_back().await;
            // The panic is what counts.
            let _ = foreign_keys::switch_back(session, way_back, Ok(())).await;
            resume_unwind(panic)
        }
    }
}

async fn run_each(session: &mut Session<'_>, running: &mut Running<'_>) -> Result<(), Stop> {
    for unit in units(running.leg.steps(), running.leg.start.step()) {
        steps::run(session, running, unit).await?;
    }
    Ok(())
}

/// Tells of a failure and records it, unless another process has gone ahead: then the
/// failure is but what its work looks like from here.
async fn failed(session: &mut Session<'_>, running: &Running<'_>, stop: Stop) -> Stop {
    let Stop::Failed { error, .. } = &stop else {
        return stop;
    };
    if overtaken(session, running).await {
        return Stop::Overtaken;
    }
    let error = error.to_string();
    // An index that is left is no end: the next run looks for it, and so does a way back.
    let position = if stop.leaves_an_index() {
        running.leg.position(running.committed)
    } else {
        running.failed()
    };
    let mut script = session.script();
    let limits = running.settings.limits(Work::Metadata);
    session.backend().begin(&mut script, limits);
    running.record.write_failure(&mut script, &position, &error);
    script.statement(Part::Commit, "COMMIT");
    // The record is for people; the error itself is what matters, and where this
    // fails the row still says where the migration stands.
    if session.send(&script.finish()).await.is_err() {
        session.roll_back().await;
        tracing::warn!(error, "the failure could not be recorded");
    }
    let migration = running.leg.name;
    let error = &error;
    running
        .settings
        .observer
        .tell(&Event::Failed { migration, error });
    stop
}

async fn overtaken(session: &mut Session<'_>, running: &Running<'_>) -> bool {
    match session.hold() {
        Hold::Session { .. } => false,
        Hold::Transaction => {
            let contents = ledger::read(session.backend(), running.settings).await;
            contents.is_ok_and(|contents| !running.record.stands(contents.entries()))
        }
    }
}
