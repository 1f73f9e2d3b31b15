//! `multiple_tables_locked`: one statement needs the strongest lock on several tables at
//! once.
//!
//! One statement takes `ACCESS EXCLUSIVE` on several tables in use, because their foreign
//! keys connect them: somebody who uses the tables in another order deadlocks with it,
//! and everybody else waits for all of them. A change of a key's type that also looks at
//! every row is [`change_column_type`](#change_column_type)'s to say. Adding a foreign
//! key, and dropping a table with one key of its own, are exempt. Silent on new tables and
//! on SQLite. Drop the foreign keys first, each in a migration of its own.
//!
//! Refused:
//!
//! ```rs
//! #[expect(drop_table, reason = "unread since 4.2")]
//! drop table lines;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table lines {
//!     #[expect(drop_foreign_key, reason = "the table goes next")]
//!     drop constraint lines_product_id_fkey,
//! }
//! // in the migration after it
//! #[expect(drop_table, reason = "unread since 4.2")]
//! drop table lines;
//! ```

use super::change_column_type::{blocks, others};
use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Alteration, Change, Id};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "multiple_tables_locked",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, place: usize) -> Option<Diagnostic> {
    let own = act.change.table()?;
    let allowed = match &act.change {
        Change::Drop(Id::Table(_)) => 1,
        Change::Alter(Alteration::Column(..))
        | Change::Rename(Id::Table(_) | Id::Column(..), _) => 0,
        _ => return None,
    };
    subject.in_use_online(act, own)?;
    // That a type change holds them all for long is `change_column_type`'s to say.
    if act.type_change().is_some() && subject.steps_of(place).any(blocks) {
        return None;
    }
    let others = subject
        .steps_of(place)
        .map(|step| others(step, own))
        .max_by_key(Vec::len)?;
    if others.len() <= allowed {
        return None;
    }
    let list: Vec<String> = others.iter().map(|table| format!("`{table}`")).collect();
    let title = format!("this also locks {} against everybody", list.join(" and "));
    let why = format!(
        "the foreign keys of `{own}` make it take ACCESS EXCLUSIVE on all of them at once: somebody who\nuses them in another order deadlocks with it, and everybody else waits"
    );
    let help = "drop the foreign keys first, each in a migration of its own";
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn one_table_at_a_time() {
        check(
            "multiple_tables_locked",
            &[
                ("drop table lines;", &["lines"]),
                ("drop table links;", &[]),
                (
                    "alter table lines drop constraint lines_product_id_fkey;\n---\ndrop table lines;",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key, a: bigint references orders, b: bigint references products }\ndrop table t;",
                    &[],
                ),
                ("alter table products alter column id type int;", &[]),
                (
                    "create table t { a: varchar(10) primary key } create table u { a: varchar(10) references t }\n---\nalter table t alter column a type varchar(20);",
                    &["varchar(20)"],
                ),
            ],
        );
    }
}
