//! SQLite has one writer, whose rebuild is a transaction: no rule about locks speaks
//! there, and those about rows and readers do.

use super::super::testing::sqlite;
use super::{Case, check_on};

const ROWS_AND_READERS: &[Case] = &[
    ("AT010", "drop table links;", &["drop_table"]),
    ("XT106", "drop table lines;", &["drop_table"]),
    ("AT020", "rename table links to l;", &["rename_table"]),
    (
        "AT042",
        "alter table orders add column a: int not null default 1;",
        &[],
    ),
    (
        "XT120",
        "alter table orders add column a: int not null;",
        &["add_required_column"],
    ),
    (
        "AT086",
        "update orders set note = \"\" where note is null;\n---\nalter table orders alter column note set not null;",
        &[],
    ),
    (
        "AT084",
        "alter table orders alter column note set not null;",
        &["set_not_null_unproven"],
    ),
    (
        "XT124",
        "alter table orders alter column quantity type bigint;",
        &[],
    ),
    (
        "SM016",
        "alter table orders add column a: uuid default gen_random_uuid();",
        &[],
    ),
    ("SQ130", "create table t { id: int primary key }", &[]),
    ("SM018", "alter table orders add column a: json;", &[]),
];

#[test]
fn no_lock_is_feared() {
    check_on(sqlite(), ROWS_AND_READERS);
}
