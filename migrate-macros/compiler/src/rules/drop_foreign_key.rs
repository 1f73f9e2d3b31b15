//! `drop_foreign_key`: nothing keeps orphans out any more.
//!
//! The parent can lose rows that the child still refers to, and the key cannot come back
//! before somebody cleans up. Silent on new tables and keys, where the column or the
//! table goes in the same migration, and where a key over the same columns to the same
//! table is there at its end. Add the new key before you drop the old one.
//!
//! Refused:
//!
//! ```rs
//! alter table orders drop constraint orders_customer_id_fkey;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table orders {
//!     add constraint of_customer foreign key (customer_id) references customers(id) on delete restrict,
//!     drop constraint orders_customer_id_fkey,
//! }
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Constraint, Id};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "drop_foreign_key",
    level: Level::Warn,
    class: Class::DataLoss,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Drop(Id::Constraint(table, constraint)) = &act.change else {
        return None;
    };
    let dropped = subject.in_use(act, table)?.constraint(constraint)?;
    let key = dropped.foreign_key()?;
    let end = subject.last()?.table(table);
    let mut others = end.into_iter().flat_map(|table| table.constraints.iter());
    let mut others = others.by_ref().filter_map(Constraint::foreign_key);
    let replaced = others.any(|other| other.columns == key.columns && other.table == key.table);
    if subject.is_new(dropped.born) || replaced || subject.loses_one(table, &key.columns) {
        return None;
    }
    let (columns, parent) = (key.columns.join(", "), &key.table);
    let title = format!("rows of `{table}` may refer to nothing once `{constraint}` is gone");
    let why = format!(
        "`{parent}` can lose rows that ({columns}) still refers to, and the key cannot come back before\nsomebody cleaned that up"
    );
    let help = "add what takes its place before, or accept it with\n#[expect(drop_foreign_key, reason = \"…\")]";
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help),
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn orphans_are_kept_out() {
        check(
            "drop_foreign_key",
            &[
                (
                    "alter table orders drop constraint orders_customer_id_fkey;",
                    &["orders_customer_id_fkey"],
                ),
                (
                    "alter table orders { add constraint again foreign key (customer_id) references customers on delete cascade, drop constraint orders_customer_id_fkey }",
                    &[],
                ),
                (
                    "alter table orders { drop constraint orders_customer_id_fkey, drop column customer_id }",
                    &[],
                ),
                (
                    "alter table lines drop constraint lines_order_id_fkey; drop table lines;",
                    &[],
                ),
                (
                    "alter table orders { add constraint extra foreign key (customer_id) references customers not valid, drop constraint extra }",
                    &[],
                ),
            ],
        );
    }
}
