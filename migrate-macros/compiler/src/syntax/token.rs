//! The user's tokens as a tree that can be walked without asking the compiler again.
//! Takes a token stream, gives a `Cursor` over it; must not know any word's meaning.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::Cursor;
use super::literal::Value;
use crate::origin::Origin;

/// Groups inside groups; the recursive stages after this one rely on it.
const DEEPEST: usize = 128;

/// One token, or a delimited group of them.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) origin: Origin,
}

impl Token {
    pub(super) fn is_punct(&self, character: char) -> bool {
        matches!(self.kind, TokenKind::Punct(found) if found == character)
    }
}

#[derive(Debug)]
pub(super) enum TokenKind {
    Word(Word),
    Punct(char),
    Literal(Value),
    Group(Delimiter, Tokens),
    /// Stands for what is inside a group that is nested too deeply to be read.
    TooDeep,
}

/// An identifier or a keyword: which of the two is the parser's choice.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: Box<str>,
    /// The text in lower case where that differs.
    folded: Option<Box<str>>,
    /// `r#type`: never a keyword.
    raw: bool,
}

impl Word {
    fn new(ident: &Ident) -> Self {
        let mut text = ident.to_string();
        let raw = text.starts_with("r#");
        if raw {
            text.drain(..2);
        }
        let folded = text.to_lowercase();
        Self {
            folded: (folded != text).then(|| folded.into()),
            text: text.into(),
            raw,
        }
    }

    /// The text that keywords are compared with.
    pub(super) fn keyword(&self) -> Option<&str> {
        if self.raw {
            return None;
        }
        Some(self.folded.as_deref().unwrap_or(&self.text))
    }
}

/// Tokens that outlive the cursors over them.
#[derive(Debug)]
pub(crate) struct Tokens {
    tokens: Vec<Token>,
    /// Where they end: the closing delimiter, or the last token.
    end: Origin,
}

impl Tokens {
    /// The tokens of a stream, or what is left of one whose head was taken off.
    pub(crate) fn new(trees: impl IntoIterator<Item = TokenTree>) -> Self {
        let mut tokens = Vec::new();
        for tree in trees {
            push(&mut tokens, tree, 0);
        }
        let end = tokens
            .last()
            .map_or_else(Origin::elsewhere, |last| last.origin.end());
        Self { tokens, end }
    }

    /// The tokens of a text that the compiler wrote; none where it is no Rust.
    pub(crate) fn of_text(text: &str) -> Self {
        Self::new(text.parse::<TokenStream>().unwrap_or_default())
    }

    pub(crate) fn cursor(&self) -> Cursor<'_> {
        Cursor::new(&self.tokens, self.end)
    }
}

/// Groups without delimiters come from macros of the user's; they are of no meaning here.
fn push(tokens: &mut Vec<Token>, tree: TokenTree, depth: usize) {
    let (kind, origin) = match tree {
        TokenTree::Group(group) if depth >= DEEPEST => {
            (TokenKind::TooDeep, Origin::new(group.span_open()))
        }
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            for tree in group.stream() {
                push(tokens, tree, depth + 1);
            }
            return;
        }
        TokenTree::Group(group) => return tokens.push(inside(&group, depth)),
        TokenTree::Ident(ident) => (
            TokenKind::Word(Word::new(&ident)),
            Origin::new(ident.span()),
        ),
        TokenTree::Punct(punct) => (TokenKind::Punct(punct.as_char()), Origin::new(punct.span())),
        TokenTree::Literal(literal) => {
            let origin = Origin::new(literal.span());
            (TokenKind::Literal(Value::new(&literal)), origin)
        }
    };
    tokens.push(Token { kind, origin });
}

fn inside(group: &Group, depth: usize) -> Token {
    let (open, close) = (
        Origin::new(group.span_open()),
        Origin::new(group.span_close()),
    );
    let mut tokens = Vec::new();
    for tree in group.stream() {
        push(&mut tokens, tree, depth + 1);
    }
    let inner = Tokens { tokens, end: close };
    Token {
        kind: TokenKind::Group(group.delimiter(), inner),
        origin: open.to(close),
    }
}
