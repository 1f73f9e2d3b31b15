//! Types of columns that are there: silent exactly where no row is touched and no value
//! can be lost.

use super::{Case, check};

const WIDER_TYPES_NEED_NO_REWRITE: &[Case] = &[
    (
        "SM078",
        "alter table orders alter column code type varchar(64);",
        &[],
    ),
    (
        "SM084",
        "alter table orders alter column note type varchar;",
        &[],
    ),
    (
        "SM076",
        "alter table orders alter column note type \"citext\";",
        &[],
    ),
    (
        "SM096",
        "alter table products add column a: numeric(10, 5);\n---\nalter table products alter column a type numeric;",
        &[],
    ),
    (
        "SM112",
        "alter table orders alter column code type text;",
        &[],
    ),
    (
        "NS008",
        "alter table orders alter column code type varchar(100);",
        &[],
    ),
    (
        "XT048",
        "create table t { id: int primary key } alter table t alter column id type bigint;",
        &[],
    ),
    (
        "XT062",
        "alter table orders add column a: cidr;\n---\nalter table orders alter column a type inet;",
        &[],
    ),
    (
        "XT126",
        "alter table orders alter column code type varchar(60) using code;",
        &[],
    ),
    (
        "XT068",
        "alter table orders add check (code <> \"\");\n---\nalter table orders alter column code type varchar(99);",
        &[],
    ),
];

#[test]
fn wider_types_need_no_rewrite() {
    check(WIDER_TYPES_NEED_NO_REWRITE);
}

const OTHER_TYPES_REWRITE_OR_LOSE: &[Case] = &[
    (
        "SQ100",
        "alter table orders alter column note type varchar(255) using note::varchar(255);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SQ100",
        "alter table orders alter column note type text using note::text;",
        &[],
    ),
    (
        "SM080",
        "alter table orders alter column code type varchar(19);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SM082",
        "alter table orders alter column note type varchar(20);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SM086",
        "create index on orders(note);\n---\nalter table orders alter column note type \"citext\";",
        &["change_column_type"],
    ),
    (
        "SM094",
        "alter table products add column a: numeric(10, 5);\n---\nalter table products alter column a type numeric(10, 6);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SM104",
        "alter table orders alter column placed_at type timestamptz(3);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SM106",
        "alter table products add column a: time;\n---\nalter table products alter column a type time(3);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SM108",
        "alter table products add column a: interval;\n---\nalter table products alter column a type interval(3);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SM110",
        "alter table products add column a: inet;\n---\nalter table products alter column a type cidr;",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SM090",
        "alter table products add column a: \"citext\";\n---\nalter table products alter column a type varchar(20);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SM088",
        "alter table products add column a: \"citext\";\n---\nalter table products alter column a type text;",
        &[],
    ),
    (
        "AT100",
        "alter table orders alter column note type int using note::int;",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "XT064",
        "alter table products add column a: bit(8);\n---\nalter table products alter column a type varbit(4);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "XT066",
        "alter table orders alter column note type xml using note::xml;",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SQ188",
        "alter table events alter column day type timestamp;",
        &["change_column_type", "timestamp_without_time_zone"],
    ),
    (
        "NS012",
        "create table k { id: int primary key } create table c { id: bigint primary key, k: int references k, index (k) }\n---\nalter table k alter column id type bigint;",
        &["change_column_type"],
    ),
];

#[test]
fn other_types_rewrite_or_lose() {
    check(OTHER_TYPES_REWRITE_OR_LOSE);
}

const MORE_THAN_ONE_KIND: &[Case] = &[
    (
        "SM074",
        "alter table orders alter column note type nothing;",
        &["error: "],
    ),
    (
        "SM092",
        "alter table products add column a: \"citext\"; create index on products(a);\n---\nalter table products alter column a type varchar;",
        &["change_column_type"],
    ),
    (
        "SM098",
        "alter table products add column a: timestamp;\n---\nalter table products alter column a type timestamptz;",
        &["change_column_type"],
    ),
    // The zone is said, and the session's is set to it.
    (
        "SM098",
        "alter table products add column a: timestamp;\n---\nalter table products alter column a type timestamptz using a at time zone \"UTC\";",
        &[],
    ),
    (
        "SM100",
        "alter table products add column a: timestamp;\n---\nalter table products alter column a type timestamp(3);",
        &[
            "lossy_type_change",
            "change_column_type",
            "timestamp_without_time_zone",
        ],
    ),
    (
        "XT050",
        "alter table orders alter column note type varchar(100);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "XT052",
        "alter table orders alter column code type varchar(30);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "XT054",
        "create index on orders(lower(note));\n---\nalter table orders alter column note type \"citext\";",
        &["change_column_type"],
    ),
    (
        "XT058",
        "alter table orders alter column total type numeric(14, 4);",
        &["change_column_type"],
    ),
    (
        "XT060",
        "alter table orders alter column placed_at type timestamptz(0);",
        &["lossy_type_change", "change_column_type"],
    ),
    (
        "SQ184",
        "alter table orders add column a: varchar(256);",
        &[],
    ),
    (
        "SQ186",
        "create table t { id: bigint primary key, a: text not null } alter table t add constraint size check (length(a) <= 100);",
        &[],
    ),
];

#[test]
fn types_change_by_more_than_one_kind() {
    check(MORE_THAN_ONE_KIND);
}

const TYPES_OF_NEW_COLUMNS: &[Case] = &[
    (
        "SQ052",
        "create table t { id: bigint primary key, a: varchar(100) not null, b: text not null }",
        &[],
    ),
    (
        "SQ054",
        "create table t { id: bigint primary key, a: Char }",
        &["char_type"],
    ),
    (
        "SQ056",
        "alter table orders add column a: char;",
        &["char_type"],
    ),
    (
        "SQ182",
        "create table t { id: bigint primary key, a: varchar(100) not null }",
        &[],
    ),
    (
        "SQ190",
        "create table t { id: bigint primary key, a: timestamptz, b: timestamp with time zone }",
        &[],
    ),
    (
        "SM018",
        "create table t { id: bigint primary key, a: json }",
        &["json_type"],
    ),
];

#[test]
fn types_of_new_columns() {
    check(TYPES_OF_NEW_COLUMNS);
}
