//! A part of what a migration hands to the one after it: a literal on the way, a text when
//! somebody reads it. Takes either, gives the other; must not know what the text says.
//!
//! Most pieces are handed on as they came, and rustc holds each once, however many
//! migrations hand it on.

use std::cell::OnceCell;
use std::rc::Rc;

use proc_macro2::{Literal, TokenTree};

/// A text without a character that a literal would have to escape.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    text: OnceCell<String>,
    token: OnceCell<TokenTree>,
}

impl Piece {
    /// One that was not there before.
    pub(crate) fn new(text: String) -> Self {
        Self {
            text: text.into(),
            token: OnceCell::new(),
        }
    }

    /// One that came from the migration before.
    pub(crate) fn came(token: TokenTree) -> Self {
        Self {
            text: OnceCell::new(),
            token: token.into(),
        }
    }

    /// So many that hold nothing yet.
    pub(crate) fn empty(count: usize) -> Vec<Rc<Self>> {
        let empty = || Rc::new(Self::new(String::new()));
        std::iter::repeat_with(empty).take(count).collect()
    }

    pub(crate) fn text(&self) -> &str {
        self.text
            .get_or_init(|| self.token.get().and_then(inside).unwrap_or_default())
    }

    pub(crate) fn token(&self) -> &TokenTree {
        self.token
            .get_or_init(|| Literal::string(self.text()).into())
    }
}

/// The text between the quotes, nothing where the token is none of ours.
fn inside(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    let literal = literal.to_string();
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    Some(text.to_owned())
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Piece {}

#[cfg(test)]
mod tests {
    use super::Piece;

    #[test]
    fn a_piece_is_the_same_on_both_ends() {
        for text in ["", "t5.order~e9;", "a 'b' `c`|#"] {
            let piece = Piece::new(text.to_owned());
            let came = Piece::came(piece.token().clone());
            assert_eq!(came.text(), text);
            assert_eq!(came, piece);
        }
    }

    #[test]
    fn what_is_no_piece_is_empty() {
        for token in ["x", "[x]", "1", "'\"'"] {
            let tokens: proc_macro2::TokenStream = token.parse().expect("tokens");
            let token = tokens.into_iter().next().expect("a token");
            assert_eq!(Piece::came(token).text(), "");
        }
    }
}
