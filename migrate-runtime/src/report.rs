//! What a run did: takes the migrations that were applied or reverted, gives a
//! value to print, to log and to hand over with an error. It must not know how
//! they were run.

use std::fmt;
use std::time::Duration;

/// The way in which a migration was run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It was applied.
    Up,
    /// It was reverted.
    Down,
}

impl Direction {
    pub(crate) fn verb(self) -> &'static str {
        match self {
            Direction::Up => "apply",
            Direction::Down => "revert",
        }
    }

    fn past(self) -> &'static str {
        match self {
            Direction::Up => "applied",
            Direction::Down => "reverted",
        }
    }
}

/// One migration that was run to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The migration's name in the ledger.
    pub migration: &'static str,
    /// Whether it was applied or reverted.
    pub direction: Direction,
    /// How long it took, its waits for locks included.
    pub elapsed: Duration,
    /// Rows that its data migrations are for and that are left, see
    /// [`Event::RowsLeft`](crate::Event::RowsLeft).
    pub left: u64,
}

/// What a run did, in order; an error carries the report of what was done before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The migrations that were run to their end, in order.
    pub done: Vec<Done>,
}

impl Report {
    /// `true` when there was nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// The names of the migrations that were run in one direction, in order.
    pub fn names(&self, direction: Direction) -> impl Iterator<Item = &'static str> + '_ {
        let same = move |done: &&Done| done.direction == direction;
        self.done.iter().filter(same).map(|done| done.migration)
    }

    /// The time of all migrations together.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.done.iter().map(|done| done.elapsed).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing to do");
        }
        for (index, done) in self.done.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            let milliseconds = done.elapsed.as_millis();
            let (past, name) = (done.direction.past(), done.migration);
            write!(f, "{separator}{past} {name} in {milliseconds} ms")?;
            if done.left > 0 {
                let rows = done.left;
                write!(
                    f,
                    "; {rows} rows that it is for were written meanwhile, and are left"
                )?;
            }
        }
        Ok(())
    }
}
