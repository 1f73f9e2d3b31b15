//! The way back. Takes the acts of the way up, or the user's own, gives steps and what
//! they lose; must not know how a change is made.

use super::Planner;
use crate::dialect::Step;
use crate::program::{Down, Strand};
use crate::report::Report;
use crate::schema::{Change, ForeignKey, Id, Object, Reversal, Schema, reverse};
use crate::statements::{Act, Places};
use crate::syntax::ast::TableName;

/// The way back before its steps are arranged: they, and what they lose, or why there are
/// none.
pub(super) type Back = Result<(Vec<Step>, Vec<String>), String>;

impl Planner<'_> {
    /// The way back, and the acts that its steps make.
    pub(super) fn back(
        self,
        strand: &Strand,
        written: Vec<Step>,
        report: &mut Report,
    ) -> (Back, Vec<Act>) {
        match &strand.down {
            Down::Irreversible(reason) => (Err(reason.clone()), Vec::new()),
            Down::Written(acts) => (Ok((written, Vec::new())), acts.clone()),
            Down::Derived => self.derived(strand, report),
        }
    }

    /// Reverses the acts, the last first. What the way up made has rows by now; only what
    /// the way down makes is new to it.
    fn derived(self, strand: &Strand, report: &mut Report) -> (Back, Vec<Act>) {
        let ordinal = strand.ordinal + 1;
        let mut losses: Vec<String> = Vec::new();
        let mut acts = Vec::new();
        let mut schema = strand.after.clone();
        let made = made(&strand.acts);
        let acts_left = strand.acts.iter().rev();
        for act in acts_left.filter(|act| !goes_with_its_table(&act.change, &made)) {
            let (back, lost) = match reverse(&act.change, &act.before, &act.after) {
                Reversal::Changes { changes, loses } => (changes, loses),
                Reversal::Impossible(reason) => return (Err(reason), Vec::new()),
            };
            losses.extend(lost.filter(|lost| !losses.contains(lost)));
            for change in back {
                acts.push(reversed(act, change, &mut schema, ordinal));
            }
        }
        let steps = self.steps(&acts, ordinal, report);
        (Ok((steps, losses)), acts)
    }
}

/// The tables that the way up makes in this order, and that have their names to the end.
pub(super) fn made(acts: &[Act]) -> Vec<&TableName> {
    let is_gone = |name: &TableName| {
        acts.iter().any(|act| {
            let loses = matches!(
                act.change,
                Change::Drop(Id::Table(_)) | Change::Rename(Id::Table(_), _)
            );
            loses && act.change.table() == Some(name)
        })
    };
    let tables = acts
        .iter()
        .filter(|act| matches!(act.change, Change::Create(Object::Table(_))))
        .filter_map(|act| act.change.table());
    tables.filter(|name| !is_gone(name)).collect()
}

/// Whether dropping its table takes the change back, too. A foreign key to a table that is
/// dropped before has to go before that.
pub(super) fn goes_with_its_table(change: &Change, made: &[&TableName]) -> bool {
    let place = |table: &TableName| made.iter().position(|name| *name == table);
    let Some(own) = change.table().and_then(place) else {
        return false;
    };
    if matches!(change, Change::Create(Object::Table(_))) {
        return false;
    }
    let key = added_key(change).and_then(|key| place(&key.table));
    key.is_none_or(|other| other <= own)
}

fn added_key(change: &Change) -> Option<&ForeignKey> {
    let constraint = if let Change::Create(Object::Constraint { constraint, .. }) = change {
        Some(constraint)
    } else if let Change::Create(Object::Column { foreign_key, .. }) = change {
        foreign_key.as_ref()
    } else {
        None
    };
    constraint.and_then(|constraint| constraint.foreign_key())
}

pub(super) fn reversed(act: &Act, change: Change, schema: &mut Schema, ordinal: u32) -> Act {
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
