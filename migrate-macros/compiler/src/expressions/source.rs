//! What a query reads from: tables, queries, calls, joins. Takes sources, adds their
//! names to a scope; must not know what is read.

use super::Checker;
use super::place::Place;
use super::query::first_column;
use super::scope::{Columns, Lookup, Scope};
use super::unknown_table;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::{Join, JoinKind, Name, Source, TableName};

impl<'a> Checker<'a> {
    /// Adds a source to what the expressions of its query can see.
    pub(super) fn source<'s>(&mut self, source: &'s Source, scope: &mut Scope<'s>)
    where
        'a: 's,
    {
        match source {
            Source::Table {
                table,
                origin,
                alias,
            } => {
                let columns = self.table_columns(table, *origin, scope);
                let name = alias.as_ref().map_or(&table.name, |alias| &alias.text);
                self.add(name, columns, *origin, scope);
            }
            Source::Query {
                query,
                alias,
                columns,
                lateral,
            } => {
                let outputs = match (lateral, scope.outer()) {
                    (true, _) => {
                        self.only_postgres(query.origin, "`lateral`");
                        self.query(query, scope)
                    }
                    (false, Some(around)) => self.query(query, around),
                    (false, None) => self.query(query, &Scope::new(Place::Output)),
                };
                let columns = self.listed(outputs, columns);
                self.add(&alias.text, columns, alias.origin, scope);
            }
            Source::Call { call, alias, .. } => {
                self.call(call, &scope.at(Place::Source));
                let name = alias
                    .as_ref()
                    .map_or(&call.function.name, |alias| &alias.text);
                self.add(name, Columns::Open, call.origin, scope);
            }
            Source::Join(join) => self.join(join, scope),
        }
    }

    /// The columns of a table or of a `with`.
    fn table_columns<'s>(
        &mut self,
        table: &TableName,
        origin: Origin,
        scope: &Scope<'s>,
    ) -> Columns<'s>
    where
        'a: 's,
    {
        if let (None, Some(columns)) = (&table.schema, scope.with(&table.name)) {
            return columns.clone();
        }
        match self.schema.table(table) {
            Some(table) => Columns::Table(table),
            None if is_catalogue(table) => Columns::Open,
            None => {
                let error = unknown_table(self.schema, table, origin);
                self.report.error(error);
                Columns::Open
            }
        }
    }

    fn add<'s>(
        &mut self,
        name: &'s str,
        columns: Columns<'s>,
        origin: Origin,
        scope: &mut Scope<'s>,
    ) {
        if scope.relations().any(|(known, _)| known == name) {
            let title = format!("`{name}` names two sources");
            let error = Diagnostic::new(origin, title).help("give one of them an alias");
            self.report.error(error);
        }
        scope.add(name, columns);
    }

    fn join<'s>(&mut self, join: &'s Join, scope: &mut Scope<'s>)
    where
        'a: 's,
    {
        match join.kind {
            JoinKind::Right => self.since_sqlite(39, join_origin(join), "`right join`"),
            JoinKind::Full => self.since_sqlite(39, join_origin(join), "`full join`"),
            JoinKind::Inner | JoinKind::Left | JoinKind::Cross => {}
        }
        self.source(&join.left, scope);
        let before = scope.taken_columns().len();
        self.source(&join.right, scope);
        let taken = match &join.right {
            Source::Call { call, .. } => call.arguments.iter().find_map(first_column),
            Source::Query { .. } => scope.taken_columns().get(before).map(|it| it.origin),
            Source::Table { .. } | Source::Join(_) => None,
        };
        self.sees_left(join, taken);
        for column in &join.using {
            self.merge(column, scope);
        }
        if let Some(condition) = &join.on {
            self.condition_in(condition, &scope.at(Place::Filter));
        }
    }

    /// A column that both sides of a join must have.
    fn merge<'s>(&mut self, column: &'s Name, scope: &mut Scope<'s>) {
        let has = |columns: &Columns<'_>| !matches!(columns.column(&column.text), Lookup::Missing);
        let sides = scope
            .relations()
            .filter(|(_, columns)| has(columns))
            .count();
        if sides < 2 {
            let title = format!("`{column}` is not a column of both sides of the join");
            let error = Diagnostic::new(column.origin, title);
            self.report
                .error(error.help("write the condition: `on a.… = b.…`"));
        }
        scope.merge(&column.text);
    }
}

/// PostgreSQL's and SQLite's own tables.
fn is_catalogue(table: &TableName) -> bool {
    match table.schema.as_deref() {
        Some(schema) => matches!(schema, "pg_catalog" | "information_schema"),
        None => table.name.starts_with("pg_") || table.name.starts_with("sqlite_"),
    }
}

fn join_origin(join: &Join) -> Origin {
    match &join.right {
        Source::Table { origin, .. } => *origin,
        Source::Query { query, .. } => query.origin,
        Source::Call { call, .. } => call.origin,
        Source::Join(join) => join_origin(join),
    }
}
