//! The statements that change rows. Takes them, gives every mistake; must not know how a
//! database runs them.

mod conflict;
mod delete;
mod insert;
mod kept;
mod required;
mod update;

use super::Checker;
use super::place::Place;
use super::scope::Scope;
use super::unknown_table;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Column, Generator, Table};
use crate::syntax::ast::{Expr, ExprKind, Name, TableName};

impl<'a> Checker<'a> {
    /// The table that a statement changes.
    fn target(&mut self, name: &TableName, origin: Origin) -> Option<&'a Table> {
        let table = self.schema.table(name);
        if table.is_none() {
            let error = unknown_table(self.schema, name, origin);
            self.report.error(error);
        }
        table
    }

    /// The column that a statement writes, and which it writes but once.
    fn written<'t>(
        &mut self,
        name: &Name,
        earlier: &[&str],
        table: &'t Table,
    ) -> Option<&'t Column> {
        if earlier.contains(&name.text.as_str()) {
            let title = format!("column `{name}` is given twice");
            let error = Diagnostic::new(name.origin, title);
            self.report.error(error.help("name it once"));
        }
        let column = table.column(&name.text);
        if column.is_none() {
            let error = super::unknown_column(table, &name.text, name.origin);
            self.report.error(error);
        }
        column
    }

    /// A value on its way into a column of a table.
    fn store(&mut self, value: &Expr, column: &Column, table: &Table, scope: &Scope<'_>) {
        if value.kind == ExprKind::Default {
            return;
        }
        if let Some(error) = refusal(column, table, value.origin) {
            self.report.error(error);
            self.type_of(value, scope);
            return;
        }
        if value.kind == ExprKind::Null && required::is_required(column, table) {
            self.report.error(not_null(column, table, value.origin));
            return;
        }
        self.assign(value, (&column.name, &column.ty), scope);
    }
}

/// The error for a null where the column takes none.
fn not_null(column: &Column, table: &Table, origin: Origin) -> Diagnostic {
    let title = format!("`{}.{}` is `not null`", table.name, column.name);
    Diagnostic::new(origin, title)
        .why("the statement fails on the first row")
        .help(format!("give `{}` a value", column.name))
}

/// The error for a column that only the database writes.
fn refusal(column: &Column, table: &Table, origin: Origin) -> Option<Diagnostic> {
    let name = format!("{}.{}", table.name, column.name);
    if column.generated.is_some() {
        let title = format!("`{name}` is generated and cannot be written");
        let why = "the database computes it from the other columns";
        let help = "leave the column out";
        return Some(Diagnostic::new(origin, title).why(why).help(help));
    }
    match column.generator {
        Some(Generator::IdentityAlways) => {
            let title = format!("`{name}` is an `identity` column and cannot be written");
            let error = Diagnostic::new(origin, title)
                .why("the database gives it its values")
                .help("leave the column out, or declare it `identity by default`");
            Some(error)
        }
        Some(Generator::IdentityByDefault | Generator::Serial) | None => None,
    }
}

/// A place for values that sees no table yet.
fn values_scope<'s>() -> Scope<'s> {
    Scope::new(Place::Value)
}
