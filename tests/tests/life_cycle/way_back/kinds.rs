//! The kinds of rows that can be in the way of a way back, where names, types and other
//! tables change in the same migration.

use migrate_runtime::{Migration, migration};

migration! {
    #![allow(undocumented_migration, char_type, drop_column, rename_column, rename_table,
        change_column_type, lossy_type_change, drop_not_null, drop_unique_or_check_constraint,
        drop_primary_key, drop_foreign_key, drop_table, foreign_key_without_index,
        drop_column_kills_constraint, multiple_tables_locked, table_without_primary_key,
        add_column_generated_stored)]
    pub static BOOKINGS on postgres 15;

    create table halls { id: bigint primary key, floor: int unique }
    create table visits {
        id: bigint primary key,
        hall: bigint default 7,
        guest: text not null,
        nick: text,
        born: date,
        device: macaddr,
        size: numeric(5, 2),
        weight: int not null,
        flags: bit(3),
        tags: varchar(3)[],
        slot: int4range,
        seat: int not null default 1,
        parent: bigint,
        twice: int not null generated as (weight * 2) stored,
        constraint visits_hall foreign key (hall) references halls(id),
        constraint visits_parent foreign key (parent) references visits(id),
        constraint heavy check (weight > 10),
        constraint visits_seat unique (seat),
        constraint visits_nick unique nulls not distinct (nick),
        constraint visits_slot exclude using gist (slot with &&) where (id < 3),
        unique index visits_guest (lower(guest)) where (weight > 20),
    }
}

migration! {
    pub static NO_VISITOR after BOOKINGS as branch;
    alter table visits alter column guest drop not null;
    alter table visits rename column guest to visitor;
    rename table visits to calls;
}

migration! {
    pub static ANOTHER_GUEST after BOOKINGS as branch;
    alter table visits drop column guest;
    alter table visits add column guest: text;
}

migration! {
    pub static TWO_GUESTS after BOOKINGS as branch;
    drop index visits_guest;
    alter table visits rename column weight to mass;
}

migration! {
    pub static ONE_NICK after BOOKINGS as branch;
    alter table visits drop constraint visits_nick;
}

migration! {
    pub static TWO_AT_ONCE after BOOKINGS as branch;
    alter table visits drop constraint visits_slot;
    rename table visits to calls;
}

migration! {
    pub static LIGHT after BOOKINGS as branch;
    drop index visits_guest;
    alter table visits {
        drop constraint heavy,
        drop column twice,
    }
    alter table visits alter column weight type text;
}

migration! {
    pub static BORN_SOON after BOOKINGS as branch;
    alter table visits alter column born type text;
}

migration! {
    pub static LONG_DEVICES after BOOKINGS as branch;
    alter table visits alter column device type macaddr8;
}

migration! {
    pub static LARGE after BOOKINGS as branch;
    alter table visits alter column size type numeric(12, 2);
}

migration! {
    pub static MANY_FLAGS after BOOKINGS as branch;
    alter table visits {
        alter column flags type varbit(10),
        alter column tags type text[],
    }
}

migration! {
    pub static NO_SEATS after BOOKINGS as branch;
    alter table visits drop column seat;
}

migration! {
    pub static NO_HALLS after BOOKINGS as branch;
    alter table visits drop constraint visits_hall;
    drop table halls;
}

migration! {
    pub static HALLS_RENAMED after BOOKINGS as branch;
    alter table visits drop constraint visits_hall;
    alter table halls rename column id to number;
    rename table halls to rooms;
}

migration! {
    pub static NO_HALL after BOOKINGS as branch;
    alter table visits drop column hall;
}

migration! {
    pub static NO_PARENT after BOOKINGS as branch;
    alter table visits drop constraint visits_parent;
}

migration! {
    pub static NO_KEY after BOOKINGS as branch;
    alter table visits drop constraint visits_parent;
    alter table visits drop constraint visits_pkey;
}

migration! {
    pub static NOT_TWICE after BOOKINGS as branch;
    alter table visits drop column twice;
    alter table visits {
        drop constraint heavy,
        alter column weight drop not null,
    }
}

/// A migration, rows that it allows, and what names them; the table and its columns as they
/// are called after it.
pub(super) const CASES: &[(&Migration, &str, &[&str])] = &[
    (
        &NO_VISITOR,
        "calls (id, hall, weight) VALUES (1, NULL, 20)",
        &["`calls`", "id = 1, visitor is null"],
    ),
    (
        &ANOTHER_GUEST,
        "visits (id, hall, weight, guest) VALUES (1, NULL, 20, 'a')",
        &["would have no value for `visits.guest`", "id = 1"],
    ),
    (
        &TWO_GUESTS,
        "visits (id, hall, mass, guest, seat, nick) VALUES (1, NULL, 21, 'a', 1, ''), (2, NULL, 22, 'A', 2, 'x')",
        &["`visits_guest`", "visits_guest = a"],
    ),
    (
        &ONE_NICK,
        "visits (id, hall, weight, guest, seat) VALUES (1, NULL, 11, 'a', 1), (2, NULL, 12, 'b', 2)",
        &["nick is null"],
    ),
    (
        &TWO_AT_ONCE,
        "calls (id, hall, weight, guest, seat, nick, slot)
         VALUES (1, NULL, 11, 'a', 6, 'a', '[1, 5)'), (2, NULL, 12, 'b', 7, 'b', '[4, 6)'),
                (3, NULL, 12, 'c', 1, 'c', '[4, 6)')",
        &["`visits_slot`", "id = 1", "id = 2", "slot = [4,6)"],
    ),
    (
        &LIGHT,
        "visits (id, hall, weight, guest) VALUES (1, NULL, '7', 'a')",
        &["`heavy`", "id = 1, weight = 7"],
    ),
    (
        &LIGHT,
        "visits (id, hall, weight, guest) VALUES (1, NULL, 'much', 'a')",
        &["no `int`", "weight = much"],
    ),
    (
        &BORN_SOON,
        "visits (id, hall, weight, guest, born) VALUES (1, NULL, 11, 'a', 'soon')",
        &["no `date`", "soon"],
    ),
    (
        &LONG_DEVICES,
        "visits (id, hall, weight, guest, device) VALUES (1, NULL, 11, 'a', '01:02:03:04:05:06:07:08')",
        &["no `macaddr`", "out of range"],
    ),
    (
        &LARGE,
        "visits (id, hall, weight, guest, size, seat, nick)
         VALUES (1, NULL, 11, 'a', 1234.5, 1, 'a'), (2, NULL, 11, 'b', 'NaN', 2, 'b')",
        &["id = 1, size = 1234.50"],
    ),
    (
        &MANY_FLAGS,
        "visits (id, hall, weight, guest, flags) VALUES (1, NULL, 11, 'a', B'1')",
        &["flags = 1"],
    ),
    (
        &MANY_FLAGS,
        "visits (id, hall, weight, guest, tags) VALUES (1, NULL, 11, 'a', '{a,long}')",
        &["tags = {a,long}"],
    ),
    (
        &NO_SEATS,
        "visits (id, hall, weight, guest, nick) VALUES (1, NULL, 11, 'a', 'a'), (2, NULL, 11, 'b', 'b')",
        &["`visits_seat`", "seat = 1"],
    ),
    (
        &NO_HALLS,
        "visits (id, weight, guest, hall) VALUES (1, 11, 'a', 3)",
        &["refer to no row of `halls`", "hall = 3"],
    ),
    (
        &HALLS_RENAMED,
        "rooms VALUES (4); INSERT INTO visits (id, weight, guest, hall, seat, nick)
         VALUES (1, 11, 'a', 3, 1, 'a'), (2, 11, 'b', 4, 2, 'b')",
        &["id = 1, hall = 3"],
    ),
    (
        &NO_HALL,
        "visits (id, weight, guest) VALUES (1, 11, 'a')",
        &["refer to no row of `halls`", "hall = 7"],
    ),
    (
        &NO_PARENT,
        "visits (id, hall, weight, guest, parent, seat, nick)
         VALUES (1, NULL, 11, 'a', 1, 1, 'a'), (2, NULL, 11, 'b', 9, 2, 'b')",
        &["id = 2, parent = 9"],
    ),
    (
        &NO_KEY,
        "visits (id, hall, weight, guest, seat, nick)
         VALUES (1, NULL, 11, 'a', 1, 'a'), (1, NULL, 11, 'b', 2, 'b')",
        &["`visits_pkey`", "id = 1"],
    ),
    (
        &NOT_TWICE,
        "visits (id, hall, guest) VALUES (1, NULL, 'a')",
        &["`visits.twice`", "`visits.weight`", "weight is null"],
    ),
];
