//! The way back. Takes the acts of the way up, or the user's own, gives steps and what
//! they lose; must not know how a change is made.

use super::Planner;
use super::arrange::Arranged;
use crate::dialect::Step;
use crate::program::{self, Strand};
use crate::report::Report;
use crate::schema::{Change, Reversal, Schema, reverse};
use crate::statements::{Act, Places};

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

impl Planner<'_> {
    pub(super) fn down(self, strand: &Strand, written: Vec<Step>, report: &mut Report) -> Down {
        match &strand.down {
            program::Down::Irreversible(reason) => Down::Irreversible(reason.clone()),
            program::Down::Written(_) => Down::Steps(self.arrange(written)),
            program::Down::Derived => self.derived(strand, report),
        }
    }

    /// Reverses the acts, the last first. What the way up made has rows by now; only what
    /// the way down makes is new to it.
    fn derived(self, strand: &Strand, report: &mut Report) -> Down {
        let ordinal = strand.ordinal + 1;
        let mut losses: Vec<String> = Vec::new();
        let mut acts = Vec::new();
        let mut schema = strand.after.clone();
        for act in strand.acts.iter().rev() {
            let (back, lost) = match reverse(&act.change, &act.before, &act.after) {
                Reversal::Changes { changes, loses } => (changes, loses),
                Reversal::Impossible(reason) => return Down::Irreversible(reason),
            };
            losses.extend(lost.filter(|lost| !losses.contains(lost)));
            for change in back {
                acts.push(reversed(act, change, &mut schema, ordinal));
            }
        }
        let steps = self.arrange(self.steps(&acts, ordinal, report));
        if losses.is_empty() {
            return Down::Steps(steps);
        }
        Down::Lossy(steps, losses.join(", "))
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
