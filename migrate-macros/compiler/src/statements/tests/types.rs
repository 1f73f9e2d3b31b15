//! Types, collations and casts by names that only raw statements can make.

use crate::statements::testing::{lower_on, oldest};
use crate::target::Database;

const ENUM: &str = "sql \"create type mood as enum ('a')\" undo \"drop type mood\";";

/// The titles and helps of a history. A line `---` separates migrations.
fn told(history: &str) -> Vec<String> {
    let lowered = lower_on(&[oldest(Database::Postgres)], history);
    let errors = lowered.errors.into_iter();
    errors
        .map(|error| format!("{} / {}", error.title, error.help.unwrap_or_default()))
        .collect()
}

#[test]
fn a_type_that_nothing_made_is_unknown() {
    for (history, title, help) in [
        (
            "create table t { m: \"mood\" }",
            "`mood`",
            "CREATE TYPE mood AS ENUM",
        ),
        (
            "create table t { m: \"Mood\" }",
            "`Mood`",
            r#"CREATE TYPE \"Mood\" AS ENUM"#,
        ),
        (
            "create table t { m: \"citext\" }",
            "`citext`",
            "CREATE EXTENSION IF NOT EXISTS citext",
        ),
        (
            "create table t { m: \"ext.citext\" }",
            "`ext.citext`",
            "EXTENSION IF NOT EXISTS citext",
        ),
        (
            "create table t { m: \"vector(3)\" }",
            "`vector`",
            "EXTENSION IF NOT EXISTS vector",
        ),
        (
            "create table t { m: \"citextt\" }",
            "`citextt`",
            "did you mean `\"citext\"`?",
        ),
        (
            "create table t { m: \"vektor(3)\" }",
            "`vektor`",
            "did you mean `\"vector(3)\"`?",
        ),
        (
            "create table t { m: \"hsotre\" }",
            "`hsotre`",
            "did you mean `\"hstore\"`?",
        ),
        (
            "ENUM create table t { m: \"moody\" }",
            "`moody`",
            "did you mean `\"mood\"`?",
        ),
        (
            "ENUM create table t { m: \"Mood\" }",
            "`Mood`",
            "did you mean `\"mood\"`?",
        ),
        (
            "ENUM create table t { m: \"app.mood\" }",
            "`app.mood`",
            "did you mean `\"mood\"`?",
        ),
        (
            "create table t { m: text }\n---\nalter table t add column n: \"mood\";",
            "`mood`",
            "",
        ),
        (
            "create table t { m: text }\n---\nalter table t alter column m type \"mood\" using m::text;",
            "`mood`",
            "",
        ),
        (
            "create table t { m: text default (\"a\"::\"mood\")::text }",
            "`mood`",
            "",
        ),
        (
            "create table t { m: text }\n---\ndelete from t where m = (\"a\"::\"mood\")::text;",
            "`mood`",
            "",
        ),
        (
            "ENUM\n---\nsql \"drop type mood\" irreversible \"\";\n---\ncreate table t { m: \"mood\" }",
            "`mood`",
            "",
        ),
        (
            "ENUM\n---\nsql \"alter type mood rename to feeling\" irreversible \"\";\n---\ncreate table t { m: \"mood\" }",
            "`mood`",
            "",
        ),
        (
            "sql \"create extension pgcrypto\" undo \"drop extension pgcrypto\"; create table t { m: \"citext\" }",
            "`citext`",
            "",
        ),
    ] {
        let told = told(&history.replace("ENUM", ENUM));
        let expected = format!("there is no type {title}");
        assert_eq!(told.len(), 1, "{history}: {told:?}");
        assert!(
            told[0].starts_with(&expected) && told[0].contains(help),
            "{history}: {told:?}"
        );
    }
}

#[test]
fn a_type_that_something_may_have_made_is_known() {
    for history in [
        "ENUM create table t { m: \"mood\", n: \"public.mood\"[], o: \"_mood\" }",
        "ENUM\n---\ncreate table t { m: \"mood\" }\n---\nalter table t add column n: \"mood\";",
        "sql \"create domain app.email as text\" undo \"drop domain app.email\"; create table t { m: \"app.email\" }",
        "ENUM\n---\nsql \"alter type mood rename to feeling\" irreversible \"\";\n---\ncreate table t { m: \"feeling\" }",
        "ENUM\n---\nsql \"alter type mood set schema app\" irreversible \"\";\n---\ncreate table t { m: \"app.mood\" }",
        "sql \"do $$ begin create type mood as enum ('a'); exception when duplicate_object then null; end $$\" irreversible \"\"; create table t { m: \"mood\" }",
        "sql \"do $$ begin execute format('create type %I as enum ()', 'mo' || 'od'); end $$\" irreversible \"\"; create table t { m: \"mood\" }",
        "sql \"call make_types()\" irreversible \"\"; create table t { m: \"mood\" }",
        "sql \"comment on type mood is 'how they feel'\" irreversible \"\"; create table t { m: \"mood\" }",
        "sql \"create extension citext\" undo \"drop extension citext\"; create table t { m: \"citext\", n: \"ext.citext\" }",
        "sql \"create extension of_ours\" undo \"drop extension of_ours\"; create table t { m: \"anything\" }",
        "sql \"create view v as select 1\" undo \"drop view v\"; create table u { a: int } create table t { m: \"v\", n: \"u\" }",
        "create table t { a: \"refcursor\", b: \"pg_catalog.int4\", c: \"_int4\", d: \"information_schema.sql_identifier\" }",
    ] {
        let told = told(&history.replace("ENUM", ENUM));
        assert!(told.is_empty(), "{history}: {told:?}");
    }
}

#[test]
fn a_collation_is_the_servers_the_machines_or_of_the_history() {
    for (history, help) in [
        (
            "create table t { m: text collate \"c\" }",
            "did you mean `\"C\"`?",
        ),
        (
            "create table t { m: text collate \"no_case\" }",
            "CREATE COLLATION no_case",
        ),
        (
            "create table t { m: text } create index on t(m collate \"no_case\");",
            "CREATE COLLATION",
        ),
        (
            "create table t { m: text check (m collate \"no_case\" = \"a\") }",
            "CREATE COLLATION",
        ),
    ] {
        let made = "sql \"create collation no_case (provider = icu, locale = 'und')\" undo \"drop collation no_case\";";
        let told = told(history);
        assert_eq!(told.len(), 1, "{history}: {told:?}");
        assert!(told[0].contains(help), "{history}: {told:?}");
        let told = self::told(&format!("{made} {}", history.replace("\"c\"", "\"C\"")));
        assert!(told.is_empty(), "{history}: {told:?}");
    }
    let machines =
        "create table t { a: text collate \"de_DE.utf8\", b: text collate \"de-x-icu\" }";
    assert!(told(machines).is_empty());
}

#[test]
fn a_sequence_is_owned_by_a_column_or_made_by_a_raw_statement() {
    for (name, made) in [
        ("t_n_seq", "t_n_seq"),
        ("public.t_n_seq", "public.t_n_seq"),
        ("numbers", "numbers"),
        ("Numbers", "numbers"),
        ("app.numbers", "app.numbers"),
        ("\\\"Odd One\\\"", "\\\"Odd One\\\""),
    ] {
        let table = |name: &str| {
            format!(
                "create table t {{ n: serial }} create table u {{ a: int default nextval(\"{name}\") }}"
            )
        };
        let sequence = format!("sql \"create sequence {made}\" undo \"drop sequence {made}\"; ");
        let own = made.contains("t_n_seq");
        let known = if own {
            table(name)
        } else {
            sequence + &table(name)
        };
        assert!(told(&known).is_empty(), "{known}: {:?}", told(&known));
        let unknown = table(&name.replace("_n_", "_m_"));
        let told = told(&unknown);
        assert_eq!(told.len(), 1, "{unknown}: {told:?}");
        assert!(told[0].starts_with("there is no sequence"), "{told:?}");
        assert!(told[0].contains("CREATE SEQUENCE"), "{told:?}");
    }
}
