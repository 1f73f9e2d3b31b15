//! Which tables have something of a name: the hashes of both beside each other, so that the
//! others stay text. Takes what tables mention, gives who may mention a name; whoever is
//! found must be looked at. Must not know what has the name.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::hash::Hash;
use super::{Constraint, Part, Table};
use crate::piece::Piece;

/// The digits of a name's hash and those of its table's.
const RECORD: usize = 8;

/// The records in buckets, by the hash of the name, sorted in each.
#[derive(Clone, Debug)]
pub(super) struct Register {
    buckets: Vec<Rc<Piece>>,
}

impl Register {
    pub(super) fn read(buckets: Vec<Rc<Piece>>) -> Self {
        Self { buckets }
    }

    pub(super) fn pieces(&self) -> &[Rc<Piece>] {
        &self.buckets
    }

    /// The hashes of the tables which may mention the name, in any case.
    pub(super) fn find(&self, name: &str) -> impl Iterator<Item = Hash> {
        let hash = Hash::of(name);
        let digits = hash.digits();
        let bucket = &self.buckets[hash.bucket(self.buckets.len())];
        let records = bucket.text().as_bytes().chunks_exact(RECORD);
        records.filter_map(move |record| Some(Hash::read(record.strip_prefix(&digits)?)))
    }

    /// Forgets what the tables of one list mention, and notes what those of the other do.
    pub(super) fn change(&mut self, gone: &[&Table], new: &[&Table]) {
        let mut gone = records(gone);
        let mut changes: BTreeMap<usize, Change> = BTreeMap::new();
        let at = |record: &Record| record.name.bucket(self.buckets.len());
        for record in records(new) {
            match gone.iter().position(|other| *other == record) {
                Some(same) => drop(gone.swap_remove(same)),
                None => changes
                    .entry(at(&record))
                    .or_default()
                    .new
                    .push(record.digits),
            }
        }
        for record in gone {
            changes
                .entry(at(&record))
                .or_default()
                .gone
                .push(record.digits);
        }
        for (place, change) in changes {
            let text = change.applied(self.buckets[place].text());
            self.buckets[place] = Rc::new(Piece::new(text));
        }
    }
}

/// A name that a table mentions.
#[derive(Debug, PartialEq, Eq)]
struct Record {
    name: Hash,
    digits: [u8; RECORD],
}

fn records(tables: &[&Table]) -> Vec<Record> {
    let mut records = Vec::new();
    for table in tables {
        let table_digits = Hash::of(&table.name.name).digits();
        table.mentions(|name| {
            let name = Hash::of(name);
            let mut digits = [0; RECORD];
            digits[..4].copy_from_slice(&name.digits());
            digits[4..].copy_from_slice(&table_digits);
            records.push(Record { name, digits });
        });
    }
    records
}

/// What is other in a bucket. Two names of a table may have one hash: each has a record.
#[derive(Debug, Default)]
struct Change {
    gone: Vec<[u8; RECORD]>,
    new: Vec<[u8; RECORD]>,
}

impl Change {
    fn applied(&self, text: &str) -> String {
        let mut records: Vec<&[u8]> = text.as_bytes().chunks_exact(RECORD).collect();
        for gone in &self.gone {
            let found = records.iter().position(|record| record == gone);
            found.map(|found| records.remove(found));
        }
        records.extend(self.new.iter().map(<[u8; RECORD]>::as_slice));
        records.sort_unstable();
        String::from_utf8(records.concat()).unwrap_or_default()
    }
}

impl Table {
    /// Tells every name that it takes or refers to: its own, those of its constraints, its
    /// indexes and the parts of its columns, and the tables of its foreign keys.
    fn mentions(&self, mut tell: impl FnMut(&str)) {
        tell(&self.name.name);
        for constraint in &self.constraints {
            tell(&constraint.name);
        }
        for key in self.constraints.iter().filter_map(Constraint::foreign_key) {
            tell(&key.table.name);
        }
        for index in &self.indexes {
            tell(&index.name);
        }
        for column in &self.columns {
            for part in [Part::NotNull, Part::Sequence] {
                if let Some(name) = self.part_name(column, part) {
                    tell(&name);
                }
            }
        }
    }
}
