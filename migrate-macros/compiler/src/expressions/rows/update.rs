//! `update`. Takes the statement, gives every mistake; must not know how a database runs
//! it.

use super::super::Checker;
use super::super::place::Place;
use super::super::scope::{Columns, Scope};
use super::kept::is_exact;
use super::values_scope;
use crate::schema::Table;
use crate::syntax::ast::{Assignment, Update};

impl Checker<'_> {
    pub(crate) fn update(&mut self, update: &Update) {
        let before = self.report.len();
        self.update_parts(update);
        self.report.fold(before, "place");
    }

    fn update_parts(&mut self, update: &Update) {
        let mut around = values_scope();
        self.with(&update.with, &mut around);
        let Some(table) = self.target(&update.table, update.origin) else {
            return;
        };
        let mut scope = around.inner(Place::Value);
        let name = update.alias.as_ref();
        let name = name.map_or(&update.table.name, |alias| &alias.text);
        scope.add(name, Columns::Table(table));
        for source in &update.from {
            self.source(source, &mut scope);
        }
        let before = self.report.len();
        self.assignments(&update.set, table, &scope);
        if self.report.len() == before {
            self.stays_kept(&update.set, table);
        }
        if let Some(filter) = &update.filter {
            self.condition_in(filter, &scope.at(Place::Filter));
        }
    }

    /// Constants that no row can hold together.
    fn stays_kept(&mut self, set: &[Assignment], table: &Table) {
        let Some(last) = set.last() else { return };
        let stored = set.iter().filter(|it| is_exact(&it.value));
        let row = stored.map(|it| (it.column.text.as_str(), it.value.clone()));
        self.keeps_checks(&row.collect(), table, last.value.origin);
    }

    /// What `set` stores.
    pub(super) fn assignments(&mut self, set: &[Assignment], table: &Table, scope: &Scope<'_>) {
        let mut earlier: Vec<&str> = Vec::new();
        for assignment in set {
            match self.written(&assignment.column, &earlier, table) {
                Some(column) => self.store(&assignment.value, column, table, scope),
                None => {
                    self.type_of(&assignment.value, scope);
                }
            }
            earlier.push(&assignment.column.text);
        }
    }
}
