//! What follows from a mistake is not told, and what only mentions it is.

use super::{check, titles};

#[test]
fn one_mistake_is_one_error() {
    check(&[
        (
            "create table t { a: intt, b: int } create index on t(a); create index on t(b);",
            "there is no type `intt`",
        ),
        (
            "create tabel t { a: int } create index on t(a); insert into t (a) values (1);",
            "there is no statement `create tabel`",
        ),
        (
            "alter table orders add colum x: int; create index on orders(x);
             update orders set x = 1; create index on orders(lower(x));",
            "`colum` cannot stand here",
        ),
        (
            "create funktion score(int) { }
             create table t { a: int default nope.score(1), b: int check (score(b) > 1) }",
            "there is no statement `create funktion`",
        ),
        (
            "creat sequence numbers; alter table orders alter column total set default nextval(\"numbers\");",
            "there is no statement `creat sequence`",
        ),
    ]);
}

/// A word of a title that is no name leaves the message what it is about.
#[test]
fn what_only_mentions_a_doubtful_word_is_told() {
    let titles = titles(
        "creat table \"Mars\" { a: int }
         alter table orders add check (now() at time zone \"Mars\" is not null);",
    );
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert_eq!(titles[1], "there is no time zone `Mars`");
}
