//! What is said when the next token is not the one that can stand there. Takes a cursor
//! and what was expected, gives the error; must not know any phrase.

use proc_macro2::Delimiter;

use super::Cursor;
use super::literal::Value;
use super::token::{Token, TokenKind};
use crate::diagnostic::Diagnostic;

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
        foreign(token).unwrap_or_else(|| {
            let title = format!("expected {what}, found {}", found(token));
            Diagnostic::new(token.origin, title).help(format!("write {what} before this"))
        })
    }

    /// The phrase was complete before this token.
    pub(crate) fn unexpected(&self) -> Diagnostic {
        let Some(token) = self.peek() else {
            return self.expected("more");
        };
        foreign(token).unwrap_or_else(|| {
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
