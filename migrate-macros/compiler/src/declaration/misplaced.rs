//! What can be wrong with the words that a header starts with. Takes what was written, gives
//! errors that mark the wrong word; must not know how a header is read.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};

use super::clauses::CLAUSES;
use super::tokens::{is_punct, is_word, stretch};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;

/// Words that declare something else.
const OTHERS: [&str; 12] = [
    "const",
    "enum",
    "fn",
    "impl",
    "let",
    "macro",
    "migration",
    "mod",
    "struct",
    "trait",
    "type",
    "use",
];

/// Where no `static` stands: `rest` is what follows attributes and visibility.
pub(super) fn no_static(tokens: &[TokenTree], rest: &[TokenTree]) -> Diagnostic {
    if let [TokenTree::Ident(word), TokenTree::Ident(next), ..] = rest {
        let text = word.to_string();
        if CLAUSES.iter().any(|clause| next == clause) {
            return missing_static(word);
        }
        let near = nearest(&text.to_lowercase(), ["static"]).is_some();
        if near || OTHERS.contains(&text.as_str()) {
            return another_item(word);
        }
    }
    let first = rest.first().or(tokens.first());
    let origin = first.map_or(Origin::elsewhere(), |token| Origin::new(token.span()));
    Diagnostic::new(origin, "a migration starts with its header")
        .why("the static is what `apply` is given, and its name is the migration's identity")
        .help("write `pub static NAME after PARENT;` before the statements, or\n`pub static NAME on postgres, sqlite;` for the first migration of a history")
}

fn another_item(word: &Ident) -> Diagnostic {
    let title = format!("a migration is a `static`, not a `{word}`");
    Diagnostic::new(Origin::new(word.span()), title).help("write `static` in its place")
}

fn missing_static(name: &Ident) -> Diagnostic {
    let title = format!("`static` is missing before `{name}`");
    Diagnostic::new(Origin::new(name.span()), title).help(format!("write `static {name}`"))
}

/// What stands between the visibility and `static`.
pub(super) fn stray(tokens: &[TokenTree]) -> Diagnostic {
    if let [hash, .., TokenTree::Group(group)] = tokens
        && is_punct(hash, '#')
    {
        return misplaced_attribute(hash, group);
    }
    Diagnostic::new(
        stretch(tokens),
        "only a visibility can stand before `static`",
    )
    .help("write `pub static`, `pub(crate) static` or `static`")
}

pub(super) fn misplaced_attribute(hash: &TokenTree, group: &Group) -> Diagnostic {
    let first = group.stream().into_iter().next();
    let is_doc = first.is_some_and(|word| is_word(&word, "doc"));
    let origin = Origin::new(hash.span()).to(Origin::new(group.span()));
    let title = if is_doc {
        "a doc comment stands first, before the visibility"
    } else {
        "an attribute stands first, before the visibility"
    };
    Diagnostic::new(origin, title).help("move it to the start of the migration")
}

pub(super) fn misplaced_visibility(tokens: &[TokenTree]) -> Diagnostic {
    let text: TokenStream = tokens.iter().cloned().collect();
    let text = text.to_string().replace(' ', "");
    Diagnostic::new(stretch(tokens), "a visibility stands before `static`")
        .help(format!("write `{text} static`"))
}

pub(super) fn mutable(word: &TokenTree) -> Diagnostic {
    Diagnostic::new(
        Origin::new(word.span()),
        "nobody changes a migration, so it is not `mut`",
    )
    .help("remove `mut`")
}

pub(super) fn static_twice(word: &TokenTree) -> Diagnostic {
    Diagnostic::new(Origin::new(word.span()), "`static` is written twice")
        .help("write it once, and the migration's name behind it")
}

/// Where another token, or none, stands in the name's place.
pub(super) fn no_name(static_word: &TokenTree, found: Option<&TokenTree>) -> Diagnostic {
    let origin = Origin::new(found.unwrap_or(static_word).span());
    Diagnostic::new(origin, "the migration has no name")
        .why("the name of the static is the migration's identity in the ledger")
        .help("write an identifier behind `static`, as in `static CREATE_ORDERS`")
}

pub(super) fn keyword_as_name(name: &Ident) -> Diagnostic {
    let upper = name.to_string().to_uppercase();
    let title = format!("`{name}` is a word of Rust's own, and names no migration");
    Diagnostic::new(Origin::new(name.span()), title).help(format!("write `static {upper}`"))
}
