//! What a dialect asks about phrases whose mistakes are reported: the type of an
//! expression, and whose column a name is. Takes the sources of a query or a statement,
//! gives answers; reports nothing, and must not know how anything is spelled.

use super::Checker;
use super::place::Place;
use super::scope::{Columns, Output, Scope};
use crate::report::Report;
use crate::schema::{Schema, Table};
use crate::syntax::ast::{Cte, Expr, Join, Name, Query, Source, TableName, Type};
use crate::target::Target;

/// What can be seen at one place of a statement.
#[derive(Debug)]
pub(crate) struct Sight<'s> {
    target: Target,
    schema: &'s Schema,
    scope: Scope<'s>,
    /// Around the query, whose sources do not see each other.
    around: Option<&'s Sight<'s>>,
}

impl<'s> Sight<'s> {
    /// A place that sees no table yet.
    pub(crate) fn new(target: Target, schema: &'s Schema) -> Self {
        Self {
            target,
            schema,
            scope: Scope::new(Place::Output),
            around: None,
        }
    }

    /// A place inside this one.
    pub(crate) fn inner(&'s self) -> Self {
        Self {
            target: self.target,
            schema: self.schema,
            scope: self.scope.inner(Place::Output),
            around: Some(self),
        }
    }

    /// What is seen around this place.
    pub(crate) fn around(&self) -> Option<&'s Sight<'s>> {
        self.around
    }

    /// Adds a table under a name.
    pub(crate) fn add(&mut self, name: &'s str, table: &'s Table) {
        self.scope.add(name, Columns::Table(table));
    }

    /// Adds columns under a name, whose types may not be known.
    pub(crate) fn add_columns(&mut self, name: &'s str, columns: Vec<(String, Option<Type>)>) {
        let outputs = columns.into_iter().map(Output::generated);
        let columns = Columns::Listed(outputs.collect());
        self.scope.add(name, columns);
    }

    /// Adds the queries of `with`, each known to those after it.
    pub(crate) fn with(&mut self, with: &'s [Cte]) {
        for cte in with {
            let columns = self.columns(&cte.query, &cte.columns, &self.scope);
            self.scope.add_with(&cte.name.text, columns);
        }
    }

    pub(crate) fn sources(&mut self, sources: &'s [Source]) {
        for source in sources {
            self.source(source);
        }
    }

    fn source(&mut self, source: &'s Source) {
        match source {
            Source::Table { table, alias, .. } => {
                let name = alias.as_ref().map_or(&table.name, |alias| &alias.text);
                self.scope.add(name, self.table(table));
            }
            Source::Query {
                query,
                alias,
                columns,
                ..
            } => {
                let around = self.around.map_or(&self.scope, |around| &around.scope);
                let columns = self.columns(query, columns, around);
                self.scope.add(&alias.text, columns);
            }
            Source::Call { call, alias, .. } => {
                let name = alias.as_ref();
                let name = name.map_or(&call.function.name, |alias| &alias.text);
                self.scope.add(name, Columns::Open);
            }
            Source::Join(join) => self.join(join),
        }
    }

    fn join(&mut self, join: &'s Join) {
        self.source(&join.left);
        self.source(&join.right);
        for column in &join.using {
            self.scope.merge(&column.text);
        }
    }

    fn table(&self, name: &TableName) -> Columns<'s> {
        if let (None, Some(columns)) = (&name.schema, self.scope.with(&name.name)) {
            return columns.clone();
        }
        let table = self.schema.table(name);
        table.map_or(Columns::Open, Columns::Table)
    }

    fn columns(&self, query: &Query, names: &[Name], around: &Scope<'_>) -> Columns<'s> {
        match self.ask(|checker| checker.query(query, around)) {
            Some(outputs) => Columns::Listed(outputs.into()).renamed(names),
            None => Columns::Open,
        }
    }

    /// The type of an expression, where it is sure; a bare text has none of its own.
    pub(crate) fn type_of(&self, expr: &Expr) -> Option<Type> {
        let inferred = self.ask(|checker| checker.type_of(expr, &self.scope));
        inferred.known().cloned()
    }

    /// The names and types of the columns that a query gives, where they are known.
    pub(crate) fn outputs(&self, query: &Query) -> Option<Vec<(String, Option<Type>)>> {
        let outputs = self.ask(|checker| checker.query(query, &self.scope))?;
        let outputs = outputs.into_iter();
        Some(
            outputs
                .map(|it| (it.name, it.ty.known().cloned()))
                .collect(),
        )
    }

    /// The source whose column a bare name is; nothing where it is of several, of none, or
    /// where nobody knows.
    pub(crate) fn owner(&self, column: &str) -> Option<&'s str> {
        self.scope.owner(column)
    }

    fn ask<T>(&self, ask: impl FnOnce(&mut Checker<'_>) -> T) -> T {
        let mut report = Report::default();
        let answer = ask(&mut Checker {
            schema: self.schema,
            targets: std::slice::from_ref(&self.target),
            report: &mut report,
        });
        report.drain();
        answer
    }
}
