//! Statements that change rows: as one, or as a walk over the table. Takes changes, gives
//! actions; must not know how a value is stored.

use migrate_contract::Reach;

use super::batches::{self, Walk};
use super::spelling::{Lite, Scope, sql};
use super::writes;
use crate::dialect::spelling::{Level, Writer};
use crate::dialect::{Action, Situation, settled};
use crate::expressions::Sight;
use crate::report::Report;
use crate::schema::{ConstraintKind, Index, Table};
use crate::syntax::ast::{Cte, Delete, Expr, Insert, Name, Pace, Source, Update};
use crate::target::Target;

/// A statement over the rows of a table that is there.
#[derive(Debug)]
pub(super) struct Rows<'a, 'r> {
    pub(super) target: Target,
    pub(super) situation: Situation<'a>,
    pub(super) table: &'a Table,
    pub(super) report: &'r mut Report,
}

impl<'a> Rows<'a, '_> {
    pub(super) fn insert(&mut self, insert: &Insert) -> Action {
        let mut around = self.sight();
        around.with(&insert.with);
        let mut sight = around.inner();
        sight.add(&self.table.name.name, self.table);
        let values = Lite::new(self.target, Scope::Rows(&around));
        let conflict = Lite::new(self.target, Scope::Rows(&sight));
        let table = self.table;
        Action::Sql(sql(values, self.report, |values, writer| {
            writes::insert(values, writer, (insert, table));
            writer.under(&conflict, |writer| {
                writes::conflict(&conflict, writer, (insert, table));
            });
        }))
    }

    pub(super) fn update(&mut self, update: &Update) -> Action {
        let assigned: Vec<&str> = update
            .set
            .iter()
            .map(|set| set.column.text.as_str())
            .collect();
        let mut around = self.sight();
        around.with(&update.with);
        let mut sight = around.inner();
        let alias = update.alias.as_ref();
        let table = self.table;
        sight.add(alias.map_or(&table.name.name, |alias| &alias.text), table);
        sight.sources(&update.from);
        let lite = Lite::new(self.target, Scope::Rows(&sight));
        let head = sql(lite, self.report, |lite, writer| {
            writes::update(lite, writer, (update, table));
        });
        let filter = self.filter(lite, update.filter.as_ref(), |writer, filter| {
            writer.at(filter, Level::And);
        });
        let statement = Statement {
            head,
            filter,
            lite,
            alias,
            with: &update.with,
            sources: &update.from,
            reach: settled::update(update, table),
        };
        self.change(&statement, (&assigned, update.pace))
    }

    /// SQLite deletes from one table only: others are asked in the condition.
    pub(super) fn delete(&mut self, delete: &Delete) -> Action {
        let mut around = self.sight();
        around.with(&delete.with);
        let mut sight = around.inner();
        let alias = delete.alias.as_ref();
        let table = self.table;
        sight.add(alias.map_or(&table.name.name, |alias| &alias.text), table);
        sight.sources(&delete.using);
        let lite = Lite::new(self.target, Scope::Rows(&sight));
        let head = sql(lite, self.report, |_, writer| {
            writes::delete(writer, delete);
        });
        let filter = if delete.using.is_empty() {
            self.filter(lite, delete.filter.as_ref(), |writer, filter| {
                writer.at(filter, Level::And);
            })
        } else {
            let text = sql(lite, self.report, |_, writer| {
                writes::exists(writer, delete);
            });
            Some(text)
        };
        let statement = Statement {
            head,
            filter,
            lite,
            alias,
            with: &delete.with,
            sources: &[],
            reach: settled::delete(delete),
        };
        self.change(&statement, (&[], delete.pace))
    }

    fn sight(&self) -> Sight<'a> {
        Sight::new(self.target, self.situation.before)
    }

    fn filter(
        &mut self,
        lite: Lite<'_>,
        filter: Option<&Expr>,
        write: impl FnOnce(&mut Writer<'_>, &Expr),
    ) -> Option<String> {
        let filter = filter?;
        Some(sql(lite, self.report, |_, writer| write(writer, filter)))
    }

    /// In batches where the table is in use and has a key that the statement leaves alone.
    fn change(&mut self, statement: &Statement<'_>, (assigned, pace): (&[&str], Pace)) -> Action {
        let key = key(self.table, assigned);
        let is_new = self.situation.is_new(&self.table.name);
        let Some(key) = key.filter(|_| !is_new) else {
            let condition = statement.filter.as_ref();
            let condition = condition.map_or_else(String::new, |filter| format!(" WHERE {filter}"));
            return Action::Sql(format!("{}{condition}", statement.head));
        };
        let walk = Walk {
            lite: statement.lite,
            table: &self.table.name,
            columns: &self.table.columns,
            alias: statement.alias,
            key,
            with: statement.with,
            sources: statement.sources,
            reach: statement.reach,
            pace,
        };
        let parts = (statement.head.as_str(), statement.filter.as_deref());
        batches::refuse_placeholders(self.situation.origin, parts, self.report);
        Action::Batches(batches::batches(&walk, parts))
    }
}

/// A statement up to its condition, and the condition.
struct Statement<'a> {
    head: String,
    filter: Option<String>,
    lite: Lite<'a>,
    alias: Option<&'a Name>,
    /// The queries before it, and the sources beside it.
    with: &'a [Cte],
    sources: &'a [Source],
    /// How far it may look again for rows that were missed.
    reach: Option<Reach>,
}

/// The primary key, or another key in which every row has a value.
fn key<'t>(table: &'t Table, assigned: &[&str]) -> Option<Vec<&'t str>> {
    let constraints = table.constraints.iter();
    let is_key = |kind: &ConstraintKind| {
        matches!(
            kind,
            ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique { .. }
        )
    };
    let constraints = constraints
        .filter(|constraint| is_key(&constraint.kind))
        .map(|constraint| constraint.columns().iter().map(String::as_str).collect());
    let indexes = table.indexes.iter().filter_map(unique_index);
    let primary = table
        .primary_key()
        .map(|key| key.iter().map(String::as_str).collect());
    let mut keys = primary.into_iter().chain(constraints).chain(indexes);
    keys.find(|key: &Vec<&str>| {
        key.iter().all(|name| {
            table.column(name).is_some_and(|column| column.not_null) && !assigned.contains(name)
        })
    })
}

fn unique_index(index: &Index) -> Option<Vec<&str>> {
    if !index.unique || index.filter.is_some() {
        return None;
    }
    index.key_columns()
}
