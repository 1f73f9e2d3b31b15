//! Types of operands, literals and results.

use super::{Stands, accepts, expression, rejects};
use crate::expressions::tests::{POSTGRES, SQLITE};

#[test]
fn sound_conditions_are_silent() {
    accepts(
        Stands::Check,
        &[
            "number > 0 and status in (\"new\", \"paid\")",
            "id = \"12\" or small = 3.5",
            "paid",
            "not paid is true",
            "paid = \"yes\"",
            "total between 0 and 99.5",
            "length(note) < 3 and lower(status) = status",
            "note like \"a%\" and status ~ \"^a\"",
            "due > \"2024-01-01\" and placed_at < now()",
            "due + 1 > due - 1 and due - due > 3",
            "placed_at - local_at < interval \"1 day\"",
            "placed_at + interval \"1 day\" > placed_at",
            "opens + interval \"1 hour\" > opens",
            "code = \"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"",
            "tags[1] = \"a\" and number = any(array[1, 2])",
            "\"a\" = any(tags) and tags @> array[\"a\"]",
            "doc ->> \"a\" = \"b\" and doc -> \"a\" @> \"{}\" and doc ? \"a\"",
            "doc -> \"a\" ->> 0 is not null",
            "raw ->> \"a\" like \"b\"",
            "raw::jsonb = doc",
            "(number, note) = (1, \"a\") or (number, id) in ((1, 2))",
            "coalesce(note, status, \"a\") = \"b\"",
            "coalesce(number, \"1\") = 1",
            "case when paid then number else 0 end > 1",
            "case status when \"new\" then 1.5 else number end > weight",
            "number::text || note = \"1a\"",
            "note || number = \"a1\"",
            "kind = \"a\" and kind = note and kind like \"b\"",
            "net = \"10.0.0.1\" and host(net) = \"a\"",
            "number % 2 = 0 and number / 2.0 > 1 and total % 3 = 1",
            "extract(year from placed_at) > 2000 and date_part(\"year\", due) > 1",
            "sql(\"anything\") and sql(\"more\") > 3",
            "orders.number > 1",
            "null",
            "number is distinct from null",
            "number > null",
            "greatest(number, total, 1.5) > 1",
            "number ^ 2 > 1 and sqrt(number) > round(total, 1)",
            "num_nonnulls(note, status) = 1",
            "cardinality(tags) > 0 and array_length(tags, 1) > 0",
            "jsonb_typeof(doc) = \"object\"",
            "upper(note) collate \"C\" > \"a\"",
        ],
    );
}

const MISFITS: &[(&str, &str)] = &[
    ("number = \"abc\"", "`\"abc\"` is not a value of type `int`"),
    ("\"abc\" < number", "`\"abc\"` is not a value"),
    (
        "number in (1, \"two\")",
        "`\"two\"` is not a value of type `int`",
    ),
    ("small = \"40000\"", "is out of range for `smallint`"),
    ("number between 1 and \"x\"", "`\"x\"` is not a value"),
    (
        "paid = 1",
        "PostgreSQL has no operator `=` for `bool` and `int`",
    ),
    ("note = number", "no operator `=` for `text` and `int`"),
    ("code = note", "no operator `=` for `uuid` and `text`"),
    ("code = \"x\"", "is not a value of type `uuid`"),
    ("raw = \"{}\"", "make it `jsonb`"),
    (
        "number",
        "a condition must be a `bool`, and this is of type `int`",
    ),
    ("not note", "a condition must be a `bool`"),
    ("paid and number", "a condition must be a `bool`"),
    (
        "note + 1 = \"a\"",
        "PostgreSQL has no operator `+` for `text` and `int`",
    ),
    ("note + \"a\" = \"b\"", "write `||` to join texts"),
    ("number || id = \"1\"", "cast one of them to text"),
    ("number + \"x\" > 1", "`\"x\"` is not a value of type `int`"),
    ("weight % 2 > 1", "no operator `%`"),
    ("number like \"1%\"", "compares texts"),
    ("-note = \"a\"", "no operator `-` for `text`"),
    ("number -> \"a\" is null", "no operator `->`"),
    ("raw @> \"{}\"", "no operator `@>` for `json`"),
    ("code::int = 1", "there is no cast from `uuid` to `int`"),
    ("\"abc\"::int = 1", "`\"abc\"` is not a value of type `int`"),
    ("number[1] = 1", "takes an item of an array"),
    ("number = any(id)", "write `in (…)`"),
    (
        "\"x\" = any(array[1])",
        "`\"x\"` is not a value of type `int`",
    ),
    (
        "case when paid then 1 else note end = 1",
        "cannot be matched, `int` and `text`",
    ),
    (
        "case when paid then number else \"x\" end = 1",
        "`\"x\"` is not a value of type `int`",
    ),
    ("coalesce(number, \"x\") = 1", "`\"x\"` is not a value"),
    ("coalesce(number, paid) = 1", "the arguments of `coalesce`"),
    (
        "case number when \"x\" then true end",
        "`\"x\"` is not a value",
    ),
    (
        "lower(number) = \"a\"",
        "PostgreSQL has no function `lower(int)`",
    ),
    ("round(weight, 2) = 1", "cast it: `(…)::numeric`"),
    ("abs(note) = 1", "PostgreSQL has no function `abs(text)`"),
    (
        "(number, id) = (1, 2, 3)",
        "a row of 2 cannot be compared with a row of 3",
    ),
    (
        "placed_at > now() - \"7 days\"",
        "write `interval \"7 days\"`",
    ),
    (
        "interval \"1 dya\" > interval \"1 day\"",
        "there is no unit `dya`",
    ),
    ("number collate \"C\" = 1", "`collate` is for texts"),
    (
        "jsonb_typeof(note) = \"a\"",
        "PostgreSQL has no function `jsonb_typeof(text)`",
    ),
    ("jsonb_typeof(note) = \"a\"", "cast it: `(…)::jsonb`"),
    (
        "array_length(note, 1) = 1",
        "no function `array_length(text, int)`",
    ),
    (
        "date_trunc(\"day\", number) = placed_at",
        "no function `date_trunc(\"day\", int)`",
    ),
    (
        "random(1, 6) > 2",
        "`random(int, int)` only from version 17 on",
    ),
    ("jsonb_set(doc, \"a\", \"1\") = doc", "an array is written"),
    ("num_nulls() = 1", "takes at least 1 argument"),
    (
        "note || array[1] = \"a\"",
        "no operator `||` for `text` and `int[]`",
    ),
    ("net + net = net", "no operator `+` for `inet` and `inet`"),
    ("net = number", "no operator `=` for `inet` and `int`"),
    ("net = \"10.0.0.256\"", "is not a value of type `inet`"),
    (
        "tags = array[1]",
        "no operator `=` for `text[]` and `int[]`",
    ),
    ("tags like \"a%\"", "no operator `like` for `text[]`"),
    (
        "placed_at at time zone \"Europe/Berln\" = local_at",
        "did you mean `\"Europe/Berlin\"`?",
    ),
    ("doc[\"a\"] = \"1\"", "only from version 14 on"),
    ("small::bytes = \"a\"", "no cast from `smallint` to `bytes`"),
    ("isempty(null)", "no function `isempty(null)`"),
    (
        "tags[\"x\"] = \"a\"",
        "`\"x\"` is not a value of type `int`",
    ),
    ("tags = array[]", "an empty array has no type of its own"),
    ("tags[note] = \"a\"", "an item of an array has a number"),
    (
        "(number, note) = (1, 2, 3)",
        "a row of 2 cannot be compared",
    ),
    ("number = \"0x1F\"", "only from PostgreSQL 16 on"),
    (
        "to_tsvector(\"englich\", note) is null",
        "is not a value of type `regconfig`",
    ),
    (
        "jsonb_path_exists(doc, \"$.a[\")",
        "is not a value of type `jsonpath`",
    ),
    (
        "coalesce(\"2024-01-01\", \"2024-01-02\") = due",
        "no operator `=` for `text` and `date`",
    ),
];

#[test]
fn types_that_do_not_fit_are_named() {
    rejects(Stands::Check, MISFITS);
}

#[test]
fn names_that_are_not_there_are_named_once() {
    rejects(
        Stands::Check,
        &[
            (
                "statsu = 1 and note = \"a\"",
                "table `orders` has no column `statsu`",
            ),
            ("statsu + 1 > \"x\"", "did you mean `status`?"),
            ("order.id = 1", "did you mean `orders`?"),
            ("lowr(note) = 3", "did you mean `lower`?"),
            ("mine(note) = 3", "is called as `sql(\"mine(…)\")`"),
            ("lower(note, note) = 3", "`lower` takes 1 argument, not 2"),
            ("regexp_like(note, \"a\")", "only from version 15 on"),
        ],
    );
}

/// The type of a column, a default, and what is said of it.
const WRONG_DEFAULTS: &[(&str, &str, &str)] = &[
    ("int", "\"abc\"", "`\"abc\"` is not a value of type `int`"),
    (
        "int",
        "true",
        "a value of type `bool` cannot be stored as `int`",
    ),
    (
        "int",
        "3000000000",
        "`3000000000` is out of range for `int`",
    ),
    ("smallint", "-40000", "`-40000` is out of range"),
    ("bool", "1", "cast it: `(…)::bool`"),
    ("uuid", "\"1\"", "is not a value of type `uuid`"),
    (
        "jsonb",
        "\"{a}\"",
        "a key must be a string in double quotes",
    ),
    (
        "varchar(3)",
        "\"abcd\"",
        "has 4 characters, too many for `varchar(3)`",
    ),
    ("numeric(3, 1)", "100", "out of range for `numeric(3, 1)`"),
    (
        "uuid",
        "now()",
        "a value of type `timestamptz` cannot be stored as `uuid`",
    ),
    (
        "timestamptz",
        "\"yesterdy\"",
        "is not a value of type `timestamptz`",
    ),
    ("int", "(number)", "a default cannot use a column"),
    (
        "int",
        "(count(*))",
        "a default cannot use the aggregate `count`",
    ),
    ("int", "((select 1))", "a default cannot hold a query"),
];

/// Each would be the day of the migration for ever.
const MOVING_DEFAULTS: &[(&str, &str, &str)] = &[
    ("date", "\"tomorrow\"", "write `(current_date + 1)`"),
    ("date", "\"today\"", "write `current_date`"),
    ("date", "\"today\"::date", "write `current_date`"),
    ("timestamptz", "\"now\"", "write `now()`"),
    (
        "timestamp",
        "\"Yesterday 10:00\"",
        "write `(current_date - 1)`",
    ),
    ("time", "\"now\"", "write `(now()::time)`"),
];

const SOUND_DEFAULTS: &[(&str, &str)] = &[
    ("text", "1"),
    ("int", "\"12\""),
    ("int", "1.4"),
    ("bool", "\"on\""),
    ("numeric(3, 1)", "99.94"),
    ("jsonb", "\"{}\""),
    ("timestamptz", "now()"),
    ("date", "now()"),
    ("date", "current_date"),
    ("timestamptz", "\"infinity\""),
    ("uuid", "gen_random_uuid()"),
    ("text", "gen_random_uuid()"),
    ("text[]", "\"{}\""),
    ("text[]", "array[]::text[]"),
    ("bigint", "nextval(\"orders_id_seq\")"),
    ("bigint", "(extract(epoch from now()) * 1000)"),
    ("varchar(3)", "\"abcd\"::varchar(3)"),
    ("inet", "\"10.0.0.1\""),
    ("int", "null"),
    ("int", "random()"),
    ("text", "(\"a\" || nextval(\"orders_id_seq\"))"),
    ("timestamptz", "(now() + interval \"1 day\")"),
    ("\"citext\"", "\"a\""),
    ("double", "1"),
];

#[test]
fn a_default_is_measured_against_its_column() {
    for (ty, source, expected) in WRONG_DEFAULTS {
        rejects(Stands::Default(ty), &[(source, expected)]);
    }
    for (ty, source, expected) in MOVING_DEFAULTS {
        rejects(Stands::Default(ty), &[(source, expected)]);
    }
    rejects(
        Stands::Check,
        &[("due < \"today\"", "is read once, when the migration runs")],
    );
    accepts(Stands::Check, &["status = \"today\""]);
    for (ty, source) in SOUND_DEFAULTS {
        accepts(Stands::Default(ty), &[source]);
    }
}

#[test]
fn where_no_target_is_strict_only_literals_are_judged() {
    for source in ["paid = 1", "note = number", "number", "note + 1 = 2"] {
        let text = expression(&[SQLITE], Stands::Check, source);
        assert!(text.is_empty(), "{source}: {text}");
        let text = expression(&[SQLITE, POSTGRES], Stands::Check, source);
        assert!(!text.is_empty(), "{source}");
    }
    let text = expression(&[SQLITE], Stands::Check, "number = \"abc\"");
    assert!(text.contains("is not a value of type `int`"), "{text}");
}

#[test]
fn the_highest_tree_fits_on_a_small_stack() {
    let source = format!("number{} > 1", " + number".repeat(500));
    accepts(Stands::Check, &[&source]);
    let source = format!("paid{}", " or paid".repeat(500));
    accepts(Stands::Check, &[&source]);
}
