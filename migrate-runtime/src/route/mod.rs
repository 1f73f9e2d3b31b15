//! History × ledger × destination → the migrations to run. Pure: everything that can
//! be decided or refused without touching the database is decided here.

mod verify;

#[cfg(test)]
mod tests;

pub(crate) use verify::{Finding, findings};

use crate::error::ErrorKind;
use crate::history::History;
use crate::ledger::{Entry, Position, Relatives, Seen, State};
use crate::migration::{Database, Down, Migration, Plan, Step};
use crate::report::Direction;
use crate::settings::{Destination, Loss, Settings};

/// What is known when a route is decided.
pub(crate) struct Situation<'a> {
    pub(crate) history: &'a History,
    pub(crate) settings: &'a Settings,
    pub(crate) database: Database,
    /// Rows of migrations that the history has, by place.
    known: Vec<Option<&'a Entry>>,
    /// Rows that it has not.
    foreign: Vec<&'a Entry>,
}

/// One migration to run.
pub(crate) struct Leg {
    pub(crate) migration: &'static Migration,
    pub(crate) plan: &'static Plan,
    /// The steps of the way up, from the plan for a database in use or for a new one.
    pub(crate) up: &'static [Step],
    pub(crate) direction: Direction,
    /// Counted from one.
    pub(crate) ordinal: usize,
    /// Where it goes on; the beginning, unless it was cut off.
    pub(crate) start: Start,
    pub(crate) seen: Seen,
    pub(crate) relatives: Relatives,
}

/// Where a migration is taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// At this step, after an end that was recorded.
    At(usize),
    /// At this step, which may have been run: nobody recorded how it ended.
    Within(usize),
}

impl Start {
    pub(crate) fn step(self) -> usize {
        match self {
            Start::At(step) | Start::Within(step) => step,
        }
    }
}

impl Leg {
    pub(crate) fn steps(&self) -> &'static [Step] {
        match self.direction {
            Direction::Up => self.up,
            // `decide` refuses what is irreversible before there is a leg.
            Direction::Down => self.plan.down.steps(),
        }
    }

    /// The position of the row when so many steps are done.
    pub(crate) fn position(&self, step: usize) -> Position {
        let state = match (self.direction, step >= self.steps().len()) {
            (Direction::Up, false) => State::Running,
            (Direction::Up, true) => State::Applied,
            (Direction::Down, false) => State::Reverting,
            (Direction::Down, true) => State::Reverted,
        };
        let cursor = None;
        Position {
            state,
            step,
            cursor,
        }
    }

    fn end(&self) -> Position {
        self.position(self.steps().len())
    }
}

/// Decides what to run, in order; what was cut off before is finished first.
pub(crate) fn decide(
    situation: &Situation<'_>,
    direction: Direction,
) -> Result<Vec<Leg>, ErrorKind> {
    verify::refuse(situation)?;
    let (first, then) = match direction {
        Direction::Up => {
            let wanted = up(situation)?;
            verify::refuse_out_of_order(situation, &wanted)?;
            let mut reverting = situation.in_state(State::Reverting);
            reverting.reverse();
            (reverting, wanted)
        }
        Direction::Down => (situation.cut_off(), down(situation)?),
    };
    let mut legs = Vec::new();
    for &place in &first {
        let position = situation.known[place].map(|entry| entry.position.clone());
        legs.push(situation.leg(place, direction.opposite(), position)?);
    }
    for place in then {
        let before = legs.iter().find(|leg| leg.ordinal == place + 1);
        let position = situation.known[place].map(|entry| entry.position.clone());
        let position = before.map(Leg::end).or(position);
        legs.push(situation.leg(place, direction, position)?);
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

/// Whether something of the migration is in the schema.
fn stands(entry: &Entry) -> bool {
    match entry.position.state {
        State::Applied | State::Baselined | State::Running | State::Reverting => true,
        State::Failed => !entry.is_untouched(),
        State::Reverted => false,
    }
}

impl<'a> Situation<'a> {
    pub(crate) fn new(
        history: &'a History,
        entries: &'a [Entry],
        settings: &'a Settings,
        database: Database,
    ) -> Self {
        let mut known = vec![None; history.migrations().len()];
        let mut foreign = Vec::new();
        for entry in entries {
            match history.place(&entry.name) {
                Some(place) => known[place] = Some(entry),
                None => foreign.push(entry),
            }
        }
        Situation {
            history,
            settings,
            database,
            known,
            foreign,
        }
    }

    pub(crate) fn known(&self, place: usize) -> Option<&'a Entry> {
        self.known[place]
    }

    /// The rows that the history lacks.
    pub(crate) fn foreign(&self) -> impl Iterator<Item = &'a Entry> + '_ {
        self.foreign.iter().copied()
    }

    fn places(&self, wanted: impl Fn(Option<&Entry>) -> bool) -> Vec<usize> {
        let places = 0..self.known.len();
        places.filter(|place| wanted(self.known[*place])).collect()
    }

    fn in_state(&self, state: State) -> Vec<usize> {
        self.places(|entry| entry.is_some_and(|entry| entry.position.state == state))
    }

    /// The places whose application was begun and not ended.
    fn cut_off(&self) -> Vec<usize> {
        self.places(|entry| {
            entry.is_some_and(|entry| match entry.position.state {
                State::Running => true,
                State::Failed => !entry.is_untouched(),
                State::Applied | State::Baselined | State::Reverting | State::Reverted => false,
            })
        })
    }

    fn find(&self, name: &str) -> Result<usize, ErrorKind> {
        self.history
            .place(name)
            .ok_or_else(|| ErrorKind::UnknownMigration {
                name: name.to_owned(),
                nearest: nearest(name, self.history),
            })
    }

    /// The leg of a migration whose row is at this position when its turn comes.
    fn leg(
        &self,
        place: usize,
        direction: Direction,
        position: Option<Position>,
    ) -> Result<Leg, ErrorKind> {
        let migration = self.history.migrations()[place];
        let plan = self.plan(migration)?;
        if direction == Direction::Down {
            self.refuse_down(place, plan)?;
        }
        let up = match &plan.first {
            Some(first) if self.begins_history() => first,
            _ => &plan.up,
        };
        let relatives = match direction {
            Direction::Up => {
                Relatives::Applied(migration.parents().iter().map(|p| p.name()).collect())
            }
            Direction::Down => Relatives::NotApplied(self.history.children(migration.name())),
        };
        Ok(Leg {
            migration,
            plan,
            up,
            direction,
            ordinal: place + 1,
            start: start(position.as_ref(), direction),
            seen: position.map_or(Seen::Nothing, Seen::Earlier),
            relatives,
        })
    }

    /// Whether nothing of the history is in the database: whatever it creates is new.
    fn begins_history(&self) -> bool {
        self.foreign.is_empty() && !self.known.iter().flatten().any(|entry| stands(entry))
    }

    fn plan(&self, migration: &'static Migration) -> Result<&'static Plan, ErrorKind> {
        let plans = migration.plans().map_err(|source| ErrorKind::Unreadable {
            migration: migration.name(),
            source: source.clone(),
        })?;
        let mut plans = plans.iter();
        let plan = plans.find(|plan| plan.database == self.database);
        plan.ok_or(ErrorKind::NoPlan {
            migration: migration.name(),
            database: self.database,
        })
    }

    fn refuse_down(&self, place: usize, plan: &Plan) -> Result<(), ErrorKind> {
        let migration = self.history.migrations()[place].name();
        // What was begun was asked for, and its data is on its way.
        let begun = self.known[place].is_some_and(|e| e.position.state == State::Reverting);
        match (&plan.down, self.settings.accepted.loss) {
            (Down::Irreversible(reason), _) => Err(ErrorKind::Irreversible { migration, reason }),
            (Down::Lossy(_, loses), Loss::Refused) if !begun => {
                Err(ErrorKind::Lossy { migration, loses })
            }
            (Down::Steps(_) | Down::Lossy(..), Loss::Refused | Loss::Accepted) => Ok(()),
        }
    }
}

/// Where to take up a migration whose row is this.
fn start(position: Option<&Position>, direction: Direction) -> Start {
    let Some(position) = position else {
        return Start::At(0);
    };
    match (position.state, direction) {
        (State::Running, Direction::Up) | (State::Reverting, Direction::Down) => {
            Start::Within(position.step)
        }
        (State::Failed, Direction::Up) => Start::At(position.step),
        _ => Start::At(0),
    }
}

/// The known name with the fewest edits, when they are few.
fn nearest(name: &str, history: &History) -> Option<&'static str> {
    let name = name.to_lowercase();
    let names = history
        .migrations()
        .iter()
        .map(|migration| migration.name());
    let distances = names.map(|known| (edits(&name, known), known));
    let (distance, known) = distances.min()?;
    (distance <= name.len() / 3 + 1).then_some(known)
}

/// The Levenshtein distance.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (done, left) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = done + 1;
        for (index, right) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[index + 1];
            row[index + 1] = replaced.min(row[index] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}
