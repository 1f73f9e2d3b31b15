//! The header of a migration: who it is, what it is for, what it follows. Takes the
//! tokens up to the first semicolon, so that it can be read without the body; must not
//! know statements or schemas.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::attributes::HeaderAttributes;
use super::clauses::{Clauses, OnTarget, ParentPath};
use super::description::Description;
use super::mistakes::{
    foreign_target, level_below_root, lowered, neither_on_nor_after, unfinished,
};
use super::start::Start;
use super::tokens::is_punct;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::report::Report;
use crate::syntax::{self, Tokens};
use crate::target::Target;

/// A header as it was written.
#[derive(Debug)]
pub(crate) struct Header {
    /// The identity: the static's name in lower case.
    pub(crate) name: String,
    pub(crate) static_name: Ident,
    /// Where the static's name stands.
    origin: Origin,
    pub(crate) visibility: TokenStream,
    pub(crate) attributes: HeaderAttributes,
    pub(crate) clauses: Clauses,
}

impl Header {
    /// The header and the tokens of the body. Nothing where not even a static with a name
    /// can be found; smaller mistakes are reported, and the rest of the header is given.
    pub(crate) fn parse<'a>(
        tokens: &'a [TokenTree],
        report: &mut Report,
    ) -> Option<(Self, &'a [TokenTree])> {
        let (header, body, ending) = split(tokens);
        let last = header.last();
        let header = Self::read(header, report);
        let header = report.take(header)?;
        if let (Ending::Missing, Some(last)) = (ending, last) {
            report.error(unfinished(last));
        }
        Some((header, body))
    }

    fn read(tokens: &[TokenTree], report: &mut Report) -> Result<Self, Diagnostic> {
        let start = Start::parse(tokens, report)?;
        let header = Self {
            name: identity(&start.name),
            origin: Origin::new(start.name.span()),
            static_name: start.name,
            visibility: start.visibility,
            attributes: start.attributes,
            clauses: Clauses::parse(start.clauses, report),
        };
        header.check(report);
        Ok(header)
    }

    /// What no single clause shows.
    fn check(&self, report: &mut Report) {
        let rootless = self.clauses.on.is_none() && self.clauses.after.is_none();
        if rootless && !self.clauses.broken {
            report.error(neither_on_nor_after(&self.static_name, self.origin));
        }
        if let (Some(_), Some(level)) = (self.clauses.after, self.attributes.levels.first()) {
            report.error(level_below_root(level));
        }
    }

    /// Where the static's name stands.
    pub(crate) fn origin(&self) -> Origin {
        self.origin
    }

    /// The doc comment, as it was written; empty where there is none.
    pub(crate) fn text(&self) -> &str {
        let description = self.attributes.description.as_ref();
        description.map_or("", |description| &description.text)
    }

    /// The first paragraph of the doc comment; empty where there is none.
    pub(crate) fn summary(&self) -> String {
        let description = self.attributes.description.as_ref();
        description.map(Description::summary).unwrap_or_default()
    }

    /// The targets of a root, at their oldest versions.
    pub(crate) fn root_targets(&self) -> Vec<Target> {
        self.clauses.targets.iter().map(OnTarget::target).collect()
    }

    pub(crate) fn parents(&self) -> &[ParentPath] {
        &self.clauses.parents
    }

    /// The targets of a migration whose parent has these: `on` may raise a version.
    pub(crate) fn inherit(&self, inherited: &[Target], report: &mut Report) -> Vec<Target> {
        let mut targets = inherited.to_vec();
        for on in &self.clauses.targets {
            let known = targets
                .iter_mut()
                .find(|target| target.database == on.database);
            match (known, on.version) {
                (None, _) => report.error(foreign_target(on, inherited)),
                (Some(target), Some(version)) if version < target.version => {
                    report.error(lowered(on, version, *target));
                }
                (Some(target), Some(version)) => target.version = version,
                (Some(_), None) => {}
            }
        }
        targets
    }
}

/// Whether the semicolon behind the header is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Semicolon,
    Missing,
}

/// The header and the body. A statement, or braces, behind the name show that the semicolon
/// between them was forgotten.
fn split(tokens: &[TokenTree]) -> (&[TokenTree], &[TokenTree], Ending) {
    let end = tokens.iter().position(|token| is_punct(token, ';'));
    let header = tokens.get(..end.unwrap_or(tokens.len())).unwrap_or(tokens);
    if let Some(at) = body_begins(header) {
        let is_block = matches!(tokens[at], TokenTree::Group(_));
        let body = tokens.get(at + usize::from(is_block)..);
        return (&tokens[..at], body.unwrap_or_default(), Ending::Missing);
    }
    match end {
        Some(end) => (header, &tokens[end + 1..], Ending::Semicolon),
        None => (header, &[], Ending::Missing),
    }
}

/// Where a statement or a block stands behind `static` and the name.
fn body_begins(header: &[TokenTree]) -> Option<usize> {
    let is_static = |token: &TokenTree| matches!(token, TokenTree::Ident(it) if it == "static");
    let start = header.iter().position(is_static)? + 2;
    (start..header.len()).find(|at| begins(&header[*at..]))
}

/// Whether these tokens are a block, or begin as a statement does.
fn begins(tokens: &[TokenTree]) -> bool {
    /// No statement needs more to be known.
    const WORDS: usize = 3;
    let start = Tokens::new(tokens.iter().take(WORDS).cloned());
    let cursor = start.cursor();
    syntax::begins_statement(&cursor) || cursor.is_group(Delimiter::Brace)
}

fn identity(name: &Ident) -> String {
    name.to_string().trim_start_matches("r#").to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use proc_macro2::{TokenStream, TokenTree};

    use super::Header;
    use crate::report::Report;
    use crate::target::{Database, Target, Version};

    fn parse(text: &str) -> (Option<Header>, Vec<String>) {
        let stream = TokenStream::from_str(text).expect("tokens");
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut report = Report::default();
        let header = Header::parse(&tokens, &mut report).map(|(header, _)| header);
        let titles = report.drain().into_iter().map(|error| error.title);
        (header, titles.collect())
    }

    #[test]
    fn a_root_has_targets_and_a_child_has_a_parent() {
        let (root, errors) = parse(
            "#![deny(int_primary_key)] /// Orders.\n pub(crate) static START on postgres 14, mariadb 10.11.2;",
        );
        let root = root.expect("a header");
        assert_eq!((root.name.as_str(), errors), ("start", Vec::new()));
        assert_eq!(root.visibility.to_string(), "pub (crate)");
        assert_eq!(root.attributes.levels.len(), 1);
        let versions: Vec<_> = root.root_targets().iter().map(|t| t.version).collect();
        assert_eq!(versions, [Version([14, 0, 0]), Version([10, 11, 2])]);

        let (child, errors) = parse("pub static B after super::start::START as branch;");
        let child = child.expect("a header");
        assert_eq!((child.clauses.branch, errors), (true, Vec::new()));
        let parent = child.parents()[0].tokens.to_string();
        assert_eq!(parent.replace(' ', ""), "super::start::START");
    }

    #[test]
    fn each_mistake_is_one_error_and_the_rest_is_read() {
        for (text, title) in [
            ("create table t {}", "a migration starts with its header"),
            (
                "static A;",
                "`A` names neither its databases nor its parent",
            ),
            ("static A on postgre 14;", "there is no database `postgre`"),
            ("static A on postgres 12;", "PostgreSQL 12 is too old"),
            (
                "static A on sqlite 3.x;",
                "`3.x` is not a version of SQLite",
            ),
            ("static A on sqlite, sqlite;", "`sqlite` is named twice"),
            ("static A on sqlite on postgres;", "`on` is written twice"),
            (
                "static A after B, C;",
                "a merge of several parents is not supported yet",
            ),
            (
                "static A on sqlite replaces B;",
                "a baseline that `replaces` a history is not supported yet",
            ),
            (
                "static A after B as brunch;",
                "only `branch` can follow `as`",
            ),
            ("static A after \"B\";", "`\"B\"` is not a path"),
            ("static A behind B;", "`behind` cannot stand in a header"),
            ("static A after B", "the header has no end"),
            (
                "#![dny(x)] static A on sqlite;",
                "`dny` is not a level of a rule",
            ),
            (
                "#[inline] static A on sqlite;",
                "this attribute means nothing on a migration",
            ),
            (
                "crate static A on sqlite;",
                "only a visibility can stand before `static`",
            ),
            (
                "#![deny(x)] static A after B;",
                "only the first migration of a history can change the level of a rule",
            ),
        ] {
            let (_, errors) = parse(text);
            assert_eq!(errors.first().map(String::as_str), Some(title), "{text}");
        }
    }

    #[test]
    fn a_later_migration_may_only_raise_a_version() {
        let inherited = [Target {
            database: Database::Postgres,
            version: Version([14, 0, 0]),
        }];
        for (text, title) in [
            ("static A on postgres 16 after B;", None),
            (
                "static A on postgres 13 after B;",
                Some("`on postgres 13` is below the history's PostgreSQL 14"),
            ),
            (
                "static A on sqlite after B;",
                Some("this history is not for `sqlite`"),
            ),
        ] {
            let (header, _) = parse(text);
            let mut report = Report::default();
            let targets = header.expect("a header").inherit(&inherited, &mut report);
            let errors = report.drain();
            assert_eq!(errors.first().map(|error| error.title.as_str()), title);
            assert_eq!(targets.len(), 1);
        }
    }
}
