//! What a step costs a running system: the locks that others wait for, and how long.
//! Must not know which statement takes them.

/// A lock that a step takes on a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableLock<Text = &'static str> {
    /// The table, as `schema.table` or `table`.
    pub table: Text,
    /// Its mode.
    pub mode: LockMode,
}

impl<Text> TableLock<Text> {
    /// A lock in this mode.
    #[must_use]
    pub const fn new(table: Text, mode: LockMode) -> Self {
        Self { table, mode }
    }
}

/// PostgreSQL's table lock modes, weakest first; SQLite has but `AccessExclusive`,
/// its one lock for writers.
///
/// Source: the PostgreSQL manual, 13.3.1 “Table-Level Locks”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the manual's")]
pub enum LockMode {
    AccessShare,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive,
}

impl LockMode {
    /// As the manual spells it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::AccessShare => "ACCESS SHARE",
            Self::RowShare => "ROW SHARE",
            Self::RowExclusive => "ROW EXCLUSIVE",
            Self::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Self::Share => "SHARE",
            Self::ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Self::Exclusive => "EXCLUSIVE",
            Self::AccessExclusive => "ACCESS EXCLUSIVE",
        }
    }

    /// Whether somebody who inserts, updates or deletes waits for it.
    #[must_use]
    pub fn blocks_writers(self) -> bool {
        self >= Self::Share
    }
}

/// The class of a step's work, cheapest first: what its duration depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// The catalogue only: milliseconds, whatever the size of the table.
    #[default]
    Metadata,
    /// Reads every row of a table.
    Scan,
    /// Builds an index from every row.
    BuildIndex,
    /// Writes rows.
    Rows,
    /// Writes the whole table anew.
    Rewrite,
}

impl Work {
    /// What is done, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Metadata => "catalogue only",
            Self::Scan => "reads every row",
            Self::BuildIndex => "builds an index",
            Self::Rows => "writes rows",
            Self::Rewrite => "writes the table anew",
        }
    }
}
