//! What a migration hands to the one after it: the pieces which travel from parent to child.
//! Takes targets, levels, names and schemas, gives texts and back; must not know who
//! carries them.
//!
//! The first piece says what the others are. Those of a schema and of the names before are
//! kept so that a migration reads and writes few of them.

mod migrations;

use std::rc::Rc;

pub(crate) use migrations::Migrations;

use super::Schema;
use super::code::{Code, Reader, Writer, fields, variants};
use super::stored::Stored;
use crate::diagnostic::Level;
use crate::doubt::Doubt;
use crate::piece::Piece;
use crate::syntax::ast::TableName;
use crate::target::{Database, Target, Version};

/// The version of the pieces, which goes before them.
const VERSION: &str = "3|";

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
    pub(crate) doubtful: Vec<Doubt>,
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
    pub(crate) fn encode(&self) -> Vec<Rc<Piece>> {
        let mut to = Writer::default();
        to.raw(VERSION);
        self.targets.write(&mut to);
        self.levels.write(&mut to);
        self.doubtful.write(&mut to);
        self.unvalidated.write(&mut to);
        to.number(self.migrations.len());
        to.number(u32::try_from(self.lineages.len()).unwrap_or(u32::MAX));
        let mut pieces = self.migrations.pieces().to_vec();
        let mut first: Vec<Rc<Piece>> = Vec::new();
        for lineage in &self.lineages {
            lineage.targets.write(&mut to);
            lineage.schema.beyond.write(&mut to);
            let stored = lineage.schema.settled();
            to.number(u32::try_from(stored.count()).unwrap_or(u32::MAX));
            let own: Vec<Rc<Piece>> = stored.pieces().cloned().collect();
            if first.is_empty() {
                pieces.extend_from_slice(&own);
                first = own;
            } else {
                write_others(&own, &first, &mut to, &mut pieces);
            }
        }
        pieces.insert(0, Rc::new(Piece::new(to.finish())));
        pieces
    }

    /// The past that `encode` made pieces of. Tables are not looked into.
    pub(crate) fn decode(pieces: &[Rc<Piece>]) -> Result<Self, String> {
        Self::read(pieces).ok_or_else(|| {
            "the migration before was compiled by another version of the compiler".to_owned()
        })
    }

    fn read(pieces: &[Rc<Piece>]) -> Option<Self> {
        let (head, mut pieces) = pieces.split_first()?;
        let mut from = Reader::new(head.text());
        if from.take(VERSION.len())? != VERSION {
            return None;
        }
        let mut past = Self {
            targets: Code::read(&mut from)?,
            levels: Code::read(&mut from)?,
            doubtful: Code::read(&mut from)?,
            unvalidated: Code::read(&mut from)?,
            ..Self::default()
        };
        let migrations = count(&mut from)?;
        let lineages = from.number()?;
        let names = pieces.split_off(..Migrations::pieces_of(migrations))?;
        past.migrations = Migrations::read(migrations, names.to_vec());
        let mut first: Option<(Rc<Stored>, &[Rc<Piece>])> = None;
        for _ in 0..lineages {
            let targets = Code::read(&mut from)?;
            let beyond = Code::read(&mut from)?;
            let tables = count(&mut from)?;
            let own = Stored::pieces_of(tables);
            let stored = match &first {
                None => {
                    let own = pieces.split_off(..own)?;
                    let stored = Rc::new(Stored::read(tables, own.to_vec(), None));
                    first = Some((stored.clone(), own));
                    stored
                }
                Some((other, first)) => {
                    let own = read_others(own, first, &mut from, &mut pieces)?;
                    Rc::new(Stored::read(tables, own, Some(other)))
                }
            };
            let schema = Schema::stored(stored, beyond);
            past.lineages.push(Lineage { targets, schema });
        }
        (from.at_end() && pieces.is_empty()).then_some(past)
    }
}

/// Goes where the first schema has the same piece.
const SAME: u8 = b'=';

/// Goes where there is another.
const OTHER: u8 = b'.';

/// Writes which pieces of a schema the first one has just so, and adds the others.
fn write_others(
    own: &[Rc<Piece>],
    first: &[Rc<Piece>],
    to: &mut Writer<'_>,
    pieces: &mut Vec<Rc<Piece>>,
) {
    for (place, piece) in own.iter().enumerate() {
        if first.get(place) == Some(piece) {
            to.letter(SAME);
        } else {
            to.letter(OTHER);
            pieces.push(piece.clone());
        }
    }
}

fn read_others(
    count: usize,
    first: &[Rc<Piece>],
    from: &mut Reader<'_>,
    pieces: &mut &[Rc<Piece>],
) -> Option<Vec<Rc<Piece>>> {
    let mut piece = |place: usize| {
        if from.letter()? == SAME {
            return first.get(place).cloned();
        }
        pieces.split_off_first().cloned()
    };
    (0..count).map(&mut piece).collect()
}

fn count(from: &mut Reader<'_>) -> Option<usize> {
    usize::try_from(from.number()?).ok()
}

variants!(Level {
    b'a' => Allow,
    b'w' => Warn,
    b'd' => Deny,
});

variants!(Doubt {
    b'm' => Made(name),
    b'f' => Freed(name),
    b's' => Something,
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
