//! Drops an index without blocking anybody. It must not know why.

use std::time::Instant;

use super::build_index::{Found, look_up};
use super::{Running, Stop, outside};
use crate::migration::DropIndex;
use crate::session::Session;

pub(super) async fn run(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    index: &DropIndex,
) -> Result<(), Stop> {
    running.started(step);
    let began = Instant::now();
    match look_up(session, running, step, (index.schema, index.index)).await? {
        Found::Nothing | Found::Elsewhere => {}
        // A drop that was cut off leaves an invalid index, and is run again.
        Found::Valid | Found::Invalid => {
            outside::send(session, running, step, index.drop).await?;
        }
    }
    running.finished(step, began.elapsed());
    Ok(())
}
