//! Changes of a table's columns.

use super::{SHOP, check};
use crate::schema::{Change, Object};
use crate::statements::testing::lower;

#[test]
fn columns_come_and_go() {
    check(&[
        ("alter table orders add column note: text;", ""),
        (
            "alter table orders { add column a: int, add column b: int unique, drop column total_ }",
            "table `orders` has no column `total_`",
        ),
        (
            "alter table orders add column total: int;",
            "table `orders` already has a column `total`",
        ),
        (
            "alter table orders add column if not exists note: text;",
            "a statement has no condition here",
        ),
        (
            "alter table orders drop column total;",
            "generated column `cents` is computed from `total`",
        ),
        (
            "alter table orders { drop column cents, drop column total }",
            "",
        ),
        (
            "alter table customers drop column id;",
            "foreign key `orders.orders_customer_id_fkey` refers to `customers.id`",
        ),
        ("alter table orders drop column customer_id;", ""),
        (
            "alter table orders drop status;",
            "`alter table` has no action `drop status`",
        ),
        ("alter table orders rename column status to state;", ""),
        (
            "alter table orders rename column status to total;",
            "table `orders` already has a column `total`",
        ),
        (
            "alter table orders rename to purchases;",
            "a table is renamed by a statement of its own",
        ),
        (
            "alter table orders set schema archive;",
            "this compiler does not know `set schema` yet",
        ),
        ("alter table orders comment on column total \"gross\";", ""),
    ]);
}

#[test]
fn a_foreign_key_comes_with_a_column_that_is_null() {
    let acts = |text: &str| {
        let lowered = lower(&format!("{SHOP}{text}").replace("\n    ---", "\n---"));
        lowered.accepted().acts
    };
    let with = acts("alter table orders add column agent: bigint references customers;");
    let with = with.into_iter().map(|act| act.change).collect::<Vec<_>>();
    assert!(matches!(
        with.as_slice(),
        [Change::Create(Object::Column {
            foreign_key: Some(_),
            ..
        })]
    ));

    let apart = acts("alter table orders add column agent: bigint default 1 references customers;");
    let apart = apart.into_iter().map(|act| act.change).collect::<Vec<_>>();
    let [
        Change::Create(Object::Column {
            foreign_key: None, ..
        }),
        Change::Create(Object::Constraint { .. }),
    ] = apart.as_slice()
    else {
        panic!("{apart:#?}");
    };
}

#[test]
fn what_has_no_effect_or_is_refused_is_an_error() {
    check(&[
        ("alter table orders alter column total set not null;", ""),
        (
            "alter table orders alter column status set not null;",
            "`status` is already not null",
        ),
        (
            "alter table orders alter column total drop not null;",
            "`total` can already be null",
        ),
        ("alter table orders alter column status drop not null;", ""),
        (
            "alter table orders alter column id drop not null;",
            "`id` is in the primary key and cannot be null",
        ),
        (
            "alter table orders alter column status set default \"paid\";",
            "",
        ),
        (
            "alter table orders alter column status set default \"new\";",
            "`status` has this default already",
        ),
        (
            "alter table orders alter column status set default \"lost\";",
            "the default of `status` violates its check",
        ),
        (
            "alter table orders alter column total drop default;",
            "`total` has no default",
        ),
        (
            "alter table orders alter column id set default 1;",
            "`id` gets its values from an identity and has no default of its own",
        ),
        (
            "alter table orders alter column id add identity;",
            "`id` is already such an identity",
        ),
        (
            "alter table orders alter column id add identity by default;",
            "",
        ),
        ("alter table orders alter column id drop identity;", ""),
        ("alter table orders alter column id restart with 100;", ""),
        (
            "alter table orders alter column total drop identity;",
            "`total` is not an identity",
        ),
        (
            "alter table customers alter column name add identity;",
            "`name` is `text` and cannot be an identity",
        ),
        ("alter table orders alter column cents drop expression;", ""),
        (
            "alter table orders alter column cents set expression (total * 1000);",
            "",
        ),
        (
            "alter table orders alter column total drop expression;",
            "`total` is not computed",
        ),
        (
            "alter table orders alter column total set statistics 500;",
            "",
        ),
        (
            "alter table orders alter column total set statistics 50000;",
            "statistics are a number from 0 to 10000",
        ),
        (
            "alter table orders alter column status set storage externl;",
            "there is no storage `externl`",
        ),
        (
            "alter table orders alter column total set nut null;",
            "`alter column` has no `set nut null`",
        ),
    ]);
}

#[test]
fn types_change_where_everything_can_follow() {
    check(&[
        (
            "alter table orders alter column status type varchar(20);",
            "",
        ),
        (
            "alter table orders alter column status type text;",
            "`status` is already `text`",
        ),
        (
            "alter table orders alter column total type text;",
            "generated column `cents` is computed from `total`",
        ),
        (
            "alter table customers alter column name type int;",
            "`name` is `text`, which does not become `int` by itself",
        ),
        (
            "alter table customers alter column name type int using name::int;",
            "",
        ),
        (
            "alter table customers alter column vip type int using 1;",
            "the default of `vip` does not become `int` by itself",
        ),
        (
            "create table a { b: serial unique } alter table a alter column b type text;
             create table c { d: text references a(b) }",
            "",
        ),
        (
            "create table a { b: serial } alter table a { alter column b drop default, alter column b type text }",
            "",
        ),
        (
            "create table a { b: serial } alter table a alter column b type uuid using gen_random_uuid();",
            "the default of `b` does not become `uuid` by itself",
        ),
        (
            "create table a { b: serial } alter table a { alter column b type text, alter column b drop identity }",
            "the default of `b` takes its numbers from the sequence",
        ),
        (
            r#"create table a { b: serial } alter table a alter column b set default nextval("a_b_seq");"#,
            "`b` takes its default from this sequence already",
        ),
        (
            "alter table customers alter column id restart with 0;",
            "`0` is no number of the sequence of `id`",
        ),
        (
            "create table a { b: smallint identity } alter table a alter column b restart with 32768;",
            "`32768` is no number of the sequence of `b`",
        ),
        (
            "create table a { b: smallint identity } alter table a alter column b restart with 32767;",
            "",
        ),
        (
            "alter table customers alter column id type text;",
            "`id` takes its values from a sequence, and `text` is no integer",
        ),
        (
            "alter table orders alter column customer_id type text;",
            "foreign key `orders_customer_id_fkey` compares `customer_id` with `id`, which is `bigint`",
        ),
        ("alter table orders alter column customer_id type int;", ""),
        (
            "alter table customers { add check (name <> \"\"), alter column name type int using 1 }",
            "check `customers_name_check` does not fit `name` as `int`",
        ),
        (
            "create index on customers(lower(name));
             alter table customers alter column name type int using 1;",
            "index `customers_lower_idx` does not fit `name` as `int`",
        ),
        (
            "alter table orders alter column customer_id type serial;",
            "a column cannot become `serial`",
        ),
    ]);
}
