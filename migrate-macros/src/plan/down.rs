//! The way back. Takes the acts of the way up, or the user's own, gives steps and what
//! they lose; must not know how a change is made.

use super::arrange::{Arranged, arrange};
use crate::dialect::Dialect;
use crate::program::{self, Strand};
use crate::report::Report;
use crate::schema::{Change, Reversal, Schema, reverse};
use crate::statements::{Act, Places};
use crate::target::Target;

/// The contract's `Down`.
#[derive(Debug)]
pub(crate) enum Down {
    Steps(Vec<Arranged>),
    /// What is lost, in a phrase.
    Lossy(Vec<Arranged>, String),
    /// Why there is none.
    Irreversible(String),
}

impl Down {
    pub(crate) fn steps(&self) -> &[Arranged] {
        match self {
            Self::Steps(steps) | Self::Lossy(steps, _) => steps,
            Self::Irreversible(_) => &[],
        }
    }
}

pub(crate) fn down(
    dialect: &dyn Dialect,
    target: Target,
    strand: &Strand,
    report: &mut Report,
) -> Down {
    let way = Way {
        dialect,
        target,
        strand,
    };
    match &strand.down {
        program::Down::Irreversible(reason) => Down::Irreversible(reason.clone()),
        program::Down::Written(acts) => Down::Steps(way.steps(acts, report)),
        program::Down::Derived => way.derived(report),
    }
}

#[derive(Clone, Copy)]
struct Way<'a> {
    dialect: &'a dyn Dialect,
    target: Target,
    strand: &'a Strand,
}

impl Way<'_> {
    /// Reverses the acts, the last first.
    fn derived(self, report: &mut Report) -> Down {
        let mut losses: Vec<String> = Vec::new();
        let mut acts = Vec::new();
        let mut schema = self.strand.after.clone();
        for act in self.strand.acts.iter().rev() {
            let (changes, loses) = match reverse(&act.change, &act.before, &act.after) {
                Reversal::Changes { changes, loses } => (changes, loses),
                Reversal::Impossible(reason) => return Down::Irreversible(reason),
            };
            losses.extend(loses.filter(|lost| !losses.contains(lost)));
            for change in changes {
                acts.push(reversed(act, change, &mut schema, self.ordinal()));
            }
        }
        let steps = self.steps(&acts, report);
        if losses.is_empty() {
            return Down::Steps(steps);
        }
        Down::Lossy(steps, losses.join(", "))
    }

    /// What the way up made has rows by now; only what the way down makes is new to it.
    fn ordinal(self) -> u32 {
        self.strand.ordinal + 1
    }

    fn steps(self, acts: &[Act], report: &mut Report) -> Vec<Arranged> {
        let steps = super::steps(self.dialect, self.target, acts, self.ordinal(), report);
        arrange(self.target, steps)
    }
}

fn reversed(act: &Act, change: Change, schema: &mut Schema, ordinal: u32) -> Act {
    let before = schema.clone();
    schema.apply(&change, ordinal);
    Act {
        change,
        origin: act.origin,
        before,
        after: schema.clone(),
        expectations: Vec::new(),
        places: Places::default(),
    }
}
