//! Tables that come, go and change their names; names.

use super::{Case, check};

const TABLES_COME_AND_GO: &[Case] = &[
    (
        "SQ130",
        "create table t { id: int primary key }",
        &["int_primary_key"],
    ),
    (
        "SQ130",
        "create table t { id: serial primary key }",
        &["serial_type", "int_primary_key"],
    ),
    // A column that is no key may be narrow.
    (
        "SQ130",
        "create table t { id: bigint primary key, a: int, b: smallint }",
        &[],
    ),
    (
        "SQ132",
        "create table t { id: smallint primary key }",
        &["int_primary_key"],
    ),
    (
        "SQ134",
        "create table t { id: bigserial primary key }",
        &["serial_type"],
    ),
    (
        "SQ136",
        "create table t { id: bigint identity by default primary key } create table u { id: bigint identity primary key }",
        &[],
    ),
    (
        "AT002",
        "drop table links; create table links { id: bigint primary key }",
        &["drop_table"],
    ),
    ("AT010", "drop table links;", &["drop_table"]),
    ("XT104", "drop table events;", &["drop_table"]),
    (
        "XT106",
        "drop table lines;",
        &["drop_table", "multiple_tables_locked"],
    ),
    (
        "AT018",
        "drop table links; drop table events;",
        &["drop_table", "drop_table"],
    ),
    (
        "XT026",
        "create table kinds { id: bigint primary key, title: text not null } create table t { id: bigint primary key, kind: bigint not null references kinds, index (kind) }",
        &[],
    ),
    (
        "XT116",
        "create table t { order_id: bigint references orders, product_id: bigint references products, primary key (order_id, product_id), index (product_id) }",
        &[],
    ),
    (
        "XT122",
        "create table t { id: bigint primary key, a: text not null }",
        &[],
    ),
    (
        "XT130",
        "create table t { id: bigint primary key, a: text, check (a <> \"\") } create index on t(a);",
        &[],
    ),
    (
        "SM152",
        "create table t { a: bigint references orders, b: bigint references products, index (a), index (b) }",
        &["table_without_primary_key"],
    ),
];

#[test]
fn tables_come_and_go() {
    check(TABLES_COME_AND_GO);
}

const TABLES_CHANGE_THEIR_NAMES: &[Case] = &[
    (
        "SQ192",
        "rename table orders to purchases;",
        &["rename_table"],
    ),
    (
        "SM148",
        "rename table customers to clients;",
        &["rename_table"],
    ),
    ("AT020", "rename table links to l;", &["rename_table"]),
    (
        "AT022",
        "create table t { id: bigint primary key } rename table t to u;",
        &[],
    ),
    (
        "XT096",
        "create table t { id: bigint primary key } rename table t to u;",
        &[],
    ),
];

#[test]
fn tables_change_their_names() {
    check(TABLES_CHANGE_THEIR_NAMES);
}

const NAMES_FIT_AND_ARE_FREE: &[Case] = &[
    (
        "SQ122",
        "create table short { id: bigint primary key }",
        &[],
    ),
    (
        "SQ124",
        "drop table a123456789b123456789c123456789d123456789e123456789f123456789g123;",
        &["error: "],
    ),
    (
        "SQ126",
        r#"create table "a123456789b123456789c123456789d123456789e123456789f123456789g123" { id: bigint primary key }"#,
        &["error: "],
    ),
    (
        "NS038",
        "alter table orders { add column a123456789b123456789c123456789d123456789e123456789f123456789g123: text }",
        &["error: "],
    ),
    (
        "SM114",
        "alter table nothing alter column a type text;",
        &["error: there is no table `nothing`"],
    ),
];

#[test]
fn names_fit_and_are_free() {
    const LONG: &str = "a123456789b123456789c123456789d123456789e123456789f123456789g123";
    assert_eq!(LONG.len(), 64);
    check(NAMES_FIT_AND_ARE_FREE);
}
