//! What index methods take. Each case was tried on a server.

use super::check;
use crate::statements::testing::{lower_on, oldest};
use crate::target::{Database, Target, Version};

/// A table with a column for every method, and extensions that bring more classes.
const DATA: &str = "sql \"create extension btree_gist\" undo \"drop extension btree_gist\";
    sql \"create extension pg_trgm\" undo \"drop extension pg_trgm\";
    sql \"create extension vector\" undo \"drop extension vector\";
    sql \"create operator class my_own_ops for type text using btree as operator 1 <\" undo \"drop operator class my_own_ops using btree\";
    create table data { id: bigint primary key, name: text, doc: jsonb, raw: json,
    days: daterange, spot: point, tags: text[], words: tsvector, net: inet } ";

#[track_caller]
fn says(cases: &[(&str, &str)]) {
    for (text, title) in cases {
        check(&[(&format!("{DATA}{text}"), title)]);
    }
}

#[test]
fn a_method_has_the_keys_that_it_can_have() {
    says(&[
        ("create index on data using hash (name);", ""),
        (
            "create index on data using gin (doc jsonb_path_ops, tags);",
            "",
        ),
        ("create index on data using gist (days, id);", ""),
        ("create index on data using gist (spot) include (name);", ""),
        (
            "create index on data using brin (id, net inet_inclusion_ops);",
            "",
        ),
        ("create index on data using gin (name gin_trgm_ops);", ""),
        ("create index on data using hnsw (name vector_l2_ops);", ""),
        (
            "create index on data(name text_pattern_ops desc nulls last);",
            "",
        ),
        ("create index on data(name my_own_ops);", ""),
        ("create index on data(name collate \"C\");", ""),
        (
            "create index on data(id name);",
            "a comma is missing between two keys",
        ),
        (
            "create index on data using gin (doc jsonb_path_op);",
            "there is no operator class `jsonb_path_op`",
        ),
        (
            "create index on data(name text_patern_ops);",
            "there is no operator class `text_patern_ops`",
        ),
        (
            "create index on data(id collate \"C\");",
            "this key is `bigint` and has no collation",
        ),
        (
            "create index on data using gni (doc);",
            "PostgreSQL has no index method `gni`",
        ),
        (
            "create index on data using hash (id, name);",
            "an index `using hash` has one key",
        ),
        (
            "create index on data using spgist (spot, net);",
            "an index `using spgist` has one key",
        ),
        (
            "create index on data using gin (doc) include (id);",
            "an index `using gin` includes no other columns",
        ),
        (
            "create index on data using gin (doc desc);",
            "an index `using gin` has no order",
        ),
        (
            "create index on data using brin (id nulls first);",
            "an index `using brin` has no order",
        ),
    ]);
}

#[test]
fn a_key_has_a_class_of_the_method() {
    says(&[
        (
            "create index on data using gin (name);",
            "an index `using gin` has no way to keep a `text`",
        ),
        (
            "create index on data using gin (raw);",
            "an index `using gin` has no way to keep a `json`",
        ),
        (
            "create index on data using gist (doc);",
            "an index `using gist` has no way to keep a `jsonb`",
        ),
        (
            "create index on data using hash (spot);",
            "an index `using hash` has no way to keep a `point`",
        ),
        (
            "create index on data(name int4_ops);",
            "`int4_ops` is no operator class of `btree` for `text`",
        ),
        (
            "create index on data using gin (doc array_ops);",
            "`array_ops` is no operator class of `gin` for `jsonb`",
        ),
        (
            "create index on data using gist (name text_ops);",
            "`text_ops` is no operator class of `gist` for `text`",
        ),
    ]);
}

#[test]
fn a_parameter_is_one_of_the_method() {
    says(&[
        (
            "create index on data(name) with (fillfactor = 70, deduplicate_items = off);",
            "",
        ),
        (
            "create index on data using gist (days) with (buffering = auto);",
            "",
        ),
        (
            "create index on data(name) with (fillfactor = 200);",
            "`200` is not a value of `fillfactor`",
        ),
        (
            "create index on data(name) with (filfactor = 70);",
            "an index `using btree` has no parameter `filfactor`",
        ),
        (
            "create index on data using gin (doc) with (fillfactor = 70);",
            "an index `using gin` has no parameter `fillfactor`",
        ),
        (
            "create index on data using brin (id) with (pages_per_range = 0);",
            "`0` is not a value of `pages_per_range`",
        ),
    ]);
}

#[test]
fn an_exclusion_compares_both_ways() {
    let table = |text: &str| {
        format!(
            "sql \"create extension btree_gist\" undo \"drop extension btree_gist\";
             create table t {{ id: bigint primary key, room: int, days: daterange, spot: point, {text} }}"
        )
    };
    let cases = [
        ("exclude using gist (room with =, days with &&)", ""),
        ("exclude using gist (room with =, id with <>)", ""),
        ("exclude using hash (room with =)", ""),
        ("exclude using btree (room with =)", ""),
        ("exclude using gist (spot with ~=)", ""),
        (
            "exclude using gist (days with <@)",
            "an exclusion cannot use `<@` for `daterange`",
        ),
        (
            "exclude using btree (room with <)",
            "an exclusion cannot use `<` for `int`",
        ),
        (
            "exclude using btree (room with &&)",
            "PostgreSQL has no operator `&&` for `int` and `int`",
        ),
        (
            "exclude using gin (days with &&)",
            "an exclusion cannot stand on an index `using gin`",
        ),
        (
            "exclude using brin (room with =)",
            "an exclusion cannot stand on an index `using brin`",
        ),
        (
            "exclude using hash (room with =, id with =)",
            "an index `using hash` has one key",
        ),
    ];
    for (text, title) in cases {
        check(&[(&table(text), title)]);
    }
}

#[test]
fn what_an_extension_brings_needs_the_extension() {
    let table = |keys: &str| {
        format!(
            "create table t {{ id: bigint primary key, name: text, days: daterange }} create index on t using {keys};"
        )
    };
    let exclusion = "create table t { id: bigint, days: daterange, exclude using gist (id with =, days with &&) }";
    let cases = [
        (
            table("gin (name gin_trgm_ops)"),
            "there is no operator class `gin_trgm_ops`",
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        ),
        (
            table("btree (name my_own_ops)"),
            "there is no operator class `my_own_ops`",
            "CREATE OPERATOR CLASS my_own_ops",
        ),
        (
            table("gist (days, id)"),
            "an index `using gist` has no way to keep a `bigint` by itself",
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
        ),
        (
            table("hnsw (name)"),
            "PostgreSQL has no index method `hnsw` by itself",
            "CREATE EXTENSION IF NOT EXISTS vector",
        ),
        (
            table("rum (name)"),
            "PostgreSQL has no index method `rum` by itself",
            "its extension",
        ),
        (
            exclusion.to_owned(),
            "an index `using gist` has no way to keep a `bigint` by itself",
            "btree_gist",
        ),
    ];
    for (text, title, help) in cases {
        let lowered = lower_on(&[oldest(Database::Postgres)], &text);
        assert_eq!(lowered.titles(), [title], "{text}");
        let told = lowered.errors[0].help.as_deref().unwrap_or_default();
        assert!(told.contains(help), "{text}: {told}");
        // An extension that nobody knows may bring it.
        let unknown =
            format!("sql \"create extension of_ours\" undo \"drop extension of_ours\"; {text}");
        let lowered = lower_on(&[oldest(Database::Postgres)], &unknown);
        assert!(
            lowered.titles().is_empty(),
            "{text}: {:?}",
            lowered.titles()
        );
    }
}

#[test]
fn nothing_stands_on_a_virtual_column() {
    let table = |text: &str| {
        format!(
            "create table t {{ id: bigint primary key, a: int, v: int generated as (a + 1) virtual, {text} }}"
        )
    };
    let cases = [
        ("check (v > 0)", ""),
        ("index (a)", ""),
        (
            "index (v)",
            "`v` is virtual, and an index cannot stand on it",
        ),
        (
            "index ((v + 1))",
            "`v` is virtual, and an index cannot stand on it",
        ),
        (
            "index (a) where v > 0",
            "`v` is virtual, and an index cannot stand on it",
        ),
        (
            "index (a) include (v)",
            "`v` is virtual, and an index cannot stand on it",
        ),
        (
            "unique (a, v)",
            "`v` is virtual, and a unique constraint cannot stand on it",
        ),
        (
            "foreign key (v) references customers(id)",
            "`v` is virtual, and a foreign key cannot stand on it",
        ),
        (
            "exclude using btree (v with =)",
            "`v` is virtual, and an index cannot stand on it",
        ),
    ];
    let key = "create table t { a: int, v: int generated as (a) virtual primary key }";
    let whole = (
        key.to_owned(),
        "`v` is virtual, and a primary key cannot stand on it",
    );
    let parts = cases.map(|(text, title)| (table(text), title));
    for (text, title) in parts.into_iter().chain([whole]) {
        let target = Target {
            version: Version([18, 0, 0]),
            ..oldest(Database::Postgres)
        };
        let shop = "create table customers { id: bigint primary key } ";
        let lowered = lower_on(&[target], &format!("{shop}{text}"));
        let expected: Vec<&str> = Some(title)
            .filter(|it| !it.is_empty())
            .into_iter()
            .collect();
        assert_eq!(lowered.titles(), expected, "{text}");
    }
}

#[test]
fn what_is_newer_than_the_oldest_server_is_told_where_it_stands() {
    let cases = [
        (
            "create table t { a: int, v: int generated as (a) virtual }",
            "virtual generated columns need PostgreSQL 18",
        ),
        (
            "create table t { a: int, v: int not null generated as (a) virtual }",
            "virtual generated columns need PostgreSQL 18",
        ),
        (
            "create table t { a: int, unique nulls not distinct (a) }",
            "keys with `nulls not distinct` need PostgreSQL 15",
        ),
        (
            "create unique index on customers(name) nulls not distinct;",
            "indexes with `nulls not distinct` need PostgreSQL 15",
        ),
        (
            "create table t { a: int4multirange }",
            "PostgreSQL has the type `int4multirange` only from version 14 on",
        ),
    ];
    for (text, title) in cases {
        check(&[(text, title)]);
    }
}
