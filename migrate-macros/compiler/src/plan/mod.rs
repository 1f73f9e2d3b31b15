//! A program to steps: for each target the way up and the way down, in transactions.
//! Takes acts and a dialect, gives plans; must not know how a plan is handed over.

mod arrange;
mod checks;
mod describe;
mod down;
mod leaves;
mod stays;

pub(crate) use describe::describe;

use migrate_contract::{Down, Transaction};

use arrange::{Arranged, arrange};
use down::Back;

use crate::dialect::{Action, Dialect, Situation, Step};
use crate::program::{self, Strand};
use crate::report::Report;
use crate::statements::Act;
use crate::target::{Database, Target};

/// What one migration does to the databases of one target: a plan of the contract.
pub(crate) type Plan = migrate_contract::Plan<String>;

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
        let first = self.first(strand, &up, report);
        let (back, acts) = self.back(strand, written, report);
        let behind = back.iter().flat_map(|(steps, _)| steps);
        let rebuilds = up.iter().chain(behind).any(is_rebuild);
        let Target { database, version } = self.target;
        let up_stays = self.stays(&strand.acts, &up, strand.ordinal);
        let behind = back.as_ref().map_or(&[][..], |(steps, _)| steps);
        let down_stays = self.stays(&acts, behind, strand.ordinal + 1);
        let is_derived = matches!(strand.down, program::Down::Derived);
        let checks = is_derived.then(|| self.checks(strand, &acts));
        let mut plan = Plan::new(database, version, self.arrange(up), self.down(back));
        plan.first = first;
        (plan.up_stays, plan.down_stays) = (up_stays, down_stays);
        plan.checks = checks.unwrap_or_default();
        plan.rebuilds = rebuilds;
        plan
    }

    fn down(self, back: Back) -> Down<String> {
        match back {
            Ok((steps, loses)) if loses.is_empty() => Down::Steps(self.arrange(steps)),
            Ok((steps, loses)) => Down::Lossy(self.arrange(steps), loses.join(", ")),
            Err(reason) => Down::Irreversible(reason),
        }
    }

    /// In the run that begins the history every table is new. SQLite makes no difference:
    /// what it does to a table with rows is what it does to any. A plan of several
    /// transactions is left out, since whoever finishes it counts the steps of the other.
    fn first(self, strand: &Strand, up: &[Step], report: &mut Report) -> Option<Vec<Arranged>> {
        if self.target.database == Database::Sqlite || up.iter().all(Step::is_immediate) {
            return None;
        }
        let first = self.steps(&strand.acts, 0, report);
        let actions = first.iter().map(|step| &step.action);
        let is_other = !actions.eq(up.iter().map(|step| &step.action));
        let first = self.arrange(first);
        let mut behind = first.iter().skip(1);
        let is_one = first.first()?.transaction == Transaction::Begins
            && behind.all(|step| step.transaction == Transaction::Joins);
        (is_one && is_other).then_some(first)
    }

    fn arrange(self, steps: Vec<Step>) -> Vec<Arranged> {
        arrange(self.target, steps)
    }
}

/// Whether foreign keys have to be off around the transaction.
fn is_rebuild(step: &Step) -> bool {
    matches!(step.action, Action::Rebuild(_))
}

fn situation(act: &Act, new_since: u32) -> Situation<'_> {
    Situation {
        change: &act.change,
        origin: act.origin,
        places: &act.places,
        before: &act.before,
        after: &act.after,
        new_since,
    }
}
