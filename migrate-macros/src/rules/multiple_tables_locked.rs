//! `multiple_tables_locked`: one statement needs the strongest lock on several tables at
//! once.
//!
//! Whoever holds one of them and wants another waits for us while we wait for them. A
//! foreign key has to lock its two tables and is exempt; so is a table that is dropped
//! together with one key of its own. Silent on new tables and on SQLite.

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::dialect::{Lock, Step};
use crate::schema::Change;
use crate::statements::Act;
use crate::syntax::ast::TableName;

pub(crate) static RULE: Rule = Rule {
    name: "multiple_tables_locked",
    level: Level::Deny,
    class: Class::Blocking,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, place: usize) -> Option<Diagnostic> {
    let own = act.change.table()?;
    let allowed = match &act.change {
        Change::DropTable(_) => 1,
        Change::AlterColumn { .. } | Change::RenameTable { .. } | Change::RenameColumn { .. } => 0,
        _ => return None,
    };
    subject.in_use_online(act, own)?;
    let others = subject.steps_of(place).map(|step| others(step, own)).max_by_key(Vec::len)?;
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

fn others<'a>(step: &'a Step, own: &TableName) -> Vec<&'a TableName> {
    let strong = step.cost.locks.iter().filter(|(_, lock)| *lock == Lock::AccessExclusive);
    strong.map(|(table, _)| table).filter(|table| *table != own).collect()
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
                ("alter table lines drop constraint lines_product_id_fkey;\n---\ndrop table lines;", &[]),
                ("create table t { id: bigint primary key, a: bigint references orders, b: bigint references products }\ndrop table t;", &[]),
                ("alter table products alter column id type int;", &["int"]),
            ],
        );
    }
}
