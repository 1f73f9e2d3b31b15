//! Documents and queries of text search, and paths into JSON. Takes texts, gives whether
//! PostgreSQL reads them; must not know where they stand.
//! <https://www.postgresql.org/docs/current/datatype-textsearch.html>

use std::iter::Peekable;
use std::str::Chars;

/// The configurations that every server comes with.
const CONFIGURATIONS: &[&str] = &[
    "simple",
    "arabic",
    "armenian",
    "basque",
    "catalan",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hindi",
    "hungarian",
    "indonesian",
    "irish",
    "italian",
    "lithuanian",
    "nepali",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "serbian",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
    "yiddish",
];

/// Whether a configuration may have this name: one that is nearly that of a server's own
/// is misspelt.
pub(super) fn is_configuration(name: &str) -> bool {
    CONFIGURATIONS.contains(&name)
        || crate::nearest::nearest(name, CONFIGURATIONS.iter().copied()).is_none()
}

/// Words with their places behind a colon: `fat:2 'a cat':3A`.
pub(super) fn is_document(value: &str) -> bool {
    let mut reader = Reader::of(value);
    while reader.peek().is_some() {
        let read = reader.word() && (!reader.eat(':') || reader.places());
        if !read {
            return false;
        }
    }
    true
}

/// Words between operators: `fat & (cat | rat:*) <-> !dog`.
pub(super) fn is_query(value: &str) -> bool {
    let mut reader = Reader::of(value);
    reader.peek().is_none() || reader.operand() && reader.peek().is_none()
}

/// A path into JSON, of which only the brackets and quotes are looked at.
pub(super) fn is_json_path(value: &str) -> bool {
    let (mut open, mut chars) = (Vec::new(), value.chars());
    while let Some(char) = chars.next() {
        match char {
            '"' if !closes_quote(&mut chars) => return false,
            '"' => {}
            '(' | '[' | '{' => open.push(char),
            ')' | ']' | '}' => {
                let pair = matches!(
                    (open.pop(), char),
                    (Some('('), ')') | (Some('['), ']') | (Some('{'), '}')
                );
                if !pair {
                    return false;
                }
            }
            _ => {}
        }
    }
    open.is_empty() && !value.trim().is_empty()
}

fn closes_quote(chars: &mut Chars<'_>) -> bool {
    while let Some(char) = chars.next() {
        match char {
            '"' => return true,
            '\\' => {
                chars.next();
            }
            _ => {}
        }
    }
    false
}

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
}

impl<'a> Reader<'a> {
    fn of(value: &'a str) -> Self {
        Self {
            chars: value.chars().peekable(),
        }
    }

    /// The next character that is no blank.
    fn peek(&mut self) -> Option<char> {
        while self.chars.next_if(|char| char.is_whitespace()).is_some() {}
        self.chars.peek().copied()
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.chars.next_if_eq(&wanted).is_some()
    }

    /// A run of characters, or one in quotes, in which a quote is written twice.
    fn word(&mut self) -> bool {
        if self.peek() == Some('\'') {
            self.chars.next();
            return self.quoted();
        }
        let mut length = 0;
        while let Some(char) = self
            .chars
            .next_if(|char| !char.is_whitespace() && !":&|!()<".contains(*char))
        {
            length += 1;
            if char == '\\' && self.chars.next().is_none() {
                return false;
            }
        }
        length > 0
    }

    fn quoted(&mut self) -> bool {
        while let Some(char) = self.chars.next() {
            match char {
                '\'' if !self.eat('\'') => return true,
                '\\' => {
                    self.chars.next();
                }
                _ => {}
            }
        }
        false
    }

    /// `2,3A`
    fn places(&mut self) -> bool {
        loop {
            let mut digits = 0;
            while self.chars.next_if(char::is_ascii_digit).is_some() {
                digits += 1;
            }
            self.chars.next_if(|char| "aAbBcCdD*".contains(*char));
            if digits == 0 {
                return false;
            }
            if !self.eat(',') {
                return true;
            }
        }
    }

    /// An operand, and what is tied to it.
    fn operand(&mut self) -> bool {
        while self.peek() == Some('!') {
            self.chars.next();
        }
        let read = if self.peek() == Some('(') {
            self.chars.next();
            self.operand() && self.peek() == Some(')') && self.eat(')')
        } else {
            self.word() && self.weights()
        };
        if !read {
            return false;
        }
        match self.peek() {
            Some('&' | '|') => {
                self.chars.next();
                self.operand()
            }
            Some('<') => self.distance() && self.operand(),
            _ => true,
        }
    }

    /// `:*`, `:AB`
    fn weights(&mut self) -> bool {
        if self.eat(':') {
            while self
                .chars
                .next_if(|char| "aAbBcCdD*".contains(*char))
                .is_some()
            {}
        }
        true
    }

    /// `<->`, `<2>`
    fn distance(&mut self) -> bool {
        self.chars.next();
        if self.eat('-') {
            return self.eat('>');
        }
        let mut digits = 0;
        while self.chars.next_if(char::is_ascii_digit).is_some() {
            digits += 1;
        }
        digits > 0 && self.eat('>')
    }
}

#[cfg(test)]
mod tests {
    use super::{is_configuration, is_document, is_json_path, is_query};

    /// Each was tried on a server: `select 'a b'::tsvector`, and so on.
    #[test]
    fn what_the_server_reads() {
        for text in [
            "",
            "a b",
            "a:1A b:2,3",
            "'a b':1",
            "it''s",
            "'it''s'",
            "a-b.c",
        ] {
            assert!(is_document(text), "{text}");
        }
        for text in ["'a", "a:b", "a:", "a:1,"] {
            assert!(!is_document(text), "{text}");
        }
        for text in [
            "",
            "a",
            "a & b",
            "!a",
            "!!a | b",
            "a <-> b",
            "a <2> (b | c)",
            "a:*",
            "a:AB & 'b c'",
        ] {
            assert!(is_query(text), "{text}");
        }
        for text in ["a b", "a &", "& a", "(a", "a)", "a <> b", "a <x> b", "!"] {
            assert!(!is_query(text), "{text}");
        }
        for text in ["$", "$.a[*]", "$.\"a[\"", "$.a ? (@ > 1)", "lax $"] {
            assert!(is_json_path(text), "{text}");
        }
        for text in ["", "$.a[", "$.a ? (@ > 1", "$.\"a"] {
            assert!(!is_json_path(text), "{text}");
        }
        assert!(is_configuration("english") && is_configuration("my_own"));
        assert!(!is_configuration("englich"));
    }
}
