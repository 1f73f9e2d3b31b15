//! History × ledger × destination → the migrations to run. Pure: everything that can
//! be decided or refused without touching the database is decided here.

mod half;
mod leg;
mod nearest;
mod situation;
mod verify;

#[cfg(test)]
mod tests;

pub(crate) use leg::{Leg, Way};
pub(crate) use situation::Situation;
pub(crate) use verify::{Finding, findings};

use situation::stands;

use crate::error::ErrorKind;
use crate::ledger::{Entry, State};
use crate::report::Direction;
use crate::settings::Destination;

/// What a run finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    /// The ledger has no row of the history: what it makes is used by nobody.
    New,
    InUse,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// To apply what is pending.
    Up,
    /// To revert.
    Down,
    /// To take back what stays of half-done migrations.
    Abandon,
}

impl Aim {
    pub(crate) fn verb(self) -> &'static str {
        match self {
            Aim::Up => "apply",
            Aim::Down => "revert",
            Aim::Abandon => "abandon",
        }
    }

    pub(crate) fn direction(self) -> Direction {
        match self {
            Aim::Up => Direction::Up,
            Aim::Down | Aim::Abandon => Direction::Down,
        }
    }
}

/// Decides what to run, in order; what was cut off before comes first.
pub(crate) fn decide(situation: &Situation<'_>, aim: Aim) -> Result<Vec<Leg>, ErrorKind> {
    match aim {
        Aim::Up => {
            verify::refuse(situation)?;
            up_legs(situation)
        }
        Aim::Down => {
            verify::refuse(situation)?;
            verify::refuse_beneath(situation, &down(situation)?)?;
            down_legs(situation)
        }
        Aim::Abandon => situation.abandon(),
    }
}

/// What was half reverted is restored where nothing is lost with that; otherwise it is
/// reverted to its end, and applied again.
fn up_legs(situation: &Situation<'_>) -> Result<Vec<Leg>, ErrorKind> {
    let wanted = up(situation)?;
    verify::refuse_out_of_order(situation, &wanted)?;
    let mut legs = Vec::new();
    for place in situation.places(is_turning).into_iter().rev() {
        legs.push(situation.turned(place)?);
    }
    for place in wanted {
        let before = legs.iter().find(|leg| leg.ordinal == place + 1);
        let position = before.map(Leg::end).or(situation.position(place));
        if position.as_ref().is_none_or(|p| !p.state.is_applied()) {
            legs.push(situation.up(place, position)?);
        }
    }
    Ok(legs)
}

/// Whether it is on a way back, or on the way back from one.
fn is_turning(entry: Option<&Entry>) -> bool {
    entry.is_some_and(|entry| match entry.position.state {
        State::Reverting | State::Abandoning | State::Restoring => true,
        State::Applied | State::Running | State::Failed | State::Reverted | State::Baselined => {
            false
        }
    })
}

/// What was half applied is taken back as it is; where that cannot be, it is applied to its
/// end first.
fn down_legs(situation: &Situation<'_>) -> Result<Vec<Leg>, ErrorKind> {
    let mut legs = Vec::new();
    for place in down(situation)? {
        let Some(half) = situation.half(place)? else {
            legs.push(situation.down(place, situation.position(place))?);
            continue;
        };
        match half.entry.position.state {
            State::Reverting => legs.push(situation.down(place, situation.position(place))?),
            State::Restoring => {
                let leg = situation.out(place, half)?;
                let end = leg.end();
                legs.extend([leg, situation.down(place, Some(end))?]);
            }
            _ => legs.extend(situation.taken_back(place, half)?),
        }
    }
    Ok(legs)
}

/// The places to apply, parents first.
fn up(situation: &Situation<'_>) -> Result<Vec<usize>, ErrorKind> {
    let history = situation.history;
    let mut pending =
        situation.places(|entry| entry.is_none_or(|e| !e.position.state.is_applied()));
    match &situation.settings.destination {
        Destination::Default => {}
        Destination::Steps(steps) => pending.truncate(*steps),
        Destination::Base => pending.clear(),
        Destination::Migration(name) => {
            let wanted = history.ancestors(&[situation.find(name)?]);
            pending.retain(|place| wanted[*place]);
        }
    }
    Ok(pending)
}

/// The places to revert, children first.
fn down(situation: &Situation<'_>) -> Result<Vec<usize>, ErrorKind> {
    let mut standing = situation.places(|entry| entry.is_some_and(stands));
    standing.reverse();
    // Nothing stands on what is half done; it is in everybody's way.
    let is_whole = |place: &usize| !situation.known[*place].is_some_and(Entry::is_half_done);
    standing.sort_by_key(is_whole);
    match &situation.settings.destination {
        Destination::Default => standing.truncate(1),
        Destination::Steps(steps) => standing.truncate(*steps),
        Destination::Base => {}
        Destination::Migration(name) => {
            let place = situation.find(name)?;
            let applied = |entry: &Entry| entry.position.state.is_applied();
            if !situation.known[place].is_some_and(applied) {
                let migration = situation.history.migrations()[place].name();
                return Err(ErrorKind::NotApplied { migration });
            }
            let kept = situation.history.ancestors(&[place]);
            standing.retain(|place| !kept[*place]);
        }
    }
    Ok(standing)
}
