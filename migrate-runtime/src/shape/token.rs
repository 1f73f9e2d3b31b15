//! A text of SQL to tokens, by SQLite's rules: comments and spacing are gone, and a quote
//! around a name says nothing but that it is no keyword. It must not know any statement.
//!
//! <https://sqlite.org/lang_keywords.html>, <https://sqlite.org/lang_comment.html>

use std::iter::Peekable;
use std::str::Chars;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A keyword, a number, or a name without quotes.
    Word(String),
    /// A name in quotes.
    Name(String),
    /// A string, without its quotes.
    Text(String),
    Mark(char),
}

impl Token {
    pub(super) fn is(&self, keyword: &str) -> bool {
        matches!(self, Token::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        *self == Token::Mark(mark)
    }

    /// The name that it is, quoted or not. SQLite takes a string for one, too.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Token::Word(name) | Token::Name(name) | Token::Text(name) => Some(name),
            Token::Mark(_) => None,
        }
    }
}

pub(super) fn tokens(sql: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = sql.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            _ if next.is_ascii_whitespace() => {}
            '-' if rest.next_if_eq(&'-').is_some() => skip_line(&mut rest),
            '/' if rest.next_if_eq(&'*').is_some() => skip_block(&mut rest),
            '\'' => found.push(Token::Text(quoted(&mut rest, '\''))),
            '"' | '`' => found.push(Token::Name(quoted(&mut rest, next))),
            '[' => found.push(Token::Name(bracketed(&mut rest))),
            'x' | 'X' if rest.next_if_eq(&'\'').is_some() => {
                let digits = quoted(&mut rest, '\'');
                found.push(Token::Word(format!("x'{digits}'")));
            }
            _ if next.is_ascii_digit() => found.push(Token::Word(number(next, &mut rest))),
            _ if is_of_word(next) => found.push(Token::Word(word(next, &mut rest))),
            _ => found.push(Token::Mark(next)),
        }
    }
    found
}

fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '$') || !character.is_ascii()
}

fn word(first: char, rest: &mut Peekable<Chars<'_>>) -> String {
    let mut word = String::from(first);
    while let Some(next) = rest.next_if(|next| is_of_word(*next)) {
        word.push(next);
    }
    word
}

/// `1.5e+3` and `0x1F` are one.
fn number(first: char, rest: &mut Peekable<Chars<'_>>) -> String {
    let mut number = String::from(first);
    loop {
        let is_exponent = number.ends_with(['e', 'E']) && !number.starts_with("0x");
        let goes_on = |next: &char| {
            is_of_word(*next) || *next == '.' || is_exponent && matches!(next, '+' | '-')
        };
        match rest.next_if(goes_on) {
            Some(next) => number.push(next),
            None => return number,
        }
    }
}

fn skip_line(rest: &mut Peekable<Chars<'_>>) {
    while rest.next_if(|next| *next != '\n').is_some() {}
}

fn skip_block(rest: &mut Peekable<Chars<'_>>) {
    while let Some(next) = rest.next() {
        if next == '*' && rest.next_if_eq(&'/').is_some() {
            return;
        }
    }
}

/// What stands before the closing quote; a doubled one is one.
fn quoted(rest: &mut Peekable<Chars<'_>>, close: char) -> String {
    let mut inside = String::new();
    while let Some(next) = rest.next() {
        if next == close && rest.next_if_eq(&close).is_none() {
            break;
        }
        inside.push(next);
    }
    inside
}

/// `[a name]`, where nothing can be doubled.
fn bracketed(rest: &mut Peekable<Chars<'_>>) -> String {
    let mut inside = String::new();
    while let Some(next) = rest.next_if(|next| *next != ']') {
        inside.push(next);
    }
    rest.next();
    inside
}

/// Tokens as one text in which spacing, quotes around names and the case of words, which
/// SQLite does not look at, are always the same.
pub(super) fn text(tokens: &[Token]) -> String {
    let mut text = String::new();
    let mut before = None;
    for token in tokens {
        if before.is_some_and(|before| stand_apart(before, token)) {
            text.push(' ');
        }
        match token {
            Token::Word(word) | Token::Name(word) => text.push_str(&word.to_ascii_lowercase()),
            Token::Text(inside) => {
                text.extend(["'", &inside.replace('\'', "''"), "'"]);
            }
            Token::Mark(mark) => text.push(*mark),
        }
        before = Some(token);
    }
    text
}

/// As people space SQL: `f(a, b) || 1 >= -2`.
fn stand_apart(before: &Token, token: &Token) -> bool {
    match (before, token) {
        (Token::Mark('(' | '.'), _) | (_, Token::Mark(')' | ',' | '.')) => false,
        (Token::Mark(')' | ','), _) | (Token::Mark(_), Token::Mark('(')) => true,
        (Token::Mark(_), Token::Mark(_)) | (_, Token::Mark('(')) => false,
        (Token::Mark(_) | Token::Word(_) | Token::Name(_) | Token::Text(_), _) => true,
    }
}

/// The same of what may stand in parentheses of its own, without them.
pub(super) fn bare_text(tokens: &[Token]) -> String {
    match tokens {
        [Token::Mark('('), inside @ .., Token::Mark(')')] if is_balanced(inside) => {
            bare_text(inside)
        }
        _ => text(tokens),
    }
}

fn is_balanced(tokens: &[Token]) -> bool {
    let mut depth = 0_i32;
    for token in tokens {
        match token {
            Token::Mark('(') => depth += 1,
            Token::Mark(')') => depth -= 1,
            Token::Mark(_) | Token::Word(_) | Token::Name(_) | Token::Text(_) => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sql: &str) -> String {
        text(&tokens(sql))
    }

    #[test]
    fn spacing_case_quotes_and_comments_say_nothing() {
        let expected = "create table t(a text check(a <> 'It''s'))";
        for sql in [
            "CREATE TABLE t(a TEXT CHECK(a<>'It''s'))",
            "create table \"t\" (\n  [A] text -- the ' name\n  check (`a` <> 'It''s')\n)",
            "CREATE/* ( */TABLE t (\"a\" TEXT CHECK (a /**/ <> 'It''s'))",
        ] {
            assert_eq!(read(sql), expected, "{sql}");
        }
    }

    #[test]
    fn a_string_keeps_its_case_and_spaces() {
        assert_ne!(read("'a  B'"), read("'a b'"));
        assert_ne!(read("'a'"), read("\"a\""));
    }

    #[test]
    fn only_what_surrounds_everything_is_taken_off() {
        assert_eq!(bare_text(&tokens("((a + 1))")), "a + 1");
        assert_eq!(bare_text(&tokens("(a) + (1)")), "(a) + (1)");
    }
}
