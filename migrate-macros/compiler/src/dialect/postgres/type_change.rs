//! What a new type of a column costs. Takes a table and a type, gives what PostgreSQL
//! does to the rows; must not know how it is asked.

use super::coercion::coercion;
use crate::schema::{Constraint, ConstraintKind, Exclude, Index, Table, plain_column};
use crate::syntax::ast::{Base, Expr, Type};
use crate::types::Coercion;

/// What PostgreSQL does while nobody can read the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TypeChange {
    /// The catalogue only.
    Metadata,
    /// Every row of a foreign key is looked up again.
    Revalidation,
    /// Indexes over the column are built again.
    IndexRebuild,
    /// Every row is written, and every index built.
    Rewrite,
}

/// What giving a column this type does to a table as it is before.
pub(crate) fn rewrites(table: &Table, column: &str, to: &Type, using: Option<&Expr>) -> TypeChange {
    let Some(from) = table.column(column).map(|column| &column.ty) else {
        return TypeChange::Rewrite;
    };
    match coercion(from, to, using, column) {
        Coercion::Same => TypeChange::Metadata,
        Coercion::Relabel if rebuilds_expressions(table, column) => TypeChange::IndexRebuild,
        Coercion::Relabel => TypeChange::Metadata,
        Coercion::Operators if rebuilds_keys(table, column) => TypeChange::IndexRebuild,
        Coercion::Operators if looks_up(table, column, to) => TypeChange::Revalidation,
        Coercion::Operators => TypeChange::Metadata,
        Coercion::Convert => TypeChange::Rewrite,
    }
}

/// PostgreSQL does not compare expressions and predicates: an index that has any and uses
/// the column, be it elsewhere, is built anew.
fn rebuilds_expressions(table: &Table, column: &str) -> bool {
    let computes = |index: &Index| index.filter.is_some() || index.key_columns().is_none();
    let mut indexes = table.indexes.iter();
    indexes.any(|index| index.uses(column) && computes(index))
        || table
            .constraints
            .iter()
            .any(|constraint| match &constraint.kind {
                ConstraintKind::Exclude(exclude) => constraint.uses(column) && is_computed(exclude),
                ConstraintKind::PrimaryKey(_)
                | ConstraintKind::Unique { .. }
                | ConstraintKind::Check(_)
                | ConstraintKind::ForeignKey(_) => false,
            })
}

fn is_computed(exclude: &Exclude) -> bool {
    let mut keys = exclude.elements.iter().map(|(key, _)| &key.expr);
    exclude.filter.is_some() || keys.any(|key| plain_column(key).is_none())
}

/// A key compares by the operators of its type; what is only included is not compared.
fn rebuilds_keys(table: &Table, column: &str) -> bool {
    let mut constraints = table
        .constraints
        .iter()
        .filter(|constraint| constraint.has_index());
    let is_key = |index: &Index| {
        index
            .key_columns()
            .is_some_and(|keys| keys.contains(&column))
    };
    rebuilds_expressions(table, column)
        || table.indexes.iter().any(is_key)
        || constraints.any(|constraint| constraint.uses(column))
}

/// Timestamps with and without a zone compare with each other, by an operator that a
/// foreign key has not looked its rows up by.
fn looks_up(table: &Table, column: &str, to: &Type) -> bool {
    let mut keys = table.constraints.iter().filter_map(Constraint::foreign_key);
    matches!(to.base, Base::Timestamp(_) | Base::TimestampTz(_))
        && keys.any(|key| key.columns.iter().any(|name| name == column))
}

#[cfg(test)]
mod tests {
    use super::TypeChange::{IndexRebuild, Metadata, Revalidation};
    use super::*;
    use crate::schema::{Alteration, Change, ColumnChange};
    use crate::statements::testing::lower;

    /// The verdict on the one change in the last migration of a text.
    fn of(text: &str) -> TypeChange {
        let lowered = lower(text);
        let Some(act) = lowered.acts.last() else {
            panic!("{:?}", lowered.errors);
        };
        let Change::Alter(Alteration::Column(table, column, alteration)) = &act.change else {
            panic!("{text}");
        };
        let ColumnChange::Type { ty, using } = alteration else {
            panic!("{text}");
        };
        let table = act
            .before
            .table(table)
            .expect("a change of a table that is there");
        rewrites(table, column, ty, using.as_ref())
    }

    #[test]
    fn sees_what_hangs_on_the_column() {
        let widened = |index: &str| {
            of(&format!(
                "create table t {{ c: varchar(9), n: int, {index} }}\n---\nalter table t alter column c type text;"
            ))
        };
        assert_eq!(widened("index (c)"), Metadata);
        assert_eq!(widened("unique (c)"), Metadata);
        assert_eq!(widened("index (lower(c))"), IndexRebuild);
        assert_eq!(widened("index (n) where c <> \"\""), IndexRebuild);
        assert_eq!(widened("index (c) where n > 1"), IndexRebuild);
        assert_eq!(widened("index ((n + 1))"), Metadata);
    }

    #[test]
    fn sees_what_compares_by_other_operators() {
        let zoned = |table: &str| {
            of(&format!(
                "create table r {{ at: timestamp primary key }}
create table t {{ {table} }}
---
alter table t alter column c type timestamptz using c at time zone \"UTC\";"
            ))
        };
        assert_eq!(
            zoned("c: timestamp, n: int, index (n) include (c)"),
            Metadata
        );
        assert_eq!(zoned("c: timestamp unique"), IndexRebuild);
        assert_eq!(zoned("c: timestamp references r"), Revalidation);
    }
}
