//! What a row of the ledger is made of: the migration, what this run last knew of the
//! row, and on what it stands. The SQL is in `write`. It must not know when to record.

use std::time::{Duration, Instant, SystemTime};

use super::{Entry, Position, Undo, leaves_at};
use crate::backend::Hold;
use crate::migration::{Migration, Plan, Stay, Step};
use crate::report::Direction;
use crate::script::{Dialect, Value};
use crate::settings::Settings;

/// When a migration was begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    start: SystemTime,
    began: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        let (start, began) = (SystemTime::now(), Instant::now());
        Clock { start, began }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    pub(super) fn values(&self) -> [(&'static str, Value<'static>); 2] {
        let start = self.start.duration_since(SystemTime::UNIX_EPOCH);
        let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        [
            (
                "{start}",
                Value::Number(milliseconds(start.unwrap_or_default())),
            ),
            ("{spent}", Value::Number(milliseconds(self.elapsed()))),
        ]
    }
}

/// The row as this run last knew it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// There was none.
    Nothing,
    /// An earlier run wrote it.
    Earlier(Position),
    /// This run wrote it.
    Own(Position),
}

impl Seen {
    pub(super) fn position(&self) -> Option<&Position> {
        match self {
            Seen::Nothing => None,
            Seen::Earlier(position) | Seen::Own(position) => Some(position),
        }
    }
}

/// The migrations on which this one stands, or which stand on it.
#[derive(Clone, Debug)]
pub(crate) enum Relatives {
    /// All of these have to be applied.
    Applied(Vec<&'static str>),
    /// None of these may be.
    NotApplied(Vec<&'static str>),
}

/// What a migration's row says of its source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    pub(crate) migration: &'static Migration,
    pub(crate) plan: &'static Plan,
    /// The steps of the way up that are run, and not those for a new or an old database.
    pub(crate) up: &'static [Step],
}

/// How a row says what stays and what takes it back.
#[derive(Clone, Debug)]
pub(crate) enum Trail {
    /// The steps of a plan are run: what stays grows with them.
    Forth {
        /// The plan's identity.
        plan: String,
        stays: &'static [Stay],
        steps: &'static [Step],
    },
    /// What stays is taken back: it shrinks.
    Back(Undo),
}

impl Trail {
    /// What takes back what stays at a position, and what that is; of a way that is taken
    /// back the row says it already.
    pub(super) fn at(&self, position: &Position, home: &str) -> (Option<String>, Option<String>) {
        match self {
            Trail::Forth { stays, steps, .. } => {
                let undo = Undo::at(stays, steps, position).map(|undo| undo.text(home));
                (undo, Some(leaves_at(stays, position).join("\n")))
            }
            Trail::Back(undo) => (Some(undo.last(position.step).text(home)), None),
        }
    }
}

/// A migration's row.
pub(crate) struct Record<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) dialect: &'static Dialect,
    pub(crate) name: &'static str,
    /// Nothing where the program does not have the migration: then there is a row.
    pub(crate) source: Option<Source>,
    pub(crate) trail: Trail,
    pub(crate) direction: Direction,
    pub(crate) ordinal: usize,
    pub(crate) relatives: Relatives,
    pub(crate) seen: Seen,
    pub(crate) hold: Hold,
    pub(crate) clock: Clock,
}

impl Record<'_> {
    /// Whether the ledger is as this run last knew it, as far as it matters here.
    pub(crate) fn stands(&self, entries: &[Entry]) -> bool {
        let find = |name: &str| entries.iter().find(|entry| entry.name == name);
        let row = find(self.name).map(|entry| &entry.position);
        let applied =
            |name: &&'static str| find(name).is_some_and(|e| e.position.state.is_applied());
        let relatives = match &self.relatives {
            Relatives::Applied(names) => names.iter().all(applied),
            Relatives::NotApplied(names) => !names.iter().any(applied),
        };
        relatives && row == self.seen.position()
    }
}
