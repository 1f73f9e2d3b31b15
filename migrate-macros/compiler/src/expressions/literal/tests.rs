//! What the server takes for a value of a type. Each case was tried on one.

use super::{misfit, zone_misfit};
use crate::origin::Origin;
use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, Type};

fn fits(kind: ExprKind, base: Base) -> bool {
    let origin = Origin::elsewhere();
    misfit(&Expr { kind, origin }, &Type::plain(base)).is_none()
}

fn text(value: &str) -> ExprKind {
    ExprKind::Text(value.to_owned())
}

fn number(value: &str) -> ExprKind {
    ExprKind::Number(value.to_owned())
}

/// Each pair was tried on a server: `select 'text'::type`.
#[test]
fn what_the_server_takes_fits() {
    use Base::*;
    let int = || Integer(IntegerWidth::Normal);
    let accepted = [
        (" -12 ", int()),
        ("2147483647", int()),
        ("1.50", Numeric(Some((3, 2)))),
        ("9.994", Numeric(Some((3, 2)))),
        ("NaN", Double),
        ("of", Bool),
        ("TRUE", Bool),
        ("{A0EEBC99-9c0b4ef8-bb6d6bb9bd380a11}", Uuid),
        ("2024-02-29", Date),
        ("January 8, 1999", Date),
        ("infinity", Timestamp(None)),
        ("04:05 PM", Time(None)),
        ("24:00:00", Time(None)),
        ("1 day 2 hrs ago", Interval(None)),
        ("P1Y2M", Interval(None)),
        ("1-2", Interval(None)),
        ("{\"a\": [1, -2.5e3, null, \"\\u00e9\"]}", Jsonb),
        ("abc  ", Varchar(Some(3))),
        ("\\xDEAD", Bytes),
        ("10.0.0.1/8", Native("inet")),
        ("01.2.3.4", Native("inet")),
        ("::ffff:1.2.3.4", Native("inet")),
        ("2001:db8::/32", Native("inet")),
        ("10", Native("cidr")),
        ("192.168.1", Native("cidr")),
        ("10.0.0.0/8", Native("cidr")),
        ("::/0", Native("cidr")),
        ("08002b-010203", Native("macaddr")),
        ("8:0:2b:1:2:3", Native("macaddr")),
        ("08:00:2b:01:02:03", Native("macaddr8")),
        (" ( 1 , -inf ) ", Native("point")),
        ("1,2,3,4", Native("box")),
        ("{1,2,3}", Native("line")),
        ("<(1,2),3>", Native("circle")),
        ("[(1,2),(3,4)]", Native("path")),
        ("$1,000.50", Native("money")),
        ("4294967295", Native("oid")),
        ("0/16B3748", Native("pg_lsn")),
        ("[1,2)", Native("int4range")),
        (" EMPTY ", Native("int4range")),
        ("(,)", Native("numrange")),
        ("[\"2024-01-01 10:00\",infinity)", Native("tstzrange")),
        ("{[1,2), [4,5)}", Native("int4multirange")),
        ("{}", Native("int4multirange")),
        ("1e38", Real),
        ("1e-300", Double),
        ("101", Bit(3)),
        ("x1F", Bit(8)),
        ("10", Varbit(Some(3))),
        ("NaN", Numeric(Some((5, 2)))),
        ("5874897-12-31", Date),
        ("{1,2,0}", Native("line")),
        ("[5,5]", Native("int4range")),
        ("[2024-01-01,2024-01-01]", Native("daterange")),
        ("1 year 2 mons 3 days", Interval(None)),
        ("\\000a\\\\", Bytes),
        ("\"\\\\u0000\"", Jsonb),
        ("\"\\u0000\"", Json),
        ("a:1A 'b c'", Native("tsvector")),
        ("a & (b | !c)", Native("tsquery")),
    ];
    for (value, base) in accepted {
        assert!(fits(text(value), base), "{value}");
    }
}

/// Each pair was tried in the same way.
#[test]
fn what_the_server_refuses_does_not_fit() {
    use Base::*;
    let int = || Integer(IntegerWidth::Normal);
    let refused = [
        ("abc", int()),
        ("1.5", int()),
        ("2147483648", int()),
        ("9.995", Numeric(Some((3, 2)))),
        ("o", Bool),
        ("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", Uuid),
        ("2023-02-29", Date),
        ("soon", Date),
        ("25:00", Time(None)),
        ("1 dya", Interval(None)),
        ("{a: 1}", Json),
        ("[1,]", Json),
        ("01", Json),
        ("abcd", Varchar(Some(3))),
        ("\\xDEA", Bytes),
        ("102", Bit(3)),
        ("10", Bit(3)),
        ("1010", Varbit(Some(3))),
        ("10.1", Native("inet")),
        ("10.0.0.1/33", Native("inet")),
        ("10.0.0.256", Native("inet")),
        ("::1/129", Native("inet")),
        ("1.2.3.4/", Native("inet")),
        (" 10.0.0.1", Native("inet")),
        ("10.0.0.1/8", Native("cidr")),
        ("2001:db8::1/32", Native("cidr")),
        ("08:00:2b:01:02", Native("macaddr")),
        ("08:00:2b:01:02:0g", Native("macaddr")),
        ("08:00:2b:01:02:03:04", Native("macaddr8")),
        ("(1 2)", Native("point")),
        ("(1,2", Native("point")),
        ("(1,2,3)", Native("point")),
        ("<(1,2),-3>", Native("circle")),
        ("abc", Native("money")),
        ("abc", Native("oid")),
        ("4294967296", Native("oid")),
        ("abc", Native("pg_lsn")),
        ("[1,2", Native("int4range")),
        ("1,2", Native("int4range")),
        ("[a,2]", Native("int4range")),
        ("[1,2,3]", Native("int4range")),
        ("[2024-01-01,2024-02-30]", Native("daterange")),
        ("[1,2)", Native("int4multirange")),
        ("1e39", Real),
        ("1e-50", Real),
        ("1e309", Double),
        ("1e-400", Double),
        ("1_000", Double),
        ("Infinity", Numeric(Some((5, 2)))),
        ("1e131072", Numeric(None)),
        ("0000-01-01", Date),
        ("5874898-01-01", Date),
        ("294277-01-01", Timestamp(None)),
        ("24:01", Time(None)),
        ("13:00 PM", Time(None)),
        ("10:00 Europe/Berlin", TimeTz(None)),
        ("2024-01-01 10:00+20", TimestampTz(None)),
        ("2024-01-01 10:00 Foo/Bar", TimestampTz(None)),
        ("{0,0,1}", Native("line")),
        ("[5,1)", Native("int4range")),
        ("[2024-02-01,2024-01-01)", Native("daterange")),
        ("[2024-01-01 25:00,)", Native("tsrange")),
        ("1 day 2 days", Interval(None)),
        ("\\8", Bytes),
        ("\"\\u0000\"", Jsonb),
        ("a:b", Native("tsvector")),
        ("a b", Native("tsquery")),
    ];
    for (value, base) in refused {
        assert!(!fits(text(value), base), "{value}");
    }
}

#[test]
fn numbers_are_measured_against_the_range() {
    let small = || Base::Integer(IntegerWidth::Small);
    assert!(fits(number("32767"), small()));
    assert!(fits(number("32767.4"), small()));
    assert!(!fits(number("32768"), small()));
    assert!(!fits(number("32767.5"), small()));
    assert!(!fits(number("1e5"), small()));
    assert!(fits(number("99.994"), Base::Numeric(Some((4, 2)))));
    assert!(!fits(number("99.995"), Base::Numeric(Some((4, 2)))));
    assert!(fits(number("0.004"), Base::Numeric(Some((2, 2)))));
    assert!(!fits(number("1"), Base::Numeric(Some((2, 2)))));
}

#[test]
fn the_items_of_an_array_are_values_of_their_type() {
    let fits = |value: &str, base: Base| {
        let origin = Origin::elsewhere();
        let kind = text(value);
        misfit(&Expr { kind, origin }, &Type { base, array: true }).is_none()
    };
    let int = || Base::Integer(IntegerWidth::Normal);
    for value in [
        "{}",
        "{1,2}",
        " { 1 , null } ",
        "{1,\"2\"}",
        "{{1},{2}}",
        "[0:1]={1,2}",
    ] {
        assert!(fits(value, int()), "{value}");
    }
    for value in ["{{1,2},{3}}", "{1,{2}}", "{{1},{{2}}}"] {
        assert!(!fits(value, int()), "{value}");
    }
    for value in ["1", "{1,a}", "{1,}", "{,1}", "{1 2}", "{1", "{1}}", "{1{2}"] {
        assert!(!fits(value, int()), "{value}");
    }
    for value in ["{a b, c}", "{\"a\\\"b\"}", "{\"\"}", "{\"a\"  ,b}"] {
        assert!(fits(value, Base::Text), "{value}");
    }
    for value in ["{a,\"b\"c}", "{a", "a"] {
        assert!(!fits(value, Base::Text), "{value}");
    }
    assert!(fits("{\"{\\\"a\\\": 1}\"}", Base::Jsonb));
    assert!(!fits("{{\"a\": 1}}", Base::Jsonb));
}

#[test]
fn a_misspelt_zone_is_told_from_an_unknown_one() {
    let meant = |name: &str| {
        let (kind, origin) = (text(name), Origin::elsewhere());
        zone_misfit(&Expr { kind, origin }).and_then(|error| error.help)
    };
    assert_eq!(
        meant("Europe/Berln").as_deref(),
        Some("did you mean `\"Europe/Berlin\"`?")
    );
    for name in [
        "europe/berlin",
        "utc",
        "CEST",
        "UTC+3",
        "+03",
        "Moon/Tranquility",
    ] {
        assert_eq!(meant(name), None, "{name}");
    }
}
