//! What the history says about nulls: a validation proves what its check says, and no more.

use super::{Case, check};

const NULLS_ARE_RULED_OUT: &[Case] = &[
    (
        "SQ026",
        "alter table orders alter column note set not null;",
        &["set_not_null_unproven"],
    ),
    (
        "SQ032",
        "alter table orders { add column a: bigint, add constraint b check (a is not null) not valid }\n---\nalter table orders { validate constraint b, alter column a set not null, drop constraint b }",
        &[],
    ),
    (
        "SQ034",
        "alter table orders alter column quantity set not null;",
        &["set_not_null_unproven"],
    ),
    // A validation proves what its check says, and no more.
    (
        "SQ036",
        "alter table orders add constraint b check (code is not null) not valid;\n---\nalter table orders { validate constraint b, alter column note set not null }",
        &["set_not_null_unproven"],
    ),
    (
        "SQ068",
        "alter table orders alter column status drop not null;",
        &["drop_not_null"],
    ),
    (
        "SM126",
        "alter table orders add check (note is not null) not valid;\n---\nalter table orders alter column note set not null;",
        &["set_not_null_unproven"],
    ),
    (
        "SM130",
        "alter table orders add check (orders.note is not null);\n---\nalter table orders alter column note set not null;",
        &[],
    ),
    (
        "AT048",
        "update orders set note = \"\" where note is null;\n---\nalter table orders alter column note set not null;",
        &[],
    ),
    (
        "AT050",
        "create table t { id: bigint primary key, a: text } alter table t alter column a set not null;",
        &[],
    ),
    (
        "AT052",
        "update orders set note = \"\" where random() > 0.5;\n---\nalter table orders alter column note set not null;",
        &["set_not_null_unproven"],
    ),
    (
        "XT004",
        "alter table orders add constraint b check (note is not null) not valid;\n---\nalter table orders validate constraint b;\n---\nalter table orders alter column note set not null;",
        &[],
    ),
    (
        "XT128",
        "alter table orders alter column placed_at drop not null;",
        &["drop_not_null"],
    ),
    (
        "NS002",
        "alter table orders add constraint b check (note is not null) not valid;\n---\nalter table orders validate constraint b;\n---\ncreate index on orders(code);\n---\nalter table orders { alter column note set not null, drop constraint b }",
        &[],
    ),
    (
        "NS004",
        "alter table orders add constraint b check (code is not null);\n---\nalter table orders alter column note set not null;",
        &["set_not_null_unproven"],
    ),
    (
        "NS006",
        "alter table orders add constraint b check (note is not null);\n---\n#[expect(rename_column, reason = \"tested\")] alter table orders rename column note to a;\n---\nalter table orders alter column a set not null;",
        &[],
    ),
];

#[test]
fn nulls_are_ruled_out() {
    check(NULLS_ARE_RULED_OUT);
}
