//! What other tools do in one call: a reference with its index and key, timestamps, a
//! column and its constraint.

use super::{Case, check};

const REFERENCES: &[Case] = &[
    (
        "SM068",
        "alter table orders add column a: bigint references products; create index on orders(a);",
        &[],
    ),
    ("XT038", "alter table orders add column a: bigint;", &[]),
    (
        "XT038",
        "alter table orders add column a: bigint; create index on orders(a);",
        &[],
    ),
    (
        "XT040",
        "create table t { id: bigint primary key, a: bigint references orders, index (a) }",
        &[],
    ),
    (
        "XT074",
        "create table t { id: bigint primary key } alter table orders add column a: bigint references t; create index on orders(a);",
        &[],
    ),
    (
        "SM140",
        "alter table orders drop column customer_id;",
        &["drop_column"],
    ),
    (
        "XT100",
        "alter table orders { drop column note, drop column placed_at }",
        &["drop_column", "drop_column", "drop_column_kills_constraint"],
    ),
];

#[test]
fn references_come_with_their_index() {
    check(REFERENCES);
}

const COLUMNS_AND_CONSTRAINTS: &[Case] = &[
    // One default for all rows cannot be unique.
    (
        "NS030",
        "alter table orders add column a: text unique default \"a\";",
        &["add_column_constrained"],
    ),
    (
        "AT030",
        "alter table orders { add column a: int default 0, add unique (a) }",
        &["add_column_constrained"],
    ),
    (
        "NS030",
        "alter table orders add column a: text unique default null;",
        &[],
    ),
    ("AT032", "alter table orders add unique (code, note);", &[]),
    ("AT034", "create unique index on orders(code);", &[]),
    (
        "AT038",
        "create index i on orders(code);\n---\ndrop index i; create unique index i on orders(code);",
        &[],
    ),
    (
        "AT040",
        "create table t { id: bigint primary key } alter table t add column a: int not null;",
        &[],
    ),
    (
        "AT044",
        "alter table orders add column a: int not null default 1;",
        &[],
    ),
    (
        "SM004",
        "alter table orders add check (quantity > 0) not valid;\n---\nalter table orders validate constraint orders_quantity_check;",
        &[],
    ),
    (
        "XT070",
        "create table t { id: bigint primary key, a: int } alter table t add check (a > 0);",
        &[],
    ),
    (
        "XT092",
        "create unique index i on orders(code); alter table orders add constraint u unique using index i;",
        &[],
    ),
    (
        "SQ062",
        "create unique index i on products(sku); alter table products add constraint u unique using index i;",
        &[],
    ),
    (
        "XT024",
        "alter table orders { alter column quantity set default 1, add column a: text }",
        &[],
    ),
    (
        "XT044",
        "alter table orders alter column status set default \"paid\";",
        &[],
    ),
    (
        "XT046",
        "create table t { id: bigint primary key, a: text } alter table t alter column a set not null;",
        &[],
    ),
    (
        "XT046",
        "alter table orders alter column status drop not null;",
        &["drop_not_null"],
    ),
    (
        "SM128",
        "alter table orders alter column note set not null;",
        &["set_not_null_unproven"],
    ),
    (
        "SM132",
        "update orders set note = \"\" where note is null in batches of 1000;\n---\nalter table orders alter column note set not null;",
        &[],
    ),
];

#[test]
fn columns_come_with_their_constraints() {
    check(COLUMNS_AND_CONSTRAINTS);
}

const INDEXES: &[Case] = &[
    (
        "XT080",
        "create index on orders(note);\n---\ndrop index orders_note_idx;",
        &[],
    ),
    (
        "XT088",
        "drop index by_status; create index by_status on orders(status, note);",
        &[],
    ),
    (
        "SQ160",
        "drop index by_status; drop table links;",
        &["drop_table"],
    ),
    ("SQ198", "drop index if exists by_status;", &["error: "]),
    (
        "SQ154",
        "create table if not exists t { id: bigint primary key }",
        &["error: "],
    ),
    (
        "SQ072",
        "update orders set note = \"\", code = \"\", note = \"x\";",
        &["error: "],
    ),
];

#[test]
fn indexes_are_replaced() {
    check(INDEXES);
}
