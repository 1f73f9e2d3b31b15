//! Walks a route under the lock: the only module that decides nothing and does
//! everything. It must not know how the route was decided.

use tracing::Instrument as _;

use crate::backend::Hold;
use crate::error::ErrorKind;
use crate::event::Event;
use crate::ledger::{self, Clock, Record};
use crate::report::{Done, Report};
use crate::route::Leg;
use crate::script::{ForeignKeys, Part};
use crate::session::Session;
use crate::settings::Settings;
use crate::steps::{self, Running, Stop, units};

/// Runs the legs in order, and reports each that came to its end.
pub(crate) async fn walk(
    session: &mut Session<'_>,
    settings: &Settings,
    legs: &[Leg],
    report: &mut Report,
) -> Result<(), Stop> {
    for leg in legs {
        let name = leg.migration.name;
        let span = tracing::info_span!("migration", name, direction = leg.direction.verb());
        let done = run(session, settings, leg).instrument(span).await?;
        report.done.push(done);
    }
    Ok(())
}

async fn run(session: &mut Session<'_>, settings: &Settings, leg: &Leg) -> Result<Done, Stop> {
    let (migration, direction) = (leg.migration.name, leg.direction);
    let clock = Clock::start();
    settings.observer.tell(&Event::Started {
        migration,
        direction,
        step: leg.start.step(),
        steps: leg.steps().len(),
    });
    let record = Record {
        settings,
        dialect: session.dialect(),
        migration: leg.migration,
        plan: leg.plan,
        direction,
        ordinal: leg.ordinal,
        relatives: leg.relatives.clone(),
        seen: leg.seen.clone(),
        hold: session.hold(),
        clock,
    };
    let committed = leg.start.step();
    let mut running = Running {
        leg,
        settings,
        record,
        committed,
    };
    match with_foreign_keys_off(session, &mut running).await {
        Ok(()) => {
            let elapsed = clock.elapsed();
            settings.observer.tell(&Event::Finished {
                migration,
                direction,
                elapsed,
            });
            Ok(Done {
                migration,
                direction,
                elapsed,
            })
        }
        Err(stop) => Err(failed(session, &running, stop).await),
    }
}

/// A rebuild drops a table that others refer to, and SQLite would delete their rows
/// with it. The pragma does nothing inside a transaction, so it stands around all.
///
/// <https://sqlite.org/lang_altertable.html#otheralter>
async fn with_foreign_keys_off(
    session: &mut Session<'_>,
    running: &mut Running<'_>,
) -> Result<(), Stop> {
    let keys = session
        .dialect()
        .foreign_keys
        .filter(|_| running.leg.plan.rebuilds);
    let Some(keys) = keys else {
        return run_units(session, running).await;
    };
    let were_on = switch_off(session, keys).await?;
    let result = run_units(session, running).await;
    if !were_on {
        return result;
    }
    result.and(pragma(session, keys.on).await.map(drop))
}

/// Gives whether they were on.
async fn switch_off(session: &mut Session<'_>, keys: &ForeignKeys) -> Result<bool, Stop> {
    let state = pragma(session, keys.state).await?;
    pragma(session, keys.off).await?;
    Ok(state.as_deref() == Some("1"))
}

async fn pragma(session: &mut Session<'_>, sql: &'static str) -> Result<Option<String>, Stop> {
    let mut script = session.script();
    script.statement(Part::Begin, sql).answer();
    match session.send(&script.finish()).await {
        Ok(answer) => Ok(answer.rows.into_iter().flatten().flatten().next()),
        Err(failure) => {
            let (doing, source) = ("prepared for a rebuild", failure.source);
            Err(ErrorKind::Ledger { doing, source }.into())
        }
    }
}

async fn run_units(session: &mut Session<'_>, running: &mut Running<'_>) -> Result<(), Stop> {
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
    let mut script = session.script();
    running
        .record
        .write_failure(&mut script, &running.failed(), &error);
    // The record is for people; the error itself is what matters, and where this
    // fails the row still says where the migration stands.
    if session.send(&script.finish()).await.is_err() {
        tracing::warn!(error, "the failure could not be recorded");
    }
    let migration = running.leg.migration.name;
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
