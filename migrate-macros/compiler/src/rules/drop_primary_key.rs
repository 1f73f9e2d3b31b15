//! `drop_primary_key`: nothing tells the rows of a table apart any more.
//!
//! Nothing tells two rows apart any more: logical replication cannot update or delete
//! them, `on conflict` over the key fails, and no later statement can walk the table in
//! batches. Silent on new tables, and where the table has another primary key at the end
//! of the migration. Build a unique index first, and swap the two in one `alter table`.
//!
//! Refused:
//!
//! ```rs
//! alter table lines drop constraint lines_pkey;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create unique index by_order on lines(order_id, product_id);
//! alter table lines {
//!     drop constraint lines_pkey,
//!     add primary key using index by_order,
//! }
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Id};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "drop_primary_key",
    level: Level::Deny,
    class: Class::DataLoss,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Drop(Id::Constraint(table, constraint)) = &act.change else {
        return None;
    };
    let dropped = subject.in_use(act, table)?.constraint(constraint)?;
    let end = subject.last()?.table(table);
    let replaced = end.is_some_and(|end| end.primary_key().is_some());
    if !dropped.is_primary_key() || replaced {
        return None;
    }
    let title =
        format!("dropping the primary key of `{table}` leaves nothing that tells its rows apart");
    let why = "duplicates and logical replication errors follow, `on conflict` over the key fails, and no walk\ncan change the rows in batches";
    let help = format!(
        "build the new key first and swap them in one migration:\n\
         create unique index {0}_new_key on {table}(…);\n\
         alter table {table} {{ drop constraint {constraint}, add primary key using index {0}_new_key }}",
        table.name
    );
    Some(Diagnostic::new(act.origin, title).why(why).help(help))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_key_is_left() {
        check(
            "drop_primary_key",
            &[
                (
                    "alter table lines drop constraint lines_pkey;",
                    &["lines_pkey"],
                ),
                (
                    "alter table lines { drop constraint lines_pkey, add primary key (product_id, order_id) }",
                    &[],
                ),
                (
                    "alter table orders drop constraint orders_total_check;",
                    &[],
                ),
                (
                    "create table t { id: bigint primary key } alter table t drop constraint t_pkey;",
                    &[],
                ),
            ],
        );
    }
}
