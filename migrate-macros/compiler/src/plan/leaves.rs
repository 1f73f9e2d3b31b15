//! What a change that stays by itself means for the release that still runs. Takes an act
//! and those of its steps that are done, gives a phrase; must not know how it is taken back.

use crate::dialect::{Action, Step};
use crate::schema::{Alteration, Change, Column, Constraint, ConstraintKind, Index};
use crate::statements::Act;
use crate::syntax::ast::TableName;

/// The phrase, where there is something to say.
pub(super) fn leaves(act: &Act, steps: &[&Step]) -> Option<String> {
    use Change::*;
    Some(match &act.change {
        CreateTable(table) => format!("table `{}` is there", table.name),
        DropTable(table) => format!("table `{table}` is gone: programs that use it fail"),
        RenameTable { table, to } => {
            format!("table `{table}` is called `{to}`: programs that use the old name fail")
        }
        AddColumn { table, column, .. } => added_column(table, column),
        DropColumn { table, column } => {
            format!("column `{table}.{column}` is gone: programs that use it fail")
        }
        RenameColumn { table, column, to } => format!(
            "column `{table}.{column}` is called `{to}`: programs that use the old name fail"
        ),
        AlterColumn {
            table,
            column,
            alteration,
        } => altered_column(table, column, alteration)?,
        AddConstraint {
            table, constraint, ..
        } => added_constraint(table, constraint, steps),
        DropConstraint { table, constraint } => {
            format!("constraint `{constraint}` of `{table}` is gone")
        }
        RenameConstraint {
            table,
            constraint,
            to,
        } => format!("constraint `{constraint}` of `{table}` is called `{to}`"),
        CreateIndex { table, index } => added_index(table, index),
        DropIndex { table, index } => {
            format!("index `{index}` of `{table}` is gone: queries that used it are slow")
        }
        RenameIndex { index, to, .. } => format!("index `{index}` is called `{to}`"),
        Insert(insert) => format!("the rows inserted into `{}` are there", insert.table),
        Update(update) => format!("the rows of `{}` that were updated stay so", update.table),
        Delete(delete) => format!("the rows deleted from `{}` are gone", delete.table),
        Raw { sql, .. } => format!("`{}` has been run", first_line(sql)),
        CommentTable { .. } | ValidateConstraint { .. } => return None,
    })
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

fn altered_column(table: &TableName, column: &str, alteration: &Alteration) -> Option<String> {
    Some(match alteration {
        Alteration::Type { ty, .. } => format!(
            "column `{table}.{column}` is of type `{ty}`: programs that read or write the old \
             type may fail"
        ),
        Alteration::SetNotNull { .. } => format!(
            "rows without a value for `{table}.{column}` can no longer be inserted, nor updated"
        ),
        Alteration::DropNotNull => format!("`{table}.{column}` may be null"),
        Alteration::Default(None) => format!(
            "`{table}.{column}` has no default: rows that are inserted without it are null there, \
             or refused"
        ),
        Alteration::Default(Some(_)) => format!("`{table}.{column}` has another default"),
        Alteration::Generator { .. } | Alteration::Restart(_) => {
            format!("the numbers of `{table}.{column}` come from elsewhere")
        }
        Alteration::Generated(_) => format!("the values of `{table}.{column}` are computed anew"),
        Alteration::Comment(_) | Alteration::Statistics(_) | Alteration::Storage(_) => {
            return None;
        }
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
