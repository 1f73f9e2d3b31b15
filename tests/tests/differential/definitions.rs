//! What stands in definitions: checks, predicates of indexes, generated columns, defaults. It
//! must not know the rows.

use migrate_runtime::migration;

use super::tables::TABLES;

migration! {
    /// A table for each check and each predicate, which is seen by a second row of its kind.
    static DEFINITIONS after TABLES as branch;

    create table checked_1 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (tz > "2024-03-01T12:20:29+02:00"),
    }

    create table indexed_1 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_1_kind (kind) where tz > "2024-03-01T12:20:29+02:00",
    }

    create table checked_2 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (tz in ("2024-03-01 12:20:30+02", "2024-3-1")),
    }

    create table indexed_2 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_2_kind (kind) where tz in ("2024-03-01 12:20:30+02", "2024-3-1"),
    }

    create table checked_3 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (tz between "2024-02-29 23:00+00" and "2024-03-01 12:20:30+02:00"),
    }

    create table indexed_3 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_3_kind (kind) where tz between "2024-02-29 23:00+00" and "2024-03-01 12:20:30+02:00",
    }

    create table checked_4 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (da >= "2024-3-1" and ti < "9:5"),
    }

    create table indexed_4 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_4_kind (kind) where da >= "2024-3-1" and ti < "9:5",
    }

    create table checked_5 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (ts > da and ts <= tz at time zone "UTC"),
    }

    create table indexed_5 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_5_kind (kind) where ts > da and ts <= tz at time zone "UTC",
    }

    create table checked_6 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (n + p > 2.5 or d is null),
    }

    create table indexed_6 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_6_kind (kind) where n + p > 2.5 or d is null,
    }

    create table checked_7 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (length(t) < 5 and t like "_b%"),
    }

    create table indexed_7 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_7_kind (kind) where length(t) < 5 and t like "_b%",
    }

    create table checked_8 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (case when i > 0 then ts < "2024-3-2" else b end),
    }

    create table indexed_8 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_8_kind (kind) where case when i > 0 then ts < "2024-3-2" else b end,
    }

    create table checked_9 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check ((i + s) % 3 = 0),
    }

    create table indexed_9 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_9_kind (kind) where (i + s) % 3 = 0,
    }

    create table checked_10 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (coalesce(ts, da) >= "2024-03-01"),
    }

    create table indexed_10 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_10_kind (kind) where coalesce(ts, da) >= "2024-03-01",
    }

    create table checked_11 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (u = "6F1E4BA88A6C4F0E9D8A0123456789AB" or y < "\\x42"),
    }

    create table indexed_11 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_11_kind (kind) where u = "6F1E4BA88A6C4F0E9D8A0123456789AB" or y < "\\x42",
    }

    create table checked_12 {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        check (round(n, 1) = 1.5 or round(d) = 2),
    }

    create table indexed_12 {
        id: bigint identity primary key,
        kind: int not null default 1,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        unique index indexed_12_kind (kind) where round(n, 1) = 1.5 or round(d) = 2,
    }
}

migration! {
    /// Columns that are computed.
    static COMPUTED after DEFINITIONS;

    create table computed {
        id: bigint identity primary key,
        b: bool, i: int, s: smallint, d: double, n: numeric, p: numeric(10, 2),
        t: text, u: uuid, y: bytes, da: date, ti: time,
        #[expect(timestamp_without_time_zone, reason = "every type")]
        ts: timestamp,
        tz: timestamptz,
        v_bool: bool generated always as (tz > "2024-03-01 12:20:29+02") stored,
        v_int: int generated always as (length(t) * 2) stored,
        v_text: text generated always as (upper(t) || "!") stored,
        v_date: date generated always as (ts::date) stored,
        v_numeric: numeric generated always as (n / 4) stored,
        v_money: numeric(10, 2) generated always as (p * 1.005) stored,
        v_double: double generated always as (d / 2) stored,
        v_bigint: bigint generated always as (abs(i)) stored,
    }
}

migration! {
    /// Values that nobody says.
    pub static DEFAULTS after COMPUTED;

    create table defaults {
        id: bigint identity primary key,
        v_bool: bool default "yes",
        v_smallint: smallint default " 7 ",
        v_int: int default 2.5,
        v_bigint: bigint default "-9223372036854775808",
        v_real: real default 0.1,
        v_double: double default "1e3",
        v_numeric: numeric default 1e2,
        v_money: numeric(12, 2) default 9.999,
        v_text: text default 5,
        v_varchar: varchar(10) default "it's",
        v_uuid: uuid default "{6F1E4BA8-8a6c-4f0e-9d8a-0123456789ab}",
        v_bytes: bytes default "\\x00Ff",
        v_date: date default "2024-3-2",
        v_time: time default "9:5",
        #[expect(timestamp_without_time_zone, reason = "every type")]
        v_timestamp: timestamp default "2024-3-2T9:00:00.5",
        v_timestamptz: timestamptz default "2024-3-2 1:00:00.25+02:30",
        v_jsonb: jsonb default "{\"a\": 1}",
    }
}

/// The columns that a table of these has in common with `samples`.
const COLUMNS: &str = r#""b", "i", "s", "d", "n", "p", "t", "u", "y", "da", "ti", "ts", "tz""#;

/// How many conditions there are.
const CONDITIONS: usize = 12;

/// Statements that both databases take as they are, and the columns of `results` to look at.
pub(crate) fn statements() -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for number in 1..=CONDITIONS {
        all.push((
            "v_bool",
            format!("INSERT INTO checked_{number} ({COLUMNS}) SELECT {COLUMNS} FROM samples"),
        ));
        all.push((
            "v_bool",
            format!(
                "INSERT INTO indexed_{number} ({COLUMNS}) SELECT {COLUMNS} FROM samples \
                 UNION ALL SELECT {COLUMNS} FROM samples"
            ),
        ));
    }
    for column in COMPUTED_COLUMNS {
        let sql = format!(
            "DELETE FROM computed; INSERT INTO computed ({COLUMNS}) SELECT {COLUMNS} FROM samples; \
             INSERT INTO results ({column}) SELECT {column} FROM computed"
        );
        all.push((*column, sql));
    }
    for column in DEFAULT_COLUMNS {
        let sql = format!(
            "DELETE FROM defaults; INSERT INTO defaults DEFAULT VALUES; \
             INSERT INTO results ({column}) SELECT {column} FROM defaults"
        );
        all.push((*column, sql));
    }
    all
}

const COMPUTED_COLUMNS: &[&str] = &[
    "v_bool",
    "v_int",
    "v_text",
    "v_date",
    "v_numeric",
    "v_money",
    "v_double",
    "v_bigint",
];

const DEFAULT_COLUMNS: &[&str] = &[
    "v_bool",
    "v_smallint",
    "v_int",
    "v_bigint",
    "v_real",
    "v_double",
    "v_numeric",
    "v_money",
    "v_text",
    "v_varchar",
    "v_uuid",
    "v_bytes",
    "v_date",
    "v_time",
    "v_timestamp",
    "v_timestamptz",
    "v_jsonb",
];
