//! What stands in the way of a drop, and the statements that take it away first. Takes a
//! schema, gives names and statements to paste; must not know which drop asks.

use super::foreign_keys::{is_key, is_unique_index};
use crate::print;
use crate::schema::{
    Column, Constraint, ConstraintKind, Index, Schema, Table, plain_column, takes_from,
};
use crate::syntax::ast::{Base, TableName};

/// A foreign key that refers to a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Referrer<'a> {
    pub(super) table: &'a Table,
    pub(super) constraint: &'a Constraint,
}

impl Referrer<'_> {
    /// The statement that drops it.
    pub(super) fn drop(&self) -> String {
        let (table, constraint) = (&self.table.name, print::name(&self.constraint.name));
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

/// The exclusions that keep this column: one that is a key by itself takes them along, one
/// that stands in an expression or in the condition alone does not.
pub(super) fn exclusions_over<'a>(table: &'a Table, column: &str) -> Vec<&'a Constraint> {
    let keeps = |constraint: &&Constraint| match &constraint.kind {
        ConstraintKind::Exclude(exclude) => {
            let mut keys = exclude.elements.iter();
            let is_key = keys.any(|(key, _)| plain_column(&key.expr) == Some(column));
            !is_key && constraint.uses(column)
        }
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Unique { .. }
        | ConstraintKind::Check(_)
        | ConstraintKind::ForeignKey(_) => false,
    };
    table.constraints.iter().filter(keeps).collect()
}

/// A column of another table, or beside one, that keeps something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keeper<'a> {
    pub(super) table: &'a Table,
    pub(super) column: &'a Column,
}

impl Keeper<'_> {
    /// `orders.number`
    pub(super) fn title(&self) -> String {
        format!("{}.{}", self.table.name, self.column.name)
    }

    /// The statement that takes its default away.
    pub(super) fn drop_default(&self) -> String {
        let (table, column) = (&self.table.name, print::name(&self.column.name));
        format!("alter table {table} alter column {column} drop default;")
    }
}

/// Other columns whose defaults take numbers of the sequence that this one owns.
pub(super) fn takers<'a>(schema: &'a Schema, table: &Table, column: &Column) -> Vec<Keeper<'a>> {
    let Some(sequence) = table.sequence(column) else {
        return Vec::new();
    };
    let takes = |keeper: &Keeper<'_>| {
        let itself = keeper.table.name == table.name && keeper.column.name == column.name;
        let default = keeper.column.default.as_ref();
        !itself && default.is_some_and(|default| takes_from(default, &table.name, &sequence))
    };
    columns(schema.saying("nextval")).filter(takes).collect()
}

/// Columns of other tables whose type is a row of this one.
pub(super) fn holders<'a>(schema: &'a Schema, table: &TableName) -> Vec<Keeper<'a>> {
    let holds = |keeper: &Keeper<'_>| match &keeper.column.ty.base {
        Base::Extension(name) => keeper.table.name != *table && is_row_type(name, table),
        _ => false,
    };
    columns(schema.saying(&table.name)).filter(holds).collect()
}

fn is_row_type(name: &str, table: &TableName) -> bool {
    let (schema, name) = match name.split_once('.') {
        Some((schema, name)) => (Some(schema), name),
        None => (None, name),
    };
    let is_row = |name: &str| TableName::new(schema, name) == *table;
    is_row(name) || name.strip_prefix('_').is_some_and(is_row)
}

fn columns(tables: Vec<&Table>) -> impl Iterator<Item = Keeper<'_>> {
    tables.into_iter().flat_map(|table| {
        let columns = table.columns.iter();
        columns.map(move |column| Keeper { table, column })
    })
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
