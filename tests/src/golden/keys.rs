//! Primary keys and unique constraints of a table in use.

use migrate_runtime::migration;

use super::Statement;
use super::shop::{SHOP, WAREHOUSE};

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "add_unique",
        heads: &[
            &ADD_UNIQUE,
            &ADD_UNIQUE_DEFERRABLE,
            &ADD_UNIQUE_NULLS,
            &ADD_UNIQUE_USING_INDEX,
        ],
    },
    Statement {
        name: "add_primary_key",
        heads: &[&ADD_PRIMARY_KEY, &ADD_PRIMARY_KEY_USING_INDEX],
    },
];

migration! {
    /// The index is built first, without blocking, and becomes the constraint's.
    static ADD_UNIQUE after SHOP as branch;

    alter table orders add unique (customer_id, code);
}

migration! {
    /// Checked at the end of a transaction, where it says so.
    static ADD_UNIQUE_DEFERRABLE after WAREHOUSE as branch;

    alter table parcels add constraint parcels_size unique (size) deferrable initially deferred;
}

migration! {
    /// Two nulls are the same.
    static ADD_UNIQUE_NULLS on postgres 15 after WAREHOUSE as branch;

    alter table parcels add unique nulls not distinct (tags, weight);
}

migration! {
    /// An index that is to become a constraint.
    static UNIQUE_SIZES after WAREHOUSE as branch;

    create unique index parcels_sizes on parcels(size);
}

migration! {
    /// The index takes the constraint's name.
    static ADD_UNIQUE_USING_INDEX after UNIQUE_SIZES;

    alter table parcels add constraint parcels_size_key unique using index parcels_sizes;
}

migration! {
    /// Tables without a primary key.
    static HEAP after SHOP as branch;

    #[expect(table_without_primary_key, reason = "it comes")]
    create table readings { day: date not null, sensor: text, value: double }
    insert into readings (day, sensor, value) values ("2026-01-01", "a", 1.5), ("2026-01-01", "b", 2);
}

migration! {
    /// Its columns are proven to be not null before, or the rows would be read under the
    /// lock.
    static ADD_PRIMARY_KEY after HEAP;

    #[expect(add_primary_key_on_nullable, reason = "every reading has a sensor")]
    alter table readings add primary key (day, sensor);
}

migration! {
    /// Numbers that are unique.
    static UNIQUE_NUMBERS on postgres;

    #[expect(table_without_primary_key, reason = "it comes")]
    create table numbers { n: bigint not null, note: text, unique index numbers_n (n) }
    insert into numbers (n) values (1), (2);
}

migration! {
    /// The index becomes the primary key's.
    static ADD_PRIMARY_KEY_USING_INDEX after UNIQUE_NUMBERS;

    alter table numbers add constraint numbers_pkey primary key using index numbers_n;
}
