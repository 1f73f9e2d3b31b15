//! Every statement of the language as small histories: a shop with rows, and one change
//! after it. What databases get for them stands in `tests/golden/`; they must not know
//! what is tested with them.

mod alter_column;
mod columns;
mod constraints;
mod data;
mod generated;
mod indexes;
mod kept;
mod keys;
mod kinds;
mod names;
mod raw;
mod shop;
mod tables;
mod types;

use migrate_runtime::{Database, Migration, Plan};

/// A statement, or an action of `alter table`.
#[derive(Debug)]
pub struct Statement {
    /// The name of its file in `tests/golden/`.
    pub name: &'static str,
    /// The last migrations of histories that show what it does.
    pub heads: &'static [&'static Migration],
}

/// A history of which the last migration shows what a statement does.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub statement: &'static str,
    pub head: &'static Migration,
}

/// Every statement, by topic.
static TOPICS: &[&[Statement]] = &[
    tables::STATEMENTS,
    columns::STATEMENTS,
    alter_column::STATEMENTS,
    types::STATEMENTS,
    generated::STATEMENTS,
    constraints::STATEMENTS,
    kept::STATEMENTS,
    keys::STATEMENTS,
    indexes::STATEMENTS,
    data::STATEMENTS,
    raw::STATEMENTS,
    kinds::STATEMENTS,
    names::STATEMENTS,
];

/// Every statement.
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    TOPICS.iter().copied().flatten()
}

/// Every history that has a plan for this database.
pub fn cases(database: Database) -> impl Iterator<Item = Case> {
    let all = statements().flat_map(|statement| {
        let case = |head: &&'static Migration| Case {
            statement: statement.name,
            head,
        };
        statement.heads.iter().map(case)
    });
    all.filter(move |case| case.plan(database).is_some())
}

/// The plans of a migration, which this build compiled.
#[must_use]
pub fn plans(migration: &Migration) -> &[Plan] {
    migration.plans().expect("plans of this compiler")
}

impl Case {
    /// The plan of the last migration.
    #[must_use]
    pub fn plan(&self, database: Database) -> Option<&'static Plan> {
        let mut plans = plans(self.head).iter();
        plans.find(|plan| plan.database == database)
    }

    /// The migration before the last; none where it stands alone.
    #[must_use]
    pub fn parent(&self) -> Option<&'static Migration> {
        self.head.parents().first().copied()
    }
}
