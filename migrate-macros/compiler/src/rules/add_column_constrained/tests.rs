//! What fails on the rows that are there, and what does not.

use crate::rules::testing::check;

#[test]
fn a_key_needs_values_first() {
    check(
        "add_column_constrained",
        &[
            (
                "alter table links add column id: bigint primary key;",
                &["primary key"],
            ),
            (
                "alter table links add column id: bigint identity primary key;",
                &[],
            ),
            (
                "alter table links add column id: uuid default gen_random_uuid() primary key;",
                &[],
            ),
            ("alter table links add primary key (name);", &[]),
            (
                "create table t { a: bigint } alter table t add column id: bigint primary key;",
                &[],
            ),
        ],
    );
}

#[test]
fn one_default_for_all_rows_is_not_unique() {
    check(
        "add_column_constrained",
        &[
            ("alter table links add column a: bigint unique;", &[]),
            (
                "alter table links add column a: bigint unique default 1;",
                &["unique"],
            ),
            (
                "alter table links add column a: uuid unique default gen_random_uuid();",
                &[],
            ),
            (
                "alter table links add column a: bigint default 1; create unique index i on links(a);",
                &["i"],
            ),
            (
                "alter table links { add column a: int default 1, add column b: text default \"x\", add unique (a, b) }",
                &["unique (a, b)"],
            ),
            (
                "alter table links { add column a: int default 1, add unique (a, name) }",
                &[],
            ),
            (
                "alter table links add column a: bigint default 1; create unique index i on links(a) where a > 1;",
                &[],
            ),
            (
                "alter table links add column a: bigint default 1; create unique index i on links(a) where a = 1;",
                &["i"],
            ),
            (
                "alter table links add column a: text default \"X\"; create unique index i on links((lower(a)));",
                &["i"],
            ),
            (
                "alter table links add column a: text; create unique index i on links((lower(a)));",
                &[],
            ),
            (
                "alter table links add column a: text default \"X\"; create unique index i on links((lower(a)), name);",
                &[],
            ),
        ],
    );
}

#[test]
fn a_check_of_a_column_without_values_fails_on_every_row() {
    check(
        "add_column_constrained",
        &[
            (
                "alter table links { add column a: int, add column b: int } alter table links add check (num_nonnulls(a, b) = 1);",
                &["check (num_nonnulls(a, b) = 1)"],
            ),
            (
                "alter table links { add column a: int, add column b: int } alter table links add check (coalesce(a, b) is not null);",
                &["check (coalesce(a, b) is not null)"],
            ),
            (
                "alter table links { add column a: int, add column b: int } alter table links add check (a is not null or b is not null);",
                &["check (a is not null or b is not null)"],
            ),
            (
                "alter table links { add column a: int, add column b: int default 1 } alter table links add check (a is not null or b is not null);",
                &[],
            ),
            (
                "alter table links add column a: text; alter table links add check (a is not null);",
                &["check (a is not null)"],
            ),
            (
                "alter table links add column a: text check (a is not null);",
                &["check (a is not null)"],
            ),
            (
                "alter table links add column a: text;\n---\nalter table links add check (coalesce(a, \"\") <> \"\");",
                &["check (coalesce(a, \"\") <> \"\")"],
            ),
            (
                "alter table links add column a: text; alter table links add check (a <> \"x\");",
                &[],
            ),
            (
                "alter table links add column a: text; alter table links add check (a is not null) not valid;",
                &[],
            ),
            (
                "alter table links add column a: text;\n---\nupdate links set a = \"x\";\n---\nalter table links add check (a is not null);",
                &[],
            ),
        ],
    );
}

#[test]
fn a_reference_needs_the_row_that_it_refers_to() {
    check(
        "add_column_constrained",
        &[
            (
                "create table kinds { id: bigint primary key } alter table links add column k: bigint not null default 1 references kinds(id);",
                &["references kinds(id)"],
            ),
            (
                "create table kinds { id: bigint primary key } insert into kinds values (1); alter table links add column k: bigint not null default 1 references kinds(id);",
                &[],
            ),
            (
                "create table kinds { id: bigint primary key } alter table links add column k: bigint references kinds(id);",
                &[],
            ),
        ],
    );
}
