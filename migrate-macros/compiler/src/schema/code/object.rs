//! The constraints and indexes of a table by name, and the tables that its foreign keys
//! refer to. Takes a table, gives text, and reads from it; must not know what else they
//! are.

use std::borrow::Cow;

use super::{Code, Reader, Writer, variants};
use crate::schema::{Constraint, ConstraintKind, Table};
use crate::syntax::ast::TableName;

/// What a constraint or an index of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schema) enum ObjectKind {
    PrimaryKey,
    Unique,
    Check,
    ForeignKey,
    Exclude,
    /// From `create index`.
    Index,
}

variants!(ObjectKind {
    b'p' => PrimaryKey,
    b'u' => Unique,
    b'c' => Check,
    b'f' => ForeignKey,
    b'x' => Exclude,
    b'i' => Index,
});

impl ObjectKind {
    pub(in crate::schema) fn of(constraint: &Constraint) -> Self {
        match &constraint.kind {
            ConstraintKind::PrimaryKey(_) => Self::PrimaryKey,
            ConstraintKind::Unique { .. } => Self::Unique,
            ConstraintKind::Check(_) => Self::Check,
            ConstraintKind::ForeignKey(_) => Self::ForeignKey,
            ConstraintKind::Exclude(_) => Self::Exclude,
        }
    }
}

/// A constraint or an index as its table lists it.
#[derive(Clone, Debug)]
pub(in crate::schema) struct Object<'a> {
    pub(in crate::schema) kind: ObjectKind,
    /// The name of the table, where the object's begins with it and a `_`.
    prefix: Option<&'a str>,
    rest: Cow<'a, str>,
    /// The table that a foreign key refers to: its schema and its name.
    target: Option<(Option<Cow<'a, str>>, Cow<'a, str>)>,
}

impl Object<'_> {
    pub(in crate::schema) fn name(&self) -> String {
        match self.prefix {
            Some(prefix) => [prefix, &self.rest].join("_"),
            None => self.rest.clone().into_owned(),
        }
    }

    pub(in crate::schema) fn target(self) -> Option<TableName> {
        let (schema, name) = self.target?;
        Some(TableName::new(schema.as_deref(), &name))
    }
}

pub(super) fn write_objects(table: &Table, to: &mut Writer<'_>) {
    for constraint in &table.constraints {
        ObjectKind::of(constraint).write(to);
        write_name(&constraint.name, table, to);
        if let Some(key) = constraint.foreign_key() {
            key.table.write(to);
        }
    }
    for index in &table.indexes {
        ObjectKind::Index.write(to);
        write_name(&index.name, table, to);
    }
}

/// Most names begin with the table's: `_` goes before what follows it.
fn write_name(name: &str, table: &Table, to: &mut Writer<'_>) {
    let rest = name
        .strip_prefix(table.name.name.as_str())
        .and_then(|name| name.strip_prefix('_'));
    match rest {
        Some(rest) => {
            to.letter(b'_');
            to.string(rest);
        }
        None => to.string(name),
    }
}

/// The objects of the table of this name, the constraints first.
pub(super) fn objects<'a>(text: &'a str, table: &'a str) -> impl Iterator<Item = Object<'a>> {
    let mut from = Reader::new(text);
    std::iter::from_fn(move || read_object(&mut from, table))
}

fn read_object<'a>(from: &mut Reader<'a>, table: &'a str) -> Option<Object<'a>> {
    let kind = ObjectKind::read(from)?;
    let prefix = from.eat(b'_').then_some(table);
    let rest = from.string()?;
    let target = match kind {
        ObjectKind::ForeignKey => Some(read_target(from)?),
        _ => None,
    };
    Some(Object {
        kind,
        prefix,
        rest,
        target,
    })
}

fn read_target<'a>(from: &mut Reader<'a>) -> Option<(Option<Cow<'a, str>>, Cow<'a, str>)> {
    let schema = if from.eat(b'.') {
        Some(from.string()?)
    } else {
        None
    };
    Some((schema, from.string()?))
}
