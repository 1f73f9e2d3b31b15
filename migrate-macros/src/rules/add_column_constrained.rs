//! `add_column_constrained`: a column that is added as the primary key of a table with rows.
//!
//! A check, a unique or a foreign key that comes with a column is split off and added
//! without blocking; a primary key needs a value in every row first, and no plan has one.
//! Silent on new tables.

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, ConstraintKind};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "add_column_constrained",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::AddConstraint { table, constraint, .. } = &act.change else {
        return None;
    };
    let ConstraintKind::PrimaryKey(columns) = &constraint.kind else {
        return None;
    };
    let known = subject.in_use(act, table)?;
    let mut added = columns.iter().filter_map(|column| known.column(column));
    let column = added.find(|column| subject.is_new(column.born))?;
    let (name, ty) = (&column.name, &column.ty);
    let title = format!("adding column `{table}.{name}` as the primary key fails on the rows that are there");
    let why = "no row has a value for it yet, and a key needs a different one in each";
    let help = format!(
        "add `{name}: {ty}`, fill it in the next migration, and in the one after write\n\
         alter table {table} {{ alter column {name} set not null, add primary key ({name}) }}"
    );
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}
