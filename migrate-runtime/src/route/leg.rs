//! One migration to run: its steps in order, where they are taken up, and what the ledger
//! says when so many are done. It must not decide which migrations are run.

use crate::ledger::{Position, Relatives, Seen, Source, State, Trail, Undo};
use crate::migration::{Check, Stay, Step};
use crate::report::Direction;

use super::half::identity;

/// One migration to run.
pub(crate) struct Leg {
    pub(crate) name: &'static str,
    /// Nothing where this program does not have it, and takes back what stays of it.
    pub(crate) source: Option<Source>,
    pub(crate) way: Way,
    /// Counted from one.
    pub(crate) ordinal: usize,
    /// Where it goes on; the beginning, unless it was cut off.
    pub(crate) start: Start,
    pub(crate) seen: Seen,
    pub(crate) relatives: Relatives,
}

/// What is done with a migration.
pub(crate) enum Way {
    /// It is applied.
    Up,
    /// It is reverted.
    Down,
    /// It is half applied, and what stays is taken back.
    Abandon(Undo),
    /// It is half reverted, and what was taken back is restored; so many steps of the way
    /// up are done then.
    Restore(Undo, usize),
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
    pub(crate) fn direction(&self) -> Direction {
        match self.way {
            Way::Up | Way::Restore(..) => Direction::Up,
            Way::Down | Way::Abandon(_) => Direction::Down,
        }
    }

    pub(crate) fn steps(&self) -> &[Step] {
        match &self.way {
            Way::Up | Way::Down => self.planned(),
            Way::Abandon(undo) | Way::Restore(undo, _) => &undo.steps,
        }
    }

    /// The steps of the plan.
    fn planned(&self) -> &'static [Step] {
        match (&self.source, self.direction()) {
            (None, _) => &[],
            (Some(source), Direction::Up) => source.up,
            (Some(source), Direction::Down) => source.plan.down.steps(),
        }
    }

    /// What the transactions of the plan leave behind.
    pub(crate) fn stays(&self) -> &'static [Stay] {
        match (&self.source, &self.way) {
            (Some(source), Way::Up) => &source.plan.up_stays,
            (Some(source), Way::Down) => &source.plan.down_stays,
            (None, _) | (Some(_), Way::Abandon(_) | Way::Restore(..)) => &[],
        }
    }

    /// What is looked for before the first step.
    pub(crate) fn checks(&self) -> &'static [Check] {
        match (&self.source, &self.way, self.start) {
            (Some(source), Way::Down, Start::At(0)) => &source.plan.checks,
            _ => &[],
        }
    }

    /// Whether a table is rebuilt, so that foreign keys are off meanwhile.
    pub(crate) fn rebuilds(&self) -> bool {
        match &self.way {
            Way::Up | Way::Down => self.source.is_some_and(|source| source.plan.rebuilds),
            Way::Abandon(undo) | Way::Restore(undo, _) => undo.rebuilds,
        }
    }

    /// Whether a rebuild is taken back: its steps may come from the ledger, which does not say
    /// where one begins, so foreign keys are off for all of them.
    pub(crate) fn undoes_a_rebuild(&self) -> bool {
        match &self.way {
            Way::Up | Way::Down => false,
            Way::Abandon(_) | Way::Restore(..) => self.rebuilds(),
        }
    }

    pub(crate) fn trail(&self) -> Trail {
        match &self.way {
            Way::Up | Way::Down => Trail::Forth {
                plan: identity(self.planned()),
                stays: self.stays(),
                steps: self.planned(),
            },
            Way::Abandon(undo) | Way::Restore(undo, _) => Trail::Back(undo.clone()),
        }
    }

    /// The position of the row when so many steps are done.
    pub(crate) fn position(&self, done: usize) -> Position {
        let left = self.steps().len().saturating_sub(done);
        let (state, step) = match (&self.way, left) {
            (Way::Up, 0) => (State::Applied, done),
            (Way::Up, _) => (State::Running, done),
            (Way::Down, 0) => (State::Reverted, done),
            (Way::Down, _) => (State::Reverting, done),
            (Way::Abandon(_), 0) => (State::Reverted, 0),
            (Way::Abandon(_), left) => (State::Abandoning, left),
            (Way::Restore(_, steps), 0) => (State::Applied, *steps),
            (Way::Restore(..), left) => (State::Restoring, left),
        };
        let cursor = None;
        Position {
            state,
            step,
            cursor,
        }
    }

    /// What the row says after a failure behind so many steps: where the next run goes on.
    pub(crate) fn failed(&self, done: usize) -> Position {
        let position = self.position(done);
        match self.way {
            Way::Up => Position {
                state: State::Failed,
                step: done,
                ..position
            },
            Way::Down => Position {
                state: State::Reverting,
                step: done,
                ..position
            },
            Way::Abandon(_) | Way::Restore(..) => position,
        }
    }

    pub(crate) fn end(&self) -> Position {
        self.position(self.steps().len())
    }

    /// Whether a step may have been run before, without anybody recording it. What takes
    /// back a step that may have been run may have nothing to do.
    pub(crate) fn may_be_done(&self, step: usize) -> bool {
        match self.way {
            Way::Up | Way::Down => self.start == Start::Within(step),
            Way::Abandon(_) | Way::Restore(..) => true,
        }
    }
}
