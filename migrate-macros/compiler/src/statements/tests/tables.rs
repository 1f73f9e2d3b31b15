//! Tables: created, dropped, renamed.

use super::check;
use crate::statements::testing::{lower, lower_on, oldest, postgres};
use crate::syntax::ast::TableName;
use crate::target::Database;

#[test]
fn a_new_table_has_everything_that_was_written_in_it() {
    let lowered = lower(&super::SHOP.replace("\n    ---", "")).accepted();
    assert_eq!(lowered.acts.len(), 2);
    let orders = lowered.after.table(&TableName::new(None, "orders"));
    let orders = orders.expect("the table");
    assert_eq!(orders.columns.len(), 5);
    assert_eq!(orders.primary_key(), Some(&["id".to_owned()][..]));
    let mut names: Vec<&str> = orders.constraints.iter().map(|c| c.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "orders_customer_id_fkey",
            "orders_customer_id_status_key",
            "orders_pkey",
            "orders_status_check"
        ]
    );
    assert!(orders.index("orders_customer_id_idx").is_some());
    assert!(orders.index("orders_big").is_some());
}

#[test]
fn mistakes_in_a_new_table() {
    check(&[
        ("create table t {}", ""),
        (
            "create table orders { id: int }",
            "`orders` is already the name of a table",
        ),
        (
            "create table orders_big { id: int }",
            "`orders_big` is already an index of `orders`",
        ),
        (
            "create table customers_pkey { id: int }",
            "`customers_pkey` is already the index of a constraint of `customers`",
        ),
        (
            "create table t { a: int, a: text }",
            "table `t` already has a column `a`",
        ),
        (
            "create table t { a: int primary key, primary key (a) }",
            "table `t` already has a primary key, `a`",
        ),
        (
            "create table t { a: int, unique (b) }",
            "table `t` has no column `b`",
        ),
        (
            "create table t { a: int, unique (a, a) }",
            "column `a` stands twice in the unique constraint",
        ),
        (
            "create table t { a: int, constraint x check (a > 0), constraint x check (a < 9) }",
            "table `t` already has a constraint `x`",
        ),
        (
            "create table t { a: int, check (a > 0) not valid }",
            "a constraint of a new table cannot be `not valid`",
        ),
        (
            "create table t { a: json unique }",
            "`t.a` is `json`, which no index can sort",
        ),
        (
            "create table t { a: point, index (a) }",
            "`t.a` is `point`, which no index can sort",
        ),
        (
            "create table t { a: text identity }",
            "`a` is `text` and cannot be an identity",
        ),
        (
            "create table t { a: int default 0 check (a > 0) }",
            "the default of `a` violates its check",
        ),
        (
            "create table t { a: int, index on orders (a) }",
            "an index inside a table is on that table",
        ),
        (
            "create table if not exists t { a: int }",
            "a statement has no condition here",
        ),
        (
            "create or replace table t { a: int }",
            "`create or replace` says two things",
        ),
        ("drop column total;", "there is no statement `drop column`"),
        (
            "create tabel t { a: int }",
            "there is no statement `create tabel`",
        ),
        (
            "create view v as sql(\"SELECT 1\");",
            "this compiler does not know `create view` yet",
        ),
        ("truncate orders;", "there is no `truncate`"),
    ]);
}

#[test]
fn a_table_that_others_refer_to_stays() {
    check(&[
        (
            "drop table customers;",
            "foreign keys of other tables refer to `customers`",
        ),
        ("drop table orders;", ""),
        ("drop table orders; drop table customers;", ""),
        ("drop table customer;", "there is no table `customer`"),
        (
            "drop table orders_big;",
            "`orders_big` is an index, not a table",
        ),
        ("drop table orders cascade;", "`cascade` is not written"),
        (
            "drop table orders, customers;",
            "one statement drops one table",
        ),
        (
            "drop table if exists orders;",
            "a statement has no condition here",
        ),
    ]);
}

#[test]
fn a_new_name_is_free() {
    check(&[
        (
            "rename table orders to purchases; create index on purchases(total);",
            "",
        ),
        (
            "rename table orders to customers;",
            "`customers` is already the name of a table",
        ),
        (
            "rename table orders to orders;",
            "`orders` has this name already",
        ),
        (
            "rename table order to purchases;",
            "there is no table `order`",
        ),
        (
            "comment on table orders \"all of them\"; comment on table orders null;",
            "",
        ),
        (
            "comment on table orders null;",
            "`orders` has this comment already",
        ),
    ]);
}

#[test]
fn sqlite_folds_case_and_postgres_cuts_names() {
    let sqlite = [oldest(Database::Sqlite)];
    let text =
        "create table Orders { id: int primary key } create table orders { id: int primary key }";
    assert_eq!(
        lower_on(&sqlite, text).titles(),
        ["`orders` and `Orders` differ only in case"]
    );
    lower_on(&postgres(), text).accepted();

    let long = format!("create table {} {{ id: int primary key }}", "t".repeat(64));
    let title = format!("`{}` is too long for PostgreSQL", "t".repeat(64));
    assert_eq!(lower(&long).titles(), [title.as_str()]);
    lower_on(&sqlite, &long).accepted();
}

#[test]
fn raw_statements_come_one_by_one() {
    check(&[
        (
            "sql \"VACUUM orders;\" irreversible \"nothing changed\";",
            "",
        ),
        (
            "sql \"SELECT 1; SELECT 2\" undo \"SELECT 1\";",
            "this text holds several statements",
        ),
        (
            "sql \"-- nothing\" undo \"SELECT 1\";",
            "this text holds no statement",
        ),
    ]);
}

#[test]
fn nothing_is_called_like_a_sequence() {
    check(&[
        (
            "create table t { n: serial } create table t_n_seq { a: int }",
            "`t_n_seq` is already the name of a sequence that `t` owns",
        ),
        (
            "create table t { n: int identity } rename table t to u; rename table orders to t_n_seq;",
            "`t_n_seq` is already the name of a sequence that `u` owns",
        ),
        (
            "create table t { n: serial } alter table t { alter column n drop default, alter column n drop identity }
             create table t_n_seq { a: int }",
            "",
        ),
    ]);
}

#[test]
fn two_alike_are_one_to_the_server() {
    check(&[
        (
            "create table t { id: bigint primary key unique }",
            "`id` is unique already, as the primary key",
        ),
        (
            "create table t { id: bigint unique primary key }",
            "`id` is unique already, by `t_id_key`",
        ),
        (
            "create table t { id: bigint primary key, a: int unique, unique (a) }",
            "`a` is unique already, by `t_a_key`",
        ),
        (
            "create table t { id: bigint primary key, a: int, b: int, constraint x unique (a, b), constraint y unique (a, b) }",
            "`a`, `b` is unique already, by `x`",
        ),
        (
            "create table t { id: bigint primary key, a: int, b: int, unique (a, b), unique (b, a) }",
            "",
        ),
        (
            "create table t { id: bigint primary key } alter table t add unique (id);",
            "",
        ),
    ]);
}

/// PostgreSQL has them, and no other database.
#[test]
fn tables_without_columns_are_postgres_own() {
    let texts = [
        ("create table t {}", "table `t` has no column"),
        (
            "create table t { a: int } alter table t { drop column a, add column b: int }",
            "`a` is the only column of `t`",
        ),
    ];
    for (text, title) in texts {
        check(&[(text, "")]);
        let errors = lower_on(&[oldest(Database::Sqlite)], text).errors;
        let titles: Vec<&str> = errors.iter().map(|error| error.title.as_str()).collect();
        assert_eq!(titles, [title], "{text}");
    }
}

#[test]
fn a_name_is_not_of_the_system() {
    check(&[
        (
            "create table t { id: bigint primary key, xmin: int }",
            "`xmin` is a column that PostgreSQL has in every table",
        ),
        (
            "alter table customers add column ctid: text;",
            "`ctid` is a column that PostgreSQL has in every table",
        ),
        (
            "alter table customers rename column name to tableoid;",
            "`tableoid` is a column that PostgreSQL has in every table",
        ),
        ("alter table customers rename column name to oid;", ""),
    ]);
}

#[test]
fn what_is_missing_is_named() {
    check(&[
        (
            "create table t { id: bigint primary key, name: not null }",
            "the column has no type",
        ),
        (
            "create table t { id: bigint primary key, \"\": int }",
            "a name cannot be empty",
        ),
        (
            "alter table customers { add column a: int add column b: int }",
            "a comma is missing between two actions",
        ),
        (
            "delete from customers where vip order by id;",
            "rows are not changed in an order",
        ),
        (
            "create table t { id: bigint primary key, a: text, unique (a) deferrable } create table u { a: text references t(a) }",
            "`t_a_key` is checked later, so no foreign key can refer to it",
        ),
        (
            "create table t { id: bigint primary key, a: text, unique (a) deferrable } insert into t values (1, \"x\") on conflict (a) do nothing;",
            "`t_a_key` is checked later, so an insert finds no conflict by it",
        ),
        (
            "create table t { id: bigint primary key, a: text, unique (a) deferrable } insert into t values (1, \"x\") on conflict on constraint t_a_key do nothing;",
            "`t_a_key` is checked later, so an insert finds no conflict by it",
        ),
        (
            "create table t { id: bigint primary key, a: int check (a > 0) } insert into t values (1, 2), (2, -3);",
            "a row with these values breaks the check `t_a_check`",
        ),
        (
            "create table t { id: bigint primary key, a: int, b: int default 5, check (a > b) } insert into t (id, a) values (1, 2);",
            "a row with these values breaks the check `t_check`",
        ),
        (
            "create table t { id: bigint primary key, a: int check (a > 0) } update t set a = 0 where id = 3;",
            "a row with these values breaks the check `t_a_check`",
        ),
        (
            "create table t { id: bigint primary key, a: int check (a > 0) } insert into t values (1, null), (2, 1 + 2), (3, 0.7); update t set a = a - 1 where id = 3;",
            "",
        ),
        (
            "create table t { id: bigint primary key, a: text unique } insert into t values (1, \"a\"), (2, \"b\"), (1, \"c\");",
            "an earlier row of this insert has the same `id`",
        ),
        (
            "create table t { id: bigint primary key, a: text unique } insert into t values (1, \"a\"), (2, null), (3, null), (4, \"a\");",
            "an earlier row of this insert has the same `a`",
        ),
        (
            "create table t { id: bigint primary key } insert into t values (1), (1) on conflict do nothing;",
            "",
        ),
        (
            "create table t { id: bigint primary key, a: int } insert into t values (1, 2) (3, 4);",
            "a comma is missing between two rows",
        ),
        (
            "alter table customers alter column vip set storage external;",
            "a `bool` can only be stored in its row",
        ),
        (
            "alter table customers alter column vip set storage plain;",
            "",
        ),
        (
            "alter table customers alter column name set storage external;",
            "",
        ),
    ]);
}
