//! One step of a plan: what it does, and how it stands to transactions. Must not know
//! what surrounds it.

use crate::lock::{TableLock, Work};

/// One statement, one index build or one loop of batches.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step<Text = &'static str> {
    /// What is done.
    pub action: Action<Text>,
    /// How the step stands to transactions.
    pub transaction: Transaction,
    /// The strongest lock on each table that existed before; tables of the same migration
    /// have nobody who waits.
    pub locks: Vec<TableLock<Text>>,
    /// How much work is done under these locks.
    pub work: Work,
    /// What a table must be before the step, the first of those that rebuild it (SQLite
    /// only): a rebuild keeps what is said here, and nothing else. Foreign keys are off for
    /// its transaction, and checked at its end.
    pub expects: Option<Expected<Text>>,
}

impl<Text> Step<Text> {
    /// A step that locks nothing and works on the catalogue only.
    #[must_use]
    pub const fn new(action: Action<Text>, transaction: Transaction) -> Self {
        Self {
            action,
            transaction,
            locks: Vec::new(),
            work: Work::Metadata,
            expects: None,
        }
    }

    /// The statement that the step is about; for batches, the template of one.
    pub fn sql(&self) -> &Text {
        match &self.action {
            Action::Sql(sql) => sql,
            Action::BuildIndex(index) => &index.build,
            Action::DropIndex(index) => &index.drop,
            Action::Batches(batches) => &batches.run,
        }
    }
}

/// A table as the history has made it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Expected<Text = &'static str> {
    /// Its name.
    pub table: Text,
    /// The `CREATE TABLE`, and each `CREATE INDEX`.
    pub definition: Vec<Text>,
    /// Names that nothing may have, since they are needed for a moment.
    pub free: Vec<Text>,
}

impl<Text> Expected<Text> {
    /// A table of this name, made by these statements, and the names that must be free.
    #[must_use]
    pub const fn new(table: Text, definition: Vec<Text>, free: Vec<Text>) -> Self {
        Self {
            table,
            definition,
            free,
        }
    }
}

/// How a step stands to transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transaction {
    /// It begins a transaction, which ends before the next step that does not join.
    Begins,
    /// It joins the transaction of the step before.
    Joins,
    /// It cannot stand in a transaction, or makes its own.
    Outside,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action<Text = &'static str> {
    /// Runs one SQL statement.
    Sql(Text),
    /// Builds an index without blocking writers.
    BuildIndex(BuildIndex<Text>),
    /// Drops an index without blocking anybody; an index that is gone is done.
    DropIndex(DropIndex<Text>),
    /// Changes rows in batches, each in a transaction of its own.
    Batches(Batches<Text>),
}

/// `CREATE INDEX CONCURRENTLY`: a build that was cut off leaves an invalid index,
/// which is dropped before the next attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BuildIndex<Text = &'static str> {
    /// The table's schema; empty where it is the one that the run chooses.
    pub schema: Text,
    /// The index's name, unquoted.
    pub index: Text,
    /// The statement that builds it.
    pub build: Text,
    /// The statement that drops an invalid leftover.
    pub drop: Text,
}

impl<Text> BuildIndex<Text> {
    /// An index of this schema and name, the statement that builds it, and the one that
    /// drops it.
    #[must_use]
    pub const fn new(schema: Text, index: Text, build: Text, drop: Text) -> Self {
        Self {
            schema,
            index,
            build,
            drop,
        }
    }
}

/// `DROP INDEX CONCURRENTLY`: one that was cut off leaves an invalid index, and is
/// run again; one that succeeded before its record was written is not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DropIndex<Text = &'static str> {
    /// The index's schema; empty where it is the one that the run chooses.
    pub schema: Text,
    /// The index's name, unquoted.
    pub index: Text,
    /// The statement that drops it.
    pub drop: Text,
}

impl<Text> DropIndex<Text> {
    /// An index of this schema and name, and the statement that drops it.
    #[must_use]
    pub const fn new(schema: Text, index: Text, drop: Text) -> Self {
        Self {
            schema,
            index,
            drop,
        }
    }
}

/// An `UPDATE` or `DELETE` that walks the primary key.
///
/// A place in the table is the text of an SQL literal (or a row of them) that the
/// database itself quoted, so it can be pasted and stored. `{after}` in the
/// statements stands for the condition `after` (with `{place}` replaced), or for a
/// true one at the start; `{last}` for the place of the last row, taken once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Batches<Text = &'static str> {
    /// Selects the place of the table's last row, or no row when it is empty.
    pub last: Text,
    /// Selects the place where the next batch ends: at most `{size}` rows that fulfil
    /// `{after}` and are not behind `{last}`; no row when nothing is left.
    pub next: Text,
    /// The condition of the rows behind a `{place}`.
    pub after: Text,
    /// Changes the rows that fulfil `{after}` up to and including `{place}`.
    pub run: Text,
    /// Rows in a batch.
    pub size: u32,
    /// Milliseconds between two batches.
    pub pause: u32,
    /// How rows are found that the walk has missed; nothing where the statement would change
    /// a row a second time.
    pub sweep: Option<Sweep<Text>>,
}

/// Goes over a table again, for rows whose key was set to another value behind the walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sweep<Text = &'static str> {
    /// Selects how many rows the statement would still change; it stops to count at
    /// `{size}`.
    pub left: Text,
    /// As the walk's own `next`, of those rows alone.
    pub next: Text,
    /// How far it goes.
    pub reach: Reach,
}

/// How far a sweep goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// As far as the walk.
    Walked,
    /// Over the whole table as it is by then.
    Table,
}

impl<Text> Batches<Text> {
    /// A walk without pauses, row by row: the queries for the last and the next place, the
    /// condition of the rows behind one, and the statement.
    #[must_use]
    pub const fn new(last: Text, next: Text, after: Text, run: Text) -> Self {
        Self {
            last,
            next,
            after,
            run,
            size: 1,
            pause: 0,
            sweep: None,
        }
    }
}
