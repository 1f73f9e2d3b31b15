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
use crate::schema::{
    Alteration, Change, Column, ColumnChange, ConstraintChange, Id, Object, RowChange, Table,
};
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
    match change {
        Change::Create(object) => create(steps, object),
        Change::Drop(id) => drop(steps, id),
        Change::Rename(id, to) => rename(steps, id, to),
        Change::Alter(alteration) => alter(steps, alteration),
        Change::Rows(RowChange::Insert(insert)) => rows::insert(steps, insert),
        Change::Rows(RowChange::Update(update)) => rows::update(steps, update),
        Change::Rows(RowChange::Delete(delete)) => rows::delete(steps, delete),
        Change::Run { sql, .. } => raw::run(steps, sql),
    }
}

fn create(steps: &mut Steps<'_>, object: &Object) {
    match object {
        Object::Table(table) => tables::create(steps, table),
        Object::Column {
            table,
            column,
            foreign_key,
        } => columns::add(steps, table, column, foreign_key.as_deref()),
        Object::Constraint {
            table,
            constraint,
            using_index,
        } => with_table(steps, table, |steps, table| {
            constraints::add(steps, table, constraint, using_index.as_deref());
        }),
        Object::Index { table, index } => indexes::create(steps, table, index),
    }
}

fn drop(steps: &mut Steps<'_>, id: &Id) {
    match id {
        Id::Table(table) => tables::drop(steps, table),
        Id::Column(table, column) => columns::drop(steps, table, column),
        Id::Constraint(table, constraint) => with_table(steps, table, |steps, table| {
            constraints::drop(steps, table, constraint);
        }),
        Id::Index(table, index) => indexes::drop(steps, table, index),
    }
}

fn rename(steps: &mut Steps<'_>, id: &Id, to: &str) {
    match id {
        Id::Table(table) => tables::rename(steps, table, to),
        Id::Column(table, column) => columns::rename(steps, table, column, to),
        Id::Constraint(table, constraint) => constraints::rename(steps, table, constraint, to),
        Id::Index(table, index) => indexes::rename(steps, table, index, to),
    }
}

fn alter(steps: &mut Steps<'_>, alteration: &Alteration) {
    match alteration {
        Alteration::Comment(id, comment) => comment_on(steps, id, comment.as_deref()),
        Alteration::Column(table, column, change) => with_table(steps, table, |steps, table| {
            if let Some(column) = table.column(column) {
                alter_column(steps, table, column, change);
            }
        }),
        Alteration::Constraint(table, constraint, ConstraintChange::Validate) => {
            with_table(steps, table, |steps, table| {
                constraints::validate(steps, table, constraint);
            });
        }
    }
}

/// The parts of a table that no statement of the language comments on have no comment.
fn comment_on(steps: &mut Steps<'_>, id: &Id, comment: Option<&str>) {
    match id {
        Id::Table(table) => tables::comment(steps, table, comment),
        Id::Column(table, column) => attributes::comment(steps, table, column, comment),
        Id::Constraint(..) | Id::Index(..) => {}
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

fn alter_column(steps: &mut Steps<'_>, table: &Table, column: &Column, alteration: &ColumnChange) {
    use ColumnChange::*;
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
        Statistics(target) => attributes::statistics(steps, name, &column.name, *target),
        Storage(storage) => attributes::storage(steps, name, column, storage.as_deref()),
    }
}
