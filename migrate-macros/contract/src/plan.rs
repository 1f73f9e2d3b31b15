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
    /// What each transaction of `up` leaves when none of the later ones succeeds.
    pub up_stays: Vec<Stay<Text>>,
    /// The same for the way back.
    pub down_stays: Vec<Stay<Text>>,
    /// What is looked for before the first step of the way back, which would fail on it.
    pub checks: Vec<Check<Text>>,
    /// What breaks for programs that were written before, a sentence each: an older one may
    /// start beside the migration where this is empty.
    pub breaks: Vec<Text>,
}

/// A question whose answer should be no row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Check<Text = &'static str> {
    /// The names of what the query selects.
    pub columns: Vec<Text>,
    /// Selects some of the rows that are in the way.
    pub query: Text,
    /// What is wrong with them, as a sentence.
    pub why: Text,
}

impl<Text> Check<Text> {
    /// A query, the names of what it selects, and what is wrong with the rows that it finds.
    #[must_use]
    pub const fn new(columns: Vec<Text>, query: Text, why: Text) -> Self {
        Self {
            columns,
            query,
            why,
        }
    }
}

/// What one transaction of a plan, or one step outside of any, leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stay<Text = &'static str> {
    /// How many steps of the plan are done with it.
    pub steps: u32,
    /// What stays and whom it hinders, a phrase each.
    pub leaves: Vec<Text>,
    /// What leads back to where it began.
    pub undo: Down<Text>,
    /// Whether that rebuilds a table, as in [`Plan::rebuilds`].
    pub rebuilds: bool,
}

impl<Text> Stay<Text> {
    /// What so many steps leave, and what takes it back without a rebuild.
    #[must_use]
    pub const fn new(steps: u32, leaves: Vec<Text>, undo: Down<Text>) -> Self {
        Self {
            steps,
            leaves,
            undo,
            rebuilds: false,
        }
    }
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
            up_stays: Vec::new(),
            down_stays: Vec::new(),
            checks: Vec::new(),
            breaks: Vec::new(),
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
