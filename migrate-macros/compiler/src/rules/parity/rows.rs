//! Rows: filled in batches, apart from the schema.

use super::{Case, check};

const ROWS_AND_SCHEMA_CHANGE_APART: &[Case] = &[
    (
        "SQ030",
        "alter table orders alter column note set not null; update links set target = \"b\" where target = \"a\";",
        &[
            "unbatched_backfill",
            "set_not_null_unproven",
            "ddl_with_dml",
        ],
    ),
    (
        "SQ070",
        "update orders set note = \"\", note = \"\", code = \"\";",
        &["error: "],
    ),
    (
        "AT048",
        "update orders set note = \"\" where note is null;",
        &[],
    ),
    (
        "AT052",
        "update orders set note = \"\" where random() > 0.5;",
        &[],
    ),
    (
        "XT010",
        "alter table orders add column a: text; update orders set a = status where a is null; alter table orders alter column a set not null;",
        &["add_required_column", "ddl_with_dml"],
    ),
    (
        "XT018",
        "create table t { id: bigint primary key } insert into t (id) values (1); alter table orders add column a: text;",
        &[],
    ),
];

#[test]
fn rows_and_schema_change_apart() {
    check(ROWS_AND_SCHEMA_CHANGE_APART);
}
