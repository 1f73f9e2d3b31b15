//! Indexes of their own.

use migrate_runtime::migration;

use super::Statement;
use super::shop::{SHOP, WAREHOUSE};

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "create_index",
        heads: &[
            &CREATE_PLAIN,
            &CREATE_UNIQUE,
            &CREATE_PARTIAL,
            &CREATE_OVER_EXPRESSION,
            &CREATE_SPECIAL,
            &CREATE_NULLS,
            &CREATE_OVER_FRAGMENT,
        ],
    },
    Statement {
        name: "drop_index",
        heads: &[&DROP, &DROP_PARTIAL],
    },
    Statement {
        name: "rename_index",
        heads: &[&RENAME],
    },
];

migration! {
    /// Built without blocking writers.
    static CREATE_PLAIN after SHOP as branch;

    create index on orders(code);
}

migration! {
    /// A unique index with a name and an order.
    static CREATE_UNIQUE after SHOP as branch;

    create unique index orders_code_unique on orders(code desc, customer_id);
}

migration! {
    /// Of some of the rows.
    static CREATE_PARTIAL after SHOP as branch;

    create index on orders(customer_id, total) where status = "new" and note is not null;
}

migration! {
    /// Over what is computed.
    static CREATE_OVER_EXPRESSION after SHOP as branch;

    create index on customers(lower(email), (points + 1));
}

migration! {
    /// What only PostgreSQL knows.
    static CREATE_SPECIAL after WAREHOUSE as branch;

    create index on parcels using gin (tags);
    create index parcels_attributes on parcels using gin (attributes jsonb_path_ops) with (fastupdate = off);
    create index on parcels(label text_pattern_ops, weight desc nulls last) include (size) where weight > 5;
    create index on parcels(label collate "C");
}

migration! {
    /// Two nulls are the same.
    static CREATE_NULLS on postgres 15 after WAREHOUSE as branch;

    create unique index on parcels(tags, size) nulls not distinct;
}

migration! {
    /// Dropped without blocking, and built without blocking on the way down.
    static DROP after SHOP as branch;

    #[expect(foreign_key_without_index, reason = "customers stay")]
    drop index orders_customer_id_idx;
}

migration! {
    /// It comes back as it was.
    static DROP_PARTIAL after SHOP as branch;

    drop index orders_open;
}

migration! {
    /// Only the index is locked.
    static RENAME after SHOP as branch;

    rename index orders_open to orders_unshipped;
}

migration! {
    /// The server's own name for an index over a fragment: a later migration knows it.
    static BY_FRAGMENT after SHOP as branch;

    create index on customers (sql("lower(email)"));
}

migration! {
    /// By that name.
    static CREATE_OVER_FRAGMENT after BY_FRAGMENT;

    rename index customers_lower_idx to customers_by_email;
}
