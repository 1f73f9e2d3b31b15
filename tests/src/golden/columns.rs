//! Columns that come, go, and change their name or comment.

use migrate_runtime::migration;

use super::Statement;
use super::shop::{SHOP, WAREHOUSE};

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "add_column",
        heads: &[
            &ADD_NULLABLE,
            &ADD_WITH_DEFAULT,
            &ADD_REFERRING,
            &ADD_REFERRING_WITH_DEFAULT,
            &ADD_CHECKED,
            &ADD_UNIQUE,
            &ADD_SEVERAL,
            &ADD_VOLATILE,
            &ADD_NUMBERED,
            &ADD_PARENT,
            &ADD_ARRAY,
        ],
    },
    Statement {
        name: "drop_column",
        heads: &[&DROP_PLAIN, &DROP_INDEXED, &DROP_REFERRING, &DROP_SHARED],
    },
    Statement {
        name: "rename_column",
        heads: &[&RENAME],
    },
    Statement {
        name: "comment_on_column",
        heads: &[&COMMENT],
    },
];

migration! {
    /// A column that may be null is a line in the catalogue.
    static ADD_NULLABLE after SHOP as branch;

    alter table orders add column tracking: varchar(100) comment "from the carrier";
}

migration! {
    /// So is one with a default that is the same for all rows.
    static ADD_WITH_DEFAULT after SHOP as branch;

    alter table orders {
        add column currency: varchar(3) not null default "EUR",
        add column seen_at: timestamptz not null default now(),
    }
}

migration! {
    /// No row can violate a foreign key of a column that is null in all of them.
    static ADD_REFERRING after SHOP as branch;

    alter table orders add column payer_id: bigint references customers(id) on delete set null;
    create index on orders(payer_id);
}

migration! {
    /// With a default, the rows have to be looked up.
    static ADD_REFERRING_WITH_DEFAULT after SHOP as branch;

    alter table orders add column payer_id: bigint not null default 1 references customers(id);
    create index on orders(payer_id);
}

migration! {
    /// A check is added apart, and validated while everybody goes on.
    static ADD_CHECKED after SHOP as branch;

    alter table customers add column discount: int not null default 0
        check (discount between 0 and 100);
}

migration! {
    /// The index of a unique column is built without blocking.
    static ADD_UNIQUE after SHOP as branch;

    alter table customers add column login: varchar(40) unique;
}

migration! {
    /// Two tables are not locked at the same time.
    static ADD_SEVERAL after SHOP as branch;

    alter table customers { add column a: int, add column b: int }
    alter table orders add column c: int;
    alter table customers add column d: int;
}

migration! {
    /// Each row gets a value of its own, so all are written.
    static ADD_VOLATILE after SHOP as branch;

    #[expect(add_column_volatile_default, reason = "a small table")]
    alter table refunds add column reference: uuid not null default gen_random_uuid();
}

migration! {
    /// A number for each row, likewise.
    static ADD_NUMBERED after WAREHOUSE as branch;

    #[expect(add_column_volatile_default, reason = "a small table")]
    alter table bays add column position: bigint identity by default;
}

migration! {
    /// A table in use that refers to itself from now on.
    static ADD_PARENT after SHOP as branch;

    alter table customers add column invited_by: bigint references customers(id);
    create index on customers(invited_by);
}

migration! {
    /// Values that only PostgreSQL has.
    static ADD_ARRAY after WAREHOUSE as branch;

    alter table parcels {
        add column marks: text[] not null default array[]::text[],
        add column extra: jsonb not null default "{\"a\": [1]}",
        add column kept_for: interval default interval "2 days",
        add column kind: varchar(10) not null default "box" collate "C" check (kind in ("box", "bag")),
    }
}

migration! {
    /// What is gone comes back empty.
    static DROP_PLAIN after SHOP as branch;

    #[expect(drop_column, reason = "nobody reads it")]
    alter table orders drop column note;
}

migration! {
    /// A check and an index that use the column alone go with it, and come back.
    static DROP_INDEXED after SHOP as branch;

    #[expect(drop_column, reason = "nobody reads it")]
    alter table orders drop column status;
}

migration! {
    /// The foreign key goes, and the referenced table is locked for it.
    static DROP_REFERRING after WAREHOUSE as branch;

    #[expect(drop_column, reason = "nobody reads it")]
    alter table parcels drop column bay_id;
}

migration! {
    /// A key and an index over several columns.
    static SHARED_KEY after SHOP as branch;

    alter table orders add unique (total, code);
    create index on orders(code, total);
}

migration! {
    /// They go with it, and come back.
    static DROP_SHARED after SHARED_KEY;

    #[expect(drop_column, drop_column_kills_constraint, reason = "summed up elsewhere")]
    alter table orders drop column total;
}

migration! {
    /// Whatever uses the column follows.
    static RENAME after SHOP as branch;

    #[expect(rename_column, reason = "nobody reads it")]
    alter table orders rename column status to state;
}

migration! {
    /// A comment on a column.
    static COMMENT after SHOP as branch;

    alter table orders comment on column code "as printed on the parcel";
}
