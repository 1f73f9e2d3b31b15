//! The kinds of rows that can be in the way of a way back on SQLite, where names and tables
//! change in the same migration.

use migrate_runtime::{Migration, migration};

migration! {
    #![allow(undocumented_migration, drop_column, rename_column, rename_table, drop_not_null,
        drop_unique_or_check_constraint, drop_foreign_key, drop_table, foreign_key_without_index,
        drop_column_kills_constraint)]
    pub static ROOMS on sqlite;

    create table halls { id: bigint primary key }
    create table stays {
        id: bigint primary key,
        hall: bigint,
        guest: text not null,
        weight: int not null,
        seat: int not null default 1,
        constraint heavy check (weight > 10),
        constraint stays_seat unique (seat),
        constraint stays_hall foreign key (hall) references halls(id),
    }
    create unique index stays_guest on stays(lower(guest)) where weight > 20;
}

migration! {
    pub static NO_GUEST after ROOMS as branch;
    alter table stays alter column guest drop not null;
    alter table stays rename column guest to visitor;
    rename table stays to calls;
}

migration! {
    pub static NEW_GUEST after ROOMS as branch;
    drop index stays_guest;
    alter table stays drop column guest;
    alter table stays add column guest: text;
}

migration! {
    pub static GUESTS_AGAIN after ROOMS as branch;
    drop index stays_guest;
    alter table stays rename column weight to mass;
}

migration! {
    pub static FEATHERS after ROOMS as branch;
    alter table stays drop constraint heavy;
    alter table stays rename column weight to mass;
    rename table stays to calls;
}

migration! {
    pub static STANDING after ROOMS as branch;
    alter table stays drop constraint stays_seat;
    alter table stays drop column seat;
}

migration! {
    pub static OUTDOORS after ROOMS as branch;
    alter table stays drop constraint stays_hall;
    rename table halls to yards;
    alter table yards rename column id to number;
}

migration! {
    #![allow(undocumented_migration, lossy_type_change, timestamp_without_time_zone)]
    pub static MEASURES on sqlite 3.41;

    create table measures {
        id: bigint primary key,
        small: smallint,
        whole: int,
        count: int,
        share: int,
        price: numeric(5, 2),
        rate: numeric(5, 2),
        short: varchar(3),
        digits: varchar(3),
        done: bool,
        born: date,
        at: time,
        seen: timestamp,
        noted: timestamptz,
        key: uuid,
        raw: bytes,
    }
}

migration! {
    pub static WIDER after MEASURES as branch;
    alter table measures {
        alter column small type int,
        alter column whole type bigint,
        alter column count type text,
        alter column share type double,
        alter column price type numeric(7, 2),
        alter column rate type numeric,
        alter column short type varchar(9),
        alter column digits type int using digits::int,
        alter column done type text,
        alter column born type text,
        alter column at type text,
        alter column seen type text,
        alter column noted type text,
        alter column key type text,
    }
}

/// Values that the columns before do not take, and what is said of each.
pub(super) const MISFITS: &[(&str, &str)] = &[
    ("small", "32768"),
    ("small", "-32769"),
    ("whole", "2147483648"),
    ("count", "'many'"),
    ("count", "'2147483648'"),
    ("count", "''"),
    ("share", "1e10"),
    ("price", "1000"),
    ("price", "99999.99"),
    ("rate", "1234.5"),
    ("short", "'long'"),
    ("digits", "1234"),
    ("done", "'maybe'"),
    ("born", "'soon'"),
    ("born", "'2026-02-30'"),
    ("at", "'25:00'"),
    ("seen", "'then'"),
    ("noted", "'2026-01-01 25:00'"),
    ("key", "'x'"),
];

/// Values that they take.
pub(super) const FITS: &[(&str, &str)] = &[
    ("small", "32767"),
    ("whole", "-2147483648"),
    ("count", "' 12 '"),
    ("share", "2.5"),
    ("price", "999.99"),
    ("rate", "999.994"),
    ("short", "'abc'"),
    ("digits", "123"),
    ("done", "'yes'"),
    ("born", "'2026-02-28'"),
    ("at", "'23:00'"),
    ("seen", "'2026-01-01 23:00'"),
    ("noted", "'2026-01-01 23:00:00+02'"),
    ("key", "'6f1e4ba8-8a6c-4f0e-9d8a-0123456789ab'"),
    ("small", "NULL"),
];

/// A migration, rows that it allows, and what names them.
pub(super) const CASES: &[(&Migration, &str, &[&str])] = &[
    (
        &NO_GUEST,
        "calls (id, weight) VALUES (1, 20)",
        &["`calls`", "id = 1, visitor is null"],
    ),
    (
        &NEW_GUEST,
        "stays (id, weight, guest) VALUES (1, 20, 'a')",
        &["would have no value for `stays.guest`", "id = 1"],
    ),
    (
        &GUESTS_AGAIN,
        "stays (id, mass, guest, seat) VALUES (1, 21, 'a', 1), (2, 22, 'A', 2)",
        &["`stays_guest`", "stays_guest = a"],
    ),
    (
        &FEATHERS,
        "calls (id, mass, guest) VALUES (1, 3, 'a')",
        &["`heavy`", "id = 1, mass = 3"],
    ),
    (
        &STANDING,
        "stays (id, weight, guest) VALUES (1, 11, 'a'), (2, 11, 'b')",
        &["`stays_seat`", "seat = 1"],
    ),
    (
        &OUTDOORS,
        "yards VALUES (4); INSERT INTO stays (id, weight, guest, hall, seat)
         VALUES (1, 11, 'a', 3, 1), (2, 11, 'b', 4, 2)",
        &["id = 1, hall = 3"],
    ),
];
