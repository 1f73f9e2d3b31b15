//! The pieces that a text is made of. Takes letters, numbers and strings, gives one text;
//! must not know which value they belong to.

use std::fmt::Write as _;

use crate::schema::Column;

/// A text in the making.
#[derive(Debug, Default)]
pub(in crate::schema) struct Writer<'a> {
    text: String,
    columns: &'a [Column],
}

impl<'a> Writer<'a> {
    /// What follows is part of a table with these columns, and names one by its place.
    pub(in crate::schema) fn within(&mut self, columns: &'a [Column]) {
        self.columns = columns;
    }

    pub(in crate::schema) fn finish(self) -> String {
        self.text
    }

    /// A printable character that is not one of `"`, `\`, `{`, `}`.
    pub(in crate::schema) fn letter(&mut self, letter: u8) {
        self.text.push(char::from(letter));
    }

    /// Text that a writer made.
    pub(in crate::schema) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// In digits of base 26: small letters end a number, capitals go before.
    pub(in crate::schema) fn number(&mut self, number: u32) {
        if number >= 26 {
            self.capitals(number / 26);
        }
        self.letter(b'a' + digit(number));
    }

    fn capitals(&mut self, number: u32) {
        if number >= 26 {
            self.capitals(number / 26);
        }
        self.letter(b'A' + digit(number));
    }

    /// A length and the text, so that a reader can take or skip it in one step.
    pub(in crate::schema) fn string(&mut self, text: &str) {
        if is_plain(text) {
            self.block(text);
        } else {
            self.letter(b'~');
            self.block(&escape(text));
        }
    }

    /// A length and a text that a writer made.
    pub(in crate::schema) fn block(&mut self, text: &str) {
        self.number(u32::try_from(text.len()).unwrap_or(u32::MAX));
        self.raw(text);
    }

    pub(in crate::schema) fn has_column(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
    }

    /// The place of a column, or behind a `-` the name that is no column's.
    pub(in crate::schema) fn column(&mut self, name: &str) {
        let place = self.columns.iter().position(|column| column.name == name);
        if let Some(place) = place.and_then(|place| u32::try_from(place).ok()) {
            return self.number(place);
        }
        self.letter(b'-');
        self.string(name);
    }
}

/// Whether a string stands in a text as it is.
pub(in crate::schema) fn is_plain(text: &str) -> bool {
    text.bytes().all(is_plain_byte)
}

fn digit(number: u32) -> u8 {
    u8::try_from(number % 26).unwrap_or(0)
}

fn is_plain_byte(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'{' | b'}' | b'~')
}

/// What is not plain as `~` and its code in hexadecimal, ended by `;`.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if u8::try_from(letter).is_ok_and(is_plain_byte) {
            escaped.push(letter);
            continue;
        }
        // Writing to a string does not fail.
        let _ = write!(escaped, "~{:x};", u32::from(letter));
    }
    escaped
}
