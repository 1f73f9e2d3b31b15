//! A table with a column of every type that both databases have, and one that takes results
//! of every type. It must not know any expression.

use migrate_runtime::migration;

migration! {
    /// The rows that expressions are over, one at a time in `samples`, all in `others`.
    pub static TABLES on postgres 15, sqlite 3.45;

    #[expect(timestamp_without_time_zone, reason = "every type")]
    #[expect(json_type, char_type, reason = "every type")]
    create table samples {
        id: bigint primary key,
        b: bool, i: int, s: smallint, l: bigint, r: real, d: double, n: numeric, p: numeric(10, 2),
        t: text, vc: varchar(10), ch: char(5), u: uuid, y: bytes,
        da: date, ti: time, ts: timestamp, tz: timestamptz,
        j: jsonb, js: json,
    }

    #[expect(timestamp_without_time_zone, reason = "every type")]
    #[expect(json_type, char_type, reason = "every type")]
    create table others {
        id: bigint primary key,
        b: bool, i: int, s: smallint, l: bigint, r: real, d: double, n: numeric, p: numeric(10, 2),
        t: text, vc: varchar(10), ch: char(5), u: uuid, y: bytes,
        da: date, ti: time, ts: timestamp, tz: timestamptz,
        j: jsonb, js: json,
    }

    #[expect(timestamp_without_time_zone, reason = "every type")]
    #[expect(json_type, char_type, reason = "every type")]
    create table results {
        id: bigint identity primary key,
        v_bool: bool, v_int: int, v_smallint: smallint, v_bigint: bigint,
        v_real: real, v_double: double, v_numeric: numeric, v_money: numeric(10, 2),
        v_tight: numeric(4, 1), v_text: text, v_varchar: varchar(10), v_short: varchar(3),
        v_char: char(5), v_uuid: uuid, v_bytes: bytes,
        v_date: date, v_time: time, v_timestamp: timestamp, v_timestamptz: timestamptz,
        v_jsonb: jsonb, v_json: json,
    }
}
