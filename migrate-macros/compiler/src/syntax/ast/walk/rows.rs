//! What statements that change rows mention: only looked at, never renamed, since no
//! schema keeps one. Must not know what a name refers to.

use super::{Mention, Walker};
use crate::syntax::ast::{
    Assignment, Conflict, ConflictAction, ConflictTarget, Delete, Insert, InsertSource, Update,
};

impl<'a> Walker<'a, '_> {
    fn assignments(&mut self, set: &'a [Assignment]) {
        for Assignment { column, value } in set {
            self.column(None, column);
            self.expr(value);
        }
    }

    fn insert(&mut self, insert: &'a Insert) {
        self.with(&insert.with);
        self.table(&insert.table);
        self.columns(&insert.columns);
        match &insert.source {
            InsertSource::Values(rows) => {
                for row in rows {
                    self.exprs(row);
                }
            }
            InsertSource::Query(query) => self.query(query),
        }
        if let Some(conflict) = &insert.conflict {
            self.conflict(conflict);
        }
    }

    fn conflict(&mut self, conflict: &'a Conflict) {
        match &conflict.target {
            Some(ConflictTarget::Columns(columns)) => self.columns(columns),
            Some(ConflictTarget::Constraint(_)) | None => {}
        }
        match &conflict.action {
            ConflictAction::Nothing => {}
            ConflictAction::Update { set, filter } => {
                self.assignments(set);
                self.exprs(filter);
            }
        }
    }

    fn update(&mut self, update: &'a Update) {
        self.with(&update.with);
        self.table(&update.table);
        self.assignments(&update.set);
        self.sources(&update.from);
        self.exprs(&update.filter);
    }

    fn delete(&mut self, delete: &'a Delete) {
        self.with(&delete.with);
        self.table(&delete.table);
        self.sources(&delete.using);
        self.exprs(&delete.filter);
    }
}

macro_rules! entries {
    ($($Phrase:ident $walk:ident),*) => {
        $(impl $Phrase {
            /// Gives every mention, in the order of the text.
            pub(crate) fn mentions<'a>(&'a self, mut found: impl FnMut(Mention<'a>)) {
                Walker { found: &mut found, hidden: Vec::new() }.$walk(self);
            }
        })*
    };
}

entries!(Insert insert, Update update, Delete delete);
