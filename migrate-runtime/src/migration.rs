//! The plain data that `migration!` fills in, and nothing else.
//!
//! This is the only definition of the contract between the two crates: the
//! compiler's `emit` writes these literals, so a field added here breaks every
//! emitted literal at once. It must not know databases, pools or ledgers.

/// One migration, as `migration!` compiled it.
///
/// A `static` of this type is what `migration!` emits; hand the newest one to
/// [`apply`](crate::apply), and everything before it is reached through
/// [`parents`](Migration::parents).
#[derive(Debug)]
pub struct Migration {
    /// The identity in the ledger: the static's name in lower case.
    pub name: &'static str,
    /// The doc comment, one paragraph; empty when there is none.
    pub description: &'static str,
    /// The checksum of the canonical declaration, with its format: `v1:…`.
    pub checksum: &'static str,
    /// The migrations named by `after`; none for the root of a history.
    pub parents: &'static [&'static Migration],
    /// Constraints that are `not valid` after this migration, as `table.constraint`: old rows
    /// may violate them. [`Event::Unvalidated`](crate::Event::Unvalidated) tells of those of
    /// the head.
    pub unvalidated: &'static [&'static str],
    /// One plan for each database that the history is for.
    pub plans: &'static [Plan],
}

/// What one migration does to one kind of database.
#[derive(Debug)]
pub struct Plan {
    /// The database that the SQL is for.
    pub database: Database,
    /// The oldest server version that the SQL is for: major, minor, patch.
    pub minimum: [u16; 3],
    /// The steps that apply the migration to a database in use.
    pub up: &'static [Step],
    /// The steps that apply it in the run that begins the history: its tables have no
    /// readers yet, and no rows but what the history itself inserted, so nothing has to be
    /// built or checked beside them. One transaction; nothing where they are those of `up`.
    pub first: Option<&'static [Step]>,
    /// What reverts it.
    pub down: Down,
    /// `true` where a table is rebuilt (SQLite only): foreign keys are switched
    /// off before the transaction, checked inside it and switched on again.
    pub rebuilds: bool,
}

/// The databases that a history can be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Database {
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
    /// MySQL.
    Mysql,
    /// MariaDB.
    Mariadb,
}

/// The way back.
#[derive(Debug)]
pub enum Down {
    /// The steps lead back to the schema and the data from before.
    Steps(&'static [Step]),
    /// The steps lead back to the schema from before, and lose what the text says.
    Lossy(&'static [Step], &'static str),
    /// There is none, for this reason.
    Irreversible(&'static str),
}

/// One step of a plan: one statement, one index build or one loop of batches.
#[derive(Debug)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// How the step stands to transactions.
    pub transaction: Transaction,
    /// The strongest lock on each table that existed before; tables of the same migration
    /// have nobody who waits.
    pub locks: &'static [TableLock],
    /// How much work is done under these locks.
    pub work: Work,
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
#[derive(Debug)]
pub enum Action {
    /// Runs one SQL statement.
    Sql(&'static str),
    /// Builds an index without blocking writers.
    BuildIndex(BuildIndex),
    /// Drops an index without blocking anybody; an index that is gone is done.
    DropIndex(DropIndex),
    /// Changes rows in batches, each in a transaction of its own.
    Batches(Batches),
}

/// `CREATE INDEX CONCURRENTLY`: a build that was cut off leaves an invalid index,
/// which is dropped before the next attempt.
#[derive(Debug)]
pub struct BuildIndex {
    /// The table's schema.
    pub schema: &'static str,
    /// The index's name, unquoted.
    pub index: &'static str,
    /// The statement that builds it.
    pub build: &'static str,
    /// The statement that drops an invalid leftover.
    pub drop: &'static str,
}

/// `DROP INDEX CONCURRENTLY`: one that was cut off leaves an invalid index, and is
/// run again; one that succeeded before its record was written is not.
#[derive(Debug)]
pub struct DropIndex {
    /// The index's schema.
    pub schema: &'static str,
    /// The index's name, unquoted.
    pub index: &'static str,
    /// The statement that drops it.
    pub drop: &'static str,
}

/// An `UPDATE` or `DELETE` that walks the primary key.
///
/// A place in the table is the text of an SQL literal (or a row of them) that the
/// database itself quoted, so it can be pasted and stored. `{after}` in the
/// statements stands for the condition `after` (with `{place}` replaced), or for a
/// true one at the start; `{last}` for the place of the last row, taken once.
#[derive(Debug)]
pub struct Batches {
    /// Selects the place of the table's last row, or no row when it is empty.
    pub last: &'static str,
    /// Selects the place where the next batch ends: at most `{size}` rows that fulfil
    /// `{after}` and are not behind `{last}`; no row when nothing is left.
    pub next: &'static str,
    /// The condition of the rows behind a `{place}`.
    pub after: &'static str,
    /// Changes the rows that fulfil `{after}` up to and including `{place}`.
    pub run: &'static str,
    /// Rows in a batch.
    pub size: u32,
    /// Milliseconds between two batches.
    pub pause: u32,
}

/// A lock that a step takes on a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableLock {
    /// The table, as `schema.table` or `table`.
    pub table: &'static str,
    /// Its mode.
    pub mode: LockMode,
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

/// The class of a step's work, cheapest first: what its duration depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// The catalogue only: milliseconds, whatever the size of the table.
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
