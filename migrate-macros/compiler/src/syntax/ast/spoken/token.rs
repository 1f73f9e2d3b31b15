//! The words of a text of SQL, those within its strings too. Takes text, gives words and
//! names; must not know what they say.

use std::iter::Peekable;
use std::str::CharIndices;

/// Words and names wherever they stand, in strings too: a block is a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// In lower case.
    Word(String),
    Quoted(String),
    Other(char),
}

pub(super) struct Tokens<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let chars = text.char_indices().peekable();
        Self { text, chars }
    }

    fn word(&mut self, start: usize) -> Token {
        let mut end = self.text.len();
        while let Some((place, letter)) = self.chars.peek().copied() {
            if !letter.is_alphanumeric() && !matches!(letter, '_' | '$') {
                end = place;
                break;
            }
            self.chars.next();
        }
        Token::Word(self.text[start..end].to_lowercase())
    }

    /// A quote that closes on its line, as a name's does.
    fn quoted(&mut self, start: usize) -> Token {
        let rest = &self.text[start + 1..];
        let line = rest.lines().next().unwrap_or_default();
        let Some(length) = line.find('"').filter(|length| *length > 0) else {
            return Token::Other('"');
        };
        let end = start + 1 + length;
        while self.chars.next_if(|(place, _)| *place <= end).is_some() {}
        Token::Quoted(rest[..length].to_owned())
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let (start, letter) = self.chars.next()?;
            return Some(match letter {
                '"' => self.quoted(start),
                letter if letter.is_alphabetic() || letter == '_' => self.word(start),
                letter if letter.is_whitespace() => continue,
                letter => Token::Other(letter),
            });
        }
    }
}
