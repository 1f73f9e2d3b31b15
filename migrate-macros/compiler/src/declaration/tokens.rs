//! Questions to single tokens, for what is read before the body. Takes tokens, gives
//! answers; must not know a header.

use proc_macro2::TokenTree;

use crate::origin::Origin;

pub(super) fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

pub(super) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident.to_string().eq_ignore_ascii_case(word))
}

/// From the first token to the last.
pub(super) fn stretch(tokens: &[TokenTree]) -> Origin {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => Origin::new(first.span()).to(Origin::new(last.span())),
        _ => Origin::elsewhere(),
    }
}
