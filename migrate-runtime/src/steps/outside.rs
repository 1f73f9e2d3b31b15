//! Statements that cannot stand in a transaction, sent alone and without limits: one
//! that is cut off by a time limit leaves its work half done. It must not know what
//! they do.

use std::time::Instant;

use super::{Running, Stop};
use crate::script::{Message, Part, Script, Value};
use crate::session::Session;

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

/// Sends one statement of a step. The limits are set back whatever becomes of it.
pub(super) async fn send(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    sql: &'static str,
) -> Result<(), Stop> {
    let Some(limits) = session.dialect().limits else {
        return alone(session, running, step, sql).await;
    };
    let mut script = session.script();
    script.statement(Part::Begin, limits.lift).answer();
    let lifted = ask(session, running, &script.finish()).await?;
    let result = alone(session, running, step, sql).await;
    let mut script = session.script();
    restore(&mut script, limits.restore, &lifted);
    let restored = ask(session, running, &script.finish()).await;
    result.and(restored.map(drop))
}

fn restore(script: &mut Script, template: &'static str, before: &[Option<String>]) {
    let value = |index: usize| {
        let text = before.get(index).and_then(Option::as_deref);
        Value::Literal(text.unwrap_or("0"))
    };
    let values = [("{lock}", value(0)), ("{statement}", value(1))];
    script.begin(Part::Begin).template(template, &values);
}

async fn alone(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    sql: &'static str,
) -> Result<(), Stop> {
    let mut script = session.script();
    script.statement(Part::Step(step), sql);
    ask(session, running, &script.finish()).await.map(drop)
}

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
