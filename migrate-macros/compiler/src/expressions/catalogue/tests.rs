//! What the server chooses, each tried on one.

use super::{Choice, Given, choose, choose_operator, default_class, signatures};
use crate::expressions::volatility::Volatility::{self, Immutable, Stable};

fn given<'a>(types: &[&'a str]) -> Vec<Given<'a>> {
    let of = |name: &&'a str| match *name {
        "?" => Given::Open,
        "" => Given::Literal,
        name => Given::Known(name),
    };
    types.iter().map(of).collect()
}

/// The result and the class, `none` or `several`.
fn chosen(name: &str, types: &[&str], major: u16) -> (String, Volatility) {
    match choose(&signatures(name, major), &given(types), major) {
        Choice::One(one) => (one.result.unwrap_or_default(), one.volatility),
        Choice::Several => ("several".into(), Immutable),
        Choice::Open(class) => ("open".into(), class),
        Choice::None => ("none".into(), Immutable),
    }
}

#[test]
fn a_call_means_what_the_server_says() {
    let cases: &[(&str, &[&str], u16, &str, Volatility)] = &[
        ("date_trunc", &["", "date"], 13, "timestamptz", Stable),
        ("date_trunc", &["", "timestamp"], 13, "timestamp", Immutable),
        ("date_trunc", &["", "int4"], 13, "none", Immutable),
        (
            "date_trunc",
            &["", "timestamptz", ""],
            13,
            "timestamptz",
            Stable,
        ),
        (
            "date_trunc",
            &["", "timestamptz", ""],
            16,
            "timestamptz",
            Immutable,
        ),
        ("date_trunc", &["", "time"], 13, "interval", Immutable),
        ("age", &["date", "date"], 13, "interval", Immutable),
        ("age", &["date"], 13, "interval", Stable),
        ("random", &["int4", "int4"], 16, "none", Immutable),
        ("round", &["float8"], 13, "float8", Immutable),
        ("round", &["int4"], 13, "float8", Immutable),
        ("round", &["float8", "int4"], 13, "none", Immutable),
        ("array_length", &["text", "int4"], 13, "none", Immutable),
        ("array_append", &["int4[]", "int8"], 13, "none", Immutable),
        ("array_append", &["int4[]", "int8"], 14, "int8[]", Immutable),
        ("array_append", &["text[]", ""], 13, "text[]", Immutable),
        ("lower", &["int4range"], 13, "int4", Immutable),
        ("lower", &["varchar"], 13, "text", Immutable),
        ("jsonb_typeof", &["text"], 13, "none", Immutable),
        ("jsonb_set", &["jsonb", "", "jsonb"], 13, "jsonb", Immutable),
        ("num_nulls", &["int4", "text", ""], 13, "int4", Immutable),
        ("abs", &[""], 13, "float8", Immutable),
        ("length", &[""], 13, "int4", Immutable),
        ("power", &["int4", "numeric"], 13, "numeric", Immutable),
        ("sum", &["int4"], 13, "int8", Immutable),
        ("unnest", &["text[]"], 13, "text", Immutable),
        ("max", &["date"], 13, "date", Immutable),
    ];
    for (name, types, major, result, volatility) in cases {
        let found = chosen(name, types, *major);
        assert_eq!(found, ((*result).into(), *volatility), "{name} {types:?}");
    }
}

#[test]
fn an_operator_means_what_the_server_says() {
    let cases: &[(&str, [&str; 2], &str)] = &[
        ("||", ["text", "int4[]"], "none"),
        ("||", ["text", "text[]"], "text[]"),
        ("||", ["text", "int4"], "text"),
        ("<<", ["inet", "inet"], "bool"),
        ("&&", ["int4range", "daterange"], "none"),
        ("-", ["inet", "inet"], "int8"),
        ("+", ["money", "int4"], "none"),
        ("*", ["money", "int4"], "money"),
        ("@>", ["point", "point"], "none"),
        ("=", ["cidr", "inet"], "bool"),
    ];
    for (sign, [one, other], result) in cases {
        let pair = [Given::Known(one), Given::Known(other)];
        let found = match choose_operator(sign, pair, 13) {
            Choice::One(one) => one.result.unwrap_or_default(),
            other => format!("{other:?}").to_lowercase(),
        };
        assert_eq!(found, *result, "{one} {sign} {other}");
    }
}

#[test]
fn a_key_has_the_class_that_the_server_takes() {
    let cases = [
        ("btree", "varchar", Some("text_ops")),
        ("btree", "point", None),
        ("btree", "int4[]", Some("array_ops")),
        ("gin", "text", None),
        ("gin", "jsonb", Some("jsonb_ops")),
        ("gist", "daterange", Some("range_ops")),
        ("gist", "inet", None),
        ("hash", "cidr", Some("inet_ops")),
        ("brin", "inet", Some("inet_inclusion_ops")),
        ("spgist", "varchar", Some("text_ops")),
    ];
    for (method, ty, class) in cases {
        let found = default_class(method, ty, 13);
        assert_eq!(found.map(|it| it.name()), class, "{method} {ty}");
    }
}
