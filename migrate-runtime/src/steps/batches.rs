//! Changes rows in batches. Each is one transaction with its place in the ledger, so
//! a run that was cut off goes on exactly where it stopped; the end of the next batch
//! is asked for in the same message. It must not know what the batches do.

mod cursor;
mod sweep;

use std::time::{Duration, Instant};

pub(super) use cursor::Cursor;

use super::{Running, Stop};
use crate::backend::Answer;
use crate::error::ErrorKind;
use crate::event::Event;
use crate::ledger::Position;
use crate::migration::{Batches, Work};
use crate::retry::sleep;
use crate::script::{Message, Part, Script, Value};
use crate::session::Session;

pub(super) async fn run(
    session: &mut Session<'_>,
    running: &mut Running<'_>,
    step: usize,
    batches: &Batches,
) -> Result<(), Stop> {
    running.started(step);
    let began = Instant::now();
    let mut next = cursor(session, running, step, batches).await?;
    while let Some(cursor) = next {
        let changed = walk(session, running, step, (batches, cursor.clone())).await?;
        let walked = (batches, &cursor, changed);
        next = sweep::next(session, running, step, walked).await?;
    }
    running.finished(step, began.elapsed());
    Ok(())
}

/// Where to begin, or nothing where the table is empty.
pub(super) async fn cursor(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    batches: &Batches,
) -> Result<Option<Cursor>, Stop> {
    if let Some(cursor) = running.cursor().as_deref().and_then(Cursor::parse) {
        return Ok(Some(cursor));
    }
    let last = last_row(session, running, step, batches).await?;
    Ok(last.map(|last| Cursor {
        sweep: 0,
        place: None,
        last,
    }))
}

/// The place of the table's last row.
async fn last_row(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    batches: &Batches,
) -> Result<Option<String>, Stop> {
    let mut script = session.script();
    session.backend().orient(&mut script);
    script.statement(Part::Step(step), batches.last).answer();
    Ok(first(running.send(session, &script.finish()).await?))
}

/// Walks to the end, and gives how many rows were changed.
async fn walk(
    session: &mut Session<'_>,
    running: &mut Running<'_>,
    step: usize,
    (batches, mut cursor): (&Batches, Cursor),
) -> Result<u64, Stop> {
    let mut changed = 0;
    let mut script = session.script();
    session.backend().orient(&mut script);
    next_query(&mut script, step, batches, &cursor);
    let answer = running.send(session, &script.finish()).await?;
    let mut next = ahead(running, &cursor, answer)?;
    while let Some(end) = next {
        let after = cursor.moved(end);
        let position = Position {
            cursor: after.text(),
            ..running.leg.position(step)
        };
        let message = batch(
            session,
            running,
            (step, batches),
            (&cursor, &after, &position),
        );
        let answer = running.send(session, &message).await?;
        running.recorded(step, position);
        let affected = message.find(Part::Step(step));
        let rows = affected.and_then(|index| answer.affected.get(index));
        let rows = rows.copied().unwrap_or(0);
        changed += rows;
        running.settings.observer.tell(&Event::Batch {
            migration: running.leg.name,
            step,
            rows,
            place: after.place.as_deref().unwrap_or_default(),
        });
        next = ahead(running, &after, answer)?;
        cursor = after;
        if next.is_some() {
            sleep(Duration::from_millis(batches.pause.into())).await;
        }
    }
    Ok(changed)
}

/// One batch, its record, and the question where the next one ends.
fn batch(
    session: &mut Session<'_>,
    running: &Running<'_>,
    (step, batches): (usize, &Batches),
    (from, to, position): (&Cursor, &Cursor, &Position),
) -> Message {
    let mut script = session.script();
    let limits = running.settings.limits(Work::Rows);
    session.backend().begin(&mut script, limits);
    // What a crash of the server takes is a batch with its record, and is done again. The
    // record of the step's end waits for the disk, and so for all before it.
    if let Some(unhurried) = session.dialect().unhurried {
        script.statement(Part::Begin, unhurried);
    }
    run_batch(&mut script, step, batches, (from, to));
    // Inside, so that a failure to find the next batch leaves nothing half recorded.
    next_query(&mut script, step, batches, to);
    running.record.write(&mut script, position);
    script.statement(Part::Commit, "COMMIT");
    script.finish()
}

/// The statement that changes the rows from one cursor to another.
pub(super) fn run_batch(
    script: &mut Script,
    step: usize,
    batches: &Batches,
    (from, to): (&Cursor, &Cursor),
) {
    // `{place}` means two things: in the condition it is where the batch begins, and
    // outside of it where it ends.
    let after = after(batches, from);
    let end = to.place.as_deref().unwrap_or_default();
    script.begin(Part::Step(step)).template(
        batches.run,
        &[("{after}", after), ("{place}", Value::Place(end))],
    );
}

/// The query for the place where the batch after `cursor` ends.
pub(super) fn next_query(script: &mut Script, step: usize, batches: &Batches, cursor: &Cursor) {
    let next = match &batches.sweep {
        Some(sweep) if cursor.sweep > 0 => sweep.next,
        Some(_) | None => batches.next,
    };
    script.begin(Part::Step(step)).answer().template(
        next,
        &[
            ("{after}", after(batches, cursor)),
            ("{last}", Value::Place(&cursor.last)),
            ("{size}", Value::Number(batches.size.into())),
        ],
    );
}

/// The condition of the rows behind the cursor.
fn after<'a>(batches: &Batches, cursor: &'a Cursor) -> Value<'a> {
    match &cursor.place {
        None => Value::Sql("1 = 1"),
        Some(place) => Value::Condition(batches.after, place),
    }
}

/// Where the next batch ends, if there is one. A key that is not itself when it is read
/// again would keep the walk where it is, or end it too early.
pub(super) fn ahead(
    running: &Running<'_>,
    cursor: &Cursor,
    answer: Answer,
) -> Result<Option<String>, Stop> {
    if answer.rows.is_empty() {
        return Ok(None);
    }
    let place = first(answer);
    if place.is_some() && place != cursor.place {
        return Ok(place);
    }
    let place = cursor.place.as_deref().unwrap_or("the first row");
    let (migration, place) = (running.leg.name, place.to_owned());
    Err(ErrorKind::StuckWalk { migration, place }.into())
}

/// The place that was asked for.
pub(super) fn first(answer: Answer) -> Option<String> {
    answer.rows.into_iter().next()?.into_iter().next().flatten()
}
