//! The steps of one transaction: they travel with its beginning, the record in the
//! ledger and its end in one message. It must not know what they do.

use std::ops::Range;
use std::time::Instant;

use super::raw::may_change_the_session;
use super::{Running, Stop};
use crate::migration::Work;
use crate::script::{Message, Part};
use crate::session::Session;

/// Runs the steps, and records that they are done.
pub(super) async fn run(
    session: &mut Session<'_>,
    running: &mut Running<'_>,
    steps: Range<usize>,
) -> Result<(), Stop> {
    steps.clone().for_each(|step| running.started(step));
    let began = Instant::now();
    let position = running.leg.position(steps.end);
    let message = message(session, running, steps.clone());
    running.send(session, &message).await?;
    running.recorded(steps.end, position);
    steps.for_each(|step| running.finished(step, began.elapsed()));
    Ok(())
}

fn message(session: &mut Session<'_>, running: &Running<'_>, steps: Range<usize>) -> Message {
    let dialect = session.dialect();
    let mut script = session.script();
    let own = running.leg.steps().get(steps.clone()).unwrap_or_default();
    let work = own.iter().map(|step| step.work).max();
    let limits = running.settings.limits(work.unwrap_or(Work::Metadata));
    session.backend().begin(&mut script, limits);
    for (index, step) in steps.clone().zip(own) {
        script.statement(Part::Step(index), step.sql());
    }
    if may_change_the_session(own) {
        session.backend().settle(&mut script, limits);
    }
    match dialect.foreign_keys {
        Some(keys) if running.leg.undoes_a_rebuild() => {
            script.statement(Part::ForeignKeys, keys.check);
        }
        Some(_) | None => {}
    }
    running
        .record
        .write(&mut script, &running.leg.position(steps.end));
    script.statement(Part::Commit, "COMMIT");
    script.finish()
}
