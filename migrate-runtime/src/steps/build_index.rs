//! Builds an index without blocking writers. A build that was cut off leaves an
//! index that costs and does not serve, so validity is looked up before and after.
//! It must not know why the index is wanted.

use std::time::Instant;

use super::{Running, Stop, outside};
use crate::error::ErrorKind;
use crate::migration::{BuildIndex, Step};
use crate::retry::Backoff;
use crate::script::{Part, Value};
use crate::session::Session;

/// An index as the catalogue has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Invalid,
    Valid,
    /// One of this name, on another table: somebody else's.
    Elsewhere,
}

pub(super) async fn run(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    index: &BuildIndex,
) -> Result<(), Stop> {
    running.started(step);
    let began = Instant::now();
    let found = look_up(session, running, step, (index.schema, index.index)).await?;
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
            Ok(()) => return check(session, running, step, index).await,
            Err(failure) => failure,
        };
        let failure = if failure.is_busy() {
            match running.pause(&mut backoff, failure).await {
                Ok(()) => continue,
                Err(failure) => failure,
            }
        } else {
            // Why the build failed matters more than whether this works, too.
            let _ = drop_leftover(session, running, step, index).await;
            failure
        };
        // Who waited in vain for the build would wait in vain for the drop.
        let left = look_up(session, running, step, (index.schema, index.index)).await;
        return Err(match left {
            Ok(Found::Nothing | Found::Valid | Found::Elsewhere) => failure,
            Ok(Found::Invalid) | Err(_) => failure.leaving(index.index),
        });
    }
}

async fn drop_leftover(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    index: &BuildIndex,
) -> Result<(), Stop> {
    match look_up(session, running, step, (index.schema, index.index)).await? {
        Found::Invalid => outside::send(session, running, step, index.drop).await,
        Found::Nothing | Found::Valid | Found::Elsewhere => Ok(()),
    }
}

async fn check(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    index: &BuildIndex,
) -> Result<(), Stop> {
    let (migration, name) = (running.leg.name, index.index);
    match look_up(session, running, step, (index.schema, name)).await? {
        Found::Valid => Ok(()),
        Found::Nothing | Found::Invalid | Found::Elsewhere => {
            let index = name;
            Err(ErrorKind::InvalidIndex { migration, index }.into())
        }
    }
}

/// Looks the index of a step up in the catalogue, by its schema and name.
pub(super) async fn look_up(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    (schema, index): (&str, &str),
) -> Result<Found, Stop> {
    let query = session.backend().index_query();
    let home = running.settings.home(session.dialect());
    let schema = if schema.is_empty() { home } else { schema };
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
    let column = |index: usize| row.get(index).and_then(Option::as_deref);
    let table = column(1).unwrap_or_default();
    Ok(match column(0) {
        None => Found::Nothing,
        Some(_) if !is_on(&running.leg.steps()[step], schema, table) => Found::Elsewhere,
        Some("1") => Found::Valid,
        Some(_) => Found::Invalid,
    })
}

/// Whether a step is about this table, as far as its locks say: `table` or `schema.table`.
fn is_on(step: &Step, schema: &str, table: &str) -> bool {
    let is_it = |name: &str| match name.strip_suffix(table) {
        Some(before) => before.is_empty() || before.strip_suffix('.') == Some(schema),
        None => false,
    };
    step.locks.is_empty() || step.locks.iter().any(|lock| is_it(lock.table))
}
