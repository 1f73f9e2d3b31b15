//! The names and checksums of a history, kept as the text in which they travel: most
//! migrations only add their own. Must not know what a checksum is made of.

use std::borrow::Cow;

use crate::schema::code::{Code, Reader, Writer};

/// About as many pieces has the text.
const PIECES: usize = 16;

/// Bytes of a piece at least.
const SHORTEST: usize = 512;

/// Every migration of a history in order, the root first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Migrations {
    count: u32,
    text: String,
}

impl Migrations {
    pub(crate) fn len(&self) -> u32 {
        self.count
    }

    /// Adds the next one, with a short checksum.
    pub(crate) fn push(&mut self, name: &str, checksum: &str) {
        let mut to = Writer::default();
        to.string(name);
        to.string(checksum);
        self.text.push_str(&to.finish());
        self.count += 1;
    }

    /// Names and checksums.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        let mut from = Reader::new(&self.text);
        std::iter::from_fn(move || Some((from.string()?, from.string()?)))
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        // Looking for the text first spares most migrations a walk over all the others.
        self.text.contains(name) && self.iter().any(|(known, _)| known == name)
    }
}

impl Code for Migrations {
    fn write(&self, to: &mut Writer<'_>) {
        to.number(self.count);
        to.number(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        to.cut();
        // The text only grows, and holds ASCII alone, so that these stay what they are.
        let share = (self.text.len() / PIECES).next_power_of_two().max(SHORTEST);
        let mut start = 0;
        while start < self.text.len() {
            let end = self.text.len().min(start + share);
            to.raw(&self.text[start..end]);
            to.cut();
            start = end;
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            count: from.number()?,
            text: from.block()?.to_owned(),
        })
    }
}
