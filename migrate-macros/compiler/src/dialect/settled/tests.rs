//! Statements that may look again, and statements that may not.

use migrate_contract::Reach;

use super::{delete, update};
use crate::schema::{Change, RowChange};
use crate::statements::testing::lower_on;
use crate::target::{Database, Target, Version};

const TABLES: &str = r#"
create table s { id: bigint primary key, note: text not null }
create table t {
    id: bigint primary key,
    note: text,
    title: text not null,
    done: bool not null default false,
    n: int,
    total: numeric(12, 2),
    status: varchar(20) default "new",
    rate: real,
    parent: bigint,
    tags: text[],
}
---
"#;

fn looks_again(statement: &str) -> Option<Reach> {
    let target = Target {
        database: Database::Postgres,
        version: Version([15, 0, 0]),
    };
    let lowered = lower_on(&[target], &format!("{}{statement};", TABLES.trim_start()));
    assert!(
        lowered.errors.is_empty(),
        "{statement}: {:?}",
        lowered.errors
    );
    let act = lowered.acts.last().expect("a change");
    match &act.change {
        Change::Rows(RowChange::Update(change)) => {
            let table = act.before.table(&change.table).expect("the table");
            update(change, table)
        }
        Change::Rows(RowChange::Delete(change)) => delete(change),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_set_makes_the_condition_false() {
    for statement in [
        "update t set note = title where note is null",
        "update t set note = lower(title) || \"!\" where note is null and n > 3",
        "update t set n = n + 1, done = true where not done",
        "update t set n = n + 1, done = true where done = false",
        "update t set done = default where done",
        "update t set status = \"paid\" where status = \"new\"",
        "update t set status = default where status in (\"old\", \"older\")",
        "update t set status = \"a\" where status <> \"a\"",
        "update t set n = 10 where n < 10",
        "update t set n = -1 where n is null or n >= 0",
        "update t set total = 1.25 where total is distinct from 1.25",
        "update t set note = title where note is distinct from title",
        "update t set note = lower(trim(note)) where note <> lower(trim(note))",
        "update t set note = null where note = \"\"",
        "update t set note = \"x\" where coalesce(note, \"\") = \"\"",
        "update t set note = t.title from s where s.id = t.id and t.note is null",
        "update t as a set note = title where a.note is null and exists (select 1 from s where s.id = a.id)",
    ] {
        assert_eq!(looks_again(statement), Some(Reach::Table), "{statement}");
    }
}

#[test]
fn what_is_set_may_leave_the_condition_true() {
    for statement in [
        "update t set n = n + 1",
        "update t set n = n + 1 where n < 10",
        "update t set n = n + 1 where note is null",
        "update t set note = status where note is null",
        "update t set note = tags[1] where note is null",
        "update t set n = array_length(tags, 1) where n is null",
        "update t set note = t.status from s where s.id = t.id and t.note is null and s.id > 1",
        "update t set total = 9.999 where total is distinct from 9.999",
        "update t set total = n / 3.0 where total is distinct from n / 3.0",
        "update t set rate = 0.1 where rate <> 0.1",
        "update t set note = title, title = \"x\" where note <> title",
        "update t set note = \"a\" where note = \"a\" or n = 1",
        "update t set note = \"b\" where note = \"a\" or n = 1",
        "update t set note = title where note is null and random() < 0.5",
        "update t set note = title where note is null and sql(\"n > 1\")",
        "update t set note = o.title from t as o where o.id = t.parent and t.note is null",
        "update t set note = title where note is null and id in (select max(id) from t group by n)",
    ] {
        assert_eq!(looks_again(statement), None, "{statement}");
    }
}

#[test]
fn rows_that_are_gone_are_not_found_again() {
    for (statement, expected) in [
        ("delete from t where note is null", Some(Reach::Table)),
        ("delete from t", Some(Reach::Walked)),
        ("delete from t where true", Some(Reach::Walked)),
        (
            "delete from t where id in (select id from s)",
            Some(Reach::Table),
        ),
        (
            "delete from t using s where s.id = t.id",
            Some(Reach::Table),
        ),
        ("delete from t where random() < 0.1", None),
        (
            "delete from t where id in (select max(id) from t group by n)",
            None,
        ),
        (
            "delete from t using t as o where o.n = t.n and o.id < t.id",
            None,
        ),
    ] {
        assert_eq!(looks_again(statement), expected, "{statement}");
    }
}
