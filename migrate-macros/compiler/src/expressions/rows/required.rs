//! The columns that an insert must give. Takes a table, gives columns; must not know any
//! statement.

use crate::schema::{Column, Table};

/// The columns that a row cannot do without and that nothing fills.
pub(super) fn required(table: &Table) -> impl Iterator<Item = &Column> {
    let is_filled = |column: &Column| {
        column.default.is_some() || column.generator.is_some() || column.generated.is_some()
    };
    table
        .columns
        .iter()
        .filter(move |column| is_required(column, table) && !is_filled(column))
}

/// Whether the column cannot be null.
pub(super) fn is_required(column: &Column, table: &Table) -> bool {
    let key = table.primary_key().unwrap_or_default();
    column.not_null || key.contains(&column.name)
}
