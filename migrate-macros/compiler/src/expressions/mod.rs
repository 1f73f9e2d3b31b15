//! Expressions against a schema: what their names refer to, what type they have, whether
//! the databases can evaluate them where they stand. Takes phrases and a schema, gives
//! errors and facts; must not know which statement an expression belongs to.

mod catalogue;
mod constant;
mod functions;
mod index;
mod infer;
mod known;
mod literal;
mod place;
mod query;
mod rows;
mod scope;
mod sight;
mod source;
#[cfg(test)]
mod tests;
mod types;
mod volatility;

pub(crate) use catalogue::stays_in_row;
pub(crate) use constant::{
    default_violates, excludes, has_value, implies_not_null, is_false, passes, selects_all,
};
pub(crate) use functions::{Home, home, is_built_in};
pub(crate) use infer::{fixed_result, unknown_column};
pub(crate) use known::{unknown_collation, unknown_type};
pub(crate) use sight::Sight;
pub(crate) use types::{collatable, comparable, ordered, referable, supports, unsupported_type};
pub(crate) use volatility::{Volatility, volatility};

use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Column, Schema, Table, mentions_column};
use crate::syntax::ast::{Expr, ExprKind, TableName, Type};
use crate::target::Target;

use place::Place;
use scope::Scope;

/// Checks expressions and reports every mistake of each; one mistake gives one error.
/// The statements that change rows are checked by its `insert`, `update` and `delete`.
#[derive(Debug)]
pub(crate) struct Checker<'a> {
    /// The schema before the statement, for the tables that a query names.
    pub(crate) schema: &'a Schema,
    pub(crate) targets: &'a [Target],
    pub(crate) report: &'a mut Report,
}

impl Checker<'_> {
    /// The default of a column of this type.
    pub(crate) fn default(&mut self, expr: &Expr, column: &Column) {
        let scope = Scope::new(Place::Default);
        self.assign(expr, (&column.name, &column.ty), &scope);
    }

    /// The condition of a check. The table is the one after the statement, so that a
    /// check may use a column which the same statement adds.
    pub(crate) fn condition(&mut self, expr: &Expr, table: &Table) {
        self.condition_in(expr, &Scope::of(Place::Check, table));
    }

    /// The predicate of a partial index or an exclusion constraint: a condition that may
    /// depend on the row alone.
    pub(crate) fn predicate(&mut self, expr: &Expr, table: &Table) {
        self.condition_in(expr, &Scope::of(Place::Predicate, table));
    }

    /// The key of an index: a column or an expression.
    pub(crate) fn key(&mut self, expr: &Expr, table: &Table) {
        let scope = Scope::of(Place::Key, table);
        self.type_of(expr, &scope);
        if let (ExprKind::Row(_), true) = (&expr.kind, self.is_strict()) {
            let title = "the key of an index is one value, and this is a row";
            let error = Diagnostic::new(expr.origin, title);
            self.report
                .error(error.help("write each value as a key of its own: `(a, b)`"));
        }
    }

    /// What a generated column is computed from.
    pub(crate) fn generated(&mut self, expr: &Expr, table: &Table, column: &Column) {
        if mentions_column(expr, &column.name) {
            let title = format!("generated column `{}` uses itself", column.name);
            let error = Diagnostic::new(expr.origin, title);
            self.report
                .error(error.help("compute it from the other columns"));
            return;
        }
        let scope = Scope::of(Place::Generated, table);
        self.assign(expr, (&column.name, &column.ty), &scope);
    }

    /// What an old row's value becomes when a column gets this type.
    pub(crate) fn using(&mut self, expr: &Expr, table: &Table, ty: &Type) {
        let scope = Scope::of(Place::Using, table);
        self.assign(expr, ("", ty), &scope);
    }
}

/// The error for a table that the schema lacks.
pub(crate) fn unknown_table(schema: &Schema, name: &TableName, origin: Origin) -> Diagnostic {
    let error = Diagnostic::new(origin, format!("there is no table `{name}`")).unknown(&name.name);
    let known: Vec<String> = schema.names().map(ToString::to_string).collect();
    match nearest(&name.to_string(), known.iter().map(String::as_str)) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help("create it in an earlier statement or migration"),
    }
}

/// `1 value`, `2 values`
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
