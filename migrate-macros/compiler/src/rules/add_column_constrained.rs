//! `add_column_constrained`: a column that is added as the primary key of a table with rows,
//! or with a constraint that all of them break.
//!
//! A column is added as the primary key of a table that may have rows, and no row has a
//! value for it; as unique, with one default for all of them; with a check that this
//! default, or no value, does not pass; or as a reference into a table that is empty yet.
//! Other checks, unique constraints and foreign keys that come with a column are split off
//! and added without blocking, so they are not reported. Silent on new tables, and where every row gets a value of its own:
//! that is [`add_column_volatile_default`](#add_column_volatile_default). Add the column,
//! fill it in the next migration, and add the key in the one after.
//!
//! Refused:
//!
//! ```rs
//! alter table events add column id: bigint primary key;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table events add column id: bigint;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::expressions::{Volatility, has_value, is_false, passes, volatility};
use crate::print;
use crate::schema::{
    Change, Column, Constraint, ConstraintKind, Fill, ForeignKey, Index, Object, RowChange, Table,
    mentions_column,
};
use crate::statements::Act;
use crate::syntax::ast::{Expr, ExprKind, TableName};

pub(crate) static RULE: Rule = Rule {
    name: "add_column_constrained",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, place: usize) -> Option<Diagnostic> {
    let (title, why, help) = match &act.change {
        Change::Create(Object::Constraint {
            table, constraint, ..
        }) => of_constraint(
            &Adding {
                subject,
                act,
                place,
                table,
            },
            constraint,
        )?,
        Change::Create(Object::Index { table, index }) if index.unique => Adding {
            subject,
            act,
            place,
            table,
        }
        .as_unique_index(index)?,
        _ => return None,
    };
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}

fn of_constraint(adding: &Adding<'_>, constraint: &Constraint) -> Option<Said> {
    match &constraint.kind {
        ConstraintKind::PrimaryKey(columns) => adding.as_key(columns),
        ConstraintKind::Unique {
            columns,
            nulls_not_distinct,
        } => adding.as_unique(columns, *nulls_not_distinct),
        ConstraintKind::Check(check) if constraint.valid => adding.as_check(check),
        ConstraintKind::ForeignKey(key) if constraint.valid => adding.as_reference(key),
        ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) | ConstraintKind::Exclude(_) => {
            None
        }
    }
}

/// Title, why and help.
type Said = (String, &'static str, String);

/// Something that rows have to fit, and the table that may hold some.
#[derive(Clone, Copy)]
struct Adding<'a> {
    subject: &'a Subject<'a>,
    act: &'a Act,
    place: usize,
    table: &'a TableName,
}

impl Adding<'_> {
    fn as_key(&self, columns: &[String]) -> Option<Said> {
        let known = self.subject.in_use(self.act, self.table)?;
        let mut added = columns.iter().filter_map(|column| known.column(column));
        let added = added.find(|column| self.subject.is_new(column.born) && !differs(column))?;
        Some(as_key(self.table, added))
    }

    /// Several rows have one value in each of the columns.
    fn as_unique(&self, columns: &[String], nulls_not_distinct: bool) -> Option<Said> {
        let known = self.subject.in_use(self.act, self.table)?;
        let is_same = |column: &Column| {
            let nulls = nulls_not_distinct && column.fill == Fill::Empty;
            self.is_fresh(column) && (is_alike(column) || nulls)
        };
        let mut columns = columns.iter().map(|column| known.column(column));
        let first = columns.next()?.filter(|column| is_same(column))?;
        let all = columns.all(|column| column.is_some_and(is_same));
        all.then(|| as_unique(self.table, first))
    }

    /// Every row stands in the index, under one key.
    fn as_unique_index(&self, index: &Index) -> Option<Said> {
        let known = self.subject.in_use(self.act, self.table)?;
        let row = self.row(known);
        if !index
            .filter
            .as_ref()
            .is_none_or(|filter| passes(filter, &row))
        {
            return None;
        }
        if let Some(columns) = index.key_columns() {
            let columns: Vec<String> = columns.into_iter().map(str::to_owned).collect();
            return self.as_unique(&columns, index.nulls_not_distinct);
        }
        let mut keys = index.keys.iter().map(|key| &key.expr);
        if !keys.all(|key| has_value(key, &row)) {
            return None;
        }
        let in_key = |column: &&Column| {
            let mut keys = index.keys.iter();
            self.is_fresh(column) && keys.any(|key| mentions_column(&key.expr, &column.name))
        };
        Some(as_unique(self.table, known.columns.iter().find(in_key)?))
    }

    /// Every row breaks the check, whatever else it holds.
    fn as_check(&self, check: &Expr) -> Option<Said> {
        let known = self.subject.in_use(self.act, self.table)?;
        if !is_false(check, &self.row(known)) {
            return None;
        }
        let is_null =
            |column: &&Column| column.fill == Fill::Empty && mentions_column(check, &column.name);
        Some(as_check(self.table, known.columns.iter().find(is_null)?))
    }

    /// Every row refers to one of a table that has none yet.
    fn as_reference(&self, key: &ForeignKey) -> Option<Said> {
        let known = self.subject.in_use(self.act, self.table)?;
        let target = self.act.before.table(&key.table)?;
        let is_same = |name: &String| {
            let column = known.column(name).filter(|column| self.is_fresh(column));
            column.is_some_and(is_alike)
        };
        let is_bound = self.subject.is_new(target.born) && !self.gets_rows(&key.table);
        let all = is_bound && key.columns.iter().all(is_same);
        all.then(|| as_reference(self.table, key))
    }

    /// What every row is known to hold: the one default of a new column, or no value.
    fn row<'t>(&self, known: &'t Table) -> Vec<(&'t str, Expr)> {
        let value = |column: &'t Column| {
            let empty = column.fill == Fill::Empty;
            let default = column
                .default
                .as_ref()
                .filter(|_| self.is_fresh(column) && !differs(column));
            let null = || Expr {
                kind: ExprKind::Null,
                origin: self.act.origin,
            };
            let value = default.cloned().or_else(|| empty.then(null))?;
            Some((column.name.as_str(), value))
        };
        known.columns.iter().filter_map(value).collect()
    }

    /// Whether the column came in this migration, which has written nothing to it since.
    fn is_fresh(&self, column: &Column) -> bool {
        self.subject.is_new(column.born) && !self.is_written(&column.name)
    }

    /// Whether the migration may have put rows into a table before.
    fn gets_rows(&self, table: &TableName) -> bool {
        self.before().any(|act| match &act.change {
            Change::Rows(RowChange::Insert(insert)) => insert.table == *table,
            Change::Run { .. } => true,
            _ => false,
        })
    }

    fn before(&self) -> impl Iterator<Item = &Act> {
        let before = self.subject.acts().filter(|(place, _)| *place < self.place);
        before.map(|(_, act)| act)
    }

    /// Whether the migration gives rows other values before.
    fn is_written(&self, column: &str) -> bool {
        self.before().any(|act| match &act.change {
            Change::Rows(RowChange::Update(update)) => {
                update.table == *self.table && update.set.iter().any(|it| it.column.text == column)
            }
            Change::Run { .. } => true,
            _ => false,
        })
    }
}

fn as_check(table: &TableName, column: &Column) -> Said {
    let (name, ty) = (&column.name, &column.ty);
    (
        format!(
            "this check fails on every row that is there: `{table}.{name}` is null in all of them"
        ),
        "no statement has given the old rows a value",
        format!(
            "add `{name}: {ty}` with a default, or fill it in a migration before the check:\n\
             update {table} set {name} = … where {name} is null;"
        ),
    )
}

fn as_reference(table: &TableName, key: &ForeignKey) -> Said {
    let (columns, target) = (key.columns.join("`, `"), &key.table);
    (
        format!(
            "`{columns}` refers to a row of `{target}` that is not there, in every row of `{table}`"
        ),
        "the default is one for all of them, and the table that it refers to is new and empty",
        format!("insert that row before, `insert into {target} …;`, or let the column be null"),
    )
}

fn as_key(table: &TableName, column: &Column) -> Said {
    let (name, new, ty) = (&column.name, print::name(&column.name), &column.ty);
    (
        format!(
            "adding column `{table}.{name}` as the primary key fails on the rows that are there"
        ),
        "no row has a value for it yet, and a key needs a different one in each",
        format!(
            "add `{new}: {ty}`, fill it in the next migration, and in the one after write\n\
             alter table {table} {{ alter column {new} set not null, add primary key ({new}) }}"
        ),
    )
}

fn as_unique(table: &TableName, column: &Column) -> Said {
    let (name, new, ty) = (&column.name, print::name(&column.name), &column.ty);
    (
        format!("adding column `{table}.{name}` as unique fails on the second row"),
        "every row that is there gets the same default",
        format!(
            "add `{new}: {ty}`, fill it in the next migration, and in the one after write\n\
             alter table {table} add unique ({new});"
        ),
    )
}

/// Whether the column comes with one value for all rows.
fn is_alike(column: &Column) -> bool {
    let is_null = |default: &Expr| matches!(default.kind, ExprKind::Null);
    let has_value = column
        .default
        .as_ref()
        .is_some_and(|default| !is_null(default));
    has_value && !differs(column)
}

/// Whether the column comes with a value of its own for every row.
fn differs(column: &Column) -> bool {
    let default = column.default.as_ref().map(volatility);
    column.generator.is_some() || default == Some(Volatility::Volatile)
}

#[cfg(test)]
mod tests;
