//! What each place allows.

use super::{Stands, accepts, rejects};

#[test]
fn the_key_of_an_index_depends_on_the_row_alone() {
    accepts(
        Stands::Key,
        &[
            "number",
            "lower(note)",
            "note || status || number",
            "date_trunc(\"day\", local_at)",
            "(placed_at at time zone \"UTC\")::date",
            "to_tsvector(\"simple\", note)",
            "number::text || note",
            "doc ->> \"a\"",
            "to_timestamp(weight)",
            "coalesce(note, \"\")",
            "extract(year from local_at)",
            "age(placed_at, placed_at)",
            "date(due)",
            "date(local_at)",
        ],
    );
    rejects(
        Stands::Key,
        &[
            ("placed_at::date", "the cast from `timestamptz` to `date`"),
            ("date_trunc(\"day\", placed_at)", "fix the zone"),
            (
                "extract(year from placed_at)",
                "`extract` from a `timestamptz`",
            ),
            (
                "to_tsvector(note)",
                "give the setting as the first argument",
            ),
            ("note || due", "the cast from `date` to `text`"),
            ("note::date", "the cast from `text` to `date`"),
            ("due::text", "the cast from `date` to `text`"),
            (
                "concat(note, status)",
                "cannot use `concat`, which is not immutable",
            ),
            ("random()", "the key of an index cannot use `random`"),
            (
                "placed_at + interval \"1 day\"",
                "arithmetic on `timestamptz`",
            ),
            (
                "max(number)",
                "the key of an index cannot use the aggregate `max`",
            ),
            ("unnest(tags)", "which gives many rows"),
        ],
    );
}

#[test]
fn a_predicate_and_a_generated_column_depend_on_the_row_alone() {
    rejects(
        Stands::Predicate,
        &[
            (
                "placed_at > now()",
                "the predicate of an index cannot use `now`",
            ),
            ("due > current_date", "cannot use `current_date`"),
            ("placed_at > due", "a comparison with `timestamptz`"),
            (
                "number in (select 1)",
                "the predicate of an index cannot hold a query",
            ),
        ],
    );
    rejects(
        Stands::Generated("int"),
        &[
            (
                "twice + 1",
                "a generated column cannot use another one, `twice`",
            ),
            ("d + 1", "generated column `d` uses itself"),
            ("note", "a value of type `text` cannot be stored as `int`"),
            (
                "extract(day from age(due))",
                "a generated column cannot use `age`",
            ),
        ],
    );
    accepts(
        Stands::Generated("int"),
        &["number * 2", "length(note)", "total"],
    );
}

#[test]
fn a_check_looks_at_nothing_but_its_row() {
    accepts(Stands::Check, &["due < now()", "placed_at > due"]);
    rejects(
        Stands::Check,
        &[
            ("number > (select 1)", "a check cannot hold a query"),
            (
                "exists (select 1 from nowhere)",
                "a check cannot hold a query",
            ),
            ("count(*) > 1", "a check cannot use the aggregate `count`"),
        ],
    );
}

#[test]
fn using_gives_the_new_type() {
    accepts(
        Stands::Using("int"),
        &["number", "note::int", "total", "case when paid then 1 end"],
    );
    rejects(
        Stands::Using("int"),
        &[
            ("note", "cast it: `(…)::int`"),
            ("note", "the column becomes `int`"),
            ("code", "a value of type `uuid` cannot be stored as `int`"),
        ],
    );
}

#[test]
fn what_a_call_casts_in_silence_counts() {
    rejects(
        Stands::Key,
        &[
            (
                "date_trunc(\"month\", due)",
                "cast it to what has no zone: `(…)::timestamp`",
            ),
            (
                "age(placed_at, due)",
                "the cast from `date` to `timestamptz`",
            ),
            (
                "tstzrange(due, due)",
                "the cast from `date` to `timestamptz`",
            ),
            ("nullif(due, placed_at)", "a comparison with `timestamptz`"),
            ("opens at time zone \"UTC\"", "`at time zone` on a `time`"),
            ("due at time zone \"UTC\"", "`at time zone` on a `date`"),
            (
                "daterange(due, due)::text",
                "the cast from `daterange` to `text`",
            ),
            ("note::daterange", "the cast from `text` to `daterange`"),
            (
                "array[local_at]::timestamptz[]",
                "the cast from `timestamp[]` to `timestamptz[]`",
            ),
            ("array[due]::text[]", "the cast from `date[]` to `text[]`"),
            ("to_jsonb(note)", "cannot use `to_jsonb`"),
        ],
    );
    accepts(
        Stands::Key,
        &[
            "age(due::timestamp, local_at)",
            "date_trunc(\"month\", due::timestamp)",
            "tsrange(local_at, due)",
            "nullif(due, local_at)",
            "array[number]::bigint[]",
            "local_at at time zone \"UTC\"",
            "quote_literal(number)",
        ],
    );
}

#[test]
fn what_is_kept_does_not_depend_on_where_a_row_lies() {
    let titles = [
        (
            Stands::Check,
            "xmin::text <> \"3\"",
            "a check cannot use `xmin`",
        ),
        (Stands::Key, "ctid", "the key of an index cannot use `ctid`"),
        (
            Stands::Predicate,
            "tableoid > 1::oid",
            "the predicate of an index cannot use `tableoid`",
        ),
        (
            Stands::Generated("text"),
            "cmax::text",
            "a generated column cannot use `cmax`",
        ),
    ];
    for (stands, source, title) in titles {
        rejects(stands, &[(source, title)]);
    }
    accepts(Stands::Check, &["tableoid > 1::oid"]);
}
