//! What a change that stays by itself means for the release that still runs. Takes an act
//! and those of its steps that are done, gives a phrase; must not know how it is taken back.

use crate::dialect::{Action, Step};
use crate::schema::{
    Alteration, Change, Column, ColumnChange, Constraint, ConstraintKind, Id, Index, Object,
    RowChange,
};
use crate::statements::Act;
use crate::syntax::ast::TableName;

/// The phrase, where there is something to say.
pub(super) fn leaves(act: &Act, steps: &[&Step]) -> Option<String> {
    Some(match &act.change {
        Change::Create(object) => created(object, steps),
        Change::Drop(id) => dropped(id),
        Change::Rename(id, to) => renamed(id, to),
        Change::Alter(Alteration::Column(table, column, change)) => {
            altered_column(table, column, change)?
        }
        Change::Alter(Alteration::Comment(..) | Alteration::Constraint(..)) => return None,
        Change::Rows(RowChange::Insert(insert)) => {
            format!("the rows inserted into `{}` are there", insert.table)
        }
        Change::Rows(RowChange::Update(update)) => {
            format!("the rows of `{}` that were updated stay so", update.table)
        }
        Change::Rows(RowChange::Delete(delete)) => {
            format!("the rows deleted from `{}` are gone", delete.table)
        }
        Change::Run { sql, .. } => format!("`{}` has been run", first_line(sql)),
    })
}

fn created(object: &Object, steps: &[&Step]) -> String {
    match object {
        Object::Table(table) => format!("table `{}` is there", table.name),
        Object::Column { table, column, .. } => added_column(table, column),
        Object::Constraint {
            table, constraint, ..
        } => added_constraint(table, constraint, steps),
        Object::Index { table, index } => added_index(table, index),
    }
}

fn dropped(id: &Id) -> String {
    match id {
        Id::Table(_) | Id::Column(..) => format!("{id} is gone: programs that use it fail"),
        Id::Constraint(table, name) => format!("constraint `{name}` of `{table}` is gone"),
        Id::Index(table, name) => {
            format!("index `{name}` of `{table}` is gone: queries that used it are slow")
        }
    }
}

fn renamed(id: &Id, to: &str) -> String {
    match id {
        Id::Table(_) | Id::Column(..) => {
            format!("{id} is called `{to}`: programs that use the old name fail")
        }
        Id::Constraint(table, name) => {
            format!("constraint `{name}` of `{table}` is called `{to}`")
        }
        Id::Index(_, name) => format!("index `{name}` is called `{to}`"),
    }
}

fn added_column(table: &TableName, column: &Column) -> String {
    let name = format!("column `{table}.{}` is there", column.name);
    let fills =
        column.default.is_some() || column.generator.is_some() || column.generated.is_some();
    if column.not_null && !fills {
        return format!("{name}: rows can no longer be inserted without a value for it");
    }
    name
}

fn altered_column(table: &TableName, column: &str, alteration: &ColumnChange) -> Option<String> {
    Some(match alteration {
        ColumnChange::Type { ty, .. } => format!(
            "column `{table}.{column}` is of type `{ty}`: programs that read or write the old \
             type may fail"
        ),
        ColumnChange::SetNotNull { .. } => format!(
            "rows without a value for `{table}.{column}` can no longer be inserted, nor updated"
        ),
        ColumnChange::DropNotNull => format!("`{table}.{column}` may be null"),
        ColumnChange::Default(None) => format!(
            "`{table}.{column}` has no default: rows that are inserted without it are null there, \
             or refused"
        ),
        ColumnChange::Default(Some(_)) => format!("`{table}.{column}` has another default"),
        ColumnChange::Generator { .. } | ColumnChange::Restart(_) => {
            format!("the numbers of `{table}.{column}` come from elsewhere")
        }
        ColumnChange::Generated(_) => format!("the values of `{table}.{column}` are computed anew"),
        ColumnChange::Statistics(_) | ColumnChange::Storage(_) => return None,
    })
}

/// A key is made in several steps: it hinders as far as it is there.
fn added_constraint(table: &TableName, constraint: &Constraint, steps: &[&Step]) -> String {
    let name = &constraint.name;
    let builds = |step: &&Step| matches!(step.action, Action::BuildIndex(_));
    match &constraint.kind {
        ConstraintKind::Check(_) => format!(
            "rows of `{table}` that violate `{name}` can no longer be inserted, nor updated"
        ),
        ConstraintKind::ForeignKey(key) => format!(
            "rows of `{table}` that violate `{name}` can no longer be inserted, nor updated, and \
             rows of `{}` that they refer to can no longer be deleted",
            key.table
        ),
        ConstraintKind::PrimaryKey(columns) if !steps.iter().any(builds) => format!(
            "rows of `{table}` without a value for `{}` can no longer be inserted, nor updated",
            columns.join("`, `")
        ),
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Unique { .. }
        | ConstraintKind::Exclude(_) => repeats(table, name),
    }
}

fn added_index(table: &TableName, index: &Index) -> String {
    if index.unique {
        return repeats(table, &index.name);
    }
    format!("index `{}` of `{table}` is there", index.name)
}

fn repeats(table: &TableName, key: &str) -> String {
    format!(
        "rows of `{table}` that repeat a value of `{key}` can no longer be inserted, nor updated"
    )
}

fn first_line(sql: &str) -> &str {
    sql.trim().lines().next().unwrap_or_default()
}
