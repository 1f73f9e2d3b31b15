//! What a migration hands to the one after it: the literals which travel from parent to
//! child. Takes targets, levels, names and schemas, gives text and back; must not know
//! who carries it.

mod migrations;

use std::rc::Rc;

pub(crate) use migrations::Migrations;

use super::Schema;
use super::code::{Code, Reader, Writer, fields, variants};
use super::stored::Stored;
use crate::diagnostic::Level;
use crate::syntax::ast::TableName;
use crate::target::{Database, Target, Version};

/// The version of the text, which goes before it.
const VERSION: &str = "2|";

/// A history, as the migration after it sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Past {
    /// The databases that the history is for.
    pub(crate) targets: Vec<Target>,
    /// The levels that the root gave to rules.
    pub(crate) levels: Vec<(String, Level)>,
    pub(crate) migrations: Migrations,
    pub(crate) lineages: Vec<Lineage>,
    /// Names from statements that did not resolve: who mentions them is not told again.
    pub(crate) doubtful: Vec<String>,
    /// Constraints that are not valid, as a table's name and theirs.
    pub(crate) unvalidated: Vec<(TableName, String)>,
}

/// Targets that have had the same statements so far, and the schema which they share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lineage {
    pub(crate) targets: Vec<Target>,
    pub(crate) schema: Schema,
}

impl Past {
    /// Before the first migration: every target has an empty schema.
    pub(crate) fn root(targets: Vec<Target>, levels: Vec<(String, Level)>) -> Self {
        Self {
            lineages: vec![Lineage {
                targets: targets.clone(),
                schema: Schema::default(),
            }],
            targets,
            levels,
            ..Self::default()
        }
    }

    /// The number of the next migration, from 1.
    pub(crate) fn next_ordinal(&self) -> u32 {
        self.migrations.len() + 1
    }

    /// Printable, and without a character that a string literal would have to escape; in
    /// pieces, most of which are those of the migration before.
    pub(crate) fn encode(&self) -> Vec<String> {
        let mut to = Writer::default();
        to.raw(VERSION);
        self.targets.write(&mut to);
        self.levels.write(&mut to);
        self.migrations.write(&mut to);
        self.doubtful.write(&mut to);
        self.unvalidated.write(&mut to);
        to.number(u32::try_from(self.lineages.len()).unwrap_or(u32::MAX));
        let nothing = Schema::default();
        let mut first = &nothing;
        for lineage in &self.lineages {
            lineage.targets.write(&mut to);
            lineage.schema.write(first, &mut to);
            first = &self.lineages[0].schema;
        }
        to.pieces()
    }

    /// The past that `encode` made a text of, with its pieces put together. Tables are not looked into.
    pub(crate) fn decode(text: &str) -> Result<Self, String> {
        Self::read(&text.into()).ok_or_else(|| {
            "the migration before was compiled by another version of the compiler".to_owned()
        })
    }

    fn read(text: &Rc<str>) -> Option<Self> {
        let mut from = Reader::new(text);
        if from.take(VERSION.len())? != VERSION {
            return None;
        }
        let mut past = Self {
            targets: Code::read(&mut from)?,
            levels: Code::read(&mut from)?,
            migrations: Code::read(&mut from)?,
            doubtful: Code::read(&mut from)?,
            unvalidated: Code::read(&mut from)?,
            lineages: Vec::new(),
        };
        let nothing = Stored::default();
        for _ in 0..from.number()? {
            let targets = Code::read(&mut from)?;
            let beyond = Code::read(&mut from)?;
            let first = past.lineages.first().map(|lineage| &*lineage.schema.stored);
            let stored = Stored::read(&mut from, text, first.unwrap_or(&nothing))?;
            let schema = Schema::stored(stored, beyond);
            past.lineages.push(Lineage { targets, schema });
        }
        from.at_end().then_some(past)
    }
}

variants!(Level {
    b'a' => Allow,
    b'w' => Warn,
    b'd' => Deny,
});

variants!(Database {
    b'p' => Postgres,
    b's' => Sqlite,
    b'm' => Mysql,
    b'a' => Mariadb,
});

fields!(Target { database, version });

impl Code for Version {
    fn write(&self, to: &mut Writer<'_>) {
        for number in self.0 {
            number.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self([
            Code::read(from)?,
            Code::read(from)?,
            Code::read(from)?,
        ]))
    }
}

#[cfg(test)]
mod tests;
