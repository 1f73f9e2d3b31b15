//! What rules read: the acts of one migration on one target, and what their steps cost.
//! Must not know any rule.

use crate::declaration::Header;
use crate::dialect::Step;
use crate::expressions::implies_not_null;
use crate::schema::{Column, Constraint, ConstraintKind, Fill, ForeignKey, Schema, Table};
use crate::statements::Act;
use crate::syntax::ast::TableName;
use crate::target::{Database, Target};

/// One migration on one target, on its way up or in a hand-written `down`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) target: Target,
    pub(crate) header: &'a Header,
    pub(crate) direction: Direction,
    pub(crate) acts: &'a [Act],
    pub(crate) steps: &'a [Step],
    /// Tables and columns born at this number or later have no readers; tables no rows.
    pub(crate) new_since: u32,
    pub(crate) past: Knowledge,
}

/// What is known of the statements so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Knowledge {
    Whole,
    /// A statement was refused, here or before: what seems to be missing may stand there.
    Partial,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
}

impl<'a> Subject<'a> {
    /// The acts with their places.
    pub(crate) fn acts(&self) -> impl Iterator<Item = (usize, &'a Act)> {
        self.acts.iter().enumerate()
    }

    /// The steps that one act became.
    pub(crate) fn steps_of(&self, act: usize) -> impl Iterator<Item = &'a Step> {
        self.steps.iter().filter(move |step| step.situation == act)
    }

    /// The table before an act, if the table has readers and may have rows.
    pub(crate) fn in_use(&self, act: &'a Act, table: &TableName) -> Option<&'a Table> {
        let table = act.before.table(table)?;
        (!self.is_new(table.born)).then_some(table)
    }

    /// The same, where others are at work while the migration runs: SQLite has one writer,
    /// and its readers see the state before until the transaction ends.
    pub(crate) fn in_use_online(&self, act: &'a Act, table: &TableName) -> Option<&'a Table> {
        match self.target.database {
            Database::Sqlite => None,
            Database::Postgres | Database::Mysql | Database::Mariadb => self.in_use(act, table),
        }
    }

    /// The schema at the end of the migration.
    pub(crate) fn last(&self) -> Option<&'a Schema> {
        self.acts.last().map(|act| &act.after)
    }

    /// Whether a column of these is gone at the end of the migration, and with it what was
    /// said about it.
    pub(crate) fn loses_one(&self, table: &TableName, columns: &[String]) -> bool {
        let end = self.last().and_then(|end| end.table(table));
        let kept = |column: &String| end.is_some_and(|end| end.column(column).is_some());
        !columns.iter().all(kept)
    }

    /// Whether the history leaves it open that a row of this column is null.
    pub(crate) fn may_be_null(&self, table: &Table, column: &Column) -> bool {
        let proves = |constraint: &Constraint| match &constraint.kind {
            ConstraintKind::Check(check) => {
                constraint.valid && implies_not_null(check, &column.name)
            }
            _ => false,
        };
        let may_be_emptied = self.emptied_by(table, column).is_some();
        (column.fill != Fill::Filled || may_be_emptied)
            && column.generated.is_none()
            && !table.constraints.iter().any(proves)
    }

    /// The foreign key of an earlier migration that may have set the column to null since.
    pub(crate) fn emptied_by<'t>(
        &self,
        table: &'t Table,
        column: &Column,
    ) -> Option<&'t ForeignKey> {
        let older = table.constraints.iter().filter(|it| !self.is_new(it.born));
        let mut keys = older.filter_map(Constraint::foreign_key);
        keys.find(|key| key.may_empty(column))
    }

    /// Whether what was born at this number has neither rows nor readers.
    pub(crate) fn is_new(&self, born: u32) -> bool {
        born >= self.new_since
    }
}
