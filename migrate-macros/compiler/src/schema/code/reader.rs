//! The pieces that a text is made of, taken off its front. Takes text, gives letters,
//! numbers and strings, nothing where they are not there; must not know which value they
//! belong to.

use std::borrow::Cow;

use crate::schema::Column;

/// What is left of a text.
#[derive(Clone, Copy, Debug)]
pub(in crate::schema) struct Reader<'a> {
    text: &'a str,
    at: usize,
    columns: &'a [Column],
}

impl<'a> Reader<'a> {
    pub(in crate::schema) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            columns: &[],
        }
    }

    /// The rest, as part of a table with these columns.
    pub(in crate::schema) fn within<'b>(&self, columns: &'b [Column]) -> Reader<'b>
    where
        'a: 'b,
    {
        Reader { columns, ..*self }
    }

    /// How much of the text has been read.
    pub(in crate::schema) fn at(&self) -> usize {
        self.at
    }

    pub(in crate::schema) fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// The next letter, without taking it.
    pub(in crate::schema) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(in crate::schema) fn letter(&mut self) -> Option<u8> {
        let letter = self.peek()?;
        self.at += 1;
        Some(letter)
    }

    /// Takes this letter, if it comes next.
    pub(in crate::schema) fn eat(&mut self, letter: u8) -> bool {
        let eaten = self.peek() == Some(letter);
        self.at += usize::from(eaten);
        eaten
    }

    pub(in crate::schema) fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        loop {
            let digit = self.letter()?;
            let (value, last) = match digit {
                b'a'..=b'z' => (digit - b'a', true),
                b'A'..=b'Z' => (digit - b'A', false),
                _ => return None,
            };
            number = number.checked_mul(26)?.checked_add(u32::from(value))?;
            if last {
                return Some(number);
            }
        }
    }

    pub(in crate::schema) fn string(&mut self) -> Option<Cow<'a, str>> {
        if self.eat(b'~') {
            return unescape(self.block()?).map(Cow::Owned);
        }
        self.block().map(Cow::Borrowed)
    }

    pub(in crate::schema) fn block(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        self.take(length)
    }

    /// The next `length` bytes.
    pub(in crate::schema) fn take(&mut self, length: usize) -> Option<&'a str> {
        let end = self.at.checked_add(length)?;
        let taken = self.text.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    /// A column of the table that is read, by its place or by its name.
    pub(in crate::schema) fn column(&mut self) -> Option<Cow<'a, str>> {
        if self.eat(b'-') {
            return self.string();
        }
        let place = usize::try_from(self.number()?).ok()?;
        let column = self.columns.get(place)?;
        Some(Cow::Borrowed(&column.name))
    }
}

fn unescape(text: &str) -> Option<String> {
    let mut parts = text.split('~');
    let mut unescaped = parts.next()?.to_owned();
    for part in parts {
        let (code, rest) = part.split_once(';')?;
        let code = u32::from_str_radix(code, 16).ok()?;
        unescaped.push(char::from_u32(code)?);
        unescaped.push_str(rest);
    }
    Some(unescaped)
}
