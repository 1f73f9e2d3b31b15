//! The walk over the changes of a migration. Takes situations in order, gives steps; must
//! not know how any change is made.

use super::limits;
use super::native::{Native, Way};
use super::raw;
use super::rebuild::Rebuild;
use super::rows::Rows;
use super::spelling::{Lite, Scope, sql};
use super::tables::Subject;
use crate::dialect::spelling::Writer;
use crate::dialect::{Action, Cost, Lock, Placement, Situation, Step, Undo, Work};
use crate::report::Report;
use crate::schema::{Change, Column, Constraint, ConstraintKind, Id, Object, RowChange, Table};
use crate::syntax::ast::TableName;
use crate::target::Target;

/// The steps so far, and a rebuild that may take further changes in.
#[derive(Debug)]
pub(super) struct Plan<'a, 'r> {
    target: Target,
    situations: &'a [Situation<'a>],
    report: &'r mut Report,
    steps: Vec<Step>,
    rebuild: Option<Rebuild<'a>>,
}

impl<'a, 'r> Plan<'a, 'r> {
    pub(super) fn new(
        target: Target,
        situations: &'a [Situation<'a>],
        report: &'r mut Report,
    ) -> Self {
        Self {
            target,
            situations,
            report,
            steps: Vec::with_capacity(situations.len()),
            rebuild: None,
        }
    }

    pub(super) fn steps(mut self) -> Vec<Step> {
        let mut place = 0;
        while let Some(situation) = self.situations.get(place) {
            place += self.add((place, *situation));
        }
        self.finish_rebuild();
        self.steps
    }

    /// Plans a change, and says how many are done with it.
    fn add(&mut self, (place, situation): (usize, Situation<'a>)) -> usize {
        if !limits::allows(&situation, self.report) {
            return 1;
        }
        if self
            .rebuild
            .as_mut()
            .is_some_and(|rebuild| rebuild.join(situation))
        {
            return 1;
        }
        self.finish_rebuild();
        let here = (place, situation);
        match situation.change {
            Change::Create(Object::Table(table)) => self.create_table(here, table),
            Change::Drop(Id::Table(table)) => {
                let text = self.text(|writer| {
                    writer.word("DROP TABLE").table(table);
                });
                self.push(here, (Action::Sql(text), Work::Metadata), Placement::Shared);
            }
            Change::Rename(Id::Table(table), to) => self.rename_table(here, table, to),
            Change::Rows(rows) => self.change_rows(here, rows),
            Change::Run { sql, .. } => {
                self.push(
                    here,
                    (Action::Sql(sql.clone()), Work::Metadata),
                    raw::placement(sql),
                );
            }
            Change::Create(Object::Column { table, column, .. }) => {
                return self.add_column(here, table, column);
            }
            Change::Create(Object::Constraint { table, .. } | Object::Index { table, .. })
            | Change::Drop(Id::Column(table, _) | Id::Constraint(table, _) | Id::Index(table, _))
            | Change::Rename(
                Id::Column(table, _) | Id::Constraint(table, _) | Id::Index(table, _),
                _,
            ) => self.change_table(here, table),
            Change::Alter(alteration) => self.change_table(here, alteration.table()),
        }
        1
    }

    fn finish_rebuild(&mut self) {
        if let Some(rebuild) = self.rebuild.take() {
            self.steps.extend(rebuild.step(self.report));
        }
    }

    fn text(&mut self, write: impl FnOnce(&mut Writer<'_>)) -> String {
        let lite = Lite::new(self.target, Scope::Nothing);
        sql(lite, self.report, |_, writer| write(writer))
    }

    /// Every writer locks the whole database, so a table in use is always locked for all.
    fn push(
        &mut self,
        (place, situation): (usize, Situation<'a>),
        (action, work): (Action, Work),
        placement: Placement,
    ) {
        let table = situation.change.table();
        let is_used = |table: &&TableName| {
            situation.before.table(table).is_some() && !situation.is_new(table)
        };
        let locks = table
            .filter(is_used)
            .map(|table| (table.clone(), Lock::AccessExclusive));
        self.steps.push(Step {
            action,
            placement,
            cost: Cost {
                locks: locks.into_iter().collect(),
                work,
            },
            situation: place,
            undo: Undo::Reversal,
        });
    }

    fn push_all(&mut self, here: (usize, Situation<'a>), statements: Vec<(String, Work)>) {
        for (number, (text, work)) in statements.into_iter().enumerate() {
            let placement = if number == 0 {
                Placement::Shared
            } else {
                Placement::WithPrevious
            };
            self.push(here, (Action::Sql(text), work), placement);
        }
    }

    fn create_table(&mut self, here: (usize, Situation<'a>), table: &'a Table) {
        let subject = Subject {
            target: self.target,
            table,
            at: Some(here.1),
        };
        let create = subject.create(&table.name.name, self.report);
        let indexes = subject.indexes(self.report);
        let statements = std::iter::once(create).chain(indexes);
        self.push_all(
            here,
            statements.map(|text| (text, Work::Metadata)).collect(),
        );
    }

    /// SQLite takes a name that differs in case only as one that is taken.
    fn rename_table(&mut self, here: (usize, Situation<'a>), table: &TableName, to: &str) {
        let between = table.sibling("_migrations_renamed");
        let names = if table.name.eq_ignore_ascii_case(to) {
            vec![(table, between.name.as_str()), (&between, to)]
        } else {
            vec![(table, to)]
        };
        let mut statements = Vec::new();
        for (from, to) in names {
            let text = self.text(|writer| {
                writer.word("ALTER TABLE").table(from);
                writer.word("RENAME TO").name(to);
            });
            statements.push((text, Work::Metadata));
        }
        self.push_all(here, statements);
    }

    fn native(&mut self, situation: Situation<'a>, table: &TableName) -> Option<Native<'a, '_>> {
        Some(Native {
            target: self.target,
            situation,
            before: situation.before.table(table)?,
            after: situation.after.table(table)?,
            report: self.report,
        })
    }

    fn change_table(&mut self, here: (usize, Situation<'a>), table: &'a TableName) {
        if let Some(mut native) = self.native(here.1, table) {
            let way = native.way();
            self.make(here, table, way);
        }
    }

    fn make(&mut self, here: (usize, Situation<'a>), table: &'a TableName, way: Way) {
        match way {
            Way::Statements(statements) => self.push_all(here, statements),
            Way::Rebuild => {
                let tables = here.1.before.table(table).zip(here.1.after.table(table));
                self.rebuild = tables.map(|tables| Rebuild::begin(self.target, here, tables));
            }
        }
    }

    /// The constraints that follow and are of the new column alone come with it.
    fn add_column(
        &mut self,
        here: (usize, Situation<'a>),
        table: &'a TableName,
        column: &'a Column,
    ) -> usize {
        let own = match here.1.change {
            Change::Create(Object::Column { foreign_key, .. }) => foreign_key.as_deref(),
            _ => None,
        };
        let behind = self.situations.get(here.0 + 1..).unwrap_or_default();
        let following: Vec<&Constraint> = behind
            .iter()
            .map_while(|situation| constraint_of(situation, table, column))
            .collect();
        let constraints: Vec<&Constraint> =
            own.into_iter().chain(following.iter().copied()).collect();
        let Some(mut native) = self.native(here.1, table) else {
            return 1;
        };
        let way = native.add_column(column, &constraints);
        let taken = if way == Way::Rebuild {
            0
        } else {
            following.len()
        };
        self.make(here, table, way);
        1 + taken
    }

    fn change_rows(&mut self, here: (usize, Situation<'a>), change: &'a RowChange) {
        let (_, situation) = here;
        let Some(table) = situation.before.table(change.table()) else {
            return;
        };
        let mut rows = Rows {
            target: self.target,
            situation,
            table,
            report: self.report,
        };
        let action = match change {
            RowChange::Insert(insert) => rows.insert(insert),
            RowChange::Update(update) => rows.update(update),
            RowChange::Delete(delete) => rows.delete(delete),
        };
        let placement = match &action {
            Action::Batches(_) => Placement::Outside,
            _ => Placement::ByKeys,
        };
        self.push(here, (action, Work::Rows), placement);
    }
}

/// A check or a foreign key of this column alone that the situation adds.
fn constraint_of<'a>(
    situation: &Situation<'a>,
    table: &TableName,
    column: &Column,
) -> Option<&'a Constraint> {
    let Change::Create(Object::Constraint {
        table: of,
        constraint,
        ..
    }) = situation.change
    else {
        return None;
    };
    let is_own = match &constraint.kind {
        ConstraintKind::Check(_) => {
            let after = situation.after.table(table)?;
            constraint.uses(&column.name) && !constraint.uses_another(&column.name, after)
        }
        ConstraintKind::ForeignKey(key) => key.columns == [column.name.as_str()],
        ConstraintKind::PrimaryKey(_)
        | ConstraintKind::Unique { .. }
        | ConstraintKind::Exclude(_) => false,
    };
    (is_own && of == table && limits::is_possible(situation)).then_some(constraint)
}
