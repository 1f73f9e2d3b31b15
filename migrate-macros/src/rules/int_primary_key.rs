//! `int_primary_key`: the ids of a table run out after two thousand million rows.
//!
//! Widening a key later rewrites the table and everything that refers to it. Silent where
//! the key has several columns or refers to another table.

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Column, Table};
use crate::statements::Act;
use crate::syntax::ast::{Base, IntegerWidth};

pub(crate) static RULE: Rule = Rule {
    name: "int_primary_key",
    level: Level::Warn,
    class: Class::Design,
    check: Check::Act(check),
};

fn check(_: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let table = match &act.change {
        Change::CreateTable(table) => table.as_ref(),
        Change::AddConstraint { table, constraint, .. } if constraint.is_primary_key() => {
            act.after.table(table)?
        }
        _ => return None,
    };
    let column = narrow_key(table)?;
    let (on, name, ty) = (&table.name, &column.name, &column.ty);
    let title = format!("the ids of `{on}` run out: `{name}` is {ty}");
    let why = "inserts fail once the numbers are used up, failed and deleted ones included; widening the key\nthen rewrites the table and every table that refers to it";
    let help = format!("write `{name}: bigint`");
    Some(Diagnostic::new(act.place(name), title).why(why).help(help))
}

/// The one column of the key, if it is a narrow integer of the table's own.
fn narrow_key(table: &Table) -> Option<&Column> {
    let [key] = table.primary_key()? else {
        return None;
    };
    let mut foreign = table.constraints.iter().filter_map(|constraint| constraint.foreign_key());
    if foreign.any(|foreign| foreign.columns.contains(key)) {
        return None;
    }
    table.column(key).filter(|column| {
        matches!(column.ty.base, Base::Integer(IntegerWidth::Small | IntegerWidth::Normal))
    })
}
