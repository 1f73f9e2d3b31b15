//! Whole tables. Takes the model of one and the name that it shall have, gives the
//! statements that make it; must not know what was there before.

use super::definition::Defined;
use super::spelling::{Lite, Scope, sql};
use crate::dialect::Situation;
use crate::report::Report;
use crate::schema::{Column, Constraint, ConstraintKind, Table};
use crate::target::Target;

/// A table to write about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    pub(super) target: Target,
    pub(super) table: &'a Table,
    /// What is said of it stands there; nothing where it is said elsewhere.
    pub(super) at: Option<Situation<'a>>,
}

impl<'a> Subject<'a> {
    fn lite(&self) -> Lite<'a> {
        Lite::new(self.target, Scope::Definition(self.table))
    }

    fn defined(&self) -> Defined<'a> {
        Defined {
            lite: self.lite(),
            table: self.table,
            at: self.at,
        }
    }

    /// `CREATE TABLE` under this name, without its indexes.
    pub(super) fn create(&self, name: &str, report: &mut Report) -> String {
        let defined = self.defined();
        sql(self.lite(), report, |_, writer| {
            writer.word("CREATE TABLE").name(name).open();
            for (number, column) in self.table.columns.iter().enumerate() {
                if number > 0 {
                    writer.comma();
                }
                writer.line(1);
                defined.column(writer, column);
            }
            for constraint in self.table.constraints.iter().filter(|c| self.is_inside(c)) {
                writer.comma().line(1);
                Defined::constraint(writer, constraint);
            }
            writer.line(0).close();
        })
    }

    /// Whether a constraint stands at the end of the table's definition.
    fn is_inside(&self, constraint: &Constraint) -> bool {
        match &constraint.kind {
            // It stands at its column.
            ConstraintKind::PrimaryKey(_) => !super::definition::is_counted(self.table),
            ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) => true,
            ConstraintKind::Unique { .. } | ConstraintKind::Exclude(_) => false,
        }
    }

    /// The names of its indexes, those that are unique constraints first.
    pub(super) fn index_names(&self) -> impl Iterator<Item = &'a str> {
        let unique = self.table.constraints.iter().filter(|c| is_unique(c));
        let unique = unique.map(|constraint| constraint.name.as_str());
        unique.chain(self.table.indexes.iter().map(|index| index.name.as_str()))
    }

    /// `CREATE INDEX` for an index or a unique constraint of this name.
    pub(super) fn index(&self, name: &str, report: &mut Report) -> Option<String> {
        let defined = self.defined();
        if let Some(index) = self.table.index(name) {
            return Some(sql(self.lite(), report, |_, writer| {
                defined.index(writer, index);
            }));
        }
        let constraint = self.table.constraint(name).filter(|c| is_unique(c))?;
        Some(sql(self.lite(), report, |_, writer| {
            defined.unique(writer, constraint);
        }))
    }

    /// Every `CREATE INDEX`.
    pub(super) fn indexes(&self, report: &mut Report) -> Vec<String> {
        self.index_names()
            .filter_map(|name| self.index(name, report))
            .collect()
    }

    /// `ALTER TABLE … ADD COLUMN` with constraints of this column alone.
    pub(super) fn add_column(
        &self,
        column: &Column,
        constraints: &[&Constraint],
        report: &mut Report,
    ) -> String {
        let defined = self.defined();
        sql(self.lite(), report, |_, writer| {
            writer
                .word("ALTER TABLE")
                .table(&self.table.name)
                .word("ADD COLUMN");
            defined.column(writer, column);
            for constraint in constraints {
                Defined::column_constraint(writer, constraint);
            }
        })
    }

    /// `ALTER TABLE … ADD CONSTRAINT … CHECK`
    pub(super) fn add_check(&self, constraint: &Constraint, report: &mut Report) -> String {
        sql(self.lite(), report, |_, writer| {
            writer
                .word("ALTER TABLE")
                .table(&self.table.name)
                .word("ADD");
            Defined::constraint(writer, constraint);
        })
    }
}

fn is_unique(constraint: &Constraint) -> bool {
    matches!(constraint.kind, ConstraintKind::Unique { .. })
}
