//! The names that PostgreSQL gives to what was made without one, the same on every
//! target. Takes a schema and what needs a name, gives a free name; must not know how it
//! is written.
//!
//! The choice follows `ChooseRelationName`, `ChooseConstraintName` and `ChooseIndexName`
//! of the server, so that a schema which the server named and one which was named here
//! are equal.

mod fragment;
mod keys;
mod shorten;

use keys::key_names;
pub(crate) use keys::server_name;
use shorten::{LIMIT, shortened};

use super::{ConstraintKind, Part, Schema, Table, columns_of};
use crate::syntax::ast::{KeyPhrase, TableName};

/// What a name must not be the same as.
#[derive(Clone, Copy)]
enum Among {
    /// Tables and indexes.
    Relations,
    Constraints,
    /// A constraint with an index behind it.
    Both,
}

impl Schema {
    /// The name of an index over these keys. The table need not be in the schema yet.
    pub(crate) fn default_index_name(
        &self,
        table: &Table,
        keys: &[KeyPhrase],
        include: &[String],
    ) -> String {
        let columns = joined(key_names(keys, include).iter().map(String::as_str));
        self.free_name(table, Some(&columns), "idx", Among::Relations)
    }

    /// The name of a constraint. The table need not be in the schema yet.
    pub(crate) fn default_constraint_name(&self, table: &Table, kind: &ConstraintKind) -> String {
        use Among::*;
        match kind {
            ConstraintKind::PrimaryKey(_) => self.free_name(table, None, "pkey", Both),
            ConstraintKind::Unique { columns, .. } => {
                let columns = joined(columns.iter().map(String::as_str));
                self.free_name(table, Some(&columns), "key", Both)
            }
            ConstraintKind::ForeignKey(key) => {
                let columns = joined(key.columns.iter().map(String::as_str));
                self.free_name(table, Some(&columns), "fkey", Constraints)
            }
            ConstraintKind::Check(expr) => {
                let column = match columns_of(expr, table)[..] {
                    [column] => Some(column),
                    _ => None,
                };
                self.free_name(table, column, "check", Constraints)
            }
            ConstraintKind::Exclude(exclude) => {
                let keys: Vec<KeyPhrase> = exclude
                    .elements
                    .iter()
                    .map(|(key, _)| key.clone())
                    .collect();
                let columns = joined(key_names(&keys, &[]).iter().map(String::as_str));
                self.free_name(table, Some(&columns), "excl", Both)
            }
        }
    }

    /// The name of a constraint on one column that does not stay.
    pub(crate) fn column_constraint_name(
        &self,
        table: &Table,
        column: &str,
        suffix: &str,
    ) -> String {
        self.free_name(table, Some(column), suffix, Among::Constraints)
    }

    /// The name that a part of a column gets which does not have it yet.
    pub(crate) fn free_part_name(&self, table: &Table, column: &str, part: Part) -> String {
        let among = match part {
            Part::NotNull => Among::Constraints,
            Part::Sequence => Among::Relations,
        };
        let names = numbered(table, Some(column), part.suffix());
        let is_part = |name: &str| {
            let here = table.column_with(part, name);
            here.is_some_and(|other| other.name != column)
                || self.has_part_beside(&table.name, part, name)
        };
        first_free(names, |name| {
            self.is_taken(table, name, among) || is_part(name)
        })
    }

    /// The first that is free of the name and the name with 1, 2, … behind it.
    fn free_name(
        &self,
        table: &Table,
        columns: Option<&str>,
        suffix: &str,
        among: Among,
    ) -> String {
        let names = numbered(table, columns, suffix);
        first_free(names, |name| self.is_taken(table, name, among))
    }

    fn is_taken(&self, table: &Table, name: &str, among: Among) -> bool {
        let schema = table.name.schema.as_deref();
        let relation = || {
            table.name.name == name
                || table.has_index(name)
                || self.relation(schema, name).is_some()
        };
        let constraint = || table.constraint(name).is_some() || self.has_constraint(schema, name);
        match among {
            Among::Relations => relation(),
            Among::Constraints => constraint(),
            Among::Both => relation() || constraint(),
        }
    }
}

/// The name that a part of a column has when no other is in its way.
pub(super) fn default_part_name(table: &TableName, column: &str, part: Part) -> String {
    shortened(&table.name, Some(column), part.suffix())
}

/// The name, and the name with 1, 2, … behind it.
fn numbered(table: &Table, columns: Option<&str>, suffix: &str) -> impl Iterator<Item = String> {
    let name = move |suffix: &str| shortened(&table.name.name, columns, suffix);
    let others = (1..).map(move |number| name(&format!("{suffix}{number}")));
    std::iter::once(name(suffix)).chain(others)
}

fn first_free(mut names: impl Iterator<Item = String>, taken: impl Fn(&str) -> bool) -> String {
    names.find(|name| !taken(name)).unwrap_or_default()
}

/// Columns joined as the server joins them: it stops where no name can be longer.
fn joined<'a>(columns: impl Iterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for column in columns {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(column);
        if joined.len() > LIMIT {
            break;
        }
    }
    joined
}

#[cfg(test)]
mod tests;
