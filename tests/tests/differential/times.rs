//! Dates and times, one expression a statement. It must not know the rows.

use migrate_runtime::migration;

use super::tables::TABLES;

migration! {
    /// Dates and times.
    pub static TIMES after TABLES as branch;

    insert into results (v_date) select da from samples;
    insert into results (v_date) select ts from samples;
    insert into results (v_date) select tz from samples;
    insert into results (v_date) select ts::date from samples;
    insert into results (v_date) select tz::date from samples;
    insert into results (v_date) select t::date from samples;
    insert into results (v_date) select "2024-3-2" from samples;
    insert into results (v_date) select coalesce(da, "2024-3-2") from samples;
    insert into results (v_date) select least(da, "2024-2-2") from samples;
    insert into results (v_date) select case when b then da else "2024-3-9" end from samples;
    insert into results (v_date) select (da + interval "1 day")::date from samples;
    insert into results (v_date) select max(da) from samples;
    insert into results (v_date) select nullif(da, "2024-3-1") from samples;
    insert into results (v_date) select date "2024-3-2" from samples;
    insert into results (v_date) select coalesce(ts, tz)::date from samples;
    insert into results (v_date) select (ts - interval "1 day")::date from samples;
    insert into results (v_date) select greatest(da, ts::date) from samples;
    insert into results (v_date) select t::timestamp from samples;
    insert into results (v_date) select t::timestamptz from samples;
    insert into results (v_date) select coalesce(da, ts) from samples;

    insert into results (v_time) select ti from samples;
    insert into results (v_time) select ts from samples;
    insert into results (v_time) select tz from samples;
    insert into results (v_time) select ts::time from samples;
    insert into results (v_time) select t::time from samples;
    insert into results (v_time) select "9:00" from samples;
    insert into results (v_time) select coalesce(ti, "9:00") from samples;
    insert into results (v_time) select tz::time from samples;
    insert into results (v_time) select time "9:00:00.5" from samples;
    insert into results (v_time) select max(ti) from samples;
    insert into results (v_time) select ts - interval "1 hour" from samples;
    insert into results (v_time) select case when b then ti else "7:5" end from samples;
    insert into results (v_time) select (tz + interval "90 minutes")::time from samples;
    insert into results (v_time) select da::timestamp::time from samples;
    insert into results (v_time) select t::timestamp::time from samples;

    insert into results (v_timestamp) select ts from samples;
    insert into results (v_timestamp) select da from samples;
    insert into results (v_timestamp) select tz from samples;
    insert into results (v_timestamp) select da::timestamp from samples;
    insert into results (v_timestamp) select tz::timestamp from samples;
    insert into results (v_timestamp) select t::timestamp from samples;
    insert into results (v_timestamp) select tz at time zone "UTC" from samples;
    insert into results (v_timestamp) select ts + interval "1 day" from samples;
    insert into results (v_timestamp) select ts - interval "2 hours 30 minutes" from samples;
    insert into results (v_timestamp) select da + interval "36 hours" from samples;
    insert into results (v_timestamp) select "2024-3-2 9:00" from samples;
    insert into results (v_timestamp) select coalesce(ts, da) from samples;
    insert into results (v_timestamp) select coalesce(da, ts) from samples;
    insert into results (v_timestamp) select greatest(ts, da) from samples;
    insert into results (v_timestamp) select case when b then ts else da end from samples;
    insert into results (v_timestamp) select least(ts, "2024-03-01 00:00") from samples;
    insert into results (v_timestamp) select timestamp "2024-03-01 12:20:30.25+02" from samples;
    insert into results (v_timestamp) select max(ts) from samples;
    insert into results (v_timestamp) select (tz + interval "1 hour") at time zone "UTC" from samples;
    insert into results (v_timestamp) select ts + interval "1 week" from samples;
    insert into results (v_timestamp) select nullif(ts, da) from samples;
    insert into results (v_timestamp) select case da when "2024-3-1" then ts else "2024-3-2" end from samples;
    insert into results (v_timestamp) select "2024-3-2 9:00+05" from samples;
    insert into results (v_timestamp) select t::date from samples;
    insert into results (v_timestamp) select t::timestamptz from samples;
    insert into results (v_timestamp) select ts - interval "1 week 2 days 3 hours 4 minutes 5 seconds" from samples;
    insert into results (v_timestamp) select (da + interval "1 day") - interval "1 second" from samples;
    insert into results (v_timestamp) select greatest(tz, ts) from samples;
    insert into results (v_timestamp) select min(da) from samples;
    insert into results (v_timestamp) select da - interval "1 day" from samples;
    insert into results (v_timestamp) select tz::date from samples;
    insert into results (v_timestamp) select ts at time zone "UTC" at time zone "UTC" from samples;

    insert into results (v_timestamptz) select tz from samples;
    insert into results (v_timestamptz) select ts from samples;
    insert into results (v_timestamptz) select da from samples;
    insert into results (v_timestamptz) select ts::timestamptz from samples;
    insert into results (v_timestamptz) select da::timestamptz from samples;
    insert into results (v_timestamptz) select t::timestamptz from samples;
    insert into results (v_timestamptz) select ts at time zone "UTC" from samples;
    insert into results (v_timestamptz) select tz + interval "1 day" from samples;
    insert into results (v_timestamptz) select tz - interval "30 seconds" from samples;
    insert into results (v_timestamptz) select "2024-03-01T12:20:30+02:00" from samples;
    insert into results (v_timestamptz) select "2024-03-01 12:20:30.5 -0330" from samples;
    insert into results (v_timestamptz) select coalesce(tz, ts) from samples;
    insert into results (v_timestamptz) select coalesce(tz, "2024-03-01 12:20:30+02") from samples;
    insert into results (v_timestamptz) select greatest(tz, ts, da) from samples;
    insert into results (v_timestamptz) select case when b then tz else ts end from samples;
    insert into results (v_timestamptz) select max(tz) from samples;
    insert into results (v_timestamptz) select least(tz, ts) from samples;
    insert into results (v_timestamptz) select t::date from samples;
    insert into results (v_timestamptz) select t::timestamp from samples;
    insert into results (v_timestamptz) select da + interval "1 day" from samples;
    insert into results (v_timestamptz) select ts - interval "1 day" from samples;
    insert into results (v_timestamptz) select case when b then tz else "2024-3-1 12:00+02" end from samples;
    insert into results (v_timestamptz) select nullif(tz, "2024-03-01 12:20:30+02") from samples;
    insert into results (v_timestamptz) select "2024-3-1" from samples;
    insert into results (v_timestamptz) select coalesce(da, tz) from samples;
    insert into results (v_timestamptz) select (select max(o.ts) from others as o) from samples;
    insert into results (v_timestamptz) select "2024-03-01 12:20:30.5"::timestamp from samples;
}
