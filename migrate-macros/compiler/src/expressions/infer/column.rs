//! What the name of a column refers to. Takes names and what can be seen, gives the type;
//! must not know what is done with the value.

use super::super::Checker;
use super::super::place::Place;
use super::super::scope::{Columns, Lookup, Scope, names_of};
use super::super::types::Inferred;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::schema::{Column, Table};
use crate::syntax::ast::Name;
use crate::target::Database;

/// Columns that every table has, by database.
const SYSTEM: [(Database, &[&str]); 2] = [
    (
        Database::Postgres,
        &["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"],
    ),
    (Database::Sqlite, &["rowid", "oid", "_rowid_"]),
];

impl Checker<'_> {
    pub(super) fn column(
        &mut self,
        table: Option<&Name>,
        column: &Name,
        scope: &Scope<'_>,
    ) -> Inferred {
        if scope.place == Place::Default {
            return self.refuse_column(column);
        }
        let lookup = match table {
            None => scope.column(&column.text),
            Some(table) => match scope.relation(&table.text) {
                Some(columns) => columns.column(&column.text),
                None => return self.unknown_relation(table, scope),
            },
        };
        scope.take(table, column);
        match lookup {
            Lookup::Column(table, found) => self.found(table, found, column, scope),
            Lookup::Output(inferred) => inferred,
            Lookup::Open => Inferred::Anything,
            Lookup::Ambiguous(one, other) => self.ambiguous(column, one, other),
            Lookup::Twice => self.twice(column),
            Lookup::Missing => self.missing(table, column, scope),
        }
    }

    fn found(&mut self, table: &Table, found: &Column, name: &Name, scope: &Scope<'_>) -> Inferred {
        if scope.place == Place::Generated && found.generated.is_some() && self.is_strict() {
            let title = format!("a generated column cannot use another one, `{name}`");
            let error = Diagnostic::new(name.origin, title)
                .why("PostgreSQL computes all generated columns from the stored ones alone")
                .help(format!(
                    "repeat the expression of `{}.{}`",
                    table.name, found.name
                ));
            self.report.error(error);
        }
        Inferred::Known(found.ty.clone())
    }

    fn refuse_column(&mut self, column: &Name) -> Inferred {
        let error = Diagnostic::new(
            column.origin,
            format!("a default cannot use a column, `{column}`"),
        )
        .why("a default is computed before the row exists")
        .help(
            "a text stands in double quotes; a value computed from the row is `generated as (…)`",
        );
        self.report.error(error);
        Inferred::Anything
    }

    pub(in crate::expressions) fn unknown_relation(
        &mut self,
        table: &Name,
        scope: &Scope<'_>,
    ) -> Inferred {
        let title = format!("no table or alias `{table}` can be seen here");
        let error = Diagnostic::new(table.origin, title);
        let known = scope.relation_names();
        let error = match nearest(&table.text, known.iter().copied()) {
            Some(near) => error.help(format!("did you mean `{near}`?")),
            None => match known.first() {
                Some(only) if known.len() == 1 => error.help(format!("write `{only}`")),
                Some(_) => error.help(format!("write one of `{}`", known.join("`, `"))),
                None => error.help("name it in `from`"),
            },
        };
        self.report.error(error);
        Inferred::Anything
    }

    fn ambiguous(&mut self, column: &Name, one: &str, other: &str) -> Inferred {
        let title = format!("`{column}` may be a column of `{one}` or of `{other}`");
        let error = Diagnostic::new(column.origin, title)
            .help(format!("write `{one}.{column}` or `{other}.{column}`"));
        self.report.error(error);
        Inferred::Anything
    }

    fn twice(&mut self, column: &Name) -> Inferred {
        let title = format!("several columns here are called `{column}`");
        let error = Diagnostic::new(column.origin, title).unknown(&column.text);
        self.report
            .error(error.help("name them apart in the query that gives them: `… as …`"));
        Inferred::Anything
    }

    fn missing(&mut self, table: Option<&Name>, column: &Name, scope: &Scope<'_>) -> Inferred {
        let whole_row = table.is_none() && scope.relation(&column.text).is_some();
        if whole_row {
            scope.take_row(column, column.origin);
            return Inferred::Anything;
        }
        if self.is_system_column(&column.text) {
            self.system_column(column, scope.place);
            return Inferred::Anything;
        }
        let relation = match table {
            Some(table) => scope
                .relation(&table.text)
                .map(|it| (table.text.as_str(), it)),
            None => only(scope),
        };
        let error = match relation {
            Some((_, Columns::Table(table))) => unknown_column(table, &column.text, column.origin),
            Some((name, columns)) => {
                let title = format!("`{name}` has no column `{column}`");
                let error = Diagnostic::new(column.origin, title).unknown(&column.text);
                with_nearest(error, &column.text, columns.names())
            }
            None => {
                let title = format!("no table here has a column `{column}`");
                let error = Diagnostic::new(column.origin, title).unknown(&column.text);
                with_nearest(error, &column.text, scope.column_names())
            }
        };
        self.report.error(error);
        Inferred::Anything
    }

    /// What is kept beside the rows cannot depend on where the server put them.
    /// <https://www.postgresql.org/docs/current/ddl-system-columns.html>
    fn system_column(&mut self, column: &Name, place: Place) {
        let is_refused = match place {
            Place::Key | Place::Predicate => true,
            Place::Check | Place::Generated => column.text != "tableoid",
            Place::Default | Place::Using => false,
            Place::Filter | Place::Value | Place::Output | Place::Source => false,
        };
        if !is_refused || !self.is_strict() {
            return;
        }
        let title = format!(
            "{} cannot use `{column}`, a column of the server's own",
            place.title()
        );
        let error = Diagnostic::new(column.origin, title)
            .why("the server changes it without writing a row anew");
        self.report.error(error.help("use a column of the table"));
    }

    /// Whether every target has such a column in each table.
    fn is_system_column(&self, name: &str) -> bool {
        let has = |database: Database| {
            let mut lists = SYSTEM.iter().filter(|(known, _)| *known == database);
            lists.any(|(_, names)| names.contains(&name))
        };
        self.targets.iter().all(|target| has(target.database))
    }
}

/// The relation that can be seen, if it is but one.
fn only<'a, 's>(scope: &'a Scope<'s>) -> Option<(&'s str, &'a Columns<'s>)> {
    let mut relations = scope.relations();
    let first = relations.next()?;
    relations.next().is_none().then_some(first)
}

/// The error for a column that a table lacks.
pub(crate) fn unknown_column(table: &Table, column: &str, origin: Origin) -> Diagnostic {
    let title = format!("table `{}` has no column `{column}`", table.name);
    let error = Diagnostic::new(origin, title).unknown(column);
    if let Some(near) = nearest(column, names_of(table)) {
        return error.help(format!("did you mean `{near}`?"));
    }
    let names: Vec<&str> = names_of(table).collect();
    error.help(format!(
        "write one of its columns: `{}`",
        names.join("`, `")
    ))
}

fn with_nearest<'a>(
    error: Diagnostic,
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    match nearest(name, candidates) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help("name a column of what is selected from"),
    }
}
