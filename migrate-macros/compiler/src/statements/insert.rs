//! `insert`. Takes tokens, gives rows for a table; must not know any database.

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement, resolve};
use crate::report::Report;
use crate::schema::{Change, RowChange, Table};
use crate::syntax::ast::{Insert, InsertSource, Name};
use crate::syntax::{self, Cursor};

pub(super) const FORM: Form = Form {
    words: &["insert"],
    parse,
};

/// From `insert`, or from the `with` before it.
pub(super) fn parse(cursor: &mut Cursor<'_>, _: &mut Report) -> Parsed {
    Ok(Box::new(syntax::insert(cursor)?))
}

impl Statement for Insert {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let table = resolve::table(&lowering.schema, &self.table, self.origin)?;
        let mut insert = self.clone();
        if insert.columns.is_empty() {
            insert.columns = all_columns(table, &insert.source);
        }
        lowering.check(&self.table, |checker| checker.insert(&insert));
        lowering.act(
            Change::Rows(RowChange::Insert(Box::new(insert))),
            self.origin,
        );
        Ok(())
    }
}

/// The columns of an insert that names none: as many as there are values, in order.
fn all_columns(table: &Table, source: &InsertSource) -> Vec<Name> {
    let width = match source {
        InsertSource::Values(rows) => rows.first().map_or(0, Vec::len),
        InsertSource::Query(_) => table.columns.len(),
    };
    let columns = table.columns.iter().take(width);
    columns
        .map(|column| Name::generated(&column.name))
        .collect()
}
