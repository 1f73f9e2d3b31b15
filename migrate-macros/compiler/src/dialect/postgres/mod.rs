//! PostgreSQL 13 to 18. Takes changes, gives the steps that block a running system least,
//! one file a kind of change; must not know the language, nor whether a cost is acceptable.

mod alter_type;
mod attributes;
mod batches;
mod calls;
mod catalogue;
mod class;
mod coercion;
mod columns;
mod constraints;
mod deferred;
mod definition;
mod fit;
mod generated;
mod generator;
mod indexes;
mod keys;
mod lists;
mod not_null;
mod numbers;
mod operators;
mod places;
mod predicates;
mod raw;
mod rows;
#[cfg(test)]
mod samples;
mod sequences;
mod sources;
mod spelling;
mod steps;
mod tables;
#[cfg(test)]
mod tests;
mod type_change;
mod using;
mod writes;

use spelling::Postgres;

use deferred::Deferred;
use steps::Steps;

use super::spelling::Writer;
use super::{Dialect, Situation, Step};
use crate::report::Report;
use crate::schema::{Alteration, Change, Column, Table};
use crate::syntax::ast::TableName;
use crate::target::Target;

/// The dialect of PostgreSQL.
pub(super) struct PostgresDialect;

impl Dialect for PostgresDialect {
    fn steps(
        &self,
        target: Target,
        situations: &[Situation<'_>],
        report: &mut Report,
    ) -> Vec<Step> {
        let mut made = Vec::with_capacity(situations.len());
        let mut deferred = Deferred::default();
        for (number, situation) in situations.iter().enumerate() {
            let mut steps = Steps {
                target,
                situation: *situation,
                number,
                made: &mut made,
                report,
            };
            deferred.before(&mut steps);
            change(&mut steps, situation.change);
            deferred.after(&steps);
        }
        made
    }

    fn query(
        &self,
        target: Target,
        table: &Table,
        write: &mut dyn FnMut(&mut Writer<'_>),
    ) -> Option<String> {
        let sources = sources::Sources::table(table);
        let spelling = Postgres { target, sources };
        let mut writer = Writer::new(&spelling);
        write(&mut writer);
        let mut report = Report::default();
        let text = writer.finish(&mut report);
        report.drain().is_empty().then_some(text)
    }
}

fn change(steps: &mut Steps<'_>, change: &Change) {
    use Change::*;
    match change {
        CreateTable(table) => tables::create(steps, table),
        DropTable(table) => tables::drop(steps, table),
        RenameTable { table, to } => tables::rename(steps, table, to),
        CommentTable { table, comment } => tables::comment(steps, table, comment.as_deref()),
        AddColumn {
            table,
            column,
            foreign_key,
        } => {
            columns::add(steps, table, column, foreign_key.as_deref());
        }
        DropColumn { table, column } => columns::drop(steps, table, column),
        RenameColumn { table, column, to } => columns::rename(steps, table, column, to),
        AlterColumn {
            table,
            column,
            alteration,
        } => alter(steps, table, column, alteration),
        AddConstraint {
            table,
            constraint,
            using_index,
        } => with_table(steps, table, |steps, table| {
            constraints::add(steps, table, constraint, using_index.as_deref());
        }),
        DropConstraint { table, constraint } => with_table(steps, table, |steps, table| {
            constraints::drop(steps, table, constraint);
        }),
        RenameConstraint {
            table,
            constraint,
            to,
        } => {
            constraints::rename(steps, table, constraint, to);
        }
        ValidateConstraint { table, constraint } => with_table(steps, table, |steps, table| {
            constraints::validate(steps, table, constraint);
        }),
        CreateIndex { table, index } => indexes::create(steps, table, index),
        DropIndex { table, index } => indexes::drop(steps, table, index),
        RenameIndex { table, index, to } => indexes::rename(steps, table, index, to),
        Insert(insert) => rows::insert(steps, insert),
        Update(update) => rows::update(steps, update),
        Delete(delete) => rows::delete(steps, delete),
        Raw { sql, .. } => raw::run(steps, sql),
    }
}

/// The table as it was before; a change names one that is there.
fn with_table<'a>(
    steps: &mut Steps<'a>,
    table: &TableName,
    make: impl FnOnce(&mut Steps<'a>, &'a Table),
) {
    if let Some(table) = steps.before(table) {
        make(steps, table);
    }
}

fn alter(steps: &mut Steps<'_>, name: &TableName, column: &str, alteration: &Alteration) {
    with_table(steps, name, |steps, table| {
        if let Some(column) = table.column(column) {
            alter_column(steps, table, column, alteration);
        }
    });
}

fn alter_column(steps: &mut Steps<'_>, table: &Table, column: &Column, alteration: &Alteration) {
    use Alteration::*;
    let name = &table.name;
    match alteration {
        Type { ty, using } => alter_type::change(steps, table, column, (ty, using.as_ref())),
        SetNotNull { .. } => not_null::set(steps, table, &column.name),
        DropNotNull => not_null::drop(steps, name, &column.name),
        Default(default) => columns::default(steps, name, &column.name, default.as_ref()),
        Generator { .. } => {
            let after = steps.situation.after.table(name);
            if let Some(after) = after.and_then(|table| table.column(&column.name)) {
                generator::change(steps, name, column, after);
            }
        }
        Restart(at) => generator::restart(steps, name, column, *at),
        Generated(generated) => generated::change(steps, name, column, generated.as_ref()),
        Comment(comment) => attributes::comment(steps, name, &column.name, comment.as_deref()),
        Statistics(target) => attributes::statistics(steps, name, &column.name, *target),
        Storage(storage) => attributes::storage(steps, name, column, storage.as_deref()),
    }
}
