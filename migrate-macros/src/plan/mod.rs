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

/// The steps of one way, before they are arranged: rules read what they cost.
pub(crate) fn steps(
    dialect: &dyn Dialect,
    target: Target,
    acts: &[Act],
    new_since: u32,
    report: &mut Report,
) -> Vec<Step> {
    let situations: Vec<Situation<'_>> = acts.iter().map(|act| situation(act, new_since)).collect();
    dialect.steps(target, &situations, report)
}

/// The plan for one target, from the steps of its way up.
pub(crate) fn plan(
    dialect: &dyn Dialect,
    target: Target,
    strand: &Strand,
    up: Vec<Step>,
    report: &mut Report,
) -> Plan {
    Plan {
        target,
        up: arrange::arrange(target, up),
        down: down::down(dialect, target, strand, report),
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
