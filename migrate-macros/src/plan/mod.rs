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
use crate::target::{Database, Target};

/// What one migration does to the databases of one target.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) target: Target,
    pub(crate) up: Vec<Arranged>,
    /// The way up in the run that begins the history, where it is another.
    pub(crate) first: Option<Vec<Arranged>>,
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
            first: self.first(strand, &up, report),
            up: self.arrange(up),
            down: self.down(strand, written, report),
        }
    }

    /// In the run that begins the history every table is new. SQLite makes no difference:
    /// what it does to a table with rows is what it does to any. A plan of several
    /// transactions is left out, since whoever finishes it counts the steps of the other.
    fn first(self, strand: &Strand, up: &[Step], report: &mut Report) -> Option<Vec<Arranged>> {
        if self.target.database == Database::Sqlite || up.iter().all(Step::is_immediate) {
            return None;
        }
        let first = self.arrange(self.steps(&strand.acts, 0, report));
        let mut behind = first.iter().skip(1);
        let is_one = first.first()?.transaction == Transaction::Begins
            && behind.all(|step| step.transaction == Transaction::Joins);
        let actions = first.iter().map(|step| &step.step.action);
        let is_other = !actions.eq(up.iter().map(|step| &step.action));
        (is_one && is_other).then_some(first)
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
