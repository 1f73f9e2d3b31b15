//! Columns that get their values from a sequence or from other columns.

use migrate_runtime::migration;

use super::Statement;
use super::shop::{SHOP, WAREHOUSE};

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "add_column_generated",
        heads: &[&ADD_STORED, &ADD_VIRTUAL, &ADD_VIRTUAL_18],
    },
    Statement {
        name: "alter_column_set_expression",
        heads: &[&SET_EXPRESSION],
    },
    Statement {
        name: "alter_column_drop_expression",
        heads: &[&DROP_EXPRESSION],
    },
    Statement {
        name: "alter_column_add_identity",
        heads: &[&ADD_IDENTITY, &CHANGE_IDENTITY],
    },
    Statement {
        name: "alter_column_drop_identity",
        heads: &[&DROP_IDENTITY],
    },
    Statement {
        name: "alter_column_restart",
        heads: &[&RESTART],
    },
];

migration! {
    /// A stored value is written for every row.
    static ADD_STORED after SHOP as branch;

    #[expect(add_column_generated_stored, reason = "a small table")]
    alter table orders add column cents: bigint generated as ((total * 100)::bigint) stored;
}

migration! {
    /// A virtual one is stored nowhere.
    static ADD_VIRTUAL on sqlite;

    create table lines { id: bigint primary key, price: int not null, amount: int not null }
    insert into lines (id, price, amount) values (1, 2, 3);
    alter table lines add column total: int generated as (price * amount) virtual;
}

migration! {
    /// PostgreSQL knows it from 18 on.
    static ADD_VIRTUAL_18 on postgres 18 after WAREHOUSE as branch;

    alter table parcels add column tons: int generated as (weight / 1000) virtual;
}

migration! {
    /// The weight in grams.
    static GRAMS on postgres 17 after WAREHOUSE as branch;

    #[expect(add_column_generated_stored, reason = "a small table")]
    alter table parcels add column grams: int generated as (weight * 100) stored;
}

migration! {
    /// Every row is written anew.
    static SET_EXPRESSION after GRAMS;

    #[expect(add_column_generated_stored, reason = "a small table")]
    alter table parcels alter column grams set expression (weight * 1000);
}

migration! {
    /// The weight in pounds.
    static POUNDS after WAREHOUSE as branch;

    #[expect(add_column_generated_stored, reason = "a small table")]
    alter table parcels add column pounds: int generated as (weight * 2) stored;
}

migration! {
    /// The column keeps its values.
    static DROP_EXPRESSION after POUNDS;

    alter table parcels alter column pounds drop expression;
}

migration! {
    /// The numbers begin behind those that are there.
    static ADD_IDENTITY after WAREHOUSE as branch;

    alter table bays alter column id add identity;
}

migration! {
    /// From one kind to the other.
    static CHANGE_IDENTITY after WAREHOUSE as branch;

    alter table parcels alter column id add identity by default;
}

migration! {
    /// Numbers come from elsewhere.
    static DROP_IDENTITY after WAREHOUSE as branch;

    alter table parcels alter column id drop identity;
}

migration! {
    /// The next number.
    static RESTART after WAREHOUSE as branch;

    alter table parcels alter column id restart with 1000;
}
