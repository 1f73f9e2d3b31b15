//! A place among tokens, and the moves that definitions are read with. It must not know
//! what is read.

use super::token::{Token, text};

pub(super) struct Reader<'t> {
    rest: &'t [Token],
}

impl<'t> Reader<'t> {
    pub(super) fn new(tokens: &'t [Token]) -> Self {
        Reader { rest: tokens }
    }

    pub(super) fn rest(&self) -> &'t [Token] {
        self.rest
    }

    pub(super) fn peek(&self) -> Option<&'t Token> {
        self.rest.first()
    }

    pub(super) fn next(&mut self) -> Option<&'t Token> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    pub(super) fn next_name(&mut self) -> Option<&'t str> {
        self.next()?.name()
    }

    pub(super) fn is_word(&self, keyword: &str) -> bool {
        self.peek().is_some_and(|token| token.is(keyword))
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.peek().is_some_and(|token| token.is_mark(mark))
    }

    /// Takes these keywords where all of them follow.
    pub(super) fn takes(&mut self, keywords: &[&str]) -> bool {
        let follow = self.rest.len() >= keywords.len();
        let mut pairs = self.rest.iter().zip(keywords);
        let follow = follow && pairs.all(|(token, keyword)| token.is(keyword));
        if follow {
            self.skip(keywords.len());
        }
        follow
    }

    pub(super) fn skip(&mut self, tokens: usize) {
        self.rest = self.rest.get(tokens..).unwrap_or_default();
    }

    /// The tokens from `(` to the `)` that closes it; nothing where there is none.
    pub(super) fn group(&mut self) -> Option<&'t [Token]> {
        let mut depth = 0_usize;
        for (place, token) in self.rest.iter().enumerate() {
            match token {
                Token::Mark('(') => depth += 1,
                Token::Mark(')') => depth = depth.checked_sub(1)?,
                Token::Mark(_) | Token::Word(_) | Token::Name(_) | Token::Text(_) => {}
            }
            if depth == 0 {
                let group = self.rest.get(..=place).filter(|_| place > 0)?;
                self.skip(place + 1);
                return Some(group);
            }
        }
        None
    }

    /// What stands inside the group.
    pub(super) fn inside(&mut self) -> Option<&'t [Token]> {
        let group = self.group()?;
        group.get(1..group.len() - 1)
    }

    /// The names in `(a, b)`, in lower case.
    pub(super) fn names(&mut self) -> Option<Vec<String>> {
        let items = self.inside()?.split(|token| token.is_mark(','));
        let names = items.map(text);
        Some(names.collect())
    }
}
