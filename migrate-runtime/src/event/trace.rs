//! Events as `tracing` gets them: what happens to a migration at `info`, its steps at `debug`,
//! each with fields. It must not know who reads them.

use tracing::{debug, error, info, warn};

use super::Event;
use crate::error::lines;

/// Tells subscribers of an event. A wait is `info`, too: nothing is wrong yet.
pub(super) fn trace(event: &Event<'_>) {
    match *event {
        Event::Planned { migrations } => info!(migrations, "planned"),
        Event::Started {
            migration,
            direction,
            step,
            steps,
        } => {
            let direction = direction.verb();
            info!(migration, direction, step, steps, "started");
        }
        Event::Finished {
            migration,
            direction,
            elapsed,
        } => {
            let direction = direction.verb();
            info!(migration, direction, ?elapsed, "finished");
        }
        Event::Failed { migration, error } => error!(migration, error, "failed"),
        Event::Unvalidated { constraints } => warn!(?constraints, "not validated"),
        Event::HalfDone { migration, leaves } => warn!(migration, ?leaves, "half done"),
        Event::RowsLeft {
            migration,
            step,
            rows,
        } => warn!(migration, step, rows, "rows left"),
        Event::Waiting { .. } | Event::Retrying { .. } | Event::Blocked { .. } => waits(event),
        Event::StepStarted {
            migration,
            step,
            sql,
        } => debug!(migration, step, sql, "step started"),
        Event::StepFinished {
            migration,
            step,
            elapsed,
        } => debug!(migration, step, ?elapsed, "step finished"),
        Event::Batch {
            migration,
            step,
            rows,
            place,
        } => debug!(migration, step, rows, place, "batch"),
    }
}

fn waits(event: &Event<'_>) {
    match *event {
        Event::Waiting {
            waited,
            tries,
            holder,
        } => {
            let holder = holder.map(ToString::to_string).unwrap_or_default();
            info!(?waited, tries, holder, "waiting for another run");
        }
        Event::Retrying {
            migration,
            reason,
            pause,
            tries,
            blockers,
        } => {
            let blockers = lines(blockers);
            info!(migration, reason, ?pause, tries, blockers, "retrying");
        }
        Event::Blocked {
            migration,
            step,
            waited,
            blockers,
        } => {
            let blockers = lines(blockers);
            info!(migration, step, ?waited, blockers, "blocked");
        }
        Event::Planned { .. }
        | Event::Started { .. }
        | Event::Finished { .. }
        | Event::Failed { .. }
        | Event::Unvalidated { .. }
        | Event::HalfDone { .. }
        | Event::StepStarted { .. }
        | Event::StepFinished { .. }
        | Event::Batch { .. }
        | Event::RowsLeft { .. } => {}
    }
}
