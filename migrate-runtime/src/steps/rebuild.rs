//! One transaction in which tables are rebuilt: foreign keys are off around it, each table
//! is looked at before anything is done to it, and the keys are checked at the end. It must
//! not know how a rebuild goes.

use std::ops::Range;
use std::panic::resume_unwind;
use std::time::Instant;

use super::{Running, Stop, foreign_keys, look};
use crate::migration::Work;
use crate::retry::Backoff;
use crate::script::{Message, Part};
use crate::session::{Session, caught};

/// Runs the steps, and records that they are done.
pub(super) async fn run(
    session: &mut Session<'_>,
    running: &mut Running<'_>,
    steps: Range<usize>,
) -> Result<(), Stop> {
    steps.clone().for_each(|step| running.started(step));
    let began = Instant::now();
    let way_back = foreign_keys::switch_off(session).await?;
    let tried = caught(until_free(session, running, steps.clone())).await;
    let result = match tried {
        Ok(result) => result,
        Err(panic) => {
            session.roll_back().await;
            // The panic is what counts.
            let _ = foreign_keys::switch_back(session, way_back, Ok(())).await;
            resume_unwind(panic)
        }
    };
    if result.is_ok() {
        running.recorded(steps.end, running.leg.position(steps.end));
    }
    foreign_keys::switch_back(session, way_back, result).await?;
    steps.for_each(|step| running.finished(step, began.elapsed()));
    Ok(())
}

/// Tries again while somebody else writes: nothing of the transaction is left then.
async fn until_free(
    session: &mut Session<'_>,
    running: &Running<'_>,
    steps: Range<usize>,
) -> Result<(), Stop> {
    let mut backoff = Backoff::for_locks(running.settings.lock_wait);
    loop {
        match once(session, running, steps.clone()).await {
            Err(stop) if stop.is_busy() => running.pause(&mut backoff, stop).await?,
            result => return result,
        }
    }
}

async fn once(
    session: &mut Session<'_>,
    running: &Running<'_>,
    steps: Range<usize>,
) -> Result<(), Stop> {
    let dialect = session.dialect();
    let own = &running.leg.steps()[steps.clone()];
    let work = own.iter().map(|step| step.work).max();
    let limits = running.settings.limits(work.unwrap_or(Work::Metadata));
    let mut script = session.script();
    session.backend().begin(&mut script, limits);
    for (index, step) in steps.clone().zip(own) {
        if let Some(expected) = &step.expects {
            send(session, running, &script.finish()).await?;
            look::at(session, running, expected).await?;
            script = session.script();
        }
        script.statement(Part::Step(index), step.sql());
    }
    if let Some(keys) = dialect.foreign_keys {
        script.statement(Part::ForeignKeys, keys.check);
    }
    let position = running.leg.position(steps.end);
    running.record.write(&mut script, &position);
    script.statement(Part::Commit, "COMMIT");
    send(session, running, &script.finish()).await
}

/// Sends a part of the transaction, and leaves it where the part fails.
async fn send(
    session: &mut Session<'_>,
    running: &Running<'_>,
    message: &Message,
) -> Result<(), Stop> {
    match session.send(message).await {
        Ok(_) => Ok(()),
        Err(failure) => Err(running.stop(session, message, failure).await),
    }
}
