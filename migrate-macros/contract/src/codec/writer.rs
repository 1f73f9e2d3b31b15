//! The pieces that a text is made of. Takes letters, numbers and texts, gives one text;
//! must not know which value they belong to.

use std::fmt::Write as _;

/// A value that has a text.
pub trait Write {
    fn write<'w>(&'w self, to: &mut Writer<'w>);
}

/// A text in the making.
#[derive(Debug, Default)]
pub struct Writer<'w> {
    text: String,
    /// The texts so far, each once, in the order in which a reader meets them.
    seen: Vec<&'w str>,
}

impl<'w> Writer<'w> {
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A mark of ours.
    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn letter(&mut self, letter: char) {
        self.text.push(letter);
    }

    /// Digits, ended by a point.
    pub(super) fn number(&mut self, number: usize) {
        // Writing to a string does not fail.
        let _ = write!(self.text, "{number}.");
    }

    /// Its length and itself, or behind a `^` the number of the text that is the same.
    pub(super) fn text(&mut self, text: &'w str) {
        if let Some(place) = self.seen.iter().position(|seen| *seen == text) {
            self.letter('^');
            return self.number(place);
        }
        self.seen.push(text);
        self.block(text);
    }

    /// A length and a text, so that a reader takes it in one step.
    pub(super) fn block(&mut self, text: &str) {
        self.number(text.len());
        self.raw(text);
    }
}
