//! The first pass over a migration: hands its tokens to its parent's callback, which
//! brings them back with the parent's schema. Takes raw tokens, gives a macro call; must
//! not know anything of the language but where `after` stands.

use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::piece::Piece;

/// The tokens of `migration! { … }` behind `$crate;`, and where to go with them.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let (runtime, body) = split_runtime(input);
    match parent(&body) {
        None => quote!(#runtime::__private::compile! { #runtime; #body }),
        Some(parent) => quote!(#parent! { #runtime::__private::compile; #runtime; #body }),
    }
}

/// Takes `$crate ;` from the front: the runtime crate under whatever name it has.
pub(crate) fn split_runtime(input: TokenStream) -> (TokenStream, TokenStream) {
    let mut tokens = input.into_iter();
    let runtime = tokens
        .by_ref()
        .take_while(|token| !is_punct(token, ';'))
        .collect();
    (runtime, tokens.collect())
}

/// The path behind the first `after` of the header, if there is one.
fn parent(body: &TokenStream) -> Option<TokenStream> {
    let mut header = body
        .clone()
        .into_iter()
        .take_while(|token| !is_punct(token, ';'))
        .skip_while(|token| !is_word(token, "static"))
        // `static` and the name, which may be `after`.
        .skip(2)
        .skip_while(|token| !is_word(token, "after"))
        .skip(1)
        .peekable();
    let mut path = TokenStream::new();
    let mut wants_segment = true;
    while let Some(token) = header.next_if(|token| continues_path(token, wants_segment)) {
        wants_segment = matches!(token, TokenTree::Punct(_));
        path.extend([token]);
    }
    (!path.is_empty() && !wants_segment).then_some(path)
}

/// A path is words and `::` in turns; a word behind a word begins the next clause.
fn continues_path(token: &TokenTree, wants_segment: bool) -> bool {
    match token {
        TokenTree::Ident(_) => wants_segment,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn is_word(token: &TokenTree, wanted: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == wanted)
}

/// Takes the past from the front that a parent's callback put there, if one did.
pub(crate) fn split_past(input: TokenStream) -> (Option<Vec<Rc<Piece>>>, TokenStream) {
    let mut tokens = input.into_iter().peekable();
    let is_past = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
    let Some(TokenTree::Group(past)) = tokens.next_if(is_past) else {
        return (None, tokens.collect());
    };
    let pieces = past.stream().into_iter().map(Piece::came).map(Rc::new);
    (Some(pieces.collect()), tokens.collect())
}

/// The callback: a macro of the migration's name which calls another macro with this
/// migration's past in front of whatever it was given.
pub(crate) fn callback(name: &Ident, past: &[Rc<Piece>]) -> TokenStream {
    let pieces = past.iter().map(|piece| piece.token().clone());
    let past = Group::new(Delimiter::Bracket, pieces.collect());
    let plain = name.to_string();
    let plain = plain.trim_start_matches("r#");
    let hidden = Ident::new(&format!("__{plain}"), name.span().resolved_at(call_site()));
    let dollar = TokenTree::Punct(Punct::new('$', Spacing::Alone));
    let rest = Group::new(Delimiter::Parenthesis, quote!(#dollar rest:tt));
    let again = Group::new(Delimiter::Parenthesis, quote!(#dollar rest));
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros)]
        macro_rules! #hidden {
            (#dollar next:path; #dollar #rest *) => {
                #dollar next! { #past #dollar #again * }
            };
        }
        #[doc(hidden)]
        #[allow(unused_imports)]
        pub(crate) use #hidden as #name;
    }
}

fn call_site() -> proc_macro2::Span {
    proc_macro2::Span::call_site()
}

#[cfg(test)]
mod tests {
    use super::parent;

    fn of(header: &str) -> Option<String> {
        let tokens = header.parse().expect("tokens");
        parent(&tokens).map(|path| path.to_string().replace(' ', ""))
    }

    #[test]
    fn the_parent_is_the_path_behind_after() {
        assert_eq!(of("pub static A on sqlite; update t"), None);
        assert_eq!(of("static B after A; x"), Some("A".into()));
        assert_eq!(
            of("static B after super::a::A on sqlite;"),
            Some("super::a::A".into())
        );
        assert_eq!(
            of("static after after crate::A as branch;"),
            Some("crate::A".into())
        );
        assert_eq!(of("static B after A, C;"), Some("A".into()));
        assert_eq!(of("static B after ;"), None);
    }
}
