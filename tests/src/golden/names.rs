//! What the server names by itself: the not null of a column, from PostgreSQL 18 on, and
//! the sequence that a column owns. Both keep their names where the table or the column is
//! renamed, and are in the way of the next.

use migrate_runtime::migration;

use super::Statement;

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "names_of_not_null",
        heads: &[
            &NULLABLE_AGAIN,
            &NULLABLE_AGAIN_18,
            &BESIDE_A_CHECK,
            &ALIKE,
            &KEY_OVER_NULLABLE,
            &KEY_OVER_NULLABLE_18,
        ],
    },
    Statement {
        name: "names_of_sequences",
        heads: &[&OLD_LEDGER_DROPPED, &OLD_NUMBER_DROPPED],
    },
    Statement {
        name: "serial",
        heads: &[
            &CALLED_AGAIN,
            &OTHER_DEFAULT,
            &AS_TEXT,
            &AS_UUID,
            &WIDER,
            &IDLE_DROPPED,
            &IDLE_TO_IDENTITY,
        ],
    },
];

migration! {
    /// Parcels.
    static PARCELS on postgres;

    create table parcels { id: bigint identity primary key, depot: int not null, note: text }
    insert into parcels (depot, note) values (1, "a"), (2, "b");
}

migration! {
    /// Depot begins.
    #[expect(ddl_with_dml, reason = "a test")]
    static DEPOT_BEGINS after PARCELS;

    #[expect(rename_column, reason = "a test")]
    alter table parcels { rename column depot to old_depot, add column depot: int }
    update parcels set depot = old_depot;
}

migration! {
    /// Depot required.
    static DEPOT_REQUIRED after DEPOT_BEGINS;

    alter table parcels alter column depot set not null;
}

migration! {
    /// Nullable again.
    static NULLABLE_AGAIN after DEPOT_REQUIRED;

    #[expect(drop_not_null, reason = "a test")]
    alter table parcels { alter column old_depot drop not null, alter column depot drop not null }
}

migration! {
    /// Parcels 18.
    static PARCELS_18 on postgres 18;

    create table parcels { id: bigint identity primary key, depot: int not null, note: text }
    insert into parcels (depot, note) values (1, "a"), (2, "b");
}

migration! {
    /// Depot begins.
    #[expect(ddl_with_dml, reason = "a test")]
    static DEPOT_BEGINS_18 after PARCELS_18;

    #[expect(rename_column, reason = "a test")]
    alter table parcels { rename column depot to old_depot, add column depot: int }
    update parcels set depot = old_depot;
}

migration! {
    /// Depot required 18.
    static DEPOT_REQUIRED_18 after DEPOT_BEGINS_18;

    alter table parcels alter column depot set not null;
}

migration! {
    /// Nullable again 18.
    static NULLABLE_AGAIN_18 after DEPOT_REQUIRED_18;

    #[expect(drop_not_null, reason = "a test")]
    alter table parcels { alter column old_depot drop not null, alter column depot drop not null }
}

migration! {
    /// The server would take the name of the check for the not null first.
    static BESIDE_A_CHECK on postgres;

    create table checked {
        id: bigint identity primary key,
        n: int not null,
        m: int not null,
        constraint checked_n_not_null check (n > 0),
        constraint checked_id_not_null unique (m, n),
    }
    alter table checked { add constraint checked_k_not_null check (m > 0), add column k: int not null default 0 }
}

migration! {
    /// Two names that are shortened to one, in columns and in sequences.
    static ALIKE on postgres;

    create table a_table_with_a_name_that_leaves_little_room_for_columns {
        a_column_with_a_name_that_is_quite_long_and_goes_on_one: bigint identity primary key,
        #[expect(serial_type, reason = "a test")]
        a_column_with_a_name_that_is_quite_long_and_goes_on_two: bigserial not null,
        #[expect(serial_type, reason = "a test")]
        a_column_with_a_name_that_is_quite_long_and_goes_on_six: serial,
    }
}

migration! {
    /// Unkeyed.
    static UNKEYED on postgres;

    #[expect(table_without_primary_key, reason = "a test")]
    create table stops { line: int not null, place: int, note: text }
    insert into stops (line, place) values (1, 1), (1, 2);
    alter table stops { rename column line to route, add column line: int }
    update stops set line = place;
}

migration! {
    /// Key over nullable.
    static KEY_OVER_NULLABLE after UNKEYED;

    #[expect(add_primary_key_on_nullable, reason = "a test")]
    alter table stops add primary key (line, place);
}

migration! {
    /// Unkeyed 18.
    static UNKEYED_18 on postgres 18;

    #[expect(table_without_primary_key, reason = "a test")]
    create table stops { line: int not null, place: int, note: text }
    insert into stops (line, place) values (1, 1), (1, 2);
    alter table stops { rename column line to route, add column line: int }
    update stops set line = place;
}

migration! {
    /// Key over nullable 18.
    static KEY_OVER_NULLABLE_18 after UNKEYED_18;

    #[expect(add_primary_key_on_nullable, reason = "a test")]
    alter table stops add primary key (line, place);
}

migration! {
    /// Ledger.
    static LEDGER on postgres;

    #[expect(serial_type, reason = "a test")]
    #[expect(int_primary_key, reason = "a test")]
    create table ledger { id: serial primary key, line: bigint identity by default, n: int not null }
}

migration! {
    /// The new table's names give way to the old one's, which stay.
    static LEDGER_ANEW after LEDGER;

    #[expect(rename_table, reason = "a test")]
    rename table ledger to old_ledger;
    #[expect(serial_type, reason = "a test")]
    #[expect(int_primary_key, reason = "a test")]
    create table ledger { id: serial primary key, line: bigint identity, n: int not null }
}

migration! {
    /// Old ledger dropped.
    static OLD_LEDGER_DROPPED after LEDGER_ANEW;

    #[expect(drop_table, reason = "a test")]
    drop table old_ledger;
}

migration! {
    /// Numbers.
    static NUMBERS on postgres;

    #[expect(serial_type, reason = "a test")]
    create table numbers { id: bigint identity primary key, n: serial, m: smallserial, k: bigint identity }
    insert into numbers (n) values (4), (9);
}

migration! {
    /// Numbers renamed.
    static NUMBERS_RENAMED after NUMBERS;

    #[expect(rename_column, reason = "a test")]
    alter table numbers { rename column n to old_n, rename column m to old_m, rename column k to old_k }
    #[expect(drop_not_null, reason = "a test")]
    alter table numbers alter column old_m drop not null;
}

migration! {
    /// Old number dropped.
    static OLD_NUMBER_DROPPED after NUMBERS_RENAMED;

    #[expect(drop_column, reason = "a test")]
    alter table numbers { drop column old_n, drop column old_m, drop column old_k }
}

migration! {
    /// Tickets.
    static TICKETS on postgres;

    #[expect(serial_type, reason = "a test")]
    #[expect(int_primary_key, reason = "a test")]
    create table tickets { id: serial primary key, n: serial, note: text }
    insert into tickets (note) values ("a"), ("b");
}

migration! {
    /// Idle.
    static IDLE after TICKETS as branch;

    alter table tickets alter column n drop default;
}

migration! {
    /// Called again.
    static CALLED_AGAIN after IDLE as branch;

    alter table tickets alter column n set default nextval("tickets_n_seq");
}

migration! {
    /// Other default.
    static OTHER_DEFAULT after TICKETS as branch;

    alter table tickets alter column n set default 7;
}

migration! {
    /// The default stays, and the sequence with it.
    static AS_TEXT after TICKETS as branch;

    #[expect(change_column_type, reason = "a test")]
    alter table tickets alter column n type text;
}

migration! {
    /// As uuid.
    static AS_UUID after TICKETS as branch;

    #[expect(change_column_type, reason = "a test")]
    alter table tickets {
        alter column n drop default,
        alter column n type uuid using gen_random_uuid(),
    }
}

migration! {
    /// A serial's sequence stays as narrow as it was; an identity's grows.
    static WIDENED after TICKETS as branch;

    #[expect(change_column_type, reason = "a test")]
    #[expect(serial_type, reason = "a test")]
    alter table tickets alter column n type bigint;
}

migration! {
    /// Wider.
    static WIDER after WIDENED;

    #[expect(drop_table, reason = "a test")]
    drop table tickets;
}

migration! {
    /// Without rows, a required column comes back.
    static COUPONS on postgres;

    create table coupons {
        id: bigint identity primary key,
        #[expect(serial_type, reason = "a test")]
        n: smallserial,
    }
    alter table coupons alter column n drop default;
}

migration! {
    /// The sequence goes with its column, and comes back with it.
    static IDLE_DROPPED after COUPONS;

    #[expect(drop_column, reason = "a test")]
    alter table coupons drop column n;
}

migration! {
    /// Idle to identity.
    static IDLE_TO_IDENTITY after IDLE as branch;

    alter table tickets alter column n add identity by default;
}
