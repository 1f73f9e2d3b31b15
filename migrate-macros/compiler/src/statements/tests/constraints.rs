//! Constraints: added, dropped, renamed, validated.

use super::check;
use crate::statements::testing::{lower_on, oldest};
use crate::target::{Database, Target, Version};

#[test]
fn foreign_keys_refer_to_something_unique_of_their_type() {
    check(&[
        (
            "create table t { a: bigint, foreign key (a) references orders }",
            "",
        ),
        (
            "create table t { id: bigint primary key, parent: bigint references t }",
            "",
        ),
        (
            "create table t { a: varchar(255) references customers(email) }",
            "",
        ),
        (
            "create table t { a: bigint, b: text, foreign key (b, a) references orders(status, customer_id) }",
            "",
        ),
        (
            "create table t { a: text references customers(name) }",
            "nothing makes `customers(name)` unique, so no foreign key can refer to it",
        ),
        (
            "create table t { a: text references customers }",
            "`a` is `text` and cannot be compared with `customers.id`, which is `bigint`",
        ),
        (
            "create table t { a: bigint, b: bigint, foreign key (a, b) references customers }",
            "a foreign key of 2 columns cannot refer to one column",
        ),
        (
            "create table t { a: bigint generated as (1) stored references customers on delete set null }",
            "`a` is computed, and this foreign key would write it",
        ),
        (
            "create table t { a: bigint generated as (1) stored references customers on delete cascade }",
            "",
        ),
        (
            "create table t { a: bigint references customer }",
            "there is no table `customer`",
        ),
        (
            "create table t { a: bigint references customers(idd) }",
            "table `customers` has no column `idd`",
        ),
        (
            "create table u { a: int } create table t { a: int references u }",
            "table `u` has no primary key to refer to",
        ),
    ]);
}

#[test]
fn constraints_come_and_go() {
    check(&[
        ("alter table orders add check (total > 0);", ""),
        ("alter table orders add check (total > 0) not valid;", ""),
        (
            "alter table orders add constraint orders_status_check check (total > 0);",
            "table `orders` already has a constraint `orders_status_check`",
        ),
        (
            "alter table orders add constraint orders_big unique (total);",
            "`orders_big` is already an index of `orders`",
        ),
        (
            "alter table orders add primary key (total);",
            "table `orders` already has a primary key, `id`",
        ),
        (
            "alter table orders add total2: int;",
            "`add` alone adds a constraint",
        ),
        (
            "alter table orders drop constraint orders_status_chek;",
            "table `orders` has no constraint `orders_status_chek`",
        ),
        (
            "alter table orders drop constraint orders_big;",
            "`orders_big` is an index, not a constraint",
        ),
        (
            "alter table customers drop constraint customers_pkey;",
            "foreign keys rest on the constraint `customers_pkey`",
        ),
        (
            "alter table customers drop constraint customers_pkey cascade;",
            "`cascade` is not written",
        ),
        (
            "alter table customers drop constraint customers_email_key;",
            "",
        ),
        (
            "alter table orders rename constraint orders_status_check to known_status;",
            "",
        ),
        (
            "alter table orders rename constraint orders_pkey to orders_big;",
            "`orders_big` is already an index of `orders`",
        ),
        (
            "alter table orders validate constraint orders_status_check;",
            "constraint `orders_status_check` is already valid",
        ),
        (
            "alter table orders { add constraint positive check (total > 0) not valid, validate constraint positive }",
            "",
        ),
    ]);
}

#[test]
fn a_constraint_takes_over_an_index_that_is_like_its_own() {
    check(&[
        (
            "create unique index u on orders(total); alter table orders add constraint u unique using index u;",
            "",
        ),
        (
            "create unique index u on orders(total); alter table orders add unique using index u;",
            "",
        ),
        (
            "alter table orders add unique using index orders_big;",
            "index `orders_big` cannot become a constraint: it is not unique",
        ),
        (
            "create unique index u on orders(total desc); alter table orders add unique using index u;",
            "index `u` cannot become a constraint: its keys are not plain columns in their own order",
        ),
        (
            "create unique index u on orders(total) where total > 0; alter table orders add unique using index u;",
            "index `u` cannot become a constraint: it holds only some of the rows",
        ),
        (
            "create unique index u on orders(total); alter table customers add unique using index u;",
            "index `u` cannot become a constraint: it is on table `orders`",
        ),
    ]);
}

/// From 18 on a not null is a constraint with a name, which stays when others change.
#[test]
fn constraints_are_not_called_like_a_not_null() {
    let taken = "table `t` already has a constraint `t_b_not_null`";
    check(&[
        (
            "create table t { b: int not null, constraint t_b_not_null check (b > 0) }",
            "",
        ),
        (
            "create table t { b: int not null } alter table t add constraint t_b_not_null check (b > 0);",
            taken,
        ),
        (
            "create table t { b: int primary key } alter table t add constraint t_b_not_null unique (b);",
            taken,
        ),
        (
            "create table t { b: int not null, c: int, constraint k check (c > 0) }
             alter table t { rename column b to d, rename constraint k to t_b_not_null }",
            taken,
        ),
        (
            "create table t { b: int not null } create unique index t_b_not_null on t (b);
             alter table t add unique using index t_b_not_null;",
            taken,
        ),
        (
            "create table t { b: int not null }
             alter table t { alter column b drop not null, add constraint t_b_not_null check (b > 0) }",
            "",
        ),
        (
            "create table s { b: int not null } rename table s to t;
             alter table t add constraint t_b_not_null check (b > 0);",
            "",
        ),
    ]);
}

#[test]
fn a_deletion_sets_the_columns_that_are_listed() {
    let parent = "create table parents { a: int, b: int, primary key (a, b) } ";
    let child = |actions: &str| {
        format!(
            "{parent}create table t {{ id: bigint primary key, a: int not null, b: int, c: int, foreign key (a, b) references parents {actions} }}"
        )
    };
    let said = |major: u16, actions: &str| {
        let version = Version([major, 0, 0]);
        let target = Target {
            version,
            ..oldest(Database::Postgres)
        };
        let lowered = lower_on(&[target], &child(actions));
        lowered.titles().join("; ")
    };
    assert_eq!(said(15, "on delete set null (b)"), "");
    assert_eq!(said(15, "on update cascade on delete set default (b)"), "");
    assert_eq!(
        said(14, "on delete set null (b)"),
        "actions that set some columns of a key need PostgreSQL 15"
    );
    assert_eq!(
        said(15, "on delete set null (c)"),
        "`c` is no column of this foreign key"
    );
    assert_eq!(
        said(15, "on update set null (b)"),
        "this action concerns every column of the key"
    );
    assert_eq!(
        said(15, "on delete cascade (b)"),
        "this action concerns every column of the key"
    );
}
