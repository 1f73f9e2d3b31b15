//! `int_primary_key`: the ids of a table run out after two thousand million rows.
//!
//! A single `int` or `smallint` runs out of numbers, used and failed ones together, and
//! widening a key later rewrites the table and every table that refers to it. Silent
//! where the key has several columns or refers to another table, and on SQLite, where
//! every integer has 64 bits. Asked at the end of the migration. Write `bigint`.
//!
//! Refused:
//!
//! ```rs
//! create table notes { id: int identity primary key, body: text }
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create table notes { id: bigint identity primary key, body: text }
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Column, Object, Table};
use crate::statements::Act;
use crate::syntax::ast::{Base, IntegerWidth};
use crate::target::Database;

pub(crate) static RULE: Rule = Rule {
    name: "int_primary_key",
    level: Level::Warn,
    class: Class::Design,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    if subject.target.database == Database::Sqlite {
        return None;
    }
    let table = match &act.change {
        Change::Create(Object::Table(table)) if table.primary_key().is_some() => &table.name,
        Change::Create(Object::Constraint {
            table, constraint, ..
        }) if constraint.is_primary_key() => table,
        _ => return None,
    };
    let table = subject.last()?.table(table)?;
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
    let mut foreign = table
        .constraints
        .iter()
        .filter_map(|constraint| constraint.foreign_key());
    if foreign.any(|foreign| foreign.columns.contains(key)) {
        return None;
    }
    table.column(key).filter(|column| {
        !column.ty.array
            && matches!(
                column.ty.base,
                Base::Integer(IntegerWidth::Small | IntegerWidth::Normal)
            )
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn ids_do_not_run_out() {
        check(
            "int_primary_key",
            &[
                ("create table t { id: int primary key }", &["int"]),
                ("create table t { id: bigint primary key, a: int }", &[]),
                ("create table t { id: int[] primary key }", &[]),
                (
                    "create table t { id: int primary key references products }",
                    &[],
                ),
                ("create table t { a: int, b: int, primary key (a, b) }", &[]),
                (
                    "create table t { a: int not null } alter table t add primary key (a);",
                    &["primary key (a)"],
                ),
            ],
        );
    }
}
