//! Tables, expressions and steps for the tests of this dialect, as short as they can be
//! written.

use proc_macro2::TokenStream;

use super::PostgresDialect;
use crate::diagnostic::Diagnostic;
use crate::dialect::{Action, Dialect, Situation, Step};
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Change, Column, Constraint, ConstraintKind, ForeignKey, Index, Schema, Table};
use crate::syntax::ast::{self, Deferrable, Expr, KeyPhrase, TableName, Type};
use crate::syntax::{self, Cursor, Tokens};
use crate::target::{Database, Target, Version};

fn parsed<T>(text: &str, parse: impl FnOnce(&mut Cursor<'_>) -> Result<T, Diagnostic>) -> T {
    let stream: TokenStream = text.parse().expect("tokens");
    let tokens = Tokens::new(stream);
    parse(&mut tokens.cursor()).expect(text)
}

pub(super) fn expr(text: &str) -> Expr {
    parsed(text, syntax::expr)
}

pub(super) fn ty(text: &str) -> Type {
    parsed(text, syntax::ty).0
}

pub(super) fn name(table: &str) -> TableName {
    TableName::new(None, table)
}

/// A table of the first migration with nullable columns.
pub(super) fn table(table: &str, columns: &[(&str, &str)]) -> Table {
    let columns = columns
        .iter()
        .map(|(name, text)| Column::new(*name, ty(text), 1));
    Table {
        name: name(table),
        columns: columns.collect(),
        constraints: Vec::new(),
        indexes: Vec::new(),
        comment: None,
        born: 1,
    }
}

pub(super) fn constraint(name: &str, kind: ConstraintKind) -> Constraint {
    Constraint {
        name: name.to_owned(),
        kind,
        deferrable: Deferrable::No,
        valid: true,
        born: 1,
    }
}

/// A foreign key to the `id` of another table.
pub(super) fn foreign_key(constraint_name: &str, column: &str, table: &str) -> Constraint {
    let key = ForeignKey {
        columns: vec![column.to_owned()],
        table: name(table),
        referenced: vec!["id".to_owned()],
        on_delete: ast::Action::Cascade,
        on_update: ast::Action::NoAction,
    };
    constraint(constraint_name, ConstraintKind::ForeignKey(key))
}

pub(super) fn index(name: &str, keys: &[&str], filter: Option<&str>) -> Index {
    let key = |text: &&str| KeyPhrase {
        expr: expr(text),
        opclass: None,
        collation: None,
        descending: false,
        nulls_first: None,
    };
    Index {
        name: name.to_owned(),
        unique: false,
        method: "btree".to_owned(),
        keys: keys.iter().map(key).collect(),
        include: Vec::new(),
        nulls_not_distinct: false,
        with: Vec::new(),
        filter: filter.map(expr),
        born: 1,
    }
}

/// The steps of a change in the second migration, and what was reported.
pub(super) fn steps(
    version: u16,
    tables: Vec<Table>,
    change: &Change,
) -> (Vec<Step>, Vec<Diagnostic>) {
    let mut before = Schema::default();
    for table in tables {
        before.insert(table);
    }
    let mut after = before.clone();
    after.apply(change, 2);
    let situation = Situation {
        change,
        origin: Origin::elsewhere(),
        before: &before,
        after: &after,
        new_since: 2,
    };
    let database = Database::Postgres;
    let version = Version([version, 0, 0]);
    let mut report = Report::default();
    let steps = PostgresDialect.steps(Target { database, version }, &[situation], &mut report);
    (steps, report.drain())
}

/// Each step as its placement, its locks, its work and its text.
pub(super) fn described(version: u16, tables: Vec<Table>, change: &Change) -> Vec<String> {
    let (steps, reported) = steps(version, tables, change);
    assert!(reported.is_empty(), "{reported:?}");
    steps.iter().map(describe).collect()
}

fn describe(step: &Step) -> String {
    let locks = step
        .cost
        .locks
        .iter()
        .map(|(table, lock)| format!("{table} {}", lock.title()));
    let locks: Vec<String> = locks.collect();
    let text = match &step.action {
        Action::Sql(sql) => sql,
        Action::BuildIndex(index) => &index.build,
        Action::DropIndex(index) => &index.drop,
        Action::Batches(batches) => &batches.run,
        Action::Rebuild(_) => "",
    };
    format!(
        "{:?} [{}] {:?}: {text}",
        step.placement,
        locks.join(", "),
        step.cost.work
    )
}
