//! What SQLite can do to constraints and indexes of a table that is there. Takes the
//! change, gives its statements, or says that the table has to be rebuilt.

use super::native::{Native, Way};
use crate::dialect::Work;
use crate::schema::{Constraint, ConstraintKind};

impl Native<'_, '_> {
    /// A unique constraint is an index; a check has a statement since 3.53; the others
    /// stand in the table's definition.
    pub(super) fn add_constraint(
        &mut self,
        constraint: &Constraint,
        using_index: Option<&str>,
    ) -> Way {
        match &constraint.kind {
            ConstraintKind::Unique { .. } => match using_index {
                Some(index) => self.rename_index(index, &constraint.name),
                None => self.create_index(&constraint.name),
            },
            ConstraintKind::Check(_) if self.target.since(3, 53) => {
                Way::one(self.after().add_check(constraint, self.report), Work::Scan)
            }
            ConstraintKind::Check(_)
            | ConstraintKind::PrimaryKey(_)
            | ConstraintKind::ForeignKey(_)
            | ConstraintKind::Exclude(_) => Way::Rebuild,
        }
    }

    pub(super) fn drop_constraint(&mut self, name: &str) -> Way {
        let Some(constraint) = self.before.constraint(name) else {
            return Way::nothing();
        };
        match &constraint.kind {
            ConstraintKind::Unique { .. } => self.drop_index(name),
            ConstraintKind::Check(_) if self.target.since(3, 53) => {
                let text = self.alter(|writer| {
                    writer.word("DROP CONSTRAINT").name(name);
                });
                Way::one(text, Work::Metadata)
            }
            ConstraintKind::Check(_)
            | ConstraintKind::PrimaryKey(_)
            | ConstraintKind::ForeignKey(_)
            | ConstraintKind::Exclude(_) => Way::Rebuild,
        }
    }

    pub(super) fn rename_constraint(&mut self, name: &str, to: &str) -> Way {
        let Some(constraint) = self.before.constraint(name) else {
            return Way::nothing();
        };
        match &constraint.kind {
            ConstraintKind::Unique { .. } => self.rename_index(name, to),
            // Its name is not written.
            ConstraintKind::PrimaryKey(_) => Way::nothing(),
            ConstraintKind::Check(_)
            | ConstraintKind::ForeignKey(_)
            | ConstraintKind::Exclude(_) => Way::Rebuild,
        }
    }

    pub(super) fn create_index(&mut self, name: &str) -> Way {
        let text = self.after().index(name, self.report);
        text.map_or_else(Way::nothing, |text| Way::one(text, Work::BuildIndex))
    }

    pub(super) fn drop_index(&mut self, name: &str) -> Way {
        Way::one(self.drop_index_text(name), Work::Metadata)
    }

    pub(super) fn drop_index_text(&mut self, name: &str) -> String {
        self.text(|writer| {
            writer.word("DROP INDEX").name(name);
        })
    }

    /// SQLite renames no index; that of a primary key has no name.
    pub(super) fn rename_index(&mut self, name: &str, to: &str) -> Way {
        let Way::Statements(create) = self.create_index(to) else {
            return Way::nothing();
        };
        if name == to || create.is_empty() {
            return Way::nothing();
        }
        let drop = (self.drop_index_text(name), Work::Metadata);
        Way::Statements(std::iter::once(drop).chain(create).collect())
    }
}
