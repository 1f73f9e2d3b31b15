//! A history beside its ledger: which migrations stand where, and the leg of each. Pure; it
//! must not know which legs make a route.

use super::half::Half;
use super::leg::{Leg, Start, Way};
use super::nearest::nearest;
use crate::error::ErrorKind;
use crate::history::History;
use crate::ledger::{Entry, Position, Relatives, Seen, Source, State};
use crate::migration::{Database, Down, Migration, Plan, Step};
use crate::settings::{Loss, Newer, Settings};

/// What is known when a route is decided.
pub(crate) struct Situation<'a> {
    pub(crate) history: &'a History,
    pub(crate) settings: &'a Settings,
    pub(crate) database: Database,
    /// Rows of migrations that the history has, by place.
    pub(super) known: Vec<Option<&'a Entry>>,
    /// Rows that it has not.
    pub(super) foreign: Vec<&'a Entry>,
    /// Those of them that were recorded after all that it has.
    later: Vec<&'a Entry>,
}

impl<'a> Situation<'a> {
    pub(crate) fn new(
        history: &'a History,
        entries: &'a [Entry],
        settings: &'a Settings,
        database: Database,
    ) -> Self {
        let mut known = vec![None; history.migrations().len()];
        let (mut foreign, mut later) = (Vec::new(), Vec::new());
        let mut last = None;
        for entry in entries {
            if let Some(place) = history.place(&entry.name) {
                known[place] = Some(entry);
                last = Some(&entry.since);
                later.clear();
                continue;
            }
            foreign.push(entry);
            if last != Some(&entry.since) {
                later.push(entry);
            }
        }
        Situation {
            history,
            settings,
            database,
            known,
            foreign,
            later,
        }
    }

    pub(crate) fn known(&self, place: usize) -> Option<&'a Entry> {
        self.known[place]
    }

    /// The rows that the history lacks.
    pub(crate) fn foreign(&self) -> impl Iterator<Item = &'a Entry> + '_ {
        self.foreign.iter().copied()
    }

    pub(super) fn places(&self, wanted: impl Fn(Option<&Entry>) -> bool) -> Vec<usize> {
        let places = 0..self.known.len();
        places.filter(|place| wanted(self.known[*place])).collect()
    }

    pub(super) fn position(&self, place: usize) -> Option<Position> {
        self.known[place].map(|entry| entry.position.clone())
    }

    pub(super) fn find(&self, name: &str) -> Result<usize, ErrorKind> {
        self.history
            .place(name)
            .ok_or_else(|| ErrorKind::UnknownMigration {
                name: name.to_owned(),
                nearest: nearest(name, self.history),
            })
    }

    /// The half-done migration at a place, if it is one.
    pub(super) fn half(&self, place: usize) -> Result<Option<Half<'a>>, ErrorKind> {
        let Some(entry) = self.known[place].filter(|entry| entry.is_half_done()) else {
            return Ok(None);
        };
        let migration = self.history.migrations()[place];
        let source = Some((migration, self.plan(migration)?));
        Ok(Some(Half { entry, source }))
    }

    pub(super) fn up(&self, place: usize, position: Option<Position>) -> Result<Leg, ErrorKind> {
        if let Some(half) = self.half(place)? {
            let goes_on = matches!(half.entry.position.state, State::Running | State::Failed);
            if goes_on {
                half.refuse_another_plan()?;
            }
        }
        self.leg(place, Way::Up, position)
    }

    pub(super) fn down(&self, place: usize, position: Option<Position>) -> Result<Leg, ErrorKind> {
        self.refuse_down(place, self.plan(self.history.migrations()[place])?)?;
        if let Some(half) = self.half(place)?
            && half.entry.position.state == State::Reverting
        {
            half.refuse_another_plan()?;
        }
        self.leg(place, Way::Down, position)
    }

    /// A migration on a way back, on the way to being applied.
    pub(super) fn turned(&self, place: usize) -> Result<Leg, ErrorKind> {
        let Some(half) = self.half(place)? else {
            return self.up(place, self.position(place));
        };
        if half.entry.position.state != State::Reverting {
            return self.out(place, half);
        }
        match half.way_out(Loss::Refused) {
            Ok(way) => self.leg(place, way, self.position(place)),
            Err(_) => self.down(place, self.position(place)),
        }
    }

    /// The way out of a half-done migration.
    pub(super) fn out(&self, place: usize, half: Half<'_>) -> Result<Leg, ErrorKind> {
        let way = half.way_out(self.settings.accepted.loss)?;
        self.leg(place, way, self.position(place))
    }

    /// What was half applied, on the way to not being there.
    pub(super) fn taken_back(&self, place: usize, half: Half<'_>) -> Result<Vec<Leg>, ErrorKind> {
        match half.way_out(self.settings.accepted.loss) {
            Err(ErrorKind::Irreversible { .. }) if half.is_ours() => {
                let up = self.up(place, self.position(place))?;
                let down = self.down(place, Some(up.end()))?;
                Ok(vec![up, down])
            }
            way => Ok(vec![self.leg(place, way?, self.position(place))?]),
        }
    }

    /// Every half-done migration, known or not, the newest first.
    pub(super) fn abandon(&self) -> Result<Vec<Leg>, ErrorKind> {
        let foreign = self.foreign.iter().filter(|entry| entry.is_half_done());
        let mut foreign: Vec<&Entry> = foreign.copied().collect();
        foreign.sort_by_key(|entry| std::cmp::Reverse(entry.ordinal));
        let mut legs = Vec::new();
        for entry in foreign {
            legs.push(self.abandon_foreign(entry)?);
        }
        for place in (0..self.known.len()).rev() {
            if let Some(half) = self.half(place)? {
                legs.push(self.out(place, half)?);
            }
        }
        Ok(legs)
    }

    /// The ledger alone knows what takes it back.
    fn abandon_foreign(&self, entry: &Entry) -> Result<Leg, ErrorKind> {
        let half = Half {
            entry,
            source: None,
        };
        Ok(Leg {
            name: half.name(),
            source: None,
            way: half.way_out(self.settings.accepted.loss)?,
            ordinal: usize::try_from(entry.ordinal).unwrap_or(usize::MAX),
            start: Start::At(0),
            seen: Seen::Earlier(entry.position.clone()),
            relatives: Relatives::NotApplied(Vec::new()),
        })
    }

    /// The leg of a migration whose row is at this position when its turn comes.
    fn leg(&self, place: usize, way: Way, position: Option<Position>) -> Result<Leg, ErrorKind> {
        let migration = self.history.migrations()[place];
        let plan = self.plan(migration)?;
        let up: &'static [Step] = match &plan.first {
            Some(first) if self.begins_history() => first,
            _ => &plan.up,
        };
        let relatives = match way {
            Way::Up | Way::Restore(..) => {
                Relatives::Applied(migration.parents().iter().map(|p| p.name()).collect())
            }
            Way::Down | Way::Abandon(_) => {
                Relatives::NotApplied(self.history.children(migration.name()))
            }
        };
        Ok(Leg {
            name: migration.name(),
            source: Some(Source {
                migration,
                plan,
                up,
            }),
            start: start(position.as_ref(), &way),
            way,
            ordinal: place + 1,
            seen: position.map_or(Seen::Nothing, Seen::Earlier),
            relatives,
        })
    }

    /// Whether a newer release made it: it stands behind all that this program has, or was
    /// recorded later, as a branch is that was merged since.
    pub(super) fn is_newer(&self, entry: &Entry) -> bool {
        let known = self.known.iter().flatten().map(|known| known.ordinal);
        let newest = known.max().unwrap_or(0);
        entry.ordinal > newest || self.later.iter().any(|later| later.name == entry.name)
    }

    /// Whether a newer release's migration is none of this program's business: all its own are
    /// applied, and the row says that nothing breaks for it. It may be half done: what stays
    /// hinders the processes that run as it does this one, and who changes nothing does no harm.
    pub(super) fn starts_beside(&self, entry: &Entry) -> bool {
        let is_applied =
            |known: Option<&Entry>| known.is_some_and(|e| e.position.state.is_applied());
        let breaks_nothing = entry.breaks.as_deref() == Some("");
        self.settings.accepted.newer == Newer::Unbroken
            && breaks_nothing
            && self.known.iter().copied().all(is_applied)
    }

    /// What newer releases left half done beside this program.
    pub(crate) fn half_done_beside(&self) -> impl Iterator<Item = &'a Entry> + '_ {
        let half = |entry: &&Entry| entry.is_half_done() && self.is_newer(entry);
        self.foreign.iter().copied().filter(half)
    }

    /// Whether nothing of the history is in the database: whatever it creates is new.
    fn begins_history(&self) -> bool {
        self.foreign.is_empty() && !self.known.iter().flatten().any(|entry| stands(entry))
    }

    fn plan(&self, migration: &'static Migration) -> Result<&'static Plan, ErrorKind> {
        let plans = migration
            .templates()
            .map_err(|source| ErrorKind::Unreadable {
                migration: migration.name(),
                source,
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

/// Whether something of the migration is in the schema.
pub(super) fn stands(entry: &Entry) -> bool {
    match entry.position.state {
        State::Applied
        | State::Baselined
        | State::Running
        | State::Reverting
        | State::Abandoning
        | State::Restoring => true,
        State::Failed => !entry.is_untouched(),
        State::Reverted => false,
    }
}

/// Where to take up a migration whose row is this.
fn start(position: Option<&Position>, way: &Way) -> Start {
    let Some(position) = position else {
        return Start::At(0);
    };
    match (position.state, way) {
        (State::Running, Way::Up) | (State::Reverting, Way::Down) => Start::Within(position.step),
        (State::Failed, Way::Up) => Start::At(position.step),
        _ => Start::At(0),
    }
}
