//! Functions of dates, times and intervals: one row each, in the order of their names, with what
//! PostgreSQL's `pg_proc` says of it. Must not know how a function is called.

use super::row::Class::{Immutable, Stable, StableAlone, StablePair, Volatile, Zoned};
use super::row::Returns::{
    Bool, Date, Double, Interval, Text, Time, Timestamp, TimestampTz, Timestamped, Unknown,
};
use super::row::{Function, f};

pub(super) const FUNCTIONS: &[Function] = &[
    f("age", 1, 2, StableAlone, Interval),
    f("clock_timestamp", 0, 0, Volatile, TimestampTz).translated(),
    f("date", 1, 1, Zoned, Date),
    f("date_add", 2, 3, Stable, TimestampTz).postgres(16),
    f("date_bin", 3, 3, Immutable, Unknown).postgres(14),
    f("date_part", 2, 2, Zoned, Double),
    f("date_subtract", 2, 3, Stable, TimestampTz).postgres(16),
    f("date_trunc", 2, 3, Zoned, Timestamped),
    f("isfinite", 1, 1, Immutable, Bool),
    f("justify_days", 1, 1, Immutable, Interval),
    f("justify_hours", 1, 1, Immutable, Interval),
    f("justify_interval", 1, 1, Immutable, Interval),
    f("make_date", 3, 3, Immutable, Date),
    f("make_interval", 0, 7, Immutable, Interval),
    f("make_time", 3, 3, Immutable, Time),
    f("make_timestamp", 6, 6, Immutable, Timestamp),
    f("make_timestamptz", 6, 7, Stable, TimestampTz),
    f("now", 0, 0, Stable, TimestampTz).translated(),
    f("pg_sleep", 1, 1, Volatile, Unknown),
    f("statement_timestamp", 0, 0, Stable, TimestampTz).translated(),
    f("timeofday", 0, 0, Volatile, Text),
    f("timezone", 2, 2, Immutable, Unknown),
    f("to_char", 2, 2, Stable, Text),
    f("to_date", 2, 2, Stable, Date),
    f("to_timestamp", 1, 2, StablePair, TimestampTz),
    f("transaction_timestamp", 0, 0, Stable, TimestampTz).translated(),
];
