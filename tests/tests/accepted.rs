//! Programs that compile without a word: the seed documents' examples that are sound, and
//! migrations in every place where a user may put them.

#![deny(warnings, missing_docs, unsafe_code)]

use migrate_runtime::{Down, Migration};
use migrate_tests::golden::plans;

/// What is sound in the examples that this project began with, as it is said here.
mod seeds {
    use migrate_runtime::migration;

    migration! {
        /// A shop.
        pub static SHOP on postgres 14, sqlite;

        create table customers {
            id: bigint identity primary key,
            email: varchar(255) not null unique,
            name: text not null,
        }
        create table orders {
            id: bigint identity primary key,
            customer_id: bigint not null references customers(id),
            status: text not null default "new",
            total_dollars: numeric(10, 2),
            index old_index (status),
            index (customer_id),
        }
    }
    migration! {
        // A constant costs nothing since PostgreSQL 11 (E-25); the index is built beside
        // the traffic, outside a transaction, in the same migration (E-04, E-05), and an
        // index is dropped likewise, without naming its table (E-06, E-16).
        /// Tracking.
        pub static ADD_TRACKING after SHOP;

        alter table orders {
            add column tracking_number: varchar(100),
            add column priority: int not null default 0,
        }
        create index on orders(priority);
        drop index old_index;
    }
    migration! {
        // Batches commit one by one and the walk is by the primary key (E-01, E-02, E-03),
        // so it ends even where the value stays null (E-10, E-26). What the way up wrote
        // is not guessed on the way down (E-11).
        /// Numbers for old orders.
        pub static BACKFILL_TRACKING after ADD_TRACKING;

        update orders set tracking_number = "LEGACY-" || id::text
            where tracking_number is null
            in batches of 1000;
    }
    migration! {
        // Not null and unique without a long lock, once the values are there (E-12); a
        // foreign key is validated beside the traffic (E-15).
        /// What is required from now on.
        pub static REQUIRE_TRACKING after BACKFILL_TRACKING;

        alter table orders {
            alter column tracking_number set not null,
            add unique (tracking_number),
            add column payer_id: bigint references customers(id),
        }
        create index on orders(payer_id);
    }
    migration! {
        // The cast is said (E-09), the type holds the largest value (E-19), and the old
        // column stays until nobody reads it (E-18, E-22).
        /// Cents beside dollars.
        pub static ADD_CENTS after REQUIRE_TRACKING;

        alter table orders add column total_cents: bigint;
    }
    migration! {
        /// Cents of old orders.
        pub static FILL_CENTS after ADD_CENTS;

        update orders set total_cents = round(total_dollars * 100)::bigint where total_cents is null;
    }
    migration! {
        /// Dollars are gone.
        pub static DROP_DOLLARS after FILL_CENTS;

        #[expect(drop_column, reason = "unread since 3.1")]
        alter table orders drop column total_dollars;
    }
}

/// A parent that stands behind its child, in a module that is not the child's.
mod late {
    use migrate_runtime::migration;

    migration! {
        /// The child.
        pub static CHILD after super::early::PARENT on postgres 16;

        alter table things add column kind: text;
    }
}

/// Names that are words of Rust, and parents by another name.
mod early {
    use migrate_runtime::migration;

    migration! {
        /// The parent.
        pub(super) static r#STATIC on postgres;

        create table things { id: bigint identity primary key, r#type: text, r#match: int }
    }
    pub(super) use r#STATIC as PARENT;
}

fn history(newest: &'static Migration) -> Vec<&'static str> {
    let mut names = vec![newest.name()];
    let mut migration = newest;
    while let Some(parent) = migration.parents().first() {
        names.push(parent.name());
        migration = parent;
    }
    names
}

#[test]
fn the_sound_examples_have_plans() {
    let newest = &seeds::DROP_DOLLARS;
    assert_eq!(history(newest).len(), 7);
    assert!(matches!(plans(newest)[0].down, Down::Lossy(..)));
    let batches = plans(&seeds::BACKFILL_TRACKING).iter();
    let batches = batches.flat_map(|plan| &plan.up);
    assert_eq!(batches.count(), 2, "one walk a database");
}

#[test]
fn modules_and_names_stand_in_any_order() {
    assert_eq!(history(&late::CHILD), ["child", "static"]);
}
