//! Compiles migrations without rustc: takes texts, gives what is emitted and the past that a
//! child begins with. Must not know what is looked for.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::compile;

/// What a migration was compiled to.
pub(super) struct Compiled {
    /// The emitted items.
    pub(super) output: String,
    /// What its children get.
    pub(super) past: TokenTree,
}

/// Compiles the first migration of a history.
#[track_caller]
pub(super) fn root(text: &str) -> Compiled {
    compiled(compile(tokens(&format!("migrate; {text}"))))
}

/// Compiles a migration that follows on a past.
#[track_caller]
pub(super) fn child(past: &TokenTree, text: &str) -> Compiled {
    let mut input = TokenStream::from(past.clone());
    input.extend(tokens(&format!("migrate; {text}")));
    compiled(compile(input))
}

#[track_caller]
fn compiled(output: TokenStream) -> Compiled {
    let text = output.to_string();
    let past = past(output).unwrap_or_else(|| panic!("no callback in {text}"));
    Compiled { output: text, past }
}

/// The past that a migration hands to its children: the literals in its callback.
pub(super) fn past(output: TokenStream) -> Option<TokenTree> {
    for token in output {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let mut inner = group.stream().into_iter();
        let first = inner.next();
        if let (Delimiter::Brace, Some(TokenTree::Group(pieces))) = (group.delimiter(), first)
            && pieces.delimiter() == Delimiter::Bracket
        {
            return Some(pieces.into());
        }
        if let Some(found) = past(group.stream()) {
            return Some(found);
        }
    }
    None
}

pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().expect("tokens")
}
