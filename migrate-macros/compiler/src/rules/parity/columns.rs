//! Columns that come, go, change their names and what they take.

use super::{Case, check, check_since};

const COLUMNS_COME: &[Case] = &[
    (
        "SQ002",
        "alter table orders add column a: int; alter table orders alter column a set default 10;",
        &[],
    ),
    (
        "SQ004",
        "alter table orders add column a: uuid default uuid();",
        &["error: "],
    ),
    (
        "SQ006",
        "alter table orders add column a: bool default true;",
        &[],
    ),
    (
        "SQ008",
        r#"alter table orders add column a: timestamptz not null default (now() - interval "100 years");"#,
        &[],
    ),
    (
        "SQ014",
        "alter table orders add column a: timestamptz default now();",
        &[],
    ),
    (
        "SQ016",
        "alter table orders add column a: int default (2 + 2);",
        &[],
    ),
    // A constant costs nothing since PostgreSQL 11.
    (
        "SQ018",
        "alter table orders add column a: int default 10;",
        &[],
    ),
    (
        "SQ028",
        "alter table orders add column a: int not null;",
        &["add_required_column"],
    ),
    (
        "SQ040",
        "alter table links add column a: serial primary key;",
        &[
            "add_column_volatile_default",
            "serial_type",
            "int_primary_key",
        ],
    ),
    (
        "SQ044",
        "alter table orders add column a: bool not null default true;",
        &[],
    ),
    (
        "SQ046",
        "alter table orders add column a: numeric not null generated as (total + 1) stored;",
        &["add_column_generated_stored"],
    ),
    (
        "SQ120",
        "alter table orders add column a: text unique;",
        &[],
    ),
    (
        "SM010",
        "alter table orders add column a: bool default null;",
        &[],
    ),
    (
        "SM012",
        "alter table orders add column a: bool; alter table orders alter column a set default false;",
        &[],
    ),
    (
        "SM016",
        "alter table orders add column a: uuid default gen_random_uuid();",
        &["add_column_volatile_default"],
    ),
    (
        "SM018",
        "alter table orders add column a: json;",
        &["json_type"],
    ),
    (
        "SM022",
        "alter table orders add column a: serial;",
        &["add_column_volatile_default", "serial_type"],
    ),
    (
        "SM062",
        "alter table orders add column device_id: bigint; alter table orders add column device_type: text; create index on orders(device_type, device_id);",
        &[],
    ),
    (
        "SM122",
        r#"alter table orders add column a: text; alter table orders alter column a set default "x";"#,
        &[],
    ),
    (
        "AT042",
        "alter table orders add column a: int not null default 1;",
        &[],
    ),
    (
        "AT046",
        "alter table orders add column a: int default 1; alter table orders alter column quantity set not null;",
        &["set_not_null_unproven"],
    ),
    ("XT006", "alter table orders add column a: jsonb;", &[]),
    (
        "XT008",
        "alter table orders add column a: text not null;",
        &["add_required_column"],
    ),
    (
        "XT020",
        "alter table events add column a: serial;",
        &["add_column_volatile_default", "serial_type"],
    ),
    (
        "XT030",
        r#"alter table orders add column a: text not null default "x";"#,
        &[],
    ),
    (
        "XT032",
        "alter table orders add column a: json default \"{}\";",
        &["json_type"],
    ),
    (
        "XT034",
        "alter table orders add column a: bigint generated as (id * 2) stored;",
        &["add_column_generated_stored"],
    ),
    (
        "XT036",
        "alter table orders { add column a: timestamptz not null default clock_timestamp(), add column b: timestamptz not null default now() }",
        &["add_column_volatile_default"],
    ),
    (
        "XT110",
        "alter table orders add column a: double not null default pi();",
        &[],
    ),
];

#[test]
fn columns_come() {
    check(COLUMNS_COME);
    check_since(
        18,
        &[(
            "SM020",
            "alter table orders add column a: bigint generated as (id * 2) virtual;",
            &[],
        )],
    );
}

const A_DEFAULT_IS_KEPT_WHILE_OLD_CODE_INSERTS: &[Case] = &[
    (
        "XT118",
        "alter table orders { add column a: int not null default 1, alter column a drop default, alter column a set default 2 }",
        &[],
    ),
    (
        "SM168",
        "alter table orders { add column a: int not null default 1, alter column a drop default }",
        &["drop_default_too_early"],
    ),
];

#[test]
fn a_default_is_kept_while_old_code_inserts() {
    check(A_DEFAULT_IS_KEPT_WHILE_OLD_CODE_INSERTS);
}

const COLUMNS_GO: &[Case] = &[
    (
        "SQ066",
        "alter table orders drop column note cascade;",
        &["error: "],
    ),
    (
        "SM134",
        "alter table orders drop column note;",
        &["drop_column"],
    ),
    (
        "SM136",
        "alter table orders { drop column note, drop column code }",
        &["drop_column", "drop_column"],
    ),
    (
        "AT008",
        "alter table orders add column a: int; alter table orders drop column a;",
        &[],
    ),
    (
        "AT006",
        "alter table orders add column a: numeric generated as (total * 2) stored;\n---\nalter table orders drop column a;",
        &["drop_column"],
    ),
    (
        "AT014",
        "alter table orders { rename column note to a, add column b: text }\n---\nalter table orders drop column a;",
        &["drop_column"],
    ),
    (
        "XT102",
        "alter table orders drop column placed_at;",
        &["drop_column", "drop_column_kills_constraint"],
    ),
    (
        "XT102",
        "create index on orders(note);\n---\nalter table orders drop column note;",
        &["drop_column"],
    ),
    (
        "XT102",
        "create index on orders(note) include (code);\n---\nalter table orders drop column code;",
        &["drop_column", "drop_column_kills_constraint"],
    ),
    (
        "SM138",
        "alter table orders drop column customer_id;",
        &["drop_column"],
    ),
    (
        "NS014",
        "alter table orders add column a: numeric generated as (total * 2) stored;\n---\nalter table orders drop column total;",
        &["error: "],
    ),
];

#[test]
fn columns_go() {
    check(COLUMNS_GO);
}

const COLUMNS_CHANGE_THEIR_NAMES: &[Case] = &[
    (
        "XT096",
        "create table t { id: bigint primary key, a: text } alter table t rename column a to b;",
        &[],
    ),
    (
        "AT024",
        "create table t { id: bigint primary key } alter table t rename column id to a;",
        &[],
    ),
    (
        "AT012",
        "alter table orders rename column note to remark;",
        &["rename_column"],
    ),
];

#[test]
fn columns_change_their_names() {
    check(COLUMNS_CHANGE_THEIR_NAMES);
}
