//! A table with every type of PostgreSQL, and with what only PostgreSQL knows of tables.

use migrate_runtime::migration;

use super::Statement;

pub(super) const STATEMENTS: &[Statement] = &[Statement {
    name: "create_table_types",
    heads: &[&PORTABLE_TYPES, &POSTGRES_TYPES, &POSTGRES_CONSTRAINTS],
}];

migration! {
    /// Types that every database has a column for.
    static PORTABLE_TYPES on postgres, sqlite;

    #[expect(int_primary_key, timestamp_without_time_zone, char_type, json_type, reason = "every type once")]
    create table kinds {
        id: int primary key,
        a: bool not null default false,
        b: smallint default -1,
        c: bigint default 9000000000,
        d: real,
        e: double default 0.5,
        f: numeric(12, 2) default 1.25,
        g: text default "it's",
        h: varchar(10),
        i: char(2),
        j: bytes,
        k: uuid default gen_random_uuid(),
        l: date default "2026-01-01",
        m: time,
        n: timestamp,
        o: timestamptz(3) default now(),
        p: json,
        q: jsonb default "{}",
    }
    insert into kinds (id, h) values (1, "ten"), (2, null);
}

migration! {
    /// Types of PostgreSQL.
    static POSTGRES_TYPES on postgres;

    #[expect(serial_type, reason = "every type once")]
    create table postgres_kinds {
        id: bigserial primary key,
        a: text[] not null default array["x", "y"],
        b: int[],
        c: interval default interval "1 day",
        d: inet,
        e: cidr,
        f: macaddr,
        g: bit(3),
        h: varbit(5),
        i: money,
        j: tsvector,
        k: int4range,
        l: tstzrange,
        m: point,
        n: xml,
        o: timetz,
        p: text collate "C",
    }
    insert into postgres_kinds (d) values ("10.0.0.1"), (null);
}

migration! {
    /// Constraints of PostgreSQL.
    static POSTGRES_CONSTRAINTS on postgres 15;

    create table rooms {
        id: bigint identity by default primary key,
        number: int not null,
        name: text,
        wing: text,
        slot: int4range,
        constraint rooms_number unique (number) deferrable initially deferred,
        unique nulls not distinct (wing, name),
        constraint rooms_free exclude using gist (slot with &&) where (wing is null),
        constraint rooms_named check (name <> "" or wing is not null),
        index rooms_name (wing, name desc nulls last) include (number) with (fillfactor = 70),
    }
    comment on table rooms "one row a room";
}
