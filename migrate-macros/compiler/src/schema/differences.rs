//! How one schema differs from another. Takes two schemas, gives what is wrong with the
//! second, object by object; must not know why they should be the same.
//!
//! When something was made, what fills a column, and the order of columns, constraints
//! and indexes are no difference.

mod column;

use std::rc::Rc;

use super::slot::Slot;
use super::{Column, Constraint, Index, Schema, Table};
use crate::syntax::ast::TableName;

/// One difference, as a sentence about the second schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) table: TableName,
    /// Without a full stop: "table `orders` has no column `status`".
    pub(crate) text: String,
}

impl Schema {
    /// What `other` has not, has too much, or has otherwise; nothing where it is the same.
    pub(crate) fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        for slot in self.slots() {
            match other.slot(slot.name()) {
                Some(same) if is_same(slot, same) => {}
                Some(changed) => {
                    if let (Some(one), Some(other)) = (slot.table(), changed.table()) {
                        differences_of(one, other, &mut found);
                    }
                }
                None => found.push(difference(slot.name(), "there is no table")),
            }
        }
        let surplus = other
            .slots()
            .filter(|slot| self.slot(slot.name()).is_none());
        found.extend(surplus.map(|slot| difference(slot.name(), "there should be no table")));
        found
    }
}

/// Whether the two need no comparison.
fn is_same(one: Slot<'_>, other: Slot<'_>) -> bool {
    match (one, other) {
        (Slot::Stored(one), Slot::Stored(other)) => std::ptr::eq(one, other),
        (Slot::Changed(one), Slot::Changed(other)) => Rc::ptr_eq(one, other),
        (Slot::Stored(_), Slot::Changed(_)) | (Slot::Changed(_), Slot::Stored(_)) => false,
    }
}

fn difference(table: &TableName, sentence: &str) -> Difference {
    Difference {
        table: table.clone(),
        text: format!("{sentence} `{table}`"),
    }
}

fn differences_of(one: &Table, other: &Table, found: &mut Vec<Difference>) {
    let mut add = |text: String| {
        found.push(Difference {
            table: one.name.clone(),
            text,
        });
    };
    if one.comment != other.comment {
        add(format!("the comment on table `{}` differs", one.name));
    }
    compare(&one.name, &one.columns, &other.columns, &mut add);
    compare(&one.name, &one.constraints, &other.constraints, &mut add);
    compare(&one.name, &one.indexes, &other.indexes, &mut add);
}

/// A named part of a table.
trait Part: PartialEq {
    const NOUN: &'static str;

    fn name(&self) -> &str;

    /// What differs about another of the same name; `place` is the name in backticks.
    fn differences(&self, other: &Self, place: &str) -> Vec<String>;
}

fn compare<P: Part>(table: &TableName, one: &[P], other: &[P], add: &mut impl FnMut(String)) {
    let noun = P::NOUN;
    for part in one {
        let name = part.name();
        match other.iter().find(|part| part.name() == name) {
            Some(same) if same == part => {}
            Some(changed) => {
                let place = format!("`{table}.{name}`");
                part.differences(changed, &place)
                    .into_iter()
                    .for_each(&mut *add);
            }
            None => add(format!("table `{table}` has no {noun} `{name}`")),
        }
    }
    for part in other {
        let name = part.name();
        if !one.iter().any(|part| part.name() == name) {
            add(format!("table `{table}` has {noun} `{name}` too many"));
        }
    }
}

impl Part for Column {
    const NOUN: &'static str = "column";

    fn name(&self) -> &str {
        &self.name
    }

    fn differences(&self, other: &Self, place: &str) -> Vec<String> {
        column::differences(self, other, place)
    }
}

impl Part for Constraint {
    const NOUN: &'static str = "constraint";

    fn name(&self) -> &str {
        &self.name
    }

    fn differences(&self, other: &Self, place: &str) -> Vec<String> {
        if self.kind != other.kind || self.deferrable != other.deferrable {
            return vec![format!("constraint {place} differs")];
        }
        match (self.valid, other.valid) {
            (true, false) => vec![format!("constraint {place} is not validated")],
            (false, true) => vec![format!("constraint {place} is validated")],
            (true, true) | (false, false) => Vec::new(),
        }
    }
}

impl Part for Index {
    const NOUN: &'static str = "index";

    fn name(&self) -> &str {
        &self.name
    }

    fn differences(&self, other: &Self, place: &str) -> Vec<String> {
        let same_age = Self {
            born: self.born,
            ..other.clone()
        };
        let differs = same_age != *self;
        differs
            .then(|| format!("index {place} differs"))
            .into_iter()
            .collect()
    }
}

#[cfg(test)]
mod tests;
