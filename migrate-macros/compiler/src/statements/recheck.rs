//! Expressions of a table that would no longer make sense. Takes the table as it will be,
//! gives what breaks; must not know what changes.

use super::scope::Scope;
use crate::schema::{ConstraintKind, Table, mentions_column};
use crate::syntax::ast::Expr;

/// A check or an index over this column that the table as it will be cannot have; with its
/// name: "check `c`".
pub(super) fn broken(scope: &Scope<'_>, after: &Table, column: &str) -> Option<String> {
    let sound = |expr: &Expr| {
        let errors = |table| scope.found(|checker| checker.condition(expr, table));
        errors(after).is_empty() || !errors(scope.table).is_empty()
    };
    for constraint in &scope.table.constraints {
        if let ConstraintKind::Check(check) = &constraint.kind
            && mentions_column(check, column)
            && !sound(check)
        {
            return Some(format!("check `{}`", constraint.name));
        }
    }
    let mut indexes = scope.table.indexes.iter();
    let broken = indexes.find(|index| {
        let filter = index.filter.as_ref();
        filter.is_some_and(|filter| mentions_column(filter, column) && !sound(filter))
            || !keys_are_sound(scope, after, column, index)
    });
    broken.map(|index| format!("index `{}`", index.name))
}

fn keys_are_sound(
    scope: &Scope<'_>,
    after: &Table,
    column: &str,
    index: &crate::schema::Index,
) -> bool {
    let mut keys = index.keys.iter().map(|key| &key.expr);
    keys.all(|key| {
        let errors = |table| scope.found(|checker| checker.key(key, table));
        !mentions_column(key, column) || errors(after).is_empty() || !errors(scope.table).is_empty()
    })
}
