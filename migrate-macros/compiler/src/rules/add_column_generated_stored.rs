//! `add_column_generated_stored`: a stored expression is computed for every row before
//! anybody may read again.
//!
//! A stored expression is computed for every row under `ACCESS EXCLUSIVE`, when its
//! column is added and when `set expression` changes it. Silent on new tables, on SQLite,
//! and for a `virtual` column, which stores nothing. Add a plain column that the code
//! writes and fill the old rows in the next migration, or use `virtual` on PostgreSQL 18.
//!
//! Refused:
//!
//! ```rs
//! alter table orders add column cents: bigint generated as ((total * 100)::bigint) stored;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders add column cents: bigint;
//! // in the migration after it
//! update orders set cents = (total * 100)::bigint where cents is null;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Alteration, Change, ColumnChange, Object};
use crate::statements::Act;
use crate::target::Database;

pub(crate) static RULE: Rule = Rule {
    name: "add_column_generated_stored",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let (table, name, what) = match &act.change {
        Change::Create(Object::Column { table, column, .. }) => (table, &column.name, "adding"),
        Change::Alter(Alteration::Column(table, column, ColumnChange::Generated(Some(_)))) => {
            (table, column, "changing the expression of")
        }
        _ => return None,
    };
    subject.in_use_online(act, table)?;
    // An older server refuses it, which is said already.
    if what != "adding"
        && subject.target.database == Database::Postgres
        && !subject.target.since(17, 0)
    {
        return None;
    }
    let column = act.after.table(table)?.column(name)?;
    if !column.generated.as_ref()?.stored {
        return None;
    }
    let ty = &column.ty;
    let title = format!(
        "{what} the stored column `{table}.{name}` rewrites the table while nobody can read it"
    );
    let why = format!(
        "the expression is computed for every row under ACCESS EXCLUSIVE on `{table}`:\nreads and writes wait for all of it"
    );
    let help = format!(
        "add `{name}: {ty}` as a plain column that the code writes, and fill the old rows in the next\nmigration; on PostgreSQL 18 `virtual` costs nothing, but nothing can be indexed by it"
    );
    let origin = column
        .generated
        .as_ref()
        .map_or(act.origin, |it| it.expr.origin);
    Some(Diagnostic::new(origin, title).why(why).help(help))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn what_is_stored_is_computed_first() {
        check(
            "add_column_generated_stored",
            &[
                (
                    "alter table orders add column a: bigint generated as (id * 2) stored;",
                    &["id * 2"],
                ),
                (
                    "create table t { id: bigint primary key } alter table t add column a: bigint generated as (id * 2) stored;",
                    &[],
                ),
            ],
        );
    }
}
