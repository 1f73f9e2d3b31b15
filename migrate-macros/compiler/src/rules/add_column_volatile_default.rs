//! `add_column_volatile_default`: a column's default differs from row to row, so the
//! server writes every row before anybody may read again.
//!
//! A default that differs from row to row (`gen_random_uuid()`, `random()`,
//! `clock_timestamp()`, an identity, a serial) makes PostgreSQL write the whole table
//! under `ACCESS EXCLUSIVE`. Constants and `now()` do not: since PostgreSQL 11 such a
//! default is kept in the catalogue. Silent on new tables and on SQLite. Add the column
//! without a default, set the default, and fill the old rows in the next migration.
//!
//! Refused:
//!
//! ```rs
//! alter table orders add column token: uuid default gen_random_uuid();
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders {
//!     add column token: uuid,
//!     alter column token set default gen_random_uuid(),
//! }
//! // in the migration after it
//! update orders set token = gen_random_uuid() where token is null;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::dialect::Work;
use crate::schema::{Change, Column, Object};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "add_column_volatile_default",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, place: usize) -> Option<Diagnostic> {
    let Change::Create(Object::Column { table, column, .. }) = &act.change else {
        return None;
    };
    subject.in_use_online(act, table)?;
    let rewrites = subject
        .steps_of(place)
        .any(|step| step.cost.work == Work::Rewrite);
    if !rewrites || column.generated.is_some() {
        return None;
    }
    let (name, ty) = (&column.name, &column.ty);
    let title = format!(
        "adding column `{table}.{name}` with {} rewrites the table while nobody can read it",
        giver(column)
    );
    let why = format!(
        "every row gets a value of its own, so the server writes the whole table anew under\nACCESS EXCLUSIVE on `{table}`: reads and writes wait for all of it"
    );
    let origin = match (&column.default, column.generator) {
        (Some(default), None) => default.origin,
        _ => act.place_of(name, "identity"),
    };
    let error = Diagnostic::new(origin, title).why(why);
    Some(match (&column.default, column.generator) {
        (Some(_), None) => error.help(format!(
            "add it without the default, set the default, and fill the old rows in the next migration:\n\
             alter table {table} {{ add column {name}: {ty}, alter column {name} set default … }}\n\
             update {table} set {name} = … where {name} is null;"
        )),
        _ => error.help_or_expect(format!(
            "add `{name}: {ty}`, fill it in the next migration, and make it an identity in the one after,\n\
             or, when the table is small, accept it with #[expect(add_column_volatile_default, reason = \"…\")]"
        )),
    })
}

fn giver(column: &Column) -> &'static str {
    match column.generator {
        Some(_) => "a number of its own for every row",
        None => "a volatile default",
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn one_value_for_all_rows_costs_nothing() {
        check(
            "add_column_volatile_default",
            &[
                (
                    "alter table orders add column a: uuid default gen_random_uuid();",
                    &["gen_random_uuid()"],
                ),
                (
                    "alter table orders add column a: timestamptz default clock_timestamp();",
                    &["clock_timestamp()"],
                ),
                (
                    "alter table orders add column a: timestamptz default now();",
                    &[],
                ),
                ("alter table orders add column a: int default (2 + 2);", &[]),
                (
                    "alter table orders add column a: bigserial;",
                    &["bigserial"],
                ),
                (
                    "alter table orders add column a: bigint identity;",
                    &["identity"],
                ),
                (
                    "alter table orders { add column a: uuid, alter column a set default gen_random_uuid() }",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key } alter table t add column a: uuid default gen_random_uuid();",
                    &[],
                ),
            ],
        );
    }
}
