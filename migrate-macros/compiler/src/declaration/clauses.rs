//! The clauses behind a migration's name: `on`, `after`, `replaces`. Takes the tokens
//! between the name and the semicolon, gives targets and parents; must not know what
//! any migration holds.

use proc_macro2::{TokenStream, TokenTree};

use super::mistakes::{
    named_twice, not_a_path, not_supported, only_once, too_old, unknown_clause, unknown_database,
};
use super::tokens::{is_punct, is_word, stretch};
use super::version;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::report::Report;
use crate::target::{Database, Target, Version};

/// What stands behind the name.
#[derive(Debug, Default)]
pub(crate) struct Clauses {
    /// Where `on` stands, if it does.
    pub(crate) on: Option<Origin>,
    pub(crate) targets: Vec<OnTarget>,
    /// Where `after` stands, if it does.
    pub(crate) after: Option<Origin>,
    pub(crate) parents: Vec<ParentPath>,
    /// `as branch`
    pub(crate) branch: bool,
    /// Whether a clause could not be read.
    pub(super) broken: bool,
}

/// One database of `on`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OnTarget {
    pub(crate) database: Database,
    /// The oldest version to support, where one was written.
    pub(crate) version: Option<Version>,
    pub(crate) origin: Origin,
}

impl OnTarget {
    /// With the oldest supported version where none was written.
    pub(crate) fn target(&self) -> Target {
        Target {
            database: self.database,
            version: self.version.unwrap_or_else(|| self.database.oldest()),
        }
    }
}

/// One path of `after`.
#[derive(Clone, Debug)]
pub(crate) struct ParentPath {
    pub(crate) tokens: TokenStream,
    pub(crate) origin: Origin,
}

/// The words that start a clause.
pub(super) const CLAUSES: [&str; 3] = ["on", "after", "replaces"];

impl Clauses {
    pub(super) fn parse(tokens: &[TokenTree], report: &mut Report) -> Self {
        let mut clauses = Self::default();
        let mut rest = tokens;
        while let Some((first, behind)) = rest.split_first() {
            let end = behind.iter().position(starts_clause);
            let (content, next) = behind.split_at(end.unwrap_or(behind.len()));
            let result = clauses.clause(first, content, report);
            clauses.broken |= report.take(result).is_none();
            rest = next;
        }
        clauses
    }

    fn clause(
        &mut self,
        first: &TokenTree,
        content: &[TokenTree],
        report: &mut Report,
    ) -> Result<(), Diagnostic> {
        let origin = Origin::new(first.span());
        let word = first.to_string();
        match word.to_ascii_lowercase().as_str() {
            "on" => {
                only_once("on", self.on.replace(origin), origin)?;
                self.on(origin, content, report);
                Ok(())
            }
            "after" => {
                only_once("after", self.after.replace(origin), origin)?;
                self.after(origin, content)
            }
            "replaces" => Err(not_supported(
                "a baseline that `replaces` a history",
                origin,
            )),
            _ => Err(unknown_clause(&word, origin)),
        }
    }

    fn on(&mut self, origin: Origin, content: &[TokenTree], report: &mut Report) {
        for tokens in items(content) {
            let Some(target) = report.take(target(tokens, origin)) else {
                continue;
            };
            let known = |other: &OnTarget| other.database == target.database;
            if self.targets.iter().any(known) {
                report.error(named_twice(target));
                continue;
            }
            self.targets.push(target);
        }
    }

    fn after(&mut self, origin: Origin, content: &[TokenTree]) -> Result<(), Diagnostic> {
        let (paths, branch) = split_branch(content)?;
        self.branch = branch;
        for tokens in items(paths) {
            self.parents.push(parent(tokens, origin)?);
        }
        if let [_, second, ..] = self.parents.as_slice() {
            let origin = second.origin;
            self.parents.truncate(1);
            return Err(not_supported("a merge of several parents", origin));
        }
        Ok(())
    }
}

fn starts_clause(token: &TokenTree) -> bool {
    let TokenTree::Ident(ident) = token else {
        return false;
    };
    CLAUSES.iter().any(|clause| *ident == clause)
}

/// Splits at commas; a comma at the end is allowed.
fn items(tokens: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    let tokens = match tokens.split_last() {
        Some((last, before)) if is_punct(last, ',') && !before.is_empty() => before,
        _ => tokens,
    };
    tokens.split(|token| is_punct(token, ','))
}

/// `database [version]`
fn target(tokens: &[TokenTree], clause: Origin) -> Result<OnTarget, Diagnostic> {
    let Some((first, version)) = tokens.split_first() else {
        return Err(
            Diagnostic::new(clause, "`on` needs a database").help("write `on postgres, sqlite`")
        );
    };
    let origin = Origin::new(first.span());
    let word = first.to_string();
    let database = Database::ALL
        .into_iter()
        .find(|database| word.eq_ignore_ascii_case(database.word()))
        .ok_or_else(|| unknown_database(&word, origin))?;
    let version = version::parse(version, database)?;
    if let Some((version, origin)) = version
        && version < database.oldest()
    {
        return Err(too_old(database, version, origin));
    }
    Ok(OnTarget {
        database,
        version: version.map(|(version, _)| version),
        origin: version.map_or(origin, |(_, end)| origin.to(end)),
    })
}

/// Takes `as branch` from the end.
fn split_branch(content: &[TokenTree]) -> Result<(&[TokenTree], bool), Diagnostic> {
    let Some(at) = content.iter().position(|token| is_word(token, "as")) else {
        return Ok((content, false));
    };
    let (paths, end) = content.split_at(at);
    match end {
        [_, branch] if is_word(branch, "branch") => Ok((paths, true)),
        _ => Err(
            Diagnostic::new(stretch(end), "only `branch` can follow `as`")
                .help("write `after PARENT as branch`"),
        ),
    }
}

/// A path to another migration's static.
fn parent(tokens: &[TokenTree], clause: Origin) -> Result<ParentPath, Diagnostic> {
    let is_path = |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_punct(token, ':');
    match tokens.last() {
        None => Err(
            Diagnostic::new(clause, "`after` needs the migration before")
                .help("write `after PARENT`, with the path of the parent's static"),
        ),
        Some(TokenTree::Ident(_)) if tokens.iter().all(is_path) => Ok(ParentPath {
            tokens: tokens.iter().cloned().collect(),
            origin: stretch(tokens),
        }),
        Some(_) => Err(not_a_path(tokens)),
    }
}
