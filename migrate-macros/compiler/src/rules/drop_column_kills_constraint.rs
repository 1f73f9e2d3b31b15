//! `drop_column_kills_constraint`: something that also speaks of other columns goes with
//! the column.
//!
//! A constraint or an index over several columns goes without a word when one of its
//! columns goes, and a guarantee about the others with it. What speaks of the dropped
//! column alone is not reported: it goes along, and the way down restores it. Silent on
//! new tables. Drop the constraint by a statement of its own, after what takes its place
//! is there.
//!
//! Refused:
//!
//! ```rs
//! alter table orders {
//!     #[expect(drop_column, reason = "unread since 4.2")]
//!     drop column placed_at,
//! }
//! ```
//!
//! Accepted:
//!
//! ```rs
//! drop index by_status;
//! alter table orders {
//!     #[expect(drop_column, reason = "unread since 4.2")]
//!     drop column placed_at,
//! }
//! ```

use super::{Check, Class, Rule, Subject};
use crate::diagnostic::{Diagnostic, Level};
use crate::schema::{Change, Id, Table};
use crate::statements::Act;

pub(crate) static RULE: Rule = Rule {
    name: "drop_column_kills_constraint",
    level: Level::Deny,
    class: Class::DataLoss,
    check: Check::Act(check),
};

fn check(subject: &Subject<'_>, act: &Act, _: usize) -> Option<Diagnostic> {
    let Change::Drop(Id::Column(table, column)) = &act.change else {
        return None;
    };
    let known = subject.in_use(act, table)?;
    let killed = killed(known, column);
    if killed.is_empty() {
        return None;
    }
    let killed = killed.join(" and ");
    let title = format!("dropping column `{table}.{column}` takes {killed} with it");
    let why =
        "they speak of other columns too, and what they guarantee or speed up is gone with them";
    let help = "drop them first, after what takes their place is there, or accept it with\n#[expect(drop_column_kills_constraint, reason = \"…\")]";
    Some(
        Diagnostic::new(act.origin, title)
            .why(why)
            .help_or_expect(help),
    )
}

/// What uses the column and another one as well.
fn killed(table: &Table, column: &str) -> Vec<String> {
    let constraints = table.constraints.iter();
    let constraints = constraints
        .filter(|constraint| constraint.uses(column) && constraint.uses_another(column, table))
        .map(|constraint| format!("constraint `{}`", constraint.name));
    let indexes = table.indexes.iter();
    let indexes = indexes
        .filter(|index| index.uses(column) && index.uses_another(column, table))
        .map(|index| format!("index `{}`", index.name));
    constraints.chain(indexes).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn what_speaks_of_other_columns_is_kept() {
        check(
            "drop_column_kills_constraint",
            &[
                ("alter table orders drop column placed_at;", &["placed_at"]),
                ("alter table orders drop column code;", &[]),
                (
                    "create index on orders(quantity); alter table orders drop column quantity;",
                    &[],
                ),
                (
                    "create index on orders(note) where quantity > 0; alter table orders drop column quantity;",
                    &["quantity"],
                ),
                (
                    "create index on orders(note) include (quantity); alter table orders drop column quantity;",
                    &["quantity"],
                ),
                (
                    "create index on orders(coalesce(code, note)); alter table orders drop column code;",
                    &["code"],
                ),
                (
                    "drop index by_status; alter table orders drop column placed_at;",
                    &[],
                ),
                (
                    "alter table orders add check (quantity > total); alter table orders drop column quantity;",
                    &["quantity"],
                ),
                ("alter table lines drop column product_id;", &["product_id"]),
            ],
        );
    }
}
