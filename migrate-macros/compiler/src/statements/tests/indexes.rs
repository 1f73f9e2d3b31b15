//! Indexes: created, dropped, renamed.

use super::check;
use crate::statements::testing::lower;

#[test]
fn indexes_come_and_go() {
    check(&[
        (
            "create index on orders(status, total desc) include (customer_id);",
            "",
        ),
        ("create index on orders(lower(status)) where total > 0;", ""),
        (
            "create index orders_big on orders(status);",
            "`orders_big` is already an index of `orders`",
        ),
        (
            "create index customers on orders(status);",
            "`customers` is already the name of a table",
        ),
        (
            "create index concurrently on orders(status);",
            "`concurrently` is not written",
        ),
        (
            "create index on orders(statsu);",
            "table `orders` has no column `statsu`",
        ),
        (
            "create index on order(status);",
            "there is no table `order`",
        ),
        (
            "create unique index on orders using gin (status);",
            "an index `using gin` cannot be unique",
        ),
        ("create index (status);", "an index needs a table"),
        ("drop index orders_big;", ""),
        ("drop index orders_bug;", "there is no index `orders_bug`"),
        (
            "drop index orders_pkey;",
            "`orders_pkey` belongs to a constraint",
        ),
        ("drop index orders;", "`orders` is a table, not an index"),
        (
            "create unique index u on orders(total); create table t { a: numeric references orders(total) } drop index u;",
            "foreign keys rest on the index `u`",
        ),
        ("rename index orders_big to orders_total;", ""),
        (
            "rename index orders_big to customers;",
            "`customers` is already the name of a table",
        ),
    ]);
}

#[test]
fn an_index_without_a_name_takes_the_next_that_is_free() {
    let text = "create table t { a: int, index (a), index (a) } create index on t(a);";
    let lowered = lower(text).accepted();
    let names: Vec<&str> = lowered
        .after
        .names()
        .filter_map(|name| lowered.after.table(name))
        .flat_map(|table| &table.indexes)
        .map(|index| index.name.as_str())
        .collect();
    assert_eq!(names, ["t_a_idx", "t_a_idx1", "t_a_idx2"]);
}
