//! Statements that cannot stand in a transaction, sent alone and without a limit
//! on their time: one that is cut off leaves its work half done. It must not know what
//! they do.

use std::time::{Duration, Instant};

use super::{Running, Stop};
use crate::event::Event;
use crate::script::{Message, Part, Script};
use crate::session::{Session, Tell};

/// Runs a step's own statement.
pub(super) async fn run(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    sql: &'static str,
) -> Result<(), Stop> {
    running.started(step);
    let began = Instant::now();
    send(session, running, step, sql).await?;
    running.finished(step, began.elapsed());
    Ok(())
}

/// Sends one statement of a step. What is set for it is set back whatever becomes of it.
pub(super) async fn send(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    sql: &'static str,
) -> Result<(), Stop> {
    let mut script = session.script();
    let lock_wait = running.settings.lock_wait;
    session.backend().lift(&mut script, lock_wait);
    settings(session, running, script).await?;
    let result = alone(session, running, step, sql).await;
    let mut script = session.script();
    session.backend().lower(&mut script);
    let restored = settings(session, running, script).await;
    result.and(restored)
}

/// A database without settings has none to set.
async fn settings(
    session: &mut Session<'_>,
    running: &Running<'_>,
    script: Script,
) -> Result<(), Stop> {
    if script.is_empty() {
        return Ok(());
    }
    ask(session, running, &script.finish()).await.map(drop)
}

async fn alone(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    sql: &'static str,
) -> Result<(), Stop> {
    let mut script = session.script();
    script.statement(Part::Step(step), sql);
    let message = script.finish();
    let (migration, observer) = (running.leg.name, &running.settings.observer);
    let tell: Tell<'_> = &|waited, blockers| {
        observer.tell(&Event::Blocked {
            migration,
            step,
            waited,
            blockers,
        });
    };
    match session.watched(&message, FIRST_LOOK, tell).await {
        Ok(_) => Ok(()),
        Err(failure) => Err(running.stop(session, &message, failure).await),
    }
}

/// Most statements are done by then.
const FIRST_LOOK: Duration = Duration::from_secs(1);

/// Sends a message once, and gives the first row of its answer.
pub(super) async fn ask(
    session: &mut Session<'_>,
    running: &Running<'_>,
    message: &Message,
) -> Result<Vec<Option<String>>, Stop> {
    match session.send(message).await {
        Ok(answer) => Ok(answer.rows.into_iter().next().unwrap_or_default()),
        Err(failure) => Err(running.stop(session, message, failure).await),
    }
}
