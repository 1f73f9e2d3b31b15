//! The names of the migrations of a history, in the texts in which they travel: a new one
//! touches one of them. Must not know what a migration did.

use std::rc::Rc;

use crate::piece::Piece;
use crate::schema::code::{Reader, Writer};
use crate::schema::hash::{Hash, buckets};

/// At most about so many names share a piece.
const NAMES: usize = 64;

/// The names in buckets by their hash, each in the order of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Migrations {
    count: usize,
    buckets: Vec<Rc<Piece>>,
}

impl Default for Migrations {
    fn default() -> Self {
        Self::empty(0)
    }
}

impl Migrations {
    /// As many buckets as so many names need, with none in them.
    fn empty(count: usize) -> Self {
        Self::read(0, Piece::empty(buckets(count, NAMES)))
    }

    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.count).unwrap_or(u32::MAX)
    }

    /// Adds the next one.
    pub(crate) fn push(&mut self, name: &str) {
        if buckets(self.count + 1, NAMES) == self.buckets.len() {
            return self.add(name);
        }
        let mut grown = Self::empty(self.count + 1);
        let all = self.buckets.iter().flat_map(|piece| names(piece));
        all.for_each(|known| grown.add(&known));
        grown.add(name);
        *self = grown;
    }

    fn add(&mut self, name: &str) {
        let place = Hash::of(name).bucket(self.buckets.len());
        let mut to = Writer::default();
        to.raw(self.buckets[place].text());
        to.string(name);
        self.buckets[place] = Rc::new(Piece::new(to.finish()));
        self.count += 1;
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        let place = Hash::of(name).bucket(self.buckets.len());
        names(&self.buckets[place]).any(|known| known == name)
    }

    pub(super) fn pieces(&self) -> &[Rc<Piece>] {
        &self.buckets
    }

    /// How many pieces so many names have.
    pub(super) fn pieces_of(count: usize) -> usize {
        buckets(count, NAMES)
    }

    pub(super) fn read(count: usize, buckets: Vec<Rc<Piece>>) -> Self {
        Self { count, buckets }
    }
}

fn names(piece: &Piece) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
    let mut from = Reader::new(piece.text());
    std::iter::from_fn(move || from.string())
}
