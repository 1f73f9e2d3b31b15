//! `insert`. Takes the statement, gives every mistake; must not know how a database runs
//! it.

use std::collections::BTreeSet;

use super::super::scope::{Columns, Scope};
use super::super::types::Inferred;
use super::super::{Checker, counted};
use super::kept::{Row, is_exact, left_out};
use super::required::{is_required, required};
use super::{not_null, refusal, values_scope};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Column, Table};
use crate::syntax::ast::{Expr, ExprKind, Insert, InsertSource, Query};

impl Checker<'_> {
    pub(crate) fn insert(&mut self, insert: &Insert) {
        let before = self.report.len();
        self.insert_parts(insert);
        self.report.fold(before, "place");
    }

    fn insert_parts(&mut self, insert: &Insert) {
        let mut scope = values_scope();
        self.with(&insert.with, &mut scope);
        let Some(table) = self.target(&insert.table, insert.origin) else {
            return;
        };
        let columns = self.insert_columns(insert, table);
        match &insert.source {
            InsertSource::Values(rows) => {
                let mut counts = BTreeSet::from([columns.len()]);
                let before = self.report.len();
                for row in rows {
                    // As many too many in each row is one mistake, in the list of columns.
                    if counts.insert(row.len()) {
                        self.miscounted(row, columns.len());
                    } else if row.len() == columns.len() {
                        self.insert_row(row, &columns, table, &scope);
                    }
                }
                if self.report.len() == before {
                    self.kept(rows, &columns, insert, table);
                }
                self.report.fold(before, "value");
            }
            InsertSource::Query(query) => self.insert_query(query, &columns, table, &scope),
        }
        if let Some(conflict) = &insert.conflict {
            scope.add(&insert.table.name, Columns::Table(table));
            scope.add("excluded", Columns::Table(table));
            self.conflict(conflict, table, &scope);
        }
    }

    /// The columns that the values are for, in their order; nothing for one that the
    /// table lacks.
    fn insert_columns<'t>(&mut self, insert: &Insert, table: &'t Table) -> Vec<Option<&'t Column>> {
        if insert.columns.is_empty() {
            return table.columns.iter().map(Some).collect();
        }
        let mut earlier: Vec<&str> = Vec::new();
        let mut columns = Vec::new();
        for name in &insert.columns {
            columns.push(self.written(name, &earlier, table));
            earlier.push(&name.text);
        }
        // A name that no column has may stand for one that is missing.
        if columns.iter().all(Option::is_some) {
            self.missing_columns(insert, &earlier, table);
        }
        columns
    }

    fn missing_columns(&mut self, insert: &Insert, given: &[&str], table: &Table) {
        let missing = required(table).filter(|column| !given.contains(&column.name.as_str()));
        let missing: Vec<&str> = missing.map(|column| column.name.as_str()).collect();
        if missing.is_empty() {
            return;
        }
        let names = missing.join("`, `");
        let title = format!("the insert gives no value for `{names}`");
        let error = Diagnostic::new(insert.origin, title)
            .why("a column that is `not null` and has no default must have one: every row fails")
            .help(format!(
                "name it among the columns: `({}, {})`",
                given.join(", "),
                missing.join(", ")
            ));
        self.report.error(error);
    }

    /// Rows that the table cannot keep, whatever else it holds.
    fn kept(
        &mut self,
        rows: &[Vec<Expr>],
        columns: &[Option<&Column>],
        insert: &Insert,
        table: &Table,
    ) {
        let rows = rows.iter().map(|row| known(row, columns, table));
        let rows: Vec<(Row<'_>, Origin)> = rows.flatten().collect();
        for (row, origin) in &rows {
            self.keeps_checks(row, table, *origin);
        }
        self.keeps_keys(&rows, table, insert.conflict.as_ref());
    }

    fn miscounted(&mut self, row: &[Expr], columns: usize) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else {
            return;
        };
        let title = format!(
            "this row has {} for {}",
            counted(row.len(), "value"),
            counted(columns, "column")
        );
        let help = "give each column one value, in the order of the columns";
        let error = Diagnostic::new(first.origin.to(last.origin), title);
        self.report.error(error.help(help));
    }

    fn insert_row(
        &mut self,
        row: &[Expr],
        columns: &[Option<&Column>],
        table: &Table,
        scope: &Scope<'_>,
    ) {
        for (value, column) in row.iter().zip(columns) {
            match column {
                Some(column) => self.store(value, column, table, scope),
                None => {
                    self.type_of(value, scope);
                }
            }
        }
    }

    fn insert_query(
        &mut self,
        query: &Query,
        columns: &[Option<&Column>],
        table: &Table,
        scope: &Scope<'_>,
    ) {
        let Some(outputs) = self.query(query, scope) else {
            return;
        };
        if outputs.len() != columns.len() {
            let title = format!(
                "the query gives {} columns for {}",
                outputs.len(),
                columns.len()
            );
            let help = "select one column for each, in their order";
            self.report
                .error(Diagnostic::new(query.origin, title).help(help));
            return;
        }
        for (output, column) in outputs.iter().zip(columns) {
            let Some(column) = column else { continue };
            if let Some(error) = refusal(column, table, output.origin) {
                self.report.error(error);
            } else if output.ty == Inferred::Null && is_required(column, table) {
                self.report.error(not_null(column, table, output.origin));
            } else if let Some(literal) = &output.literal {
                self.assign(literal, (&column.name, &column.ty), scope);
            } else if let Inferred::Known(from) = &output.ty {
                self.assign_type(from, (&column.name, &column.ty), output.origin);
            }
        }
    }
}

/// What a row holds: what is given, and what stands for what is not.
fn known<'t>(
    row: &[Expr],
    columns: &[Option<&'t Column>],
    table: &'t Table,
) -> Option<(Row<'t>, Origin)> {
    let origin = row.first()?.origin.to(row.last()?.origin);
    let given: Vec<&Column> = columns.iter().copied().collect::<Option<_>>()?;
    let value = |(column, value): (&&'t Column, &Expr)| {
        let value = match value.kind {
            ExprKind::Default => left_out(column, origin)?,
            _ => value.clone(),
        };
        is_exact(&value).then_some((column.name.as_str(), value))
    };
    let mut held: Row<'t> = given.iter().zip(row).filter_map(value).collect();
    let missing = table.columns.iter();
    let missing = missing.filter(|column| !given.iter().any(|it| it.name == column.name));
    held.extend(missing.filter_map(|it| Some((it.name.as_str(), left_out(it, origin)?))));
    Some((held, origin))
}
