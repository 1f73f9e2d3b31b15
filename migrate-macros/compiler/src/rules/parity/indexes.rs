//! Indexes: built and dropped beside the traffic, so only those are told that do nothing.

use super::{Case, check};

const INDEXES_COME_AND_GO: &[Case] = &[
    ("SQ058", "create index i on orders(note);", &[]),
    ("SQ060", "create unique index i on orders(note);", &[]),
    (
        "SQ194",
        "create index concurrently i on orders(note);",
        &["error: "],
    ),
    (
        "SQ196",
        "create table t { id: bigint primary key, tenant: int } create index on t(tenant);",
        &[],
    ),
    ("SQ200", "drop index if exists by_status;", &["error: "]),
    ("SQ202", "drop index by_status;", &[]),
    ("SM042", "create index on orders(note);", &[]),
    (
        "SM054",
        "create index on orders(note, code, total, quantity);",
        &[],
    ),
    (
        "SM058",
        "create index i on orders(note);\n---\ncreate index i on orders(note);",
        &["error: "],
    ),
    ("SM142", "drop index by_status;", &[]),
    (
        "AT036",
        "create table t { id: bigint primary key } create unique index on t(id);",
        &["redundant_index"],
    ),
    (
        "AT078",
        "drop index orders_customer_id_idx;",
        &["foreign_key_without_index"],
    ),
    ("XT012", "create index on orders(note);", &[]),
    ("XT132", "create unique index on orders(note);", &[]),
    (
        "XT134",
        "create unique index on orders(note) where code is null;",
        &[],
    ),
    (
        "XT138",
        "create table t { id: bigint primary key, a: int } alter table t add column b: int; create index on t(a, b);",
        &[],
    ),
];

#[test]
fn indexes_come_and_go() {
    check(INDEXES_COME_AND_GO);
}

const AN_INDEX_THAT_DOES_NOTHING_IS_TOLD: &[Case] = &[
    (
        "NS018",
        "create index on orders(note, code);\n---\ncreate index on orders(note);",
        &["redundant_index"],
    ),
    (
        "XT084",
        "create index on orders(note, code);\n---\ncreate index on orders(code);",
        &[],
    ),
    (
        "XT086",
        "create index i on orders(note); create index wider on orders(note, code);\n---\ndrop index i;",
        &[],
    ),
    (
        "SM064",
        "alter table orders add column a: bigint references products; create index on orders(a);",
        &[],
    ),
];

#[test]
fn an_index_that_does_nothing_is_told() {
    check(AN_INDEX_THAT_DOES_NOTHING_IS_TOLD);
}
