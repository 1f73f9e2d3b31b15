//! `delete`. Takes the statement, gives every mistake; must not know how a database runs
//! it.

use super::super::Checker;
use super::super::place::Place;
use super::super::scope::Columns;
use super::values_scope;
use crate::syntax::ast::Delete;

impl Checker<'_> {
    pub(crate) fn delete(&mut self, delete: &Delete) {
        let before = self.report.len();
        self.delete_parts(delete);
        self.report.fold(before, "place");
    }

    fn delete_parts(&mut self, delete: &Delete) {
        let mut around = values_scope();
        self.with(&delete.with, &mut around);
        let Some(table) = self.target(&delete.table, delete.origin) else {
            return;
        };
        let mut scope = around.inner(Place::Filter);
        let name = delete.alias.as_ref();
        let name = name.map_or(&delete.table.name, |alias| &alias.text);
        scope.add(name, Columns::Table(table));
        for source in &delete.using {
            self.source(source, &mut scope);
        }
        if let Some(filter) = &delete.filter {
            self.condition_in(filter, &scope);
        }
    }
}
