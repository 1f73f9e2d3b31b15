//! The steps of one change while they are made. Takes texts and costs, gives steps in
//! order; must not know which change it is.

use migrate_contract::{BuildIndex, DropIndex};

use super::Postgres;
use super::sources::Sources;
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::Writer;
use crate::dialect::{Action, Cost, Lock, Placement, Situation, Step, Undo, Work};
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::Table;
use crate::syntax::ast::TableName;
use crate::target::Target;

/// What the steps of one change are added to.
pub(super) struct Steps<'a> {
    pub(super) target: Target,
    pub(super) situation: Situation<'a>,
    /// The place of the situation in its list.
    pub(super) number: usize,
    pub(super) made: &'a mut Vec<Step>,
    pub(super) report: &'a mut Report,
}

impl<'a> Steps<'a> {
    /// A text; what PostgreSQL cannot say is reported.
    pub(super) fn sql(&mut self, write: impl FnOnce(&mut Writer<'_>)) -> String {
        let sources = Sources::of(&self.situation);
        self.sql_over(sources, write)
    }

    /// A text over the table as it is before the change.
    pub(super) fn sql_before(&mut self, write: impl FnOnce(&mut Writer<'_>)) -> String {
        let sources = Sources::before(&self.situation);
        self.sql_over(sources, write)
    }

    fn sql_over(&mut self, sources: Sources<'_>, write: impl FnOnce(&mut Writer<'_>)) -> String {
        let target = self.target;
        let spelling = Postgres { target, sources };
        let mut writer = Writer::new(&spelling);
        write(&mut writer);
        writer.finish(self.report)
    }

    /// `ALTER TABLE t` and one action.
    pub(super) fn alter(
        &mut self,
        table: &TableName,
        write: impl FnOnce(&mut Writer<'_>),
    ) -> String {
        self.sql(|writer| {
            writer.word("ALTER TABLE").table(table);
            write(writer);
        })
    }

    /// `ALTER TABLE t ALTER COLUMN c` and one action.
    pub(super) fn alter_column(
        &mut self,
        (table, column): (&TableName, &str),
        write: impl FnOnce(&mut Writer<'_>),
    ) -> String {
        self.alter(table, |writer| {
            writer.word("ALTER COLUMN").name(column);
            write(writer);
        })
    }

    /// A step that may share a transaction.
    pub(super) fn shared(&mut self, sql: String, cost: Cost) {
        self.push(Action::Sql(sql), Placement::Shared, cost);
    }

    /// A step with a transaction of its own where there are rows to go through.
    pub(super) fn own(&mut self, sql: String, cost: Cost) {
        let placement = if cost.locks.is_empty() {
            Placement::Shared
        } else {
            Placement::Own
        };
        self.push(Action::Sql(sql), placement, cost);
    }

    /// A step in the transaction of the one before.
    pub(super) fn joined(&mut self, sql: String, cost: Cost) {
        self.push(Action::Sql(sql), Placement::WithPrevious, cost);
    }

    pub(super) fn push(&mut self, action: Action, placement: Placement, cost: Cost) {
        self.made.push(Step {
            action,
            placement,
            cost,
            situation: self.number,
            undo: Undo::Reversal,
        });
    }

    /// The step that was added last is taken back by these.
    pub(super) fn undone_by(&mut self, make: impl FnOnce(&mut Steps<'_>)) {
        let back = self.aside(make);
        self.undone(Undo::Steps(back));
    }

    /// Steps that are not added.
    pub(super) fn aside(&mut self, make: impl FnOnce(&mut Steps<'_>)) -> Vec<Step> {
        let mut aside = Vec::new();
        make(&mut Steps {
            target: self.target,
            situation: self.situation,
            number: self.number,
            made: &mut aside,
            report: self.report,
        });
        aside
    }

    /// The step that was added last is taken back like this.
    pub(super) fn undone(&mut self, undo: Undo) {
        if let Some(step) = self.made.last_mut() {
            step.undo = undo;
        }
    }

    /// Drops an index of this name beside its table without a transaction.
    pub(super) fn drop_index(&mut self, table: &TableName, index: &str) -> DropIndex<String> {
        let drop = self.sql(|writer| {
            let words = writer.word("DROP INDEX CONCURRENTLY");
            words.object(table.written_schema(), index);
        });
        let schema = table.written_schema().unwrap_or_default().to_owned();
        DropIndex::new(schema, index.to_owned(), drop)
    }

    /// Builds one with this statement, likewise.
    pub(super) fn build_index(
        &mut self,
        table: &TableName,
        index: &str,
        build: String,
    ) -> BuildIndex<String> {
        let leftover = self.drop_index(table, index);
        BuildIndex::new(leftover.schema, leftover.index, build, leftover.drop)
    }

    /// A cost: locks on tables that nobody uses yet are none, and of several on one table
    /// the strongest counts.
    pub(super) fn cost<'t>(
        &self,
        work: Work,
        locks: impl IntoIterator<Item = (&'t TableName, Lock)>,
    ) -> Cost {
        let mut cost = Cost {
            locks: Vec::new(),
            work,
        };
        for (table, lock) in locks {
            if !self.is_new(table) {
                strengthen(&mut cost.locks, table, lock);
            }
        }
        cost
    }

    /// The catalogue only, under this lock on one table.
    pub(super) fn metadata(&self, table: &TableName, lock: Lock) -> Cost {
        self.cost(Work::Metadata, [(table, lock)])
    }

    pub(super) fn is_new(&self, table: &TableName) -> bool {
        self.situation.is_new(table)
    }

    /// The table as it is before this change.
    pub(super) fn before(&self, table: &TableName) -> Option<&'a Table> {
        self.situation.before.table(table)
    }

    pub(super) fn refuse(&mut self, diagnostic: Diagnostic) {
        self.report.error(diagnostic);
    }

    /// Refuses what the oldest supported server does not know.
    pub(super) fn require(&mut self, since: u16, origin: Origin, what: &str) {
        if self.target.since(since, 0) {
            return;
        }
        let version = self.target.version;
        let diagnostic = Diagnostic::new(origin, format!("{what} need PostgreSQL {since}"))
            .why(format!(
                "this history is for PostgreSQL {version} and later, and the statement fails \
                 on every server older than {since}"
            ))
            .help(format!(
                "raise the oldest supported version (`on postgres {since}`), or write it without"
            ));
        self.refuse(diagnostic);
    }
}

fn strengthen(locks: &mut Vec<(TableName, Lock)>, table: &TableName, lock: Lock) {
    match locks.iter_mut().find(|(held, _)| held == table) {
        Some((_, held)) => *held = lock.max(*held),
        None => locks.push((table.clone(), lock)),
    }
}
