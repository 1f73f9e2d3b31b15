//! What stands before a migration's visibility: levels, expectations, the description.
//! Takes tokens, gives them sorted; must not know which rules exist.

use std::rc::Rc;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::description::Description;
use super::tokens::{is_punct, is_word};
use crate::diagnostic::{Diagnostic, Level};
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::report::Report;
use crate::statements::{Attached, Expectation};
use crate::syntax::Tokens;
use crate::syntax::ast::Name;

/// Attributes and doc comments of a migration.
#[derive(Debug, Default)]
pub(crate) struct HeaderAttributes {
    pub(crate) levels: Vec<RuleLevel>,
    pub(crate) description: Option<Description>,
    /// `#[expect(…)]` of the migration as a whole.
    pub(crate) expectations: Vec<Rc<Expectation>>,
}

/// One rule of `#![deny(…)]`, `#![warn(…)]` or `#![allow(…)]`.
#[derive(Clone, Debug)]
pub(crate) struct RuleLevel {
    pub(crate) rule: Name,
    pub(crate) level: Level,
    pub(crate) origin: Origin,
}

const LEVELS: [(&str, Level); 3] = [
    ("deny", Level::Deny),
    ("warn", Level::Warn),
    ("allow", Level::Allow),
];

impl HeaderAttributes {
    /// Reads as many attributes as there are, and gives the tokens behind them.
    pub(super) fn parse<'a>(
        mut tokens: &'a [TokenTree],
        report: &mut Report,
    ) -> (Self, &'a [TokenTree]) {
        let mut attributes = Self::default();
        loop {
            let result = match tokens {
                [hash, TokenTree::Group(group), rest @ ..] if is_attribute(hash, group) => {
                    tokens = rest;
                    attributes.outer(hash, group)
                }
                [hash, bang, TokenTree::Group(group), rest @ ..]
                    if is_attribute(hash, group) && is_punct(bang, '!') =>
                {
                    tokens = rest;
                    attributes.inner(group)
                }
                _ => return (attributes, tokens),
            };
            report.take(result);
        }
    }
}

impl HeaderAttributes {
    /// `#[doc = "…"]` or `#[expect(…)]`
    fn outer(&mut self, hash: &TokenTree, group: &Group) -> Result<(), Diagnostic> {
        let content: Vec<TokenTree> = group.stream().into_iter().collect();
        let origin = Origin::new(group.span());
        match content.as_slice() {
            [word, equals, _] if is_word(word, "doc") && is_punct(equals, '=') => {
                self.describe(group);
                Ok(())
            }
            [word, ..] if is_word(word, "expect") => {
                let tokens = Tokens::new([hash.clone(), group.clone().into()]);
                let attached = Attached::parse(&mut tokens.cursor())?;
                self.expectations.extend(attached.expectations);
                Ok(())
            }
            _ => Err(unknown_attribute(origin)),
        }
    }

    /// A doc comment says what the migration is for, wherever it stands.
    pub(super) fn describe(&mut self, group: &Group) {
        let origin = Origin::new(group.span());
        let text = group.stream().into_iter().nth(2);
        if let Some(text) = text.and_then(|text| text_of(&text)) {
            self.description
                .get_or_insert_with(|| Description::new(origin))
                .push(&text, origin);
        }
    }

    /// `#![deny(rule, …)]`
    fn inner(&mut self, group: &Group) -> Result<(), Diagnostic> {
        let content: Vec<TokenTree> = group.stream().into_iter().collect();
        let origin = Origin::new(group.span());
        let [word, TokenTree::Group(rules)] = content.as_slice() else {
            let is_doc = content.first().is_some_and(|word| is_word(word, "doc"));
            if is_doc {
                self.describe(group);
                return Err(inner_doc(origin));
            }
            return Err(unknown_attribute(origin));
        };
        let word = word.to_string();
        let found = LEVELS.iter().find(|(name, _)| *name == word);
        let (_, level) = found.ok_or_else(|| unknown_level(&word, origin))?;
        for rule in rules.stream() {
            match rule {
                TokenTree::Ident(rule) => self.levels.push(RuleLevel {
                    rule: Name::new(rule.to_string(), Origin::new(rule.span())),
                    level: *level,
                    origin: Origin::new(rule.span()),
                }),
                TokenTree::Punct(comma) if comma.as_char() == ',' => {}
                other => return Err(no_rule(&other)),
            }
        }
        Ok(())
    }
}

fn is_attribute(hash: &TokenTree, group: &Group) -> bool {
    is_punct(hash, '#') && group.delimiter() == Delimiter::Bracket
}

/// A doc comment's text, which arrives as a plain or a raw string.
fn text_of(token: &TokenTree) -> Option<String> {
    let literal: syn::LitStr = syn::parse2(token.clone().into()).ok()?;
    Some(literal.value())
}

fn unknown_attribute(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "this attribute means nothing on a migration")
        .why("before its name a migration has doc comments, `#[expect(rule, reason = \"…\")]` and, at the root of a history, `#![deny(rule)]`")
        .help("remove it")
}

fn inner_doc(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "a migration is described by `///`, not by `//!`")
        .help("write `///` in its place")
}

fn unknown_level(word: &str, origin: Origin) -> Diagnostic {
    let error = Diagnostic::new(origin, format!("`{word}` is not a level of a rule"));
    match nearest(word, LEVELS.map(|(name, _)| name)) {
        Some(near) => error.help(format!("write `#![{near}(…)]`")),
        None => error.help("write `#![deny(…)]`, `#![warn(…)]` or `#![allow(…)]`"),
    }
}

fn no_rule(token: &TokenTree) -> Diagnostic {
    Diagnostic::new(
        Origin::new(token.span()),
        format!("`{token}` is not the name of a rule"),
    )
    .help("list the names of rules, separated by commas")
}
