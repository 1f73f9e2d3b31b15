//! What statements say of objects, one by one.

use super::{Kind, Spoken, spoken};

/// `+ type app.mood`, `- type mood`, `?`
fn shown(sql: &str) -> String {
    let object = |object: super::Object| {
        let kind = match object.kind {
            Kind::Type => "type",
            Kind::Extension => "extension",
            Kind::OperatorClass => "class",
            Kind::Collation => "collation",
            Kind::Sequence => "sequence",
        };
        let schema = object.schema.map(|schema| schema + ".");
        format!("{kind} {}{}", schema.unwrap_or_default(), object.name)
    };
    let texts = spoken(sql).into_iter().map(|spoken| match spoken {
        Spoken::There(it) => format!("+ {}", object(it)),
        Spoken::Gone(it) => format!("- {}", object(it)),
        Spoken::Anything => "?".to_owned(),
    });
    texts.collect::<Vec<_>>().join(", ")
}

#[test]
fn statements_say_what_they_make() {
    for (sql, said) in [
        ("CREATE TYPE Mood AS ENUM ('type')", "+ type mood"),
        ("create type app.\"Mood\" as (a int)", "+ type app.Mood"),
        (
            "CREATE DOMAIN email AS text CHECK (VALUE <> '')",
            "+ type email",
        ),
        (
            "create type span as range (subtype = int8)",
            "+ type span, + type span_multirange",
        ),
        (
            "create type intrange as range (subtype = int4, multirange_type_name = many)",
            "+ type intrange, + type intmultirange, + type many",
        ),
        (
            "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA ext CASCADE",
            "+ extension uuid-ossp",
        ),
        (
            "create collation if not exists ci (provider = icu, locale = 'und')",
            "+ collation ci",
        ),
        (
            "create operator class app.c for type box using gist as storage box",
            "+ class app.c, + type box",
        ),
        ("create or replace temp view v as select 1", "+ type v"),
        ("create unlogged table if not exists t (a int)", "+ type t"),
        (
            "create temp sequence if not exists app.s owned by t.a",
            "+ sequence app.s",
        ),
        ("comment on type mood is 'how they feel'", "+ type mood"),
        ("create function f() returns int language sql return 1", ""),
        (
            "create trigger g after insert on t execute function f()",
            "",
        ),
    ] {
        assert_eq!(shown(sql), said, "{sql}");
    }
}

#[test]
fn statements_say_what_they_take_away() {
    for (sql, said) in [
        ("DROP TYPE mood, app.b CASCADE", "- type mood, - type app.b"),
        ("drop extension if exists citext", "- extension citext"),
        (
            "alter type mood rename to feeling",
            "+ type mood, - type mood, + type feeling",
        ),
        (
            "alter type mood set schema app",
            "+ type mood, - type mood, + type app.mood",
        ),
        ("alter type mood rename value 'a' to 'b'", "+ type mood"),
        ("alter table t rename to u", "+ type u"),
        ("alter function f rename to g", ""),
    ] {
        assert_eq!(shown(sql), said, "{sql}");
    }
}

#[test]
fn blocks_are_read_and_what_cannot_be_read_may_be_anything() {
    for (sql, said) in [
        (
            "do $$ begin create type mood as enum ('a'); exception when duplicate_object then null; end $$",
            "+ type mood",
        ),
        (
            "do $$ begin drop type if exists mood; create type mood as enum ('a'); end $$",
            "+ type mood, + type mood",
        ),
        (
            "do $$ begin execute 'create type mood as enum ()'; end $$",
            "+ type mood",
        ),
        (
            "do $$ begin execute format('create type %I as enum ()', n); end $$",
            "?",
        ),
        ("do $$ begin execute 'create type ' || n; end $$", "?"),
        ("do $$ begin execute statement; end $$", "?"),
        ("set search_path = app", "?"),
        ("call make_types()", "?"),
        (
            "create function f() returns int set search_path = '' as $$ select 1 $$ language sql",
            "",
        ),
    ] {
        assert_eq!(shown(sql), said, "{sql}");
    }
}
