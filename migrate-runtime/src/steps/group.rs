//! Neighbours with plain plans whose tables nobody waits for, in a new database or because one
//! of them makes them: they share a transaction. Takes them, gives what was done, or nothing
//! when one of them failed: then none of them is there. It must not know why.

use std::time::{Duration, Instant};

use migrate_contract::HOME;

use super::raw::may_change_the_session;
use super::{Running, Unit, units};
use crate::error::plain;
use crate::event::Event;
use crate::ledger::{Record, Relatives, Seen};
use crate::migration::{Step, TableLock, Work};
use crate::report::Done;
use crate::route::{Ground, Leg, Way};
use crate::script::{Message, Part, Script};
use crate::session::Session;
use crate::settings::Settings;

/// Migrations in one transaction at most: where one fails, all are run again, one by one.
const MOST: usize = 100;

/// The length of a message, in bytes, behind which another one begins: SQLite copies all of
/// the rest for each statement.
const LONG: usize = 16 * 1024;

/// How many of these, from the first on, may share a transaction.
pub(crate) fn shared(legs: &[Leg], ground: Ground) -> usize {
    let mut made = Vec::new();
    let mut nobody_waits = |leg: &Leg| match ground {
        Ground::New => true,
        Ground::InUse => is_among(leg, &mut made),
    };
    let legs = &legs[..legs.len().min(MOST)];
    let plain = legs
        .iter()
        .take_while(|leg| is_plain(leg) && nobody_waits(leg));
    let plain = plain.count();
    // What a migration leaves to be checked at its end must not be another's to mend.
    let mut closing = legs[..plain].iter();
    let closing = closing.position(|leg| leg.steps().iter().any(may_write_rows));
    closing.map_or(plain, |place| place + 1)
}

/// Whether one transaction takes the migration from nothing to its end.
fn is_plain(leg: &Leg) -> bool {
    let whole = [Unit::Transaction(0, leg.steps().len())];
    matches!(leg.way, Way::Up)
        && leg.seen == Seen::Nothing
        && !leg.rebuilds()
        && !may_change_the_session(leg.steps())
        && units(leg.steps(), leg.start.step()) == whole
}

/// Whether a migration locks none but tables that were made by those before it, which nobody
/// else sees before they are committed; adds those that it makes.
fn is_among(leg: &Leg, made: &mut Vec<&'static str>) -> bool {
    let is_made = |lock: &TableLock| made.contains(&lock.table);
    // The mark stands in no statement of a user's own, whose locks nobody knows.
    let locks_no_other = |step: &Step| step.sql().contains(HOME) && step.locks.iter().all(is_made);
    let among = leg.steps().iter().all(locks_no_other);
    made.extend(leg.steps().iter().filter_map(table_made));
    among
}

/// The table that a statement of the compiler's makes. One with a quote in its name is taken
/// for none.
fn table_made(step: &Step) -> Option<&'static str> {
    let named = step.sql().strip_prefix("CREATE TABLE ")?;
    let named = named.strip_prefix(HOME)?.strip_prefix(".\"")?;
    let (name, behind) = named.split_once('"')?;
    behind.starts_with(' ').then_some(name)
}

/// A statement of the user's own is no work that is known.
fn may_write_rows(step: &Step) -> bool {
    const WRITES: [&str; 4] = ["DELETE", "INSERT", "UPDATE", "WITH"];
    let begins = |word: &&str| {
        let first = step.sql().get(..word.len());
        first.is_some_and(|first| first.eq_ignore_ascii_case(word))
    };
    step.work >= Work::Rows || WRITES.iter().any(begins)
}

/// Applies them in one transaction.
pub(crate) async fn run(
    session: &mut Session<'_>,
    settings: &Settings,
    legs: &[Leg],
) -> Option<Vec<Done>> {
    let began = Instant::now();
    let mut group: Vec<Running<'_>> = legs
        .iter()
        .map(|leg| Running::new(session, settings, leg))
        .collect();
    stand_on_each_other(&mut group);
    for message in messages(session, settings, &group) {
        if let Err(failure) = session.send(&message).await {
            let reason = plain(&failure.source);
            tracing::debug!(reason, "applied one by one, since one of several failed");
            session.roll_back().await;
            return None;
        }
    }
    let count = u32::try_from(legs.len()).unwrap_or(u32::MAX);
    let each = began.elapsed() / count.max(1);
    Some(group.iter().map(|running| tell(running, each)).collect())
}

/// Those before are applied as surely as those behind: only what is older is asked for.
fn stand_on_each_other(group: &mut [Running<'_>]) {
    let own: Vec<&str> = group.iter().map(|running| running.leg.name).collect();
    for running in group {
        if let Relatives::Applied(names) = &mut running.record.relatives {
            names.retain(|name| !own.contains(name));
        }
    }
}

fn messages(session: &mut Session<'_>, settings: &Settings, group: &[Running<'_>]) -> Vec<Message> {
    let steps = group.iter().flat_map(|running| running.leg.steps());
    let work = steps.map(|step| step.work).max();
    let mut script = session.script();
    let limits = settings.limits(work.unwrap_or(Work::Metadata));
    session.backend().begin(&mut script, limits);
    let mut messages = Vec::new();
    for running in group {
        for (index, step) in running.leg.steps().iter().enumerate() {
            script.statement(Part::Step(index), step.sql());
        }
        if script.length() > LONG {
            let full = std::mem::replace(&mut script, session.script());
            messages.push(full.finish());
        }
    }
    record(&mut script, group);
    script.statement(Part::Commit, "COMMIT");
    messages.push(script.finish());
    messages
}

fn record(script: &mut Script, group: &[Running<'_>]) {
    let ends = group.iter().map(|running| {
        let leg = running.leg;
        (&running.record, leg.end())
    });
    let ends: Vec<_> = ends.collect();
    Record::write_together(script, &ends);
}

/// Tells of a migration once it is committed, in the order in which it went.
fn tell(running: &Running<'_>, elapsed: Duration) -> Done {
    let leg = running.leg;
    let (migration, direction) = (leg.name, leg.direction());
    let span = tracing::info_span!("migration", name = migration, direction = direction.verb());
    let _entered = span.enter();
    let observer = &running.settings.observer;
    let steps = leg.steps().len();
    observer.tell(&Event::Started {
        migration,
        direction,
        step: 0,
        steps,
    });
    (0..steps).for_each(|step| running.started(step));
    let each = elapsed / u32::try_from(steps).unwrap_or(u32::MAX).max(1);
    (0..steps).for_each(|step| running.finished(step, each));
    observer.tell(&Event::Finished {
        migration,
        direction,
        elapsed,
    });
    Done {
        migration,
        direction,
        elapsed,
        left: 0,
    }
}
