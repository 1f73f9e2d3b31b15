//! What stays of a plan that is cut off between two of its transactions, and what takes it
//! back. Takes the acts of one way with their steps, gives both for each transaction; must
//! not know how a change is made.

use std::ops::Range;

use migrate_contract::{Down, Transaction};

use super::arrange::placed;
use super::down::{goes_with_its_table, made, reversed};
use super::leaves::leaves;
use super::{Planner, is_rebuild};
use crate::dialect::{Action, Step, Undo};
use crate::report::Report;
use crate::schema::{Reversal, reverse};
use crate::statements::Act;

/// A part of the contract.
type Stay = migrate_contract::Stay<String>;

impl Planner<'_> {
    /// For each transaction but the last, which leaves nothing to take back: with it the
    /// migration is at its end. A step outside of any can be killed when it is done and
    /// nobody has noted it, so that the last one counts as well.
    pub(super) fn stays(self, acts: &[Act], steps: &[Step], ordinal: u32) -> Vec<Stay> {
        let way = Way {
            planner: self,
            acts,
            steps,
            ordinal,
        };
        let transactions = placed(self.target, steps);
        let mut units = units(&transactions);
        let last = units.pop();
        let last = last.filter(|unit| transactions[unit.start] == Transaction::Outside);
        let units = units.into_iter().chain(last);
        units.map(|unit| way.stay(&unit)).collect()
    }
}

/// Cuts steps where transactions begin.
fn units(transactions: &[Transaction]) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    for (index, transaction) in transactions.iter().enumerate() {
        match (transaction, units.last_mut()) {
            (Transaction::Joins, Some(unit)) => unit.end = index + 1,
            _ => units.push(index..index + 1),
        }
    }
    units
}

/// How many steps of the contract this is: a rebuild is one for each statement.
fn contract_steps(step: &Step) -> usize {
    match &step.action {
        Action::Rebuild(rebuild) => rebuild.statements.len(),
        Action::Sql(_) | Action::BuildIndex(_) | Action::DropIndex(_) | Action::Batches(_) => 1,
    }
}

/// The acts of one way and the steps that make them.
struct Way<'a> {
    planner: Planner<'a>,
    acts: &'a [Act],
    steps: &'a [Step],
    ordinal: u32,
}

impl Way<'_> {
    fn stay(&self, unit: &Range<usize>) -> Stay {
        let acts = self.acts_of(unit);
        let mut phrases: Vec<String> = Vec::new();
        for place in acts.clone() {
            let steps: Vec<&Step> = self.steps_of(unit, place).collect();
            let found = leaves(&self.acts[place], &steps);
            phrases.extend(found.filter(|phrase| !phrases.contains(phrase)));
        }
        let done: usize = self.steps[..unit.end].iter().map(contract_steps).sum();
        let (undo, rebuilds) = self.undo(unit, acts);
        let mut stay = Stay::new(u32::try_from(done).unwrap_or(u32::MAX), phrases, undo);
        stay.rebuilds = rebuilds;
        stay
    }

    /// The acts that the unit has a part in: one step can make several.
    fn acts_of(&self, unit: &Range<usize>) -> Range<usize> {
        let act = |index: usize| self.steps.get(index).map(|step| step.situation);
        let (first, last) = (act(unit.start).unwrap_or(0), act(unit.end - 1).unwrap_or(0));
        let next = act(unit.end).unwrap_or(self.acts.len());
        first..next.max(last + 1).min(self.acts.len())
    }

    fn steps_of(&self, unit: &Range<usize>, act: usize) -> impl DoubleEndedIterator<Item = &Step> {
        let steps = self.steps[unit.clone()].iter();
        steps.filter(move |step| step.situation == act)
    }

    /// What takes it back, the newest first, and whether a table is rebuilt for that.
    fn undo(&self, unit: &Range<usize>, acts: Range<usize>) -> (Down<String>, bool) {
        let made = made(&self.acts[acts.clone()]);
        let mut back = Back::default();
        for place in acts.rev() {
            let act = &self.acts[place];
            if goes_with_its_table(&act.change, &made) {
                continue;
            }
            let steps: Vec<&Step> = self.steps_of(unit, place).collect();
            let is_whole = |step: &&Step| step.undo == Undo::Reversal;
            let undone = if steps.iter().all(is_whole) {
                back.reverse(act, self.ordinal)
            } else {
                self.undo_steps(&mut back, act, &steps)
            };
            if let Err(reason) = undone {
                return (Down::Irreversible(reason), false);
            }
        }
        self.way_back(back)
    }

    fn undo_steps(&self, back: &mut Back, act: &Act, steps: &[&Step]) -> Result<(), String> {
        for step in steps.iter().rev() {
            match &step.undo {
                Undo::Reversal => back.reverse(act, self.ordinal)?,
                Undo::ReversalAnd(steps) => {
                    back.reverse(act, self.ordinal)?;
                    self.make(back);
                    back.steps.extend(steps.iter().cloned());
                }
                Undo::Earlier => {}
                Undo::Steps(steps) => {
                    self.make(back);
                    back.steps.extend(steps.iter().cloned());
                }
            }
        }
        Ok(())
    }

    fn way_back(&self, mut back: Back) -> (Down<String>, bool) {
        self.make(&mut back);
        if back.is_unsayable {
            let reason = "this database cannot express what would take it back";
            return (Down::Irreversible(reason.to_owned()), false);
        }
        let rebuilds = back.steps.iter().any(is_rebuild);
        let back = Ok((back.steps, back.losses));
        (self.planner.down(back), rebuilds)
    }

    /// Makes steps of the acts so far. What the way back cannot say is no mistake of the
    /// migration's.
    fn make(&self, back: &mut Back) {
        let mut report = Report::default();
        let steps = self
            .planner
            .steps(&back.acts, self.ordinal + 1, &mut report);
        back.is_unsayable |= !report.drain().is_empty();
        back.steps.extend(steps);
        back.acts.clear();
    }
}

/// A way back that is being written.
#[derive(Default)]
struct Back {
    steps: Vec<Step>,
    /// What there are no steps for yet.
    acts: Vec<Act>,
    losses: Vec<String>,
    is_unsayable: bool,
}

impl Back {
    fn reverse(&mut self, act: &Act, ordinal: u32) -> Result<(), String> {
        let (changes, lost) = match reverse(&act.change, &act.before, &act.after) {
            Reversal::Changes { changes, loses } => (changes, loses),
            Reversal::Impossible(reason) => return Err(reason),
        };
        let lost = lost.filter(|lost| !self.losses.contains(lost));
        self.losses.extend(lost);
        let mut schema = act.after.clone();
        for change in changes {
            let back = reversed(act, change, &mut schema, ordinal + 1);
            self.acts.push(back);
        }
        Ok(())
    }
}
