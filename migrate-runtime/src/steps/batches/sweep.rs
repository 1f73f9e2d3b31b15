//! Goes over a table again, for rows whose key was set to another value behind the walk.
//! The end is proved: one query, in one snapshot, finds no row that the statement would
//! still change. Takes a walk that came to its end, gives where the next one begins, or
//! tells what is left. It must not know what the batches do.

use super::cursor::Cursor;
use super::{first, last_row};
use crate::migration::{Batches, Reach, Sweep, Work};
use crate::script::{Part, Value};
use crate::session::Session;
use crate::steps::{Running, Stop};

/// How often a table is gone over again. What is left after that is written as fast as it
/// is changed.
const SWEEPS: u32 = 8;

/// Where the next sweep begins, if there is one to be made after this walk, which changed
/// so many rows.
pub(super) async fn next(
    session: &mut Session<'_>,
    running: &mut Running<'_>,
    step: usize,
    (batches, walked, changed): (&Batches, &Cursor, u64),
) -> Result<Option<Cursor>, Stop> {
    let Some(sweep) = &batches.sweep else {
        return Ok(None);
    };
    if left(session, running, step, (sweep, walked, 1)).await? == 0 {
        return Ok(None);
    }
    // A sweep that changes nothing, such as where a trigger stands against it, would not
    // the next time either.
    if walked.sweep == SWEEPS || walked.sweep > 0 && changed == 0 {
        let rows = left(session, running, step, (sweep, walked, u32::MAX)).await?;
        running.leaves(step, rows);
        return Ok(None);
    }
    let last = match sweep.reach {
        Reach::Walked => Some(walked.last.clone()),
        Reach::Table => last_row(session, running, step, batches).await?,
    };
    Ok(last.map(|last| Cursor {
        sweep: walked.sweep + 1,
        place: None,
        last,
    }))
}

/// How many rows the statement would still change; it stops to count at `limit`.
async fn left(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    (sweep, walked, limit): (&Sweep, &Cursor, u32),
) -> Result<u64, Stop> {
    let mut script = session.script();
    let limits = running.settings.limits(Work::Scan);
    session.backend().begin(&mut script, limits);
    script.begin(Part::Step(step)).answer().template(
        sweep.left,
        &[
            ("{last}", Value::Place(&walked.last)),
            ("{size}", Value::Number(limit.into())),
        ],
    );
    script.statement(Part::Commit, "COMMIT");
    let answer = running.send(session, &script.finish()).await?;
    Ok(first(answer)
        .and_then(|rows| rows.parse().ok())
        .unwrap_or(0))
}
