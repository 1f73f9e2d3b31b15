//! What one migration is to a database: the way up and the way down. Must not know how
//! either is found or run.

use crate::database::{Database, Version};
use crate::step::Step;

/// What is asked of a migration whose plans are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct About<Text = &'static str> {
    /// The first paragraph of the doc comment; empty when there is none.
    pub description: Text,
    /// Constraints that are `not valid` after the migration, as `table.constraint`.
    pub unvalidated: Vec<Text>,
}

impl<Text> About<Text> {
    /// A description alone.
    #[must_use]
    pub const fn new(description: Text) -> Self {
        Self {
            description,
            unvalidated: Vec::new(),
        }
    }
}

/// What one migration does to one kind of database.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan<Text = &'static str> {
    /// The database that the SQL is for.
    pub database: Database,
    /// The oldest server version that the SQL is for.
    pub minimum: Version,
    /// The steps that apply the migration to a database in use.
    pub up: Vec<Step<Text>>,
    /// The steps that apply it in the run that begins the history: its tables have no
    /// readers yet, and no rows but what the history itself inserted, so nothing has to be
    /// built or checked beside them. One transaction; nothing where they are those of `up`.
    pub first: Option<Vec<Step<Text>>>,
    /// What reverts it.
    pub down: Down<Text>,
    /// `true` where a table is rebuilt (SQLite only): foreign keys are switched
    /// off before the transaction, checked inside it and switched on again.
    pub rebuilds: bool,
}

impl<Text> Plan<Text> {
    /// A plan with one way up, which rebuilds nothing.
    #[must_use]
    pub const fn new(
        database: Database,
        minimum: Version,
        up: Vec<Step<Text>>,
        down: Down<Text>,
    ) -> Self {
        Self {
            database,
            minimum,
            up,
            first: None,
            down,
            rebuilds: false,
        }
    }
}

/// The way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Down<Text = &'static str> {
    /// The steps lead back to the schema and the data from before.
    Steps(Vec<Step<Text>>),
    /// The steps lead back to the schema from before, and lose what the text says.
    Lossy(Vec<Step<Text>>, Text),
    /// There is none, for this reason.
    Irreversible(Text),
}

impl<Text> Down<Text> {
    /// The steps; none where there is no way back.
    pub fn steps(&self) -> &[Step<Text>] {
        match self {
            Self::Steps(steps) | Self::Lossy(steps, _) => steps,
            Self::Irreversible(_) => &[],
        }
    }
}
