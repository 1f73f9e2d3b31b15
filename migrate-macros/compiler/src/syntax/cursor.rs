//! A place in the user's tokens, and what can be read from there. Takes `Tokens`, gives
//! words, puncts, literals and groups with their origins, or an error that says what was
//! expected; must not know any phrase.

use proc_macro2::Delimiter;

use super::literal::{Number, Value};
use super::token::{Token, TokenKind, Word};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;

/// A place between two tokens. Copies are cheap, and remember the place.
///
/// Keywords are compared without case and given in lower case; names keep theirs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    rest: &'a [Token],
    /// What follows the last token: a delimiter, a comma, a semicolon.
    end: Origin,
    previous: Origin,
    /// The token before this place, unless it is the first.
    before: Option<&'a Token>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(rest: &'a [Token], end: Origin) -> Self {
        let previous = rest.first().map_or(end, |token| token.origin);
        Self {
            rest,
            end,
            previous,
            before: None,
        }
    }

    /// The next token's origin, or that of the end.
    pub(crate) fn origin(&self) -> Origin {
        self.rest.first().map_or(self.end, |token| token.origin)
    }

    /// The origin of the token before this place.
    pub(crate) fn previous(&self) -> Origin {
        self.previous
    }

    pub(crate) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next word as a keyword; nothing for a raw identifier.
    pub(crate) fn word(&self) -> Option<&'a str> {
        self.peek_word().and_then(Word::keyword)
    }

    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub(crate) fn is_words(&self, words: &[&str]) -> bool {
        let mut ahead = *self;
        words.iter().all(|word| ahead.eat_word(word).is_some())
    }

    pub(crate) fn eat_word(&mut self, word: &str) -> Option<Origin> {
        self.is_word(word).then(|| self.step())
    }

    /// All of the words, or none.
    pub(crate) fn eat_words(&mut self, words: &[&str]) -> Option<Origin> {
        let mut ahead = *self;
        let start = self.origin();
        for word in words {
            ahead.eat_word(word)?;
        }
        *self = ahead;
        Some(start.to(self.previous))
    }

    pub(crate) fn expect_word(&mut self, word: &str) -> Result<Origin, Diagnostic> {
        self.eat_word(word)
            .ok_or_else(|| self.expected(&format!("`{word}`")))
    }

    /// Words that only make sense together: `not` promises `null`.
    pub(crate) fn expect_words(&mut self, words: &[&str]) -> Result<Origin, Diagnostic> {
        let start = self.origin();
        for word in words {
            self.expect_word(word)?;
        }
        Ok(start.to(self.previous))
    }

    /// A word as a name: any identifier, as written.
    pub(crate) fn eat_identifier(&mut self) -> Option<(&'a str, Origin)> {
        let word = self.peek_word()?;
        Some((&word.text, self.step()))
    }

    pub(super) fn is_identifier(&self) -> bool {
        self.peek_word().is_some()
    }

    /// Characters that follow one another. Spacing is not looked at: a macro on the way
    /// may have lost it.
    pub(crate) fn is_punct(&self, punct: &str) -> bool {
        let mut rest = self.rest;
        for wanted in punct.chars() {
            match rest.split_first() {
                Some((token, behind)) if token.is_punct(wanted) => rest = behind,
                Some(_) | None => return false,
            }
        }
        true
    }

    /// The next token, if it is a character of its own.
    pub(super) fn character(&self) -> Option<char> {
        match self.peek()?.kind {
            TokenKind::Punct(character) => Some(character),
            _ => None,
        }
    }

    pub(crate) fn eat_punct(&mut self, punct: &str) -> Option<Origin> {
        if !self.is_punct(punct) {
            return None;
        }
        let start = self.origin();
        for _ in punct.chars() {
            self.step();
        }
        Some(start.to(self.previous))
    }

    /// One character of an operator.
    pub(super) fn eat_character(&mut self) -> Option<char> {
        let character = self.character()?;
        self.step();
        Some(character)
    }

    pub(crate) fn expect_punct(&mut self, punct: &str) -> Result<Origin, Diagnostic> {
        self.eat_punct(punct)
            .ok_or_else(|| self.expected(&format!("`{punct}`")))
    }

    pub(crate) fn is_group(&self, delimiter: Delimiter) -> bool {
        self.peek_group(delimiter).is_some()
    }

    /// What is inside a group, without going past it.
    pub(crate) fn peek_group(&self, delimiter: Delimiter) -> Option<Cursor<'a>> {
        match &self.rest.first()?.kind {
            TokenKind::Group(found, inner) if *found == delimiter => Some(inner.cursor()),
            _ => None,
        }
    }

    /// What is inside a group, and the origin of the whole.
    pub(crate) fn eat_group(&mut self, delimiter: Delimiter) -> Option<(Cursor<'a>, Origin)> {
        let inner = self.peek_group(delimiter)?;
        Some((inner, self.step()))
    }

    pub(crate) fn expect_group(
        &mut self,
        delimiter: Delimiter,
    ) -> Result<(Cursor<'a>, Origin), Diagnostic> {
        self.eat_group(delimiter)
            .ok_or_else(|| self.expected(opening(delimiter)))
    }

    pub(crate) fn is_string(&self) -> bool {
        matches!(self.peek_literal(), Some(Value::String(_)))
    }

    pub(crate) fn eat_string(&mut self) -> Option<(String, Origin)> {
        let Value::String(value) = self.peek_literal()? else {
            return None;
        };
        Some((value.clone(), self.step()))
    }

    pub(crate) fn string(&mut self) -> Result<(String, Origin), Diagnostic> {
        self.eat_string().ok_or_else(|| self.expected("a string"))
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(self.peek_literal(), Some(Value::Number(_)))
    }

    pub(crate) fn eat_number(&mut self) -> Option<(Number, Origin)> {
        let Value::Number(number) = self.peek_literal()? else {
            return None;
        };
        Some((number.clone(), self.step()))
    }

    /// A number without a suffix, digits as written but for underscores.
    pub(crate) fn number(&mut self) -> Result<(String, Origin), Diagnostic> {
        let (number, origin) = self.eat_number().ok_or_else(|| self.expected("a number"))?;
        if number.suffix.is_empty() {
            return Ok((number.digits, origin));
        }
        let title = format!("`{}` is no unit that can stand here", number.suffix);
        Err(Diagnostic::new(origin, title).help(format!("write `{}`", number.digits)))
    }

    /// Everything was read.
    pub(crate) fn expect_end(&self) -> Result<(), Diagnostic> {
        if self.at_end() {
            return Ok(());
        }
        Err(self.unexpected())
    }

    /// What is left, as far as a place that was remembered before it was read.
    pub(super) fn until(self, later: Cursor<'a>) -> Self {
        let length = self.rest.len().saturating_sub(later.rest.len());
        let (rest, _) = self.rest.split_at(length);
        Self {
            rest,
            end: later.origin(),
            previous: self.previous,
            before: self.before,
        }
    }

    /// Past the next token, whatever it is.
    pub(crate) fn skip(&mut self) {
        self.next();
    }

    pub(super) fn next(&mut self) -> Option<&'a Token> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        self.previous = first.origin;
        self.before = Some(first);
        Some(first)
    }

    pub(super) fn peek(&self) -> Option<&'a Token> {
        self.rest.first()
    }

    /// The token before this place.
    pub(super) fn before(&self) -> Option<&'a Token> {
        self.before
    }

    pub(super) fn is_literal(&self) -> bool {
        self.peek_literal().is_some()
    }

    fn peek_literal(&self) -> Option<&'a Value> {
        match &self.rest.first()?.kind {
            TokenKind::Literal(value) => Some(value),
            _ => None,
        }
    }

    fn peek_word(&self) -> Option<&'a Word> {
        match &self.rest.first()?.kind {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Past the next token.
    fn step(&mut self) -> Origin {
        self.next().map_or(self.end, |token| token.origin)
    }
}

fn opening(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Parenthesis => "`(`",
        Delimiter::Brace => "`{`",
        Delimiter::Bracket => "`[`",
        Delimiter::None => "a group",
    }
}
