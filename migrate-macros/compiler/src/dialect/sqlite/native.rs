//! What `ALTER TABLE` and its kin can do. Takes one change, gives its statements, or says
//! that the table has to be rebuilt; must not know how a rebuild goes.

use super::spelling::{Lite, Scope, sql};
use super::tables::Subject;
use crate::dialect::spelling::Writer;
use crate::dialect::{Situation, Work};
use crate::report::Report;
use crate::schema::{Alteration, Change, Constraint, ConstraintChange, Id, Object, Table};
use crate::target::Target;

/// How one change of a table is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By these statements, in order; none where nothing has to be done.
    Statements(Vec<(String, Work)>),
    Rebuild,
}

impl Way {
    pub(super) fn nothing() -> Self {
        Self::Statements(Vec::new())
    }

    pub(super) fn one(text: String, work: Work) -> Self {
        Self::Statements(vec![(text, work)])
    }
}

/// One change of a table that is there, before and after.
#[derive(Debug)]
pub(super) struct Native<'a, 'r> {
    pub(super) target: Target,
    pub(super) situation: Situation<'a>,
    pub(super) before: &'a Table,
    pub(super) after: &'a Table,
    pub(super) report: &'r mut Report,
}

impl<'a> Native<'a, '_> {
    pub(super) fn way(&mut self) -> Way {
        match self.situation.change {
            Change::Create(Object::Column {
                column,
                foreign_key,
                ..
            }) => {
                let constraints: Vec<&Constraint> = foreign_key.as_deref().into_iter().collect();
                self.add_column(column, &constraints)
            }
            Change::Drop(Id::Column(_, column)) => self.drop_column(column),
            Change::Rename(Id::Column(_, column), to) => {
                let text = self.alter(|writer| {
                    writer
                        .word("RENAME COLUMN")
                        .name(column)
                        .word("TO")
                        .name(to);
                });
                Way::one(text, Work::Metadata)
            }
            Change::Alter(Alteration::Column(_, column, alteration)) => {
                self.alter_column(column, alteration)
            }
            Change::Create(Object::Constraint {
                constraint,
                using_index,
                ..
            }) => self.add_constraint(constraint, using_index.as_deref()),
            Change::Drop(Id::Constraint(_, constraint)) => self.drop_constraint(constraint),
            Change::Rename(Id::Constraint(_, constraint), to) => {
                self.rename_constraint(constraint, to)
            }
            Change::Create(Object::Index { index, .. }) => self.create_index(&index.name),
            Change::Drop(Id::Index(_, index)) => self.drop_index(index),
            Change::Rename(Id::Index(_, index), to) => self.rename_index(index, to),
            // What was added was checked at once, and comments are not kept.
            Change::Alter(
                Alteration::Constraint(_, _, ConstraintChange::Validate) | Alteration::Comment(..),
            ) => Way::nothing(),
            // They are not about the parts of a table.
            Change::Create(Object::Table(_))
            | Change::Drop(Id::Table(_))
            | Change::Rename(Id::Table(_), _)
            | Change::Rows(_)
            | Change::Run { .. } => Way::nothing(),
        }
    }

    pub(super) fn after(&self) -> Subject<'a> {
        Subject {
            target: self.target,
            table: self.after,
            at: Some(self.situation),
        }
    }

    /// Whether the table is defined as it was.
    pub(super) fn is_same(&self) -> bool {
        let before = Subject {
            table: self.before,
            ..self.after()
        };
        let (mut one, mut other) = (Report::default(), Report::default());
        let is_same = before.create("", &mut one) == self.after().create("", &mut other);
        one.drain();
        other.drain();
        is_same
    }

    /// `ALTER TABLE t …`
    pub(super) fn alter(&mut self, write: impl FnOnce(&mut Writer<'_>)) -> String {
        let table = &self.before.name;
        self.text(|writer| {
            writer.word("ALTER TABLE").table(table);
            write(writer);
        })
    }

    pub(super) fn text(&mut self, write: impl FnOnce(&mut Writer<'_>)) -> String {
        let lite = Lite::new(self.target, Scope::Nothing);
        sql(lite, self.report, |_, writer| write(writer))
    }
}
