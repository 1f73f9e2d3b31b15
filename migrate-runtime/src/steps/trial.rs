//! Tries the steps of a migration inside a transaction that somebody else has begun
//! and will take back. It must not record or commit anything.

use migrate_contract::at_home;

use super::batches::{self, ahead, next_query, run_batch};
use super::raw::may_change_the_session;
use super::{Running, Stop, look};
use crate::backend::Answer;
use crate::error::ErrorKind;
use crate::migration::{Action, Batches, Step, Work, stands_alone};
use crate::script::{Message, Part};
use crate::session::Session;

/// Runs all steps of a migration that are left.
pub(crate) async fn run(session: &mut Session<'_>, running: &Running<'_>) -> Result<(), Stop> {
    let own = running.leg.steps();
    let steps = own.iter().enumerate();
    for (index, step) in steps.skip(running.leg.start.step()) {
        running.started(index);
        match &step.action {
            Action::Batches(batches) => walk(session, running, index, batches).await?,
            Action::Sql(_) | Action::BuildIndex(_) | Action::DropIndex(_) => {
                statement(session, running, index, step).await?;
            }
        }
    }
    if may_change_the_session(own) {
        settle(session, running).await?;
    }
    Ok(())
}

/// The next migration finds the settings that it would find in a run of its own.
async fn settle(session: &mut Session<'_>, running: &Running<'_>) -> Result<(), Stop> {
    let work = running.leg.steps().iter().map(|step| step.work).max();
    let limits = running.settings.limits(work.unwrap_or(Work::Metadata));
    let mut script = session.script();
    session.backend().settle(&mut script, limits);
    if script.is_empty() {
        return Ok(());
    }
    ask(session, running, &script.finish()).await.map(drop)
}

async fn statement(
    session: &mut Session<'_>,
    running: &Running<'_>,
    index: usize,
    step: &Step,
) -> Result<(), Stop> {
    if let Some(expected) = &step.expects {
        look::at(session, running, expected).await?;
    }
    let sql = step.sql();
    if stands_alone(step) {
        let home = running.settings.home(session.dialect());
        let (migration, sql) = (running.leg.name, at_home(sql, home).into_owned());
        return Err(ErrorKind::NotTransactional { migration, sql }.into());
    }
    let mut script = session.script();
    script.statement(Part::Step(index), sql);
    ask(session, running, &script.finish()).await.map(drop)
}

/// All batches, one after the other, without a pause: nobody else waits for the locks
/// of one batch, but for those of the whole transaction.
async fn walk(
    session: &mut Session<'_>,
    running: &Running<'_>,
    step: usize,
    batches: &Batches,
) -> Result<(), Stop> {
    let Some(mut from) = batches::cursor(session, running, step, batches).await? else {
        return Ok(());
    };
    loop {
        let mut script = session.script();
        next_query(&mut script, step, batches, &from);
        let answer = ask(session, running, &script.finish()).await?;
        let Some(end) = ahead(running, &from, answer)? else {
            return Ok(());
        };
        let to = from.moved(end);
        let mut script = session.script();
        run_batch(&mut script, step, batches, (&from, &to));
        ask(session, running, &script.finish()).await?;
        from = to;
    }
}

/// Fails where a row would refer to nothing, in the name of the last migration.
pub(crate) async fn check_foreign_keys(
    session: &mut Session<'_>,
    running: &Running<'_>,
) -> Result<(), Stop> {
    let Some(keys) = session.dialect().foreign_keys else {
        return Ok(());
    };
    let mut script = session.script();
    script.statement(Part::ForeignKeys, keys.check);
    ask(session, running, &script.finish()).await.map(drop)
}

async fn ask(
    session: &mut Session<'_>,
    running: &Running<'_>,
    message: &Message,
) -> Result<Answer, Stop> {
    match session.send(message).await {
        Ok(answer) => Ok(answer),
        Err(failure) => Err(running.stop(session, message, failure).await),
    }
}
