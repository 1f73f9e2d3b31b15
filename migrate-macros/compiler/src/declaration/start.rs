//! How a header starts: what is said about the migration, its visibility, `static`, its name.
//! Takes tokens, gives them sorted, with every word that is out of place reported; must not
//! know the clauses behind the name.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::attributes::HeaderAttributes;
use super::clauses::CLAUSES;
use super::misplaced::{
    keyword_as_name, misplaced_attribute, misplaced_visibility, mutable, no_name, no_static,
    static_twice, stray,
};
use super::tokens::{is_punct, is_word};
use crate::diagnostic::Diagnostic;
use crate::report::Report;

/// Everything before the clauses.
pub(super) struct Start<'a> {
    pub(super) attributes: HeaderAttributes,
    pub(super) visibility: TokenStream,
    pub(super) name: Ident,
    pub(super) clauses: &'a [TokenTree],
}

impl<'a> Start<'a> {
    /// Nothing but an error where no static with a name can be made out.
    pub(super) fn parse(tokens: &'a [TokenTree], report: &mut Report) -> Result<Self, Diagnostic> {
        let (mut attributes, rest) = HeaderAttributes::parse(tokens, report);
        let (visibility, rest) = split_visibility(rest);
        let Some(at) = rest.iter().position(is_static) else {
            return Err(no_static(tokens, rest));
        };
        let (before, behind) = rest.split_at(at);
        if !before.is_empty() {
            if let Some(TokenTree::Group(group)) = before.last() {
                attributes.describe(group);
            }
            report.error(stray(before));
        }
        let behind = behind.get(1..).unwrap_or_default();
        let behind = skip_misplaced(behind, &mut attributes, report);
        let static_word = &rest[at];
        let Some((TokenTree::Ident(name), clauses)) = behind.split_first() else {
            return Err(no_name(static_word, behind.first()));
        };
        if is_clause(name) && clauses.first().is_none_or(|next| !starts_clause(next)) {
            return Err(no_name(static_word, behind.first()));
        }
        if is_keyword(name) {
            return Err(keyword_as_name(name));
        }
        Ok(Self {
            attributes,
            visibility: visibility.iter().cloned().collect(),
            name: name.clone(),
            clauses,
        })
    }
}

/// `pub`, `pub(…)` or nothing.
fn split_visibility(tokens: &[TokenTree]) -> (&[TokenTree], &[TokenTree]) {
    let length = match tokens {
        [word, TokenTree::Group(group), ..]
            if is_pub(word) && group.delimiter() == Delimiter::Parenthesis =>
        {
            2
        }
        [word, ..] if is_pub(word) => 1,
        _ => 0,
    };
    tokens.split_at(length)
}

/// Goes past what stands between `static` and the name, where it belongs before them.
fn skip_misplaced<'a>(
    mut tokens: &'a [TokenTree],
    attributes: &mut HeaderAttributes,
    report: &mut Report,
) -> &'a [TokenTree] {
    while let Some((first, rest)) = tokens.split_first() {
        let (visibility, behind) = split_visibility(tokens);
        tokens = match rest.first() {
            Some(TokenTree::Group(group)) if is_punct(first, '#') => {
                attributes.describe(group);
                report.error(misplaced_attribute(first, group));
                rest.get(1..).unwrap_or_default()
            }
            _ if !visibility.is_empty() => {
                report.error(misplaced_visibility(visibility));
                behind
            }
            _ if is_word(first, "mut") => {
                report.error(mutable(first));
                rest
            }
            _ if is_static(first) => {
                report.error(static_twice(first));
                rest
            }
            _ => return tokens,
        };
    }
    tokens
}

fn is_pub(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if word == "pub")
}

fn is_static(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if word == "static")
}

fn is_clause(word: &Ident) -> bool {
    CLAUSES.iter().any(|clause| word == clause)
}

fn starts_clause(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if is_clause(word))
}

/// Words that Rust keeps to itself, unless they are written `r#word`.
fn is_keyword(name: &Ident) -> bool {
    syn::parse2::<Ident>(TokenTree::Ident(name.clone()).into()).is_err()
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use proc_macro2::{TokenStream, TokenTree};

    use crate::declaration::Header;
    use crate::report::Report;

    /// What is said of a header, with the text that is marked.
    fn said(text: &str) -> Vec<(String, String)> {
        let stream = TokenStream::from_str(text).expect("tokens");
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut report = Report::default();
        Header::parse(&tokens, &mut report);
        let errors = report.drain().into_iter();
        errors
            .map(|error| (marked(text, error.origin), error.title))
            .collect()
    }

    fn marked(text: &str, origin: crate::origin::Origin) -> String {
        let (start, end) = (origin.first().start(), origin.last().end());
        let lines: Vec<&str> = text.lines().collect();
        let line: Vec<char> = lines[start.line - 1].chars().collect();
        let end = if end.line == start.line {
            end.column
        } else {
            line.len()
        };
        line[start.column..end].iter().collect()
    }

    /// What is written, the one mark in it, and how its title begins.
    const MISTAKES: &[(&str, &str, &str)] = &[
        (
            "/// Doc.\npub const A on sqlite;",
            "const",
            "a migration is a `static`",
        ),
        (
            "/// Doc.\n/// More.\npub(crate) let A after B;",
            "let",
            "a migration is a `static`",
        ),
        ("/// Doc.\nfn a() {}", "fn", "a migration is a `static`"),
        (
            "/// Doc.\nmigration A on sqlite;",
            "migration",
            "a migration is a `static`",
        ),
        (
            "/// Doc.\npub statc A on sqlite;",
            "statc",
            "a migration is a `static`",
        ),
        (
            "/// Doc.\nStatic A on sqlite;",
            "Static",
            "a migration is a `static`",
        ),
        (
            "/// Doc.\nstatic mut A on sqlite;",
            "mut",
            "nobody changes a migration",
        ),
        (
            "/// Doc.\nA on sqlite;",
            "A",
            "`static` is missing before `A`",
        ),
        (
            "/// Doc.\npub A after B;",
            "A",
            "`static` is missing before `A`",
        ),
        (
            "/// Doc.\nstatic pub A on sqlite;",
            "pub",
            "a visibility stands before `static`",
        ),
        (
            "/// Doc.\nstatic pub(crate) A on sqlite;",
            "pub(crate)",
            "a visibility stands",
        ),
        (
            "/// Doc.\nstatic static A on sqlite;",
            "static",
            "`static` is written twice",
        ),
        (
            "/// Doc.\npublic static A on sqlite;",
            "public",
            "only a visibility can stand",
        ),
        (
            "/// Doc.\npub pub static A on sqlite;",
            "pub",
            "only a visibility can stand",
        ),
        (
            "/// Doc.\npub async static A on sqlite;",
            "async",
            "only a visibility can stand",
        ),
        (
            "pub /// Doc.\nstatic A on sqlite;",
            "/// Doc.",
            "a doc comment stands first",
        ),
        (
            "pub static /// Doc.\nA on sqlite;",
            "/// Doc.",
            "a doc comment stands first",
        ),
        (
            "pub #[expect(x, reason = \"y\")] static A on sqlite;",
            "#[expect(x, reason = \"y\")]",
            "an attribute stands first",
        ),
        ("pub static on sqlite;", "on", "the migration has no name"),
        (
            "pub static \"a\" on sqlite;",
            "\"a\"",
            "the migration has no name",
        ),
        ("pub static;", "static", "the migration has no name"),
        (
            "pub static async on sqlite;",
            "async",
            "`async` is a word of Rust's own",
        ),
        (
            "/// Doc.\ncreate table t {}",
            "create",
            "a migration starts with its header",
        ),
        (
            "static A: Migration on sqlite;",
            ":",
            "a migration has no type and no value",
        ),
        ("static A = 1;", "=", "a migration has no type and no value"),
        (
            "static A on sqlite\ncreate table t {}",
            "sqlite",
            "the header has no end",
        ),
        (
            "static A on sqlite\nalter table t add a: int;",
            "sqlite",
            "the header has no end",
        ),
        (
            "static A after b::B { create table t {} }",
            "B",
            "the header has no end",
        ),
        (
            "static A on postgres 14\n/// Doc.\nupdate t set a = 1;",
            "14",
            "the header has no end",
        ),
        (
            "//! Doc.\nstatic A on sqlite;",
            "//! Doc.",
            "a migration is described by `///`",
        ),
    ];

    #[test]
    fn the_wrong_word_is_marked_and_nothing_else() {
        for (text, mark, title) in MISTAKES {
            let said = said(text);
            let [(marked, said)] = said.as_slice() else {
                panic!("{text}: one mistake, one error: {said:?}");
            };
            assert_eq!(marked, *mark, "{text}: {said}");
            assert!(said.starts_with(title), "{text}: {said}");
        }
    }
}
