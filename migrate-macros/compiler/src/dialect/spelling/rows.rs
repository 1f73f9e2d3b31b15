//! The statements that change rows. Takes trees, gives text; must not know how many rows
//! there are.

use super::Writer;
use crate::syntax::ast::{
    Assignment, Conflict, ConflictAction, ConflictTarget, Delete, Expr, Insert, InsertSource, Name,
    TableName, Update,
};

impl Writer<'_> {
    pub(crate) fn insert(&mut self, insert: &Insert) {
        self.with(&insert.with);
        self.word("INSERT INTO").table(&insert.table);
        self.optional_names(&insert.columns);
        match &insert.source {
            InsertSource::Values(rows) => self.values(rows),
            InsertSource::Query(query) => self.query(query),
        }
        if let Some(conflict) = &insert.conflict {
            self.conflict(conflict);
        }
    }

    /// One row stands behind its keyword, several on lines of their own.
    fn values(&mut self, rows: &[Vec<Expr>]) {
        self.word("VALUES");
        self.list(rows, |writer, row| {
            if rows.len() > 1 {
                writer.line(1);
            }
            writer.group(row, Self::expr);
        });
    }

    fn conflict(&mut self, conflict: &Conflict) {
        self.word("ON CONFLICT");
        if let Some(target) = &conflict.target {
            self.spelling.conflict_target(self, target);
        }
        match &conflict.action {
            ConflictAction::Nothing => self.put("DO NOTHING"),
            ConflictAction::Update { set, filter } => {
                self.word("DO UPDATE");
                self.set(set);
                self.clause("WHERE", filter.as_ref());
            }
        }
    }

    pub(crate) fn standard_conflict_target(&mut self, target: &ConflictTarget) {
        match target {
            ConflictTarget::Columns(columns) => self.optional_names(columns),
            ConflictTarget::Constraint(name) => {
                self.word("ON CONSTRAINT").name(&name.text);
            }
        }
    }

    fn set(&mut self, set: &[Assignment]) {
        self.word("SET");
        self.list(set, |writer, assignment| {
            writer.name(&assignment.column.text).word("=");
            writer.expr(&assignment.value);
        });
    }

    /// An update up to its `where`.
    pub(crate) fn update(&mut self, update: &Update) {
        self.with(&update.with);
        self.word("UPDATE");
        self.aliased(&update.table, update.alias.as_ref());
        self.set(&update.set);
        self.sources("FROM", &update.from);
    }

    /// A delete up to its `where`.
    pub(crate) fn delete(&mut self, delete: &Delete) {
        self.with(&delete.with);
        self.word("DELETE FROM");
        self.aliased(&delete.table, delete.alias.as_ref());
        self.sources("USING", &delete.using);
    }

    pub(crate) fn aliased(&mut self, table: &TableName, alias: Option<&Name>) {
        self.table(table);
        self.alias(alias);
    }
}
