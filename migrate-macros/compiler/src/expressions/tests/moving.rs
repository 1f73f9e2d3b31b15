//! Words that look like a date, in every place and at every depth.

use super::rows::{accepts as accepts_statement, rejects as rejects_statement};
use super::{Stands, accepts, rejects};

const ONCE: &str = "is read once, when the migration runs";

const RUNS: &str = "is read when the statement runs";

#[test]
fn a_word_is_found_at_every_depth() {
    let checks = [
        "due > \"today\"",
        "due > \"today\"::date",
        "due > date(\"today\")",
        "due > date \"today\" + 1",
        "due in (\"2026-01-01\", \"today\", \"tomorrow\")",
        "due between \"today\" and \"2027-01-01\"",
        "due = any(\"{today}\")",
        "due = any(array[\"today\"::date])",
        "days @> \"{2026-01-01,today}\"",
        "days = array[due, \"today\"]",
        "days = array[\"today\"]::date[]",
        "span && \"[today,)\"",
        "span = daterange(\"today\", \"tomorrow\")",
        "placed_at - \"now\" > \"1 day\"",
        "age(placed_at, \"today\") > \"1 day\"",
        "coalesce(due, \"today\") > \"2026-01-01\"",
        "nullif(due, \"today\") is null",
        "case due when \"today\" then true end",
        "case when paid then due else \"today\" end is null",
        "(number, due) in ((1, \"today\"))",
        "due is distinct from \"today\"",
        "extract(year from date \"today\") = 2026",
        "opens > \"now\"",
    ];
    rejects(Stands::Check, &checks.map(|check| (check, ONCE)));
    accepts(
        Stands::Check,
        &[
            "status = \"today\"",
            "tags = \"{today}\"",
            "due > \"epoch\"",
            "due < \"infinity\"",
        ],
    );
}

#[test]
fn the_verdict_is_the_same_in_every_place() {
    let predicate = "days @> \"{today}\"";
    rejects(Stands::Predicate, &[(predicate, "write the day itself")]);
    rejects(Stands::Key, &[("coalesce(due, \"today\")", ONCE)]);
    rejects(Stands::Generated("bool"), &[("due > \"today\"", ONCE)]);
    rejects(Stands::Using("date"), &[("coalesce(due, \"today\")", RUNS)]);
    for (ty, default, instead) in [
        ("date[]", "\"{today}\"", "array[current_date]"),
        ("date", "date(\"today\")", "current_date"),
        (
            "daterange",
            "\"[today,tomorrow)\"",
            "daterange(current_date, current_date + 1)",
        ),
        ("timestamp", "cast(\"now\" as timestamp)", "now()"),
        ("timestamptz[]", "array[\"now\"]::timestamptz[]", "now()"),
    ] {
        let help = format!("write `{instead}`");
        rejects(Stands::Default(ty), &[(default, &help)]);
        accepts(
            Stands::Default(ty),
            &[instead].map(|it| match ty {
                "timestamptz[]" => "array[now()]::timestamptz[]",
                _ => it,
            }),
        );
    }
    rejects_statement(&[
        (
            "insert into orders (customer_id, due) values (1, \"today\")",
            RUNS,
        ),
        (
            "insert into orders (customer_id, due) select 1, \"today\"",
            RUNS,
        ),
        (
            "insert into orders (customer_id, due) values (1, \"today\"), (2, \"tomorrow\")",
            "1 more value is wrong",
        ),
        (
            "insert into orders (customer_id, days) values (1, \"{today}\")",
            RUNS,
        ),
        (
            "insert into orders (customer_id, span) values (1, \"[today,)\")",
            RUNS,
        ),
        ("update orders set due = coalesce(due, \"today\")", RUNS),
        ("update orders set note = \"a\" where due < \"today\"", RUNS),
        (
            "delete from orders where due in (select \"today\"::date)",
            RUNS,
        ),
    ]);
    accepts_statement(&[
        "insert into orders (customer_id, due) values (1, current_date)",
        "insert into orders (customer_id, note) values (1, \"today\")",
    ]);
}
