//! Lowers a text for tests: statements in, the schema after and the acts out. Must not
//! know what is tested.

use std::str::FromStr;

use proc_macro2::TokenStream;

use super::{Act, Item, Lowering, words};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubts;
use crate::report::Report;
use crate::schema::Schema;
use crate::syntax::{self, Tokens};
use crate::target::{Database, Target};

/// A text lowered onto a schema.
#[derive(Debug)]
pub(crate) struct Lowered {
    pub(crate) before: Schema,
    pub(crate) after: Schema,
    pub(crate) acts: Vec<Act>,
    pub(crate) errors: Vec<Diagnostic>,
}

/// PostgreSQL alone, at its oldest version.
pub(crate) fn postgres() -> Vec<Target> {
    vec![oldest(Database::Postgres)]
}

/// A database at its oldest version.
pub(crate) fn oldest(database: Database) -> Target {
    Target {
        database,
        version: database.oldest(),
    }
}

/// What statements make of an empty schema on PostgreSQL. A line `---` starts the next
/// migration; the acts and the schema before are those of the last.
pub(crate) fn lower(text: &str) -> Lowered {
    lower_on(&postgres(), text)
}

/// The same, on these targets, which share a schema.
pub(crate) fn lower_on(targets: &[Target], text: &str) -> Lowered {
    let mut lowered = Lowered {
        before: Schema::default(),
        after: Schema::default(),
        acts: Vec::new(),
        errors: Vec::new(),
    };
    for (ordinal, migration) in (1..).zip(text.split("\n---\n")) {
        let mut report = Report::default();
        let (items, unread) = parse(migration, &mut report);
        lowered.before = lowered.after.clone();
        let mut lowering = Lowering::new(targets, ordinal, lowered.after, &mut report);
        lowering.doubtful = unread;
        for item in &items {
            item.lower(&mut lowering);
        }
        (lowered.after, lowered.acts) = (lowering.schema, lowering.acts);
        lowered.errors.extend(report.drain());
    }
    lowered
}

/// The statements of a body, and the names in those that cannot be read.
fn parse(body: &str, report: &mut Report) -> (Vec<Item>, Doubts) {
    let stream = TokenStream::from_str(body).expect("the text is tokens");
    let tokens = Tokens::new(stream);
    let (mut items, mut unread) = (Vec::new(), Doubts::new());
    for statement in syntax::statements(tokens.cursor(), report) {
        match Item::parse(statement, report) {
            Some(item) => items.push(item),
            None => words(statement, &mut unread),
        }
    }
    (items, unread)
}

impl Lowered {
    /// The schema and the acts of a text without mistakes.
    pub(crate) fn accepted(self) -> Self {
        let texts: Vec<String> = self.errors.iter().map(Diagnostic::text).collect();
        assert!(texts.is_empty(), "{}", texts.join("\n\n"));
        self
    }

    pub(crate) fn titles(&self) -> Vec<&str> {
        let errors = self.errors.iter();
        errors.map(|error| error.title.as_str()).collect()
    }
}
