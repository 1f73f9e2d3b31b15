//! Which tree a spelling gives: two spellings of one tree are equal, since origins are.

use std::str::FromStr;

use proc_macro2::TokenStream;

use super::{expr, operand_expr};
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::Expr;
use crate::syntax::{Cursor, Tokens};

fn parsed(
    source: &str,
    parse: fn(&mut Cursor<'_>) -> Result<Expr, Diagnostic>,
) -> Result<Expr, String> {
    let tokens = Tokens::new(TokenStream::from_str(source).expect("tokens"));
    let mut cursor = tokens.cursor();
    parse(&mut cursor)
        .and_then(|expr| cursor.expect_end().map(|()| expr))
        .map_err(|error| error.text())
}

#[test]
fn precedence_is_postgresql_s() {
    let same = [
        ("a or b and not c = d", "a or (b and (not (c = d)))"),
        ("not a is null", "not (a is null)"),
        ("a = b is true", "(a = b) is true"),
        ("a < b in (1, 2)", "a < (b in (1, 2))"),
        ("a || b like c || d", "(a || b) like (c || d)"),
        ("a between 1 and 2 and b", "(a between 1 and 2) and b"),
        ("a + b * c ^ d ^ e", "a + (b * ((c ^ d) ^ e))"),
        ("a - b - c", "(a - b) - c"),
        ("a || b + c", "a || (b + c)"),
        ("- a ^ b", "(- a) ^ b"),
        ("- a::int", "- (a::int)"),
        ("a at time zone \"UTC\" ^ b", "(a at time zone \"UTC\") ^ b"),
        ("a || b collate \"C\"", "a || (b collate \"C\")"),
        ("a -> b ->> c = d", "((a -> b) ->> c) = d"),
        ("a isnull", "a is null"),
        ("a != b", "a <> b"),
        ("A IS NOT NULL", "A is not null"),
        ("date \"2026-01-01\"", "cast(\"2026-01-01\" as date)"),
        ("timestamp with time zone \"x\"", "\"x\"::timestamptz"),
        ("x[1][2]::text[]", "(x[1][2])::text[]"),
        ("((select 1) + 1)", "(select 1) + 1"),
        ("a in ((select b from t))", "a in (select b from t)"),
    ];
    for (one, other) in same {
        let (one_tree, other_tree) = (parsed(one, expr), parsed(other, expr));
        assert!(one_tree.is_ok(), "{one}: {one_tree:?}");
        assert_eq!(one_tree, other_tree, "{one}");
    }
}

/// An item of an array of documents has places of its own.
#[test]
fn brackets_belong_together_unless_parentheses_part_them() {
    let (one, other) = (parsed("x[1][2]", expr), parsed("(x[1])[2]", expr));
    assert!(one.is_ok() && other.is_ok());
    assert_ne!(one, other);
}

#[test]
fn every_form_is_read() {
    let forms = [
        "case a when 1 then \"x\" else null end",
        "case when a > 0 then 1 end",
        "a = any(array[1, 2]) and b <> all(select c from d)",
        "array[[1, 2], [3]] @> array[]::int[]",
        "array(select a from b)",
        "exists (select 1 from t where t.a = s.a)",
        "(a, b) = (select c, d from e)",
        "row(a) is distinct from row(b)",
        "extract(year from created_at) = 2026",
        "now() - interval \"1 day\"",
        "count(*) > 1 or count(distinct a) > 1",
        "public.f(a, \"x\", -1)",
        "a #>> b #> c #- d -> 1 ->> -1",
        "a ~ \"x\" or a ~* \"x\" or a !~ \"x\" or a !~* \"x\"",
        "a @> b and c <@ d and e && f and g ? \"h\" and i @@ j",
        "order = 1 and group.user = name(\"a b\").name(\"c d\")",
        "sql(\"current_user\") = sql and name = \"x\"",
        "a not in (select b from c union all select d from e order by 1 limit 3)",
        "a in (values (1), (2))",
        "(with x as (select 1) select * from x)",
        "(a)::text = any ((array[\"b\"::character varying, \"c\"::varchar(3)])::text[])",
        "(a, b) in ((1, 2), (3, 4)) and now() at time zone \"UTC\" > date",
        "(select a from t order by b limit 1) -> 0 ->> \"c\" is not null",
        "((select 1) union (select 2)) = end and interval = interval \"1 day\" * 2",
    ];
    for form in forms {
        let tree = parsed(form, expr);
        assert!(tree.is_ok(), "{form}: {tree:?}");
    }
}

#[test]
fn an_operand_stops_where_an_operator_begins() {
    for operand in [
        "-1",
        "\"a\"::text",
        "now()",
        "(a || b)",
        "array[]::text[]",
        "null",
    ] {
        assert!(parsed(operand, operand_expr).is_ok(), "{operand}");
    }
    for more in [
        "a || b",
        "now() + interval \"1 day\"",
        "a is null",
        "not a",
        "a and b",
    ] {
        let error = parsed(more, operand_expr).expect_err(more);
        assert!(error.contains("parentheses"), "{more}: {error}");
    }
}

#[test]
fn a_word_from_habit_has_an_error_of_its_own() {
    let cases = [
        ("a == 1", "write `=`"),
        ("a = 1 && b = 2", "write `and`"),
        ("a is null || b is null", "write `or`"),
        ("!a", "write `not`"),
        ("a = 'x'", "write `\"x\"`"),
        ("1 < a < 3", "a < b and b < c"),
        ("\"orders\".\"id\"", "write `orders`"),
        ("position(\"a\" in b)", "strpos"),
        ("a << 2", "sql(\"…\")"),
        ("sum(a) over (partition by b)", "sql(\"…\")"),
        ("f(a => 1)", "without names"),
        ("x = 0xff", "a decimal number"),
        ("a = and b", "write `r#and`"),
        ("a = 1u8", "write `1`"),
    ];
    for (source, help) in cases {
        let error = parsed(source, expr).expect_err(source);
        assert!(error.contains(help), "{source}: {error}");
    }
}
