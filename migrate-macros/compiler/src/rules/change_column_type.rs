//! `change_column_type`: a column gets a type that the server must convert every row to.
//!
//! PostgreSQL converts every row, or builds every index over the column anew, while it
//! holds `ACCESS EXCLUSIVE`: nobody can read or write the table. Silent on new tables, on
//! SQLite, and on the types that need neither, such as a longer `varchar`, `varchar` to
//! `text`, a `numeric` with more digits and the same scale (the whole list stands in the
//! reference of [`migration!`](crate::migration!)). Add a column of the new type, write
//! both, fill it in batches, and drop the old one a release later.
//!
//! Refused:
//!
//! ```rs
//! alter table orders alter column quantity type bigint;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders alter column code type text;
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::dialect::{Lock, Step, Work};
use crate::print;
use crate::statements::Act;
use crate::syntax::ast::TableName;

pub(crate) static RULE: Rule = Rule {
    name: "change_column_type",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, place: usize) -> Option<Diagnostic> {
    let (table, column, ty) = act.type_change()?;
    let known = subject.in_use_online(act, table)?.column(column)?;
    let slow = subject.steps_of(place).find(|step| blocks(step))?;
    let from = &known.ty;
    let work = match slow.cost.work {
        Work::Scan => "checks every row",
        Work::BuildIndex => "rebuilds its indexes",
        _ => "rewrites the table",
    };
    let title =
        format!("changing `{table}.{column}` from {from} to {ty} {work} while nobody can read it");
    let others = others(slow, table)
        .into_iter()
        .map(|other| format!(" and `{other}`"));
    let others: String = others.collect();
    let why = format!(
        "ALTER TABLE holds ACCESS EXCLUSIVE on `{table}`{others} until every row is converted:\nreads and writes wait for all of it"
    );
    let new = format!("{column}_new");
    let new = print::name(&new);
    let help = format!(
        "add a column of the new type, write both, fill it in batches, and drop the old one a release later:\n\
         alter table {table} add column {new}: {ty};\n\
         or, when the table is small, #[expect(change_column_type, reason = \"…\")]"
    );
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help),
    )
}

/// The other tables that the step locks against everybody: foreign keys connect them.
pub(super) fn others<'a>(step: &'a Step, own: &TableName) -> Vec<&'a TableName> {
    let strong = step
        .cost
        .locks
        .iter()
        .filter(|(_, lock)| *lock == Lock::AccessExclusive);
    strong
        .map(|(table, _)| table)
        .filter(|table| *table != own)
        .collect()
}

/// Whether nobody can write while the step looks at every row.
pub(super) fn blocks(step: &Step) -> bool {
    let blocks = step
        .cost
        .locks
        .iter()
        .any(|(_, lock)| lock.blocks_writers());
    blocks && step.cost.work >= Work::Scan
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_rewrite_blocks() {
        check(
            "change_column_type",
            &[
                (
                    "alter table orders alter column quantity type bigint;",
                    &["bigint"],
                ),
                (
                    "alter table orders alter column code type varchar(60);",
                    &[],
                ),
                ("alter table orders alter column code type text;", &[]),
                (
                    "alter table orders alter column code type varchar(40);",
                    &["varchar(40)"],
                ),
                (
                    "alter table orders alter column total type numeric(14, 2);",
                    &[],
                ),
                (
                    "alter table orders alter column total type numeric(14, 3);",
                    &["numeric(14, 3)"],
                ),
                (
                    r#"alter table orders alter column note type "citext";"#,
                    &[],
                ),
                (
                    r#"alter table orders alter column status type "citext";"#,
                    &[r#""citext""#],
                ),
                (
                    "create table t { id: int primary key } alter table t alter column id type bigint;",
                    &[],
                ),
            ],
        );
    }
}
