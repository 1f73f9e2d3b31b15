//! A walk over a key, in the texts of the contract. Takes a statement up to its condition
//! and the key, gives the texts; must not know what the statement does.

use migrate_contract::{Batches, Reach, Sweep};

use super::places::Key;
use super::steps::Steps;
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Writer};
use crate::syntax::ast::{Cte, Expr, Name, Pace, Source, TableName};

/// Rows in a batch where nobody says: the fastest of the sizes measured, with a row locked
/// for some 20 milliseconds.
const SIZE: u32 = 1000;

/// What the runtime replaces in the texts.
const PLACEHOLDERS: [&str; 4] = ["{after}", "{place}", "{last}", "{size}"];

/// A statement that is to be walked.
pub(super) struct Walk<'a> {
    /// The statement before its `WHERE`.
    pub(super) head: &'a str,
    pub(super) table: &'a TableName,
    pub(super) alias: Option<&'a Name>,
    /// What stands before the key's columns.
    pub(super) qualifier: Option<&'a str>,
    pub(super) filter: Option<&'a Expr>,
    /// The queries that the statement begins with, which its condition may name.
    pub(super) with: &'a [Cte],
    /// What stands beside the table.
    pub(super) sources: &'a [Source],
    /// How far it may look again for rows that were missed.
    pub(super) reach: Option<Reach>,
    pub(super) pace: Pace,
}

pub(super) fn batches(steps: &mut Steps<'_>, walk: &Walk<'_>, key: &[&str]) -> Batches<String> {
    refuse_placeholders(steps, walk);
    let key = &Key::new(steps, walk.table, key, walk.qualifier);
    let mut batches = Batches::new(
        steps.sql(|writer| last(writer, walk, key)),
        steps.sql(|writer| next(writer, walk, key, Of::Every)),
        steps.sql(|writer| key.compare(writer, ">", "{place}")),
        steps.sql(|writer| run(writer, walk, key)),
    );
    batches.size = walk.pace.size.unwrap_or(SIZE);
    batches.pause = walk.pace.pause.unwrap_or(0);
    batches.sweep = walk.reach.map(|reach| Sweep {
        left: steps.sql(|writer| left(writer, walk, (key, reach))),
        next: steps.sql(|writer| next(writer, walk, key, Of::Found)),
        reach,
    });
    batches
}

/// The rows among which a batch ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// All, whether the statement wants them or not, so that no batch takes longer than
    /// another.
    Every,
    /// Those that the statement finds.
    Found,
}

fn last(writer: &mut Writer<'_>, walk: &Walk<'_>, key: &Key<'_>) {
    writer.word("SELECT");
    key.quoted(writer);
    writer.word("FROM").table(walk.table);
    key.order(writer, "DESC");
    writer.word("LIMIT 1");
}

fn next(writer: &mut Writer<'_>, walk: &Walk<'_>, key: &Key<'_>, of: Of) {
    if of == Of::Found {
        writer.with(walk.with);
    }
    writer.word("SELECT");
    key.quoted(writer);
    writer.word("FROM");
    writer.parens(|writer| {
        writer.word("SELECT");
        key.list(writer);
        from(writer, walk, of);
        writer.word("WHERE {after} AND");
        key.compare(writer, "<=", "{last}");
        if of == Of::Found {
            also(writer, walk);
        }
        key.order(writer, "");
        writer.word("LIMIT {size}");
    });
    writer.word("AS").name("batch");
    key.order(writer, "DESC");
    writer.word("LIMIT 1");
}

fn from(writer: &mut Writer<'_>, walk: &Walk<'_>, of: Of) {
    writer.word("FROM");
    writer.aliased(walk.table, walk.alias);
    if of == Of::Found && !walk.sources.is_empty() {
        writer.comma();
        writer.sources("", walk.sources);
    }
}

fn also(writer: &mut Writer<'_>, walk: &Walk<'_>) {
    if let Some(filter) = walk.filter {
        writer.word("AND");
        writer.at(filter, Level::And);
    }
}

/// How many rows the statement would still find.
fn left(writer: &mut Writer<'_>, walk: &Walk<'_>, (key, reach): (&Key<'_>, Reach)) {
    writer.with(walk.with);
    writer.word("SELECT pg_catalog.count(*) FROM");
    writer.parens(|writer| {
        writer.word("SELECT 1");
        from(writer, walk, Of::Found);
        match reach {
            Reach::Walked => {
                writer.word("WHERE");
                key.compare(writer, "<=", "{last}");
                also(writer, walk);
            }
            Reach::Table => writer.clause("WHERE", walk.filter),
        }
        writer.word("LIMIT {size}");
    });
    writer.word("AS").name("found");
}

fn run(writer: &mut Writer<'_>, walk: &Walk<'_>, key: &Key<'_>) {
    writer.know(walk.with);
    writer.word(walk.head).word("WHERE {after} AND");
    key.compare(writer, "<=", "{place}");
    also(writer, walk);
}

fn refuse_placeholders(steps: &mut Steps<'_>, walk: &Walk<'_>) {
    let filter = walk
        .filter
        .map(|filter| steps.sql(|writer| writer.expr(filter)));
    let contains = |text: &&str| {
        walk.head.contains(*text) || filter.iter().any(|filter| filter.contains(*text))
    };
    if let Some(text) = PLACEHOLDERS.iter().copied().find(|text| contains(text)) {
        let title = format!("the text `{text}` stands for a place in the table here");
        let (open, rest) = text.split_at(1);
        let diagnostic = Diagnostic::new(steps.situation.origin, title)
            .why("the statement runs in batches, and the text would be replaced in each")
            .help(format!("write it in two parts, `\"{open}\" || \"{rest}\"`"));
        steps.refuse(diagnostic);
    }
}
