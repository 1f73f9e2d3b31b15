//! Databases: how each makes a change on a running system, and what that costs. Takes
//! acts, gives steps; must not know the language, nor whether a cost is acceptable.

pub(crate) mod postgres;
mod settled;
pub(crate) mod spelling;
pub(crate) mod sql;
mod sqlite;
mod step;

pub(crate) use step::{Action, Cost, Lock, Placement, Rebuild, Step, Undo, Work};

use self::spelling::Writer;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Change, Schema, Table};
use crate::statements::Places;
use crate::syntax::ast::TableName;
use crate::target::{Database, Target};

/// One change to make, and what surrounds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation<'a> {
    pub(crate) change: &'a Change,
    pub(crate) origin: Origin,
    pub(crate) places: &'a Places,
    pub(crate) before: &'a Schema,
    pub(crate) after: &'a Schema,
    /// Tables born at this number or later have neither rows nor readers.
    pub(crate) new_since: u32,
}

impl Situation<'_> {
    /// Where these words of a part of the change stand.
    pub(crate) fn place_of(&self, part: &str, words: &str) -> Origin {
        self.places.of(part, words).unwrap_or(self.origin)
    }

    /// Whether nobody reads or writes this table yet.
    pub(crate) fn is_new(&self, table: &TableName) -> bool {
        let table = self.before.table(table).or_else(|| self.after.table(table));
        table.is_some_and(|table| table.born >= self.new_since)
    }
}

/// A database.
pub(crate) trait Dialect {
    /// The steps that make these changes in order on a system in use, by the plan that
    /// blocks least; each names the situation it comes from by its place. What the
    /// database cannot express is reported.
    fn steps(&self, target: Target, situations: &[Situation<'_>], report: &mut Report)
    -> Vec<Step>;

    /// A query about the rows of a table; nothing where the database cannot express it.
    fn query(
        &self,
        target: Target,
        table: &Table,
        write: &mut dyn FnMut(&mut Writer<'_>),
    ) -> Option<String>;
}

/// The dialect of a database; nothing where the compiler has no plans for it yet.
pub(crate) fn of(database: Database) -> Option<&'static dyn Dialect> {
    match database {
        Database::Postgres => Some(&postgres::PostgresDialect),
        Database::Sqlite => Some(&sqlite::SqliteDialect),
        Database::Mysql | Database::Mariadb => None,
    }
}
