//! The body of a table: all that its name does not say. Must not know what a column or a
//! constraint means.

use super::column::{read_column, write_column};
use super::constraint::{read_constraint, write_constraint};
use super::flags::Flags;
use super::index::{read_index, write_index};
use super::object::{objects, write_objects};
use super::{Code, ObjectKind, Reader, Writer};
use crate::schema::Table;
use crate::syntax::ast::TableName;

const DEFERRED: u32 = 1;

pub(in crate::schema) fn write_body<'a>(table: &'a Table, to: &mut Writer<'a>) {
    let mut objects = Writer::default();
    write_objects(table, &mut objects);
    to.block(&objects.finish());
    table.born.write(to);
    table.comment.write(to);
    Flags::default().with(DEFERRED, table.deferred).write(to);
    to.number(u32::try_from(table.columns.len()).unwrap_or(u32::MAX));
    for column in &table.columns {
        write_column(column, table.born, to);
    }
    to.within(&table.columns);
    for constraint in &table.constraints {
        write_constraint(constraint, table.born, to);
    }
    for index in &table.indexes {
        write_index(index, table.born, to);
    }
}

/// The table of this name, from its body.
pub(in crate::schema) fn read_body(name: &TableName, body: &str) -> Option<Table> {
    let mut from = Reader::new(body);
    let named = from.block()?;
    let born = from.number()?;
    let mut table = Table {
        name: name.clone(),
        born,
        comment: Code::read(&mut from)?,
        deferred: Flags::read(&mut from)?.has(DEFERRED),
        columns: Vec::new(),
        constraints: Vec::new(),
        indexes: Vec::new(),
    };
    for _ in 0..from.number()? {
        table.columns.push(read_column(born, &mut from)?);
    }
    let mut from = from.within(&table.columns);
    for object in objects(named, &name.name) {
        match object.kind {
            ObjectKind::Index => table.indexes.push(read_index(&object, born, &mut from)?),
            ObjectKind::PrimaryKey
            | ObjectKind::Unique
            | ObjectKind::Check
            | ObjectKind::ForeignKey
            | ObjectKind::Exclude => table
                .constraints
                .push(read_constraint(object, born, &mut from)?),
        }
    }
    Some(table)
}
