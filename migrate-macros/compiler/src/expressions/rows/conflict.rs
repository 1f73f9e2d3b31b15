//! `on conflict`. Takes it and its table, gives every mistake; must not know what is
//! inserted.

use super::super::Checker;
use super::super::place::Place;
use super::super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::print;
use crate::schema::{Constraint, ConstraintKind, Table};
use crate::syntax::ast::{Conflict, ConflictAction, ConflictTarget, Deferrable, Name};

impl Checker<'_> {
    pub(super) fn conflict(&mut self, conflict: &Conflict, table: &Table, scope: &Scope<'_>) {
        match &conflict.target {
            Some(ConflictTarget::Columns(columns)) => self.conflict_columns(columns, table),
            Some(ConflictTarget::Constraint(name)) => self.conflict_constraint(name, table),
            None => {}
        }
        if let ConflictAction::Update { set, filter } = &conflict.action {
            self.assignments(set, table, scope);
            if let Some(filter) = filter {
                self.condition_in(filter, &scope.at(Place::Filter));
            }
        }
    }

    fn conflict_columns(&mut self, columns: &[Name], table: &Table) {
        let mut known = true;
        for (place, name) in columns.iter().enumerate() {
            let earlier: Vec<&str> = columns
                .iter()
                .take(place)
                .map(|it| it.text.as_str())
                .collect();
            known &= self.written(name, &earlier, table).is_some();
        }
        let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
            return;
        };
        let names: Vec<&str> = columns.iter().map(|name| name.text.as_str()).collect();
        if !known || is_unique(&names, table) {
            return;
        }
        if let Some(late) = table.constraints.iter().find(|it| is_late(it, &names)) {
            let origin = first.origin.to(last.origin);
            self.report.error(self::late(late, origin, table));
            return;
        }
        let title = format!(
            "table `{}` has no unique constraint over exactly `{}`",
            table.name,
            names.join("`, `")
        );
        let error = Diagnostic::new(first.origin.to(last.origin), title)
            .why("a conflict can only be found by a unique constraint or index")
            .help(format!(
                "`alter table {} add unique ({});` in an earlier migration",
                table.name,
                print::names(&names)
            ));
        self.report.error(error);
    }

    fn conflict_constraint(&mut self, name: &Name, table: &Table) {
        let Some(constraint) = table.constraint(&name.text) else {
            let title = format!("table `{}` has no constraint `{name}`", table.name);
            let error = Diagnostic::new(name.origin, title);
            let known = table.constraints.iter().map(|known| known.name.as_str());
            self.report.error(match nearest(&name.text, known) {
                Some(near) => error.help(format!("did you mean `{near}`?")),
                None => error.help("write the name of a unique constraint of the table"),
            });
            return;
        };
        if !constraint.has_index() {
            let title = format!("constraint `{name}` is not unique");
            let error = Diagnostic::new(name.origin, title)
                .why("a conflict can only be found by a unique constraint");
            self.report
                .error(error.help("name its columns: `on conflict (…)`"));
            return;
        }
        if constraint.deferrable != Deferrable::No {
            self.report.error(late(constraint, name.origin, table));
        }
    }
}

/// The error for a key that is checked at the end of a transaction.
fn late(constraint: &Constraint, origin: Origin, table: &Table) -> Diagnostic {
    let name = &constraint.name;
    let title = format!("`{name}` is checked later, so an insert finds no conflict by it");
    let columns = print::names(constraint.columns());
    let table = &table.name;
    Diagnostic::new(origin, title)
        .why("a constraint that is `deferrable` may be broken until the transaction ends")
        .help(format!(
            "add one that is not `deferrable`: `alter table {table} add unique ({columns});`"
        ))
}

/// Whether a constraint or an index is over exactly these columns and holds for all rows.
fn is_unique(columns: &[&str], table: &Table) -> bool {
    let same =
        |key: &[&str]| key.len() == columns.len() && key.iter().all(|it| columns.contains(it));
    let constraints = table.constraints.iter().filter(|it| finds_conflicts(it));
    let mut keys =
        constraints.map(|it| it.columns().iter().map(String::as_str).collect::<Vec<_>>());
    if keys.any(|key| same(&key)) {
        return true;
    }
    let whole = table
        .indexes
        .iter()
        .filter(|it| it.unique && it.filter.is_none());
    let mut keys = whole.filter_map(crate::schema::Index::key_columns);
    keys.any(|key| same(&key))
}

/// Whether this is the key over these columns, but checked at the end of a transaction.
fn is_late(constraint: &Constraint, names: &[&str]) -> bool {
    let columns = constraint.columns();
    constraint.has_index()
        && constraint.deferrable != Deferrable::No
        && columns.len() == names.len()
        && columns
            .iter()
            .all(|column| names.contains(&column.as_str()))
}

/// A constraint that is checked at the end of a transaction finds none at an insert.
fn finds_conflicts(constraint: &Constraint) -> bool {
    let is_key = match &constraint.kind {
        ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique { .. } => true,
        ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) | ConstraintKind::Exclude(_) => {
            false
        }
    };
    is_key && constraint.deferrable == Deferrable::No
}
