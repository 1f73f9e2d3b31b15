//! What is said when the next token is not the one that can stand there. Takes a cursor
//! and what was expected, gives the error; must not know any phrase.

use proc_macro2::Delimiter;

use super::Cursor;
use super::literal::Value;
use super::token::{Token, TokenKind};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;

impl Cursor<'_> {
    /// `expected a type, found …`; `what` comes with its backticks or its article.
    pub(crate) fn expected(&self, what: &str) -> Diagnostic {
        let Some(token) = self.peek() else {
            return Diagnostic::new(
                self.origin(),
                format!("expected {what}, and nothing follows"),
            )
            .help(format!("write {what} behind this"));
        };
        let words = what.split('`').skip(1).step_by(2);
        let words: Vec<&str> = words
            .filter(|word| word.starts_with(char::is_alphabetic))
            .collect();
        let misspelt = || {
            misspelt(token, &words)
                .or_else(|| misspelt(self.before()?, &words))
                .or_else(|| misspelt(token, WORDS))
                .or_else(|| self.second())
        };
        foreign(token).or_else(misspelt).unwrap_or_else(|| {
            let title = format!("expected {what}, found {}", found(token));
            Diagnostic::new(token.origin, title).help(format!("write {what} before this"))
        })
    }

    /// A misspelt word behind one that only stands before it.
    fn second(&self) -> Option<Diagnostic> {
        let (_, words) = PAIRS.iter().find(|(first, _)| self.is_word(first))?;
        let mut ahead = *self;
        ahead.skip();
        misspelt(ahead.peek()?, words)
    }

    /// The phrase was complete before this token.
    pub(crate) fn unexpected(&self) -> Diagnostic {
        let Some(token) = self.peek() else {
            return self.expected("more");
        };
        let misspelt = || {
            misspelt(token, WORDS)
                .or_else(|| self.second())
                .or_else(|| misspelt(self.before()?, WORDS))
        };
        foreign(token).or_else(misspelt).unwrap_or_else(|| {
            let found = found(token);
            let error = Diagnostic::new(token.origin, format!("{found} cannot stand here"));
            match token.kind {
                TokenKind::Punct(';') => error.help("write `,` between two parts, or remove it"),
                _ => error.help(format!(
                    "remove {found}, or end what stands before it with `,` or `;`"
                )),
            }
        })
    }
}

/// Words that go on with a phrase, or end one.
const WORDS: &[&str] = &[
    "and",
    "batches",
    "between",
    "collate",
    "conflict",
    "default",
    "deferrable",
    "desc",
    "else",
    "from",
    "group",
    "having",
    "ilike",
    "include",
    "initially",
    "irreversible",
    "join",
    "like",
    "limit",
    "null",
    "nulls",
    "order",
    "pausing",
    "references",
    "select",
    "then",
    "undo",
    "union",
    "using",
    "values",
    "when",
    "where",
    "with",
];

/// Words that only stand before others.
const PAIRS: [(&str, &[&str]); 5] = [
    ("group", &["by"]),
    ("in", &["batches"]),
    ("nulls", &["first", "last", "not"]),
    ("on", &["conflict", "delete", "update"]),
    ("order", &["by"]),
];

/// The short words: two letters are swapped, or meant for something else.
const SHORT: [&str; 7] = ["as", "by", "in", "is", "on", "or", "to"];

/// The error at a word that is nearly one of these: what was meant stands there already.
fn misspelt(token: &Token, words: &[&str]) -> Option<Diagnostic> {
    let TokenKind::Word(word) = &token.kind else {
        return None;
    };
    let written = word.keyword()?;
    let swapped: String = written.chars().rev().collect();
    let plural = |one: &str, other: &str| one.strip_suffix('s') == Some(other);
    let near = match SHORT.iter().find(|short| **short == swapped) {
        Some(short) => short,
        None => nearest(written, words.iter().copied())?,
    };
    // A table is often called like a word, and more than one of it.
    if near == written || plural(written, near) || WORDS.contains(&written) {
        return None;
    }
    let title = format!("`{}` cannot stand here", word.text);
    Some(Diagnostic::new(token.origin, title).help(format!("write `{near}`")))
}

/// Tokens that stand nowhere in the language, whatever was expected.
fn foreign(token: &Token) -> Option<Diagnostic> {
    match &token.kind {
        TokenKind::TooDeep => Some(
            Diagnostic::new(token.origin, "this is nested too deeply")
                .why("the compiler reads at most 128 groups inside one another")
                .help("write the inner part as a statement of its own, or as `sql(\"…\")`"),
        ),
        TokenKind::Punct('\'') => Some(single_quotes(token, None)),
        TokenKind::Literal(Value::Other(text)) => {
            let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
            Some(single_quotes(token, Some(inner)))
        }
        TokenKind::Literal(Value::String(_) | Value::Number(_)) => None,
        TokenKind::Word(_) | TokenKind::Punct(_) | TokenKind::Group(..) => None,
    }
}

fn single_quotes(token: &Token, inner: Option<&str>) -> Diagnostic {
    let help = match inner {
        Some(inner) => format!("write `\"{inner}\"`"),
        None => "write `\"…\"`".to_owned(),
    };
    Diagnostic::new(token.origin, "text stands in double quotes here")
        .why("the source is Rust, whose single quotes hold one character or name a lifetime")
        .help(help)
}

fn found(token: &Token) -> String {
    match &token.kind {
        TokenKind::Word(word) => format!("`{}`", word.text),
        TokenKind::Punct(punct) => format!("`{punct}`"),
        TokenKind::Literal(Value::String(_)) => "a string".to_owned(),
        TokenKind::Literal(Value::Number(number)) => {
            format!("`{}{}`", number.digits, number.suffix)
        }
        TokenKind::Literal(Value::Other(text)) => format!("`{text}`"),
        TokenKind::Group(Delimiter::Parenthesis, _) => "`(`".to_owned(),
        TokenKind::Group(Delimiter::Brace, _) => "`{`".to_owned(),
        TokenKind::Group(Delimiter::Bracket, _) => "`[`".to_owned(),
        TokenKind::Group(Delimiter::None, _) | TokenKind::TooDeep => "a group".to_owned(),
    }
}
