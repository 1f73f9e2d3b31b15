//! The pieces that a text is made of, taken off its front. Takes text, gives letters,
//! numbers and texts, and the place where they are not there; must not know which value
//! they belong to.

use super::Unreadable;

/// A value that has a text.
pub(super) trait Read<'a>: Sized {
    fn read(from: &mut Reader<'a>) -> Result<Self, Unreadable>;
}

/// What is left of a text.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// What is given in place of a text.
    give: fn(&'a str) -> &'a str,
    seen: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self {
            text,
            at,
            give: |text| text,
            seen: Vec::new(),
        }
    }

    /// The same, with something else in place of each text.
    pub(super) fn giving(self, give: fn(&'a str) -> &'a str) -> Self {
        Self { give, ..self }
    }

    pub(super) fn broken(&self) -> Unreadable {
        Unreadable::Broken(self.at)
    }

    /// Refuses what stands behind the last value.
    pub(super) fn end(&self) -> Result<(), Unreadable> {
        if self.at < self.text.len() {
            return Err(self.broken());
        }
        Ok(())
    }

    pub(super) fn letter(&mut self) -> Result<char, Unreadable> {
        let letter = self.text.as_bytes().get(self.at).copied();
        let letter = letter.filter(u8::is_ascii).ok_or_else(|| self.broken())?;
        self.at += 1;
        Ok(char::from(letter))
    }

    pub(super) fn number(&mut self) -> Result<usize, Unreadable> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let (digits, _) = rest.split_once('.').ok_or_else(|| self.broken())?;
        let number = digits.parse().map_err(|_| self.broken())?;
        self.at += digits.len() + 1;
        Ok(number)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, Unreadable> {
        if self.text.as_bytes().get(self.at) == Some(&b'^') {
            self.at += 1;
            let place = self.number()?;
            return self.seen.get(place).copied().ok_or_else(|| self.broken());
        }
        let text = (self.give)(self.take()?);
        self.seen.push(text);
        Ok(text)
    }

    /// A text as a reader of its own.
    pub(super) fn block(&mut self) -> Result<Self, Unreadable> {
        let length = self.take()?.len();
        let start = self.at - length;
        Ok(Self::new(&self.text[..self.at], start))
    }

    fn take(&mut self) -> Result<&'a str, Unreadable> {
        let length = self.number()?;
        let end = self.at.checked_add(length).ok_or_else(|| self.broken())?;
        let taken = self.text.get(self.at..end);
        let taken = taken.ok_or_else(|| self.broken())?;
        self.at = end;
        Ok(taken)
    }
}
