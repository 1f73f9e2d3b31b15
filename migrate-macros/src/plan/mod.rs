//! A program to steps: for each target the way up and the way down, in transactions.
//! Takes acts and a dialect, gives plans; must not know how a plan is handed over.

mod arrange;
mod describe;
mod down;

pub(crate) use arrange::{Arranged, Transaction};
pub(crate) use describe::describe;
pub(crate) use down::Down;

use crate::dialect::{Action, Dialect, Situation, Step};
use crate::program::Strand;
use crate::report::Report;
use crate::statements::Act;
use crate::target::Target;

/// What one migration does to the databases of one target.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) target: Target,
    pub(crate) up: Vec<Arranged>,
    pub(crate) down: Down,
}

impl Plan {
    /// Whether a step rebuilds a table, with foreign keys off around the transaction.
    pub(crate) fn rebuilds(&self) -> bool {
        let rebuilds = |step: &Arranged| matches!(step.step.action, Action::Rebuild(_));
        self.up.iter().chain(self.down.steps()).any(rebuilds)
    }
}

/// What makes plans for one target.
#[derive(Clone, Copy)]
pub(crate) struct Planner<'a> {
    pub(crate) dialect: &'a dyn Dialect,
    pub(crate) target: Target,
}

impl Planner<'_> {
    /// The steps of one way, before they are arranged: rules read what they cost.
    pub(crate) fn steps(self, acts: &[Act], new_since: u32, report: &mut Report) -> Vec<Step> {
        let situations = acts.iter().map(|act| situation(act, new_since));
        let situations: Vec<Situation<'_>> = situations.collect();
        self.dialect.steps(self.target, &situations, report)
    }

    /// The plan, from the steps of the way up and of a hand-written way down.
    pub(crate) fn plan(
        self,
        strand: &Strand,
        up: Vec<Step>,
        written: Vec<Step>,
        report: &mut Report,
    ) -> Plan {
        Plan {
            target: self.target,
            up: self.arrange(up),
            down: self.down(strand, written, report),
        }
    }

    fn arrange(self, steps: Vec<Step>) -> Vec<Arranged> {
        arrange::arrange(self.target, steps)
    }
}

fn situation(act: &Act, new_since: u32) -> Situation<'_> {
    Situation {
        change: &act.change,
        origin: act.origin,
        before: &act.before,
        after: &act.after,
        new_since,
    }
}
