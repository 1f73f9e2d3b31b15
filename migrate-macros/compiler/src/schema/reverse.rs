//! What undoes a change. Takes a change and the schemas around it, gives the changes that
//! lead back and what is lost on the way; must not know any database.

mod alteration;
mod column;
mod conversion;

use super::{
    Alteration, Change, Constraint, ConstraintChange, Id, Index, Object, RowChange, Schema, Table,
    Undo,
};
use crate::syntax::ast::TableName;

/// The way back from a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reversal {
    /// They lead back to the schema before, in this order.
    Changes {
        changes: Vec<Change>,
        /// What does not come back, in a phrase: "the rows of `orders`".
        loses: Option<String>,
    },
    /// There is no way back, for this reason.
    Impossible(String),
}

impl Reversal {
    /// Nothing is lost.
    fn exact(changes: impl IntoIterator<Item = Change>) -> Self {
        Self::Changes {
            changes: changes.into_iter().collect(),
            loses: None,
        }
    }

    fn lossy(changes: impl IntoIterator<Item = Change>, loses: String) -> Self {
        Self::Changes {
            changes: changes.into_iter().collect(),
            loses: Some(loses),
        }
    }
}

/// What leads from the schema after a change to the one before it.
pub(crate) fn reverse(change: &Change, before: &Schema, after: &Schema) -> Reversal {
    match change {
        Change::Create(object) => reverse_create(object, before, after),
        Change::Drop(id) => reverse_drop(id, before, after),
        Change::Rename(id, to) => {
            Reversal::exact([Change::Rename(id.renamed(to), id.name().to_owned())])
        }
        Change::Alter(Alteration::Comment(id, _)) => {
            let comment = before.comment(id).map(str::to_owned);
            Reversal::exact([Change::Alter(Alteration::Comment(id.clone(), comment))])
        }
        Change::Alter(Alteration::Column(table, column, change)) => {
            alteration::reverse(table, column, change, [before, after])
        }
        Change::Alter(Alteration::Constraint(table, name, ConstraintChange::Validate)) => {
            invalidate(table, name, before)
        }
        Change::Rows(rows) => nothing(lost_rows(rows)),
        Change::Run { sql, undo } => undo_raw(sql, undo),
    }
}

fn reverse_create(object: &Object, before: &Schema, after: &Schema) -> Reversal {
    match object {
        Object::Table(table) => drop_table(&table.name),
        Object::Column { table, column, .. } => column::drop_column(table, column),
        Object::Constraint {
            table, constraint, ..
        } => drop_constraint(table, constraint, before, after),
        Object::Index { .. } => Reversal::exact([Change::Drop(object.id())]),
    }
}

fn reverse_drop(id: &Id, before: &Schema, after: &Schema) -> Reversal {
    match id {
        Id::Table(table) => create_table(table, before),
        Id::Column(table, column) => column::add_column(table, column, before, after),
        Id::Constraint(table, _) | Id::Index(table, _) => {
            Reversal::exact(missing(table, before, after))
        }
    }
}

fn lost_rows(rows: &RowChange) -> String {
    let table = rows.table();
    match rows {
        RowChange::Insert(_) => format!("the rows of `{table}` as they were before the insert"),
        RowChange::Update(_) => format!("the values of `{table}` that the update replaced"),
        RowChange::Delete(_) => format!("the rows deleted from `{table}`"),
    }
}

/// The schema has not changed, and the rows cannot be had back.
fn nothing(loses: String) -> Reversal {
    Reversal::lossy([], loses)
}

fn drop_table(table: &TableName) -> Reversal {
    let change = Change::Drop(Id::Table(table.clone()));
    Reversal::lossy([change], rows_of(table))
}

fn rows_of(table: &TableName) -> String {
    format!("the rows of `{table}`")
}

/// A new table has no constraint that is not valid, so these are added to it.
fn create_table(name: &TableName, before: &Schema) -> Reversal {
    let Some(table) = before.table(name) else {
        return Reversal::exact([]);
    };
    let mut table = table.clone();
    let (valid, not_valid) = table.constraints.into_iter().partition(|c| c.valid);
    table.constraints = valid;
    let not_valid: Vec<Constraint> = not_valid;
    let create = Change::Create(Object::Table(Box::new(table)));
    let constraints = not_valid.into_iter().map(|c| add_constraint(name, &c));
    Reversal::lossy(std::iter::once(create).chain(constraints), rows_of(name))
}

/// The not null that a primary key brought goes with it, and an index that the constraint
/// took over comes back.
fn drop_constraint(
    table: &TableName,
    constraint: &Constraint,
    before: &Schema,
    after: &Schema,
) -> Reversal {
    let drop = Change::Drop(Id::Constraint(table.clone(), constraint.name.clone()));
    let nullable = alteration::nullable_again(table, before, after);
    let index = missing(table, before, after);
    Reversal::exact(std::iter::once(drop).chain(nullable).chain(index))
}

/// A constraint that was validated can only be made anew.
fn invalidate(table: &TableName, name: &str, before: &Schema) -> Reversal {
    let constraint = before.table(table).and_then(|table| table.constraint(name));
    let Some(constraint) = constraint.filter(|constraint| !constraint.valid) else {
        return Reversal::exact([]);
    };
    let drop = Change::Drop(Id::Constraint(table.clone(), name.to_owned()));
    Reversal::exact([drop, add_constraint(table, constraint)])
}

fn undo_raw(sql: &str, undo: &Undo) -> Reversal {
    match undo {
        Undo::Sql(text) => Reversal::exact([Change::Run {
            sql: text.clone(),
            undo: Undo::Sql(sql.to_owned()),
        }]),
        Undo::Irreversible(reason) => Reversal::Impossible(reason.clone()),
        Undo::Elsewhere => {
            Reversal::Impossible("nothing says what undoes a raw statement".to_owned())
        }
    }
}

/// The constraints and indexes of a table that are there before and not after: keys first,
/// since a foreign key may need one.
fn missing(name: &TableName, before: &Schema, after: &Schema) -> Vec<Change> {
    let (Some(before), Some(after)) = (before.table(name), after.table(name)) else {
        return Vec::new();
    };
    let gone = |constraint: &&Constraint| after.constraint(&constraint.name).is_none();
    let (keys, others): (Vec<&Constraint>, Vec<&Constraint>) = before
        .constraints
        .iter()
        .filter(gone)
        .partition(|constraint| constraint.has_index());
    let constraints = keys.into_iter().chain(others);
    let indexes = missing_indexes(before, after).map(|index| {
        Change::Create(Object::Index {
            table: name.clone(),
            index: Box::new(index.clone()),
        })
    });
    constraints
        .map(|constraint| add_constraint(name, constraint))
        .chain(indexes)
        .collect()
}

fn missing_indexes<'a>(before: &'a Table, after: &'a Table) -> impl Iterator<Item = &'a Index> {
    let indexes = before.indexes.iter();
    indexes.filter(|index| after.index(&index.name).is_none())
}

fn add_constraint(table: &TableName, constraint: &Constraint) -> Change {
    Change::Create(Object::Constraint {
        table: table.clone(),
        constraint: Box::new(constraint.clone()),
        using_index: None,
    })
}

#[cfg(test)]
mod tests;
