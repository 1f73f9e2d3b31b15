//! What `ALTER TABLE` can do to a column. Takes the change, gives its statements, or says
//! that the table has to be rebuilt; must not know of constraints but those that go along.

use super::definition::{is_constant, is_counted};
use super::literal::{self, Literal};
use super::native::{Native, Way};
use super::types;
use crate::dialect::Work;
use crate::schema::{Column, ColumnChange, Constraint, ConstraintKind};
use crate::syntax::ast::{Expr, Type};

impl Native<'_, '_> {
    /// The constraints are of this column alone, and added with it.
    pub(super) fn add_column(&mut self, column: &Column, constraints: &[&Constraint]) -> Way {
        let refers = constraints.iter().any(|c| c.foreign_key().is_some());
        if !is_addable(column) || refers && !is_null(column) {
            return Way::Rebuild;
        }
        let text = self.after().add_column(column, constraints, self.report);
        Way::one(text, work_of_adding(column, constraints))
    }

    /// Indexes that use the column go first; what stands inside the table's definition can
    /// only be left out of a new one.
    pub(super) fn drop_column(&mut self, name: &str) -> Way {
        let mut statements = Vec::new();
        let gone = |constraint: &&Constraint| self.after.constraint(&constraint.name).is_none();
        let constraints: Vec<&Constraint> = self.before.constraints.iter().filter(gone).collect();
        for constraint in constraints {
            let Way::Statements(way) = self.drop_constraint(&constraint.name) else {
                return Way::Rebuild;
            };
            statements.extend(way);
        }
        let indexes = self.before.indexes.iter();
        for index in indexes.filter(|index| self.after.index(&index.name).is_none()) {
            let text = self.drop_index_text(&index.name);
            statements.push((text, Work::Metadata));
        }
        let text = self.alter(|writer| {
            writer.word("DROP COLUMN").name(name);
        });
        statements.push((text, Work::Rewrite));
        Way::Statements(statements)
    }

    pub(super) fn alter_column(&mut self, column: &str, alteration: &ColumnChange) -> Way {
        match alteration {
            ColumnChange::Type { ty, using } => self.alter_type(column, ty, using.as_ref()),
            ColumnChange::SetNotNull { .. } => {
                self.alter_not_null(column, ("SET NOT NULL", Work::Scan))
            }
            ColumnChange::DropNotNull => {
                self.alter_not_null(column, ("DROP NOT NULL", Work::Metadata))
            }
            ColumnChange::Default(_)
            | ColumnChange::Generator { .. }
            | ColumnChange::Generated(_) => self.unless_same(),
            ColumnChange::Restart(with) => self.restart(with.unwrap_or(1)),
            ColumnChange::Statistics(_) | ColumnChange::Storage(_) => Way::nothing(),
        }
    }

    fn unless_same(&self) -> Way {
        if self.is_same() {
            Way::nothing()
        } else {
            Way::Rebuild
        }
    }

    /// Types that SQLite calls and stores alike are one type.
    fn alter_type(&mut self, column: &str, ty: &Type, using: Option<&Expr>) -> Way {
        let from = self.before.column(column).map(|column| &column.ty);
        let is_stored_so = from.is_some_and(|from| types::is_stored_as(from, ty));
        if using.is_some() || !is_stored_so {
            return Way::Rebuild;
        }
        self.unless_same()
    }

    fn alter_not_null(&mut self, column: &str, (words, work): (&str, Work)) -> Way {
        if !self.target.since(3, 53) || self.is_same() {
            return self.unless_same();
        }
        let text = self.alter(|writer| {
            writer.word("ALTER COLUMN").name(column).word(words);
        });
        Way::one(text, work)
    }

    /// The next number; SQLite still goes on behind the highest that is there.
    fn restart(&mut self, next: i64) -> Way {
        if !is_counted(self.before) {
            return Way::nothing();
        }
        let table = &self.before.name.name;
        let forget = self.text(|writer| {
            writer
                .word("DELETE FROM sqlite_sequence WHERE name =")
                .string(table);
        });
        let last = next.saturating_sub(1).to_string();
        let set = self.text(|writer| {
            writer
                .word("INSERT INTO sqlite_sequence (name, seq) VALUES")
                .open();
            writer.string(table).comma().word(&last).close();
        });
        Way::Statements(vec![(forget, Work::Metadata), (set, Work::Metadata)])
    }
}

/// Whether `ADD COLUMN` takes the column: its values must be the same in all rows that are
/// there, and known without looking at them.
fn is_addable(column: &Column) -> bool {
    if let Some(generated) = &column.generated {
        return !generated.stored;
    }
    if column.generator.is_some() {
        return false;
    }
    match &column.default {
        None => !column.not_null,
        Some(default) => is_constant(default, &column.ty) && !(column.not_null && is_null(column)),
    }
}

/// Whether rows that are there get no value.
fn is_null(column: &Column) -> bool {
    let Some(default) = &column.default else {
        return column.generated.is_none();
    };
    literal::of(default, Some(&column.ty)) == Some(Literal::Null)
}

/// SQLite tests every row against a check that comes with a column.
fn work_of_adding(column: &Column, constraints: &[&Constraint]) -> Work {
    let is_check = |constraint: &&Constraint| matches!(constraint.kind, ConstraintKind::Check(_));
    let is_computed = column.generated.is_some() && column.not_null;
    if is_computed || types::length_limit(&column.ty).is_some() || constraints.iter().any(is_check)
    {
        return Work::Scan;
    }
    Work::Metadata
}
