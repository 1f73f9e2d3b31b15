//! What only some targets have.

use super::{POSTGRES, SQLITE, Stands, expression};
use crate::target::{Target, Version};

const RECENT: Target = Target {
    version: Version([3, 45, 0]),
    ..SQLITE
};

#[test]
fn a_target_that_lacks_something_is_named() {
    let cases = [
        (
            "due + 1 > due",
            "SQLite has no arithmetic of dates and times",
        ),
        (
            "due - due > 1",
            "SQLite has no arithmetic of dates and times",
        ),
        ("\"{}\"::int4multirange is null", "`on postgres 14`"),
        ("ceil(weight) = 1", "SQLite has no function `ceil`"),
        (
            "date_trunc(\"day\", due) = due",
            "SQLite has no function `date_trunc`",
        ),
        (
            "concat_ws(\"a\", note) = \"b\"",
            "only from version 3.44 on",
        ),
        (
            "instr(note, \"a\") = 1",
            "PostgreSQL has no function `instr`",
        ),
    ];
    for (source, expected) in cases {
        let text = expression(&[POSTGRES, SQLITE], Stands::Check, source);
        assert!(text.contains(expected), "{source}: {text}");
    }
}

#[test]
fn what_every_target_has_or_translates_is_silent() {
    let sources = [
        "number is distinct from 1",
        "(number, id) = (1, 2)",
        "length(note) > 1 and lower(note) = note",
        "placed_at < now() and due < current_date",
        "char_length(note) > 1 and strpos(note, \"a\") > 1",
        "note like \"a%\" and note || status = \"b\"",
        "coalesce(note, status) is not null",
        "substr(note, 1, 2) = \"ab\" and replace(note, \"a\", \"b\") = \"b\"",
        "round(total, 1) > abs(total)",
        "number::text = \"1\"",
        "placed_at > now() - interval \"1 day\"",
        "note ilike \"a\" and greatest(number, 1) > 0",
        "case when paid then 1 else 2 end = 1",
    ];
    for source in sources {
        let text = expression(&[POSTGRES, SQLITE], Stands::Check, source);
        assert!(text.is_empty(), "{source}: {text}");
    }
    let source = "concat_ws(\"a\", note) = \"b\"";
    let text = expression(&[POSTGRES, RECENT], Stands::Check, source);
    assert!(text.is_empty(), "{text}");
}

#[test]
fn an_unknown_function_says_who_lacks_it() {
    let cases: [(&[Target], &str, &str); 5] = [
        (
            &[POSTGRES, SQLITE],
            "frobnicate(note)",
            "no database of this history has a function `frobnicate`",
        ),
        (
            &[POSTGRES, SQLITE],
            "scale(total)",
            "SQLite has no function `scale`\n  help: write `#[only(postgres)]` over it",
        ),
        (
            &[POSTGRES, SQLITE],
            "cosh(weight)",
            "SQLite has no function `cosh`",
        ),
        (
            &[POSTGRES, SQLITE],
            "strftime(\"%Y\", note)",
            "PostgreSQL has no function `strftime`\n  help: write `#[only(sqlite)]` over it",
        ),
        (
            &[POSTGRES],
            "strftime(\"%Y\", note)",
            "PostgreSQL has no function `strftime`\n  help: another database has it",
        ),
    ];
    for (targets, source, expected) in cases {
        let text = expression(targets, Stands::Key, source);
        assert!(text.contains(expected), "{source}: {text}");
    }
}
