//! What is found in a phrase, and what is not.

use std::str::FromStr;

use proc_macro2::TokenStream;

use super::{Mention, MentionMut};
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Expr, Insert, Update};
use crate::syntax::{Cursor, Tokens};

fn read<T>(source: &str, parse: impl for<'a> Fn(&mut Cursor<'a>) -> Result<T, Diagnostic>) -> T {
    let tokens = Tokens::new(TokenStream::from_str(source).unwrap());
    parse(&mut tokens.cursor()).unwrap_or_else(|error| panic!("{}", error.text()))
}

/// A query, as the operand of an expression.
fn query(source: &str) -> Expr {
    read(&format!("({source})"), crate::syntax::expr)
}

/// A word for each mention.
fn word(mention: Mention<'_>) -> String {
    match mention {
        Mention::Column(column) => column.to_string(),
        Mention::Table(table) => format!("[{table}]"),
        Mention::Raw(text) => format!("<{text}>"),
        Mention::Derived => "…".to_owned(),
    }
}

fn words(query: &Expr) -> String {
    let mut words = Vec::new();
    query.mentions(|mention| words.push(word(mention)));
    words.join(" ")
}

#[test]
fn a_query_is_walked_to_its_ends() {
    let query = query(
        "select distinct t.*, a + 1 from s.one as t join (select b from two) as u on t.c = u.c, \
         f(d) as g where e in (select * from three) and exists (select 1 from four \
         where h is distinct from sql(\"i\")) group by j having count(*) > 1 \
         union all select case k when l then m else n end, array[o], cast(p as text), q[r] \
         from five where not s between t and u or v = any(w) order by x limit y",
    );
    assert_eq!(
        words(&query),
        "a [s.one] … b [two] c c … d e [three] [four] h <i> j \
         k l m n o p q r [five] s t u v w x y"
    );
}

#[test]
fn a_with_hides_a_table_from_what_follows_it() {
    let query = query(
        "with recent as (select a from recent) \
         select * from recent, s.recent where b in (select c from recent)",
    );
    assert_eq!(words(&query), "… a [recent] [s.recent] b c");
}

#[test]
fn statements_are_walked_in_the_order_of_their_text() {
    let mut found = Vec::new();
    let update: Update = read(
        "with w as (select a from one) update two as t set b = w.a, c = default from w, three \
         where d is null",
        crate::syntax::update,
    );
    update.mentions(|mention| found.push(word(mention)));
    assert_eq!(found.join(" "), "… a [one] [two] b a c [three] d");

    let mut found = Vec::new();
    let insert: Insert = read(
        "insert into one (a, b) select c, d from two on conflict (e) do update set f = excluded.g \
         where h",
        crate::syntax::insert,
    );
    insert.mentions(|mention| found.push(word(mention)));
    assert_eq!(found.join(" "), "[one] a b c d [two] e f g h");
}

#[test]
fn what_is_found_can_be_renamed() {
    let mut query = query("select orders.id from orders where lower(id) = (select b.id from b)");
    query.mentions_mut(|mention| match mention {
        MentionMut::Column { table, column } => {
            column.text.push(if table.is_some() { 'y' } else { 'x' });
        }
        MentionMut::Star(_) | MentionMut::Raw(_) => {}
    });
    assert_eq!(words(&query), "idy [orders] idx idy [b]");
}
