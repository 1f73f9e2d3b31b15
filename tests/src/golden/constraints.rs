//! Checks, foreign keys and exclusions of a table in use.

use migrate_runtime::migration;

use super::Statement;
use super::shop::{SHOP, WAREHOUSE};

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "add_check",
        heads: &[&ADD_CHECK, &ADD_CHECK_NOT_VALID],
    },
    Statement {
        name: "add_foreign_key",
        heads: &[
            &ADD_FOREIGN_KEY,
            &ADD_FOREIGN_KEY_NOT_VALID,
            &ADD_FOREIGN_KEYS,
        ],
    },
    Statement {
        name: "add_exclude",
        heads: &[&ADD_EXCLUDE],
    },
    Statement {
        name: "validate_constraint",
        heads: &[&VALIDATE_CHECK, &VALIDATE_FOREIGN_KEY],
    },
    Statement {
        name: "drop_constraint",
        heads: &[
            &DROP_CHECK,
            &DROP_FOREIGN_KEY,
            &DROP_UNIQUE,
            &DROP_PRIMARY_KEY,
        ],
    },
    Statement {
        name: "rename_constraint",
        heads: &[&RENAME],
    },
];

migration! {
    /// Added without a look at the rows, and validated beside the traffic.
    static ADD_CHECK after SHOP as branch;

    alter table orders {
        add constraint orders_total_positive check (total > 0),
        add check (length(code) > 2),
    }
}

migration! {
    /// For new rows; the old ones are looked at another time.
    static ADD_CHECK_NOT_VALID after WAREHOUSE as branch;

    alter table parcels add constraint parcels_short check (length(label) < 5) not valid;
}

migration! {
    /// Writers of both tables wait for a moment, readers never.
    static ADD_FOREIGN_KEY after SHOP as branch;

    create index on refunds(agent);
    alter table refunds add constraint refunds_agent foreign key (agent) references customers(id)
        on delete set null deferrable initially deferred;
}

migration! {
    /// For new rows.
    static ADD_FOREIGN_KEY_NOT_VALID after WAREHOUSE as branch;

    alter table parcels {
        add column other_bay: bigint,
        #[expect(foreign_key_without_index, reason = "bays stay")]
        add foreign key (other_bay) references bays(id) not valid,
    }
}

migration! {
    /// To a key of several columns, and to the table itself.
    static ADD_FOREIGN_KEYS after SHOP as branch;

    create table reminders {
        id: bigint identity primary key,
        order_id: bigint,
        number: int,
        previous: bigint,
        index (order_id, number),
        index (previous),
    }
    insert into reminders (order_id, number, previous) values (2, 1, null), (3, null, 1);
    alter table reminders {
        add foreign key (order_id, number) references refunds(order_id, number) on update cascade,
        add foreign key (previous) references reminders(id) on delete cascade,
    }
}

migration! {
    /// There is no plan for it that does not block, so it has to be accepted.
    static ADD_EXCLUDE after WAREHOUSE as branch;

    #[expect(exclusion_constraint_on_existing, reason = "a small table")]
    alter table parcels add exclude using btree (label with =) where (weight > 0);
}

migration! {
    /// The way down cannot take a validation back, and need not.
    static VALIDATE_CHECK after ADD_LONG_LABELS;

    alter table parcels validate constraint parcels_long;
}

migration! {
    /// What holds already, without having been looked at.
    static ADD_LONG_LABELS after WAREHOUSE as branch;

    alter table parcels {
        add constraint parcels_long check (length(label) > 2) not valid,
        add column next_bay: bigint,
        #[expect(foreign_key_without_index, reason = "bays stay")]
        add constraint parcels_next foreign key (next_bay) references bays(id) not valid,
    }
}

migration! {
    /// The referenced rows are looked up under a lock that stops nobody.
    static VALIDATE_FOREIGN_KEY after ADD_LONG_LABELS as branch;

    alter table parcels validate constraint parcels_next;
}

migration! {
    /// Whatever it kept out may come.
    static DROP_CHECK after SHOP as branch;

    #[expect(drop_unique_or_check_constraint, reason = "checked by the application")]
    alter table orders drop constraint orders_status_check;
}

migration! {
    /// Triggers are taken off both tables.
    static DROP_FOREIGN_KEY after SHOP as branch;

    #[expect(drop_foreign_key, reason = "sharded soon")]
    alter table refunds drop constraint refunds_order_id_fkey;
}

migration! {
    /// The index goes with it, and is built without blocking on the way down.
    static DROP_UNIQUE after SHOP as branch;

    #[expect(drop_unique_or_check_constraint, reason = "families share an address")]
    alter table customers drop constraint customers_email_key;
}

migration! {
    /// The columns stay not null.
    static DROP_PRIMARY_KEY after SHOP as branch;

    #[expect(drop_primary_key, reason = "another one comes")]
    #[expect(foreign_key_without_index, reason = "orders stay")]
    alter table refunds drop constraint refunds_pkey;
}

migration! {
    /// The index of a key is renamed with it.
    static RENAME after SHOP as branch;

    alter table orders rename constraint orders_status_check to orders_known_status;
    alter table customers rename constraint customers_email_key to customers_email_unique;
}
