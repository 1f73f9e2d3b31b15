use migrate_runtime::migration;

migration! {
    /// Types that exist, under all their names.
    pub static ACCEPTED on postgres 14;

    sql "CREATE EXTENSION citext" undo "DROP EXTENSION citext";
    sql "CREATE TYPE mood AS ENUM ('fine')" undo "DROP TYPE mood";
    create table things {
        id: bigint identity primary key,
        a: integer, b: int8, c: boolean, d: double precision, e: varchar, f: character varying(9),
        g: timestamp with time zone, h: timestamptz(3), i: text[], j: bytea, k: "citext",
        t: "mood",
        l: numeric, m: interval, n: inet, o: bit(8), p: int4range, q: jsonb, r: uuid, s: real,
    }
}
migration! {
    /// Types that do not.
    pub static WRONG after ACCEPTED;

    create table wrong_one { id: bigint identity primary key, a: txt }
    create table wrong_two { id: bigint identity primary key, a: string }
    create table wrong_three { id: bigint identity primary key, a: varchar(0) }
    create table wrong_four { id: bigint identity primary key, a: numeric(2, 5000) }
    create table wrong_five { id: bigint identity primary key, a: text(20) }
    create table wrong_six { id: bigint identity primary key, a: timestamptz(9) }
    create table wrong_seven { id: bigint identity primary key, a: datetime }
    create table wrong_eight { id: text identity primary key }
    create table wrong_nine { id: bigint identity primary key, a: u32, b: String, c: Option<i64> }
}
migration! {
    /// Values that a type does not have.
    pub static VALUES after WRONG;

    alter table things {
        add column aa: int default "abc",
        add column ab: smallint default 40000,
        add column ac: varchar(2) default "abc",
        add column ad: bool default 1,
        add column ae: date default "2026-02-30",
        add column af: uuid default "1234",
        add column ag: text default 5,
        add column ah: int default 5 check (ah > 10),
        add column ai: jsonb default "{",
        add column aj: int not null default null,
    }
}
migration! {
    /// Names that no statement has made.
    pub static UNMADE after VALUES;

    create table unmade {
        id: bigint identity primary key,
        a: "moood", b: "feeling", c: "hstore", d: text collate "c",
        during: tstzrange,
        index using gin (d gin_trgm_ops),
        exclude using gist (id with =, during with &&),
    }
    alter table things add column u: text default ("fine"::"modo")::text;
}

fn main() {}
