//! Builds an index without blocking writers. A build that was cut off leaves an
//! index that costs and does not serve, so validity is looked up before and after.
//! It must not know why the index is wanted.

use std::time::Instant;

use super::{Running, Stop, outside};
use crate::error::ErrorKind;
use crate::migration::BuildIndex;
use crate::retry::Backoff;
use crate::script::{Part, Value};
use crate::session::Session;

/// An index as the catalogue has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Invalid,
    Valid,
}

pub(super) async fn run(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    index: &BuildIndex,
) -> Result<(), Stop> {
    running.started(step);
    let began = Instant::now();
    let found = look_up(session, running, index.schema, index.index).await?;
    // Without a run that was cut off here, a valid index of this name is somebody
    // else's, and the server says that the name is taken.
    if found != Found::Valid || !running.may_be_done(step) {
        build(session, running, step, index).await?;
    }
    running.finished(step, began.elapsed());
    Ok(())
}

/// Builds until it succeeds, or fails for another reason than a deadlock with
/// somebody else's transaction, which the server ends by ending one of the two.
async fn build(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    index: &BuildIndex,
) -> Result<(), Stop> {
    let mut backoff = Backoff::for_locks(running.settings.lock_wait);
    loop {
        drop_leftover(session, running, step, index).await?;
        let failure = match outside::send(session, running, step, index.build).await {
            Ok(()) => return check(session, running, index).await,
            Err(failure) => failure,
        };
        if !failure.is_busy() {
            // Why the build failed matters more than whether this works, too.
            let _ = drop_leftover(session, running, step, index).await;
            return Err(failure);
        }
        running.pause(&mut backoff, failure).await?;
    }
}

async fn drop_leftover(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    index: &BuildIndex,
) -> Result<(), Stop> {
    match look_up(session, running, index.schema, index.index).await? {
        Found::Invalid => outside::send(session, running, step, index.drop).await,
        Found::Nothing | Found::Valid => Ok(()),
    }
}

async fn check(
    session: &mut Session<'_>,
    running: &Running<'_>,
    index: &BuildIndex,
) -> Result<(), Stop> {
    let (migration, name) = (running.leg.name, index.index);
    match look_up(session, running, index.schema, name).await? {
        Found::Valid => Ok(()),
        Found::Nothing | Found::Invalid => {
            let index = name;
            Err(ErrorKind::InvalidIndex { migration, index }.into())
        }
    }
}

/// Looks an index up in the catalogue.
pub(super) async fn look_up(
    session: &mut Session<'_>,
    running: &Running<'_>,
    schema: &str,
    index: &str,
) -> Result<Found, Stop> {
    let query = session.backend().index_query();
    let mut script = session.script();
    let script_values = [
        ("{schema}", Value::Literal(schema)),
        ("{index}", Value::Literal(index)),
    ];
    script
        .begin(Part::Begin)
        .answer()
        .template(query, &script_values);
    let row = outside::ask(session, running, &script.finish()).await?;
    Ok(match row.first().and_then(Option::as_deref) {
        None => Found::Nothing,
        Some("1") => Found::Valid,
        Some(_) => Found::Invalid,
    })
}
