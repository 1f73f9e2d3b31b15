//! What can be wrong with a header, in words. Takes what was written, gives errors;
//! must not know how a header is read.

use proc_macro2::{Ident, TokenStream, TokenTree};

use super::attributes::RuleLevel;
use super::clauses::{CLAUSES, OnTarget};
use super::tokens::stretch;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::target::{Database, Target, Version};

/// The header ends at this token, and no semicolon says so.
pub(super) fn unfinished(last: &TokenTree) -> Diagnostic {
    Diagnostic::new(Origin::new(last.span()), "the header has no end").help("write `;` behind it")
}

pub(super) fn neither_on_nor_after(name: &Ident, origin: Origin) -> Diagnostic {
    Diagnostic::new(
        origin,
        format!("`{name}` names neither its databases nor its parent"),
    )
    .why("a parent hands on the schema and the databases; only the first migration of a history has none")
    .help(format!(
        "write `static {name} after PARENT;`, or `static {name} on postgres, sqlite;`"
    ))
}

pub(super) fn level_below_root(level: &RuleLevel) -> Diagnostic {
    Diagnostic::new(
        level.origin,
        "only the first migration of a history can change the level of a rule",
    )
    .why("levels hold for the whole history")
    .help(format!(
        "move it there, or accept one finding with\n#[expect({}, reason = \"…\")]",
        level.rule
    ))
}

pub(super) fn foreign_target(on: &OnTarget, inherited: &[Target]) -> Diagnostic {
    let word = on.database.word();
    let words: Vec<&str> = inherited
        .iter()
        .map(|target| target.database.word())
        .collect();
    Diagnostic::new(on.origin, format!("this history is not for `{word}`"))
        .why(format!(
            "its first migration is `on {}`; a later one may only raise a version",
            words.join(", ")
        ))
        .help(format!(
            "remove `{word}` here, or add it to the first migration"
        ))
}

pub(super) fn lowered(on: &OnTarget, version: Version, target: Target) -> Diagnostic {
    let (title, word) = (on.database.title(), on.database.word());
    Diagnostic::new(
        on.origin,
        format!("`on {word} {version}` is below the history's {title} {}", target.version),
    )
    .why("earlier migrations were planned for newer servers only; a later one may only raise a version")
    .help(format!("write `{word} {}` or later, or nothing", target.version))
}

pub(super) fn only_once(
    word: &str,
    before: Option<Origin>,
    origin: Origin,
) -> Result<(), Diagnostic> {
    match before {
        None => Ok(()),
        Some(_) => Err(
            Diagnostic::new(origin, format!("`{word}` is written twice"))
                .help(format!("join both lists behind one `{word}`")),
        ),
    }
}

/// What later versions of this compiler will know.
pub(super) fn not_supported(what: &str, origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, format!("{what} is not supported yet"))
        .why("this version of the compiler knows histories with one parent for each migration")
        .help("let every migration follow one other: `after PARENT`")
}

pub(super) fn unknown_clause(word: &str, origin: Origin) -> Diagnostic {
    if matches!(word, ":" | "=") {
        return Diagnostic::new(origin, "a migration has no type and no value of its own")
            .help("write `on` or `after` behind its name, and its statements behind the header");
    }
    let error = Diagnostic::new(origin, format!("`{word}` cannot stand in a header"))
        .why("behind its name a migration has `on` with its databases, or `after` with its parent");
    match nearest(word, CLAUSES) {
        Some(clause) => error.help(format!(
            "write `{clause}`, or end the header with `;` before"
        )),
        None => error.help("end the header with `;`"),
    }
}

pub(super) fn unknown_database(word: &str, origin: Origin) -> Diagnostic {
    let words = Database::ALL.map(Database::word);
    let error = Diagnostic::new(origin, format!("there is no database `{word}`"));
    match nearest(word, words) {
        Some(near) => error.help(format!("write `{near}`")),
        None => error.help(format!("write one of `{}`", words.join("`, `"))),
    }
}

pub(super) fn named_twice(target: OnTarget) -> Diagnostic {
    let word = target.database.word();
    Diagnostic::new(target.origin, format!("`{word}` is named twice"))
        .help("name each database once, with the oldest version that must be supported")
}

pub(super) fn too_old(database: Database, version: Version, origin: Origin) -> Diagnostic {
    let (title, word, oldest) = (database.title(), database.word(), database.oldest());
    Diagnostic::new(origin, format!("{title} {version} is too old"))
        .why(format!(
            "plans are made and tested for {title} {oldest} and later"
        ))
        .help(format!("write `on {word} {oldest}`"))
}

pub(super) fn not_a_path(tokens: &[TokenTree]) -> Diagnostic {
    let text: TokenStream = tokens.iter().cloned().collect();
    Diagnostic::new(stretch(tokens), format!("`{text}` is not a path"))
        .why("a migration names its parent by the path of its static")
        .help("write `after PARENT`, or `after module::PARENT`")
}
