//! Expressions against a schema: what their names refer to, what type they have, whether
//! the databases can evaluate them where they stand. Takes phrases and a schema, gives
//! errors and facts; must not know which statement an expression belongs to.

mod constant;
mod functions;
mod literal;
mod types;
mod volatility;

pub(crate) use constant::{default_violates, implies_not_null, selects_all};
pub(crate) use functions::{Translation, translation};
pub(crate) use types::{
    Family, assignable, castable, comparable, ordered, referable, supports, unsupported_type,
};
pub(crate) use volatility::{Volatility, volatility};

use crate::report::Report;
use crate::schema::{Column, Schema, Table};
use crate::syntax::ast::{Delete, Expr, Insert, Type, Update};
use crate::target::Target;

/// Checks expressions and reports every mistake of each; one mistake gives one error.
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
        let _ = (expr, column);
    }

    /// The condition of a check. The table is the one after the statement, so that a
    /// check may use a column which the same statement adds.
    pub(crate) fn condition(&mut self, expr: &Expr, table: &Table) {
        let _ = (expr, table);
    }

    /// The predicate of a partial index or an exclusion constraint: a condition that may
    /// depend on the row alone.
    pub(crate) fn predicate(&mut self, expr: &Expr, table: &Table) {
        let _ = (expr, table);
    }

    /// The key of an index: a column or an expression.
    pub(crate) fn key(&mut self, expr: &Expr, table: &Table) {
        let _ = (expr, table);
    }

    /// What a generated column is computed from.
    pub(crate) fn generated(&mut self, expr: &Expr, table: &Table, column: &Column) {
        let _ = (expr, table, column);
    }

    /// What an old row's value becomes when a column gets this type.
    pub(crate) fn using(&mut self, expr: &Expr, table: &Table, ty: &Type) {
        let _ = (expr, table, ty);
    }

    pub(crate) fn insert(&mut self, insert: &Insert) {
        let _ = insert;
    }

    pub(crate) fn update(&mut self, update: &Update) {
        let _ = update;
    }

    pub(crate) fn delete(&mut self, delete: &Delete) {
        let _ = delete;
    }
}
