//! The foreign keys that a migration adds and keeps, with the tables as they are at its
//! end. Serves the rules about foreign keys; must not know any of them.

use super::Subject;
use crate::origin::Origin;
use crate::schema::{Change, Column, Constraint, ForeignKey, Object, Schema, Table};
use crate::statements::Act;
use crate::syntax::ast::TableName;

/// A foreign key that is there at the end of the migration.
pub(super) struct Key<'a> {
    pub(super) act: usize,
    pub(super) origin: Origin,
    pub(super) table: &'a Table,
    pub(super) foreign: &'a ForeignKey,
    parent: &'a Table,
}

impl<'a> Key<'a> {
    /// Each column with the one that it refers to.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&'a Column, &'a Column)> {
        let pairs = self.foreign.columns.iter().zip(&self.foreign.referenced);
        pairs.filter_map(|(own, referenced)| {
            Some((self.table.column(own)?, self.parent.column(referenced)?))
        })
    }
}

pub(super) fn new_keys<'a>(subject: &Subject<'a>) -> Vec<Key<'a>> {
    let Some(end) = subject.last() else {
        return Vec::new();
    };
    subject
        .acts()
        .flat_map(|(place, act)| keys_of(end, place, act))
        .collect()
}

fn keys_of<'a>(end: &'a Schema, place: usize, act: &'a Act) -> Vec<Key<'a>> {
    let (table, added): (&TableName, Vec<&Constraint>) = match &act.change {
        Change::Create(Object::Table(table)) => (&table.name, table.constraints.iter().collect()),
        Change::Create(Object::Constraint {
            table, constraint, ..
        }) => (table, vec![constraint.as_ref()]),
        Change::Create(Object::Column {
            table,
            foreign_key: Some(constraint),
            ..
        }) => (table, vec![constraint.as_ref()]),
        _ => return Vec::new(),
    };
    let Some(table) = end.table(table) else {
        return Vec::new();
    };
    let kept = added
        .into_iter()
        .filter_map(|added| table.constraint(&added.name));
    kept.filter_map(|constraint| {
        let foreign = constraint.foreign_key()?;
        let parent = end.table(&foreign.table)?;
        let origin = act.place(&constraint.name);
        Some(Key {
            act: place,
            origin,
            table,
            foreign,
            parent,
        })
    })
    .collect()
}
