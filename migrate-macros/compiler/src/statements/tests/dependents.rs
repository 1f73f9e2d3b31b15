//! What keeps a column or a table, and what goes along with it. Each case was tried on
//! servers of versions 13 to 18.

use crate::statements::testing::lower;

const SLOTS: &str = "create table t { id: bigint primary key, a: int, b: int, c: int, r: int4range,
    n: serial, \"g\": int generated as (c + 1) stored, unique (a, b) } ";

/// The title and the help of the one error, or nothing.
#[track_caller]
fn told(text: &str) -> String {
    let errors = lower(&format!("{SLOTS}{text}")).errors;
    assert!(errors.len() < 2, "{text}: {errors:?}");
    let text = |error: crate::diagnostic::Diagnostic| {
        format!("{} / {}", error.title, error.help.unwrap_or_default())
    };
    errors.into_iter().map(text).collect()
}

#[test]
fn what_the_server_keeps_is_refused_with_what_lets_it_go() {
    let exclude = "alter table t add constraint x exclude using gist";
    for (text, title, help) in [
        (format!("{exclude} (r with &&) where (b > 1); alter table t drop column b;"), "`x` excludes rows by what it computes from `b`", "alter table t drop constraint x;"),
        (format!("{exclude} (int4range(a, b) with &&); alter table t drop column a;"), "`x` excludes rows by what it computes from `a`", "alter table t drop constraint x;"),
        (format!("{exclude} (int4range(a, b) with &&) where (a > 1); alter table t drop column a;"), "`x` excludes rows by what it computes from `a`", "drop constraint x;"),
        (format!("{exclude} (r with &&) where (b > 1); alter table t drop column b cascade;"), "", "alter table t drop constraint x;"),
        ("alter table t drop column c;".to_owned(), "generated column `g` is computed from `c`", ""),
        ("create table u { x: int, y: int, foreign key (x, y) references t(a, b) } alter table t drop column b;".to_owned(), "foreign key `u.u_x_y_fkey` refers to `t.b`", ""),
        ("create table u { x: bigint default nextval(\"t_n_seq\") } alter table t drop column n;".to_owned(), "the default of `u.x` takes numbers of `n`", "alter table u alter column x drop default;"),
        ("alter table t alter column b set default nextval(\"t_n_seq\"); alter table t drop column n;".to_owned(), "the default of `t.b` takes numbers of `n`", "alter table t alter column b drop default;"),
        ("create table u { x: bigint default nextval(\"t_n_seq\") } drop table t;".to_owned(), "columns of other tables need `t`", "alter table u alter column x drop default;"),
        ("create table u { x: bigint default nextval(\"t_n_seq\") } alter table t { alter column n drop default, alter column n drop identity }".to_owned(), "the default of `u.x` takes numbers of the sequence", "alter table u alter column x drop default;"),
        ("create table u { x: \"t\" } drop table t;".to_owned(), "columns of other tables need `t`", "alter table u drop column x;"),
        ("create table u { x: \"t\"[] } drop table t;".to_owned(), "columns of other tables need `t`", ""),
    ] {
        let told = told(&text);
        assert!(told.starts_with(title) && told.contains(help) && !told.is_empty(), "{text}: {told}");
    }
}

#[test]
fn what_goes_along_is_dropped_with_it() {
    let exclude = "alter table t add constraint x exclude using gist";
    for text in [
        format!("{exclude} (r with &&) where (b > 1); alter table t drop column r;"),
        format!("{exclude} (r with &&) where (not isempty(r)); alter table t drop column r;"),
        format!("{exclude} (r with &&, int4range(a, b) with &&); alter table t drop column r;"),
        "create index on t(b) where a > 1; alter table t drop column a;".to_owned(),
        "create index on t((a + b)) include (id); alter table t drop column id;".to_owned(),
        "alter table t add check (a < b); alter table t drop column a;".to_owned(),
        "alter table t add foreign key (a, b) references t(a, b); alter table t drop column a;".to_owned(),
        "create table u { x: bigint default nextval(\"t_n_seq\") } alter table u alter column x drop default; drop table t;".to_owned(),
        "alter table t alter column b set default nextval(\"t_n_seq\"); drop table t;".to_owned(),
    ] {
        assert_eq!(told(&text), "", "{text}");
    }
}
