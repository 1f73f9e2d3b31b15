//! What stands in the way of a drop, and the statements that take it away first. Takes a
//! schema, gives names and statements to paste; must not know which drop asks.

use super::foreign_keys::{is_key, is_unique_index};
use crate::schema::{Constraint, Index, Schema, Table};
use crate::syntax::ast::TableName;

/// A foreign key that refers to a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Referrer<'a> {
    pub(super) table: &'a Table,
    pub(super) constraint: &'a Constraint,
}

impl Referrer<'_> {
    /// The statement that drops it.
    pub(super) fn drop(&self) -> String {
        let (table, constraint) = (&self.table.name, &self.constraint.name);
        format!("alter table {table} drop constraint {constraint};")
    }

    /// `orders.orders_customer_id_fkey`
    pub(super) fn title(&self) -> String {
        format!("{}.{}", self.table.name, self.constraint.name)
    }

    fn referenced(&self) -> &[String] {
        let key = self.constraint.foreign_key();
        key.map_or(&[], |key| key.referenced.as_slice())
    }
}

/// Every foreign key that refers to this table, its own among them.
pub(super) fn referrers<'a>(schema: &'a Schema, table: &TableName) -> Vec<Referrer<'a>> {
    let mut referrers = Vec::new();
    for other in schema.referencing(table) {
        let keys = other.constraints.iter().filter(|constraint| {
            let key = constraint.foreign_key();
            key.is_some_and(|key| key.table == *table)
        });
        referrers.extend(keys.map(|constraint| Referrer {
            table: other,
            constraint,
        }));
    }
    referrers
}

/// The foreign keys of other tables that refer to this one.
pub(super) fn foreign_referrers<'a>(schema: &'a Schema, table: &TableName) -> Vec<Referrer<'a>> {
    let mut referrers = referrers(schema, table);
    referrers.retain(|referrer| referrer.table.name != *table);
    referrers
}

/// The foreign keys that refer to this column, but for one that it takes along.
pub(super) fn column_referrers<'a>(
    schema: &'a Schema,
    table: &TableName,
    column: &str,
) -> Vec<Referrer<'a>> {
    let mut referrers = referrers(schema, table);
    referrers.retain(|referrer| {
        let own = referrer.table.name == *table && referrer.constraint.uses(column);
        !own && referrer.referenced().iter().any(|name| name == column)
    });
    referrers
}

/// The foreign keys that rest on this constraint and on nothing else.
pub(super) fn resting_on_constraint<'a>(
    schema: &'a Schema,
    table: &Table,
    name: &str,
) -> Vec<Referrer<'a>> {
    let left = |constraint: &&Constraint| constraint.name != name;
    let mut referrers = referrers(schema, &table.name);
    referrers.retain(|referrer| {
        let columns = referrer.referenced();
        let dropped = table.constraint(name);
        let rests = dropped.is_some_and(|constraint| is_key(constraint, columns));
        let mut others = table.constraints.iter().filter(left);
        rests
            && !others.any(|other| is_key(other, columns))
            && !table
                .indexes
                .iter()
                .any(|index| is_unique_index(index, columns))
    });
    referrers
}

/// The foreign keys that rest on this index and on nothing else.
pub(super) fn resting_on_index<'a>(
    schema: &'a Schema,
    table: &Table,
    name: &str,
) -> Vec<Referrer<'a>> {
    let left = |index: &&Index| index.name != name;
    let mut referrers = referrers(schema, &table.name);
    referrers.retain(|referrer| {
        let columns = referrer.referenced();
        let dropped = table.index(name);
        let rests = dropped.is_some_and(|index| is_unique_index(index, columns));
        let mut others = table.indexes.iter().filter(left);
        rests
            && !others.any(|other| is_unique_index(other, columns))
            && !table.constraints.iter().any(|other| is_key(other, columns))
    });
    referrers
}

/// The statements that drop these foreign keys.
pub(super) fn drops(referrers: &[Referrer<'_>]) -> Vec<String> {
    referrers.iter().map(Referrer::drop).collect()
}

/// Their names in backticks.
pub(super) fn titles(referrers: &[Referrer<'_>]) -> String {
    let titles: Vec<String> = referrers.iter().map(Referrer::title).collect();
    format!("`{}`", titles.join("`, `"))
}
