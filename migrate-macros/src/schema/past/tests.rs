//! What comes back from the literal, and what it costs.

use std::time::Instant;

use super::{Lineage, Past};
use crate::diagnostic::Level;
use crate::schema::lookup::Relation;
use crate::schema::{Schema, fixtures};
use crate::syntax::ast::TableName;
use crate::target::{Database, Target};

fn target(database: Database) -> Target {
    Target {
        database,
        version: database.oldest(),
    }
}

fn past(schemas: impl IntoIterator<Item = Schema>) -> Past {
    let lineage = |(schema, database)| Lineage {
        targets: vec![target(database)],
        schema,
    };
    let lineages = schemas.into_iter().zip(Database::ALL).map(lineage);
    Past {
        targets: Database::ALL.map(target).to_vec(),
        levels: vec![
            ("int_primary_key".to_owned(), Level::Deny),
            ("json_type".to_owned(), Level::Allow),
        ],
        lineages: lineages.collect(),
        ..Past::default()
    }
}

fn everything() -> Schema {
    let mut schema = Schema::default();
    schema.insert(fixtures::everything());
    schema.insert(fixtures::table("plain"));
    schema
}

#[test]
fn everything_comes_back() {
    let mut past = past([everything()]);
    past.migrations.push("create_é", "0a1b");
    past.doubtful.push("lost".to_owned());
    let text = past.encode().concat();
    assert_eq!(Past::decode(&text).as_ref(), Ok(&past));
    assert_eq!(Past::decode(&text).unwrap().encode().concat(), text);
    assert!(text.bytes().all(|byte| matches!(byte, b' '..=b'~')));
    assert!(!text.contains(['"', '\\', '{', '}']));
}

#[test]
fn a_literal_that_was_cut_is_refused() {
    let text = past([everything()]).encode().concat();
    for length in 0..200 {
        assert!(Past::decode(&text[..length]).is_err());
    }
    assert!(Past::decode(&format!("1{}", &text[1..])).is_err());
}

#[test]
fn schemas_share_what_is_the_same_in_both() {
    let mut other = everything();
    other.insert(fixtures::table("only_here"));
    let past = past([everything(), other, everything()]);
    let text = past.encode().concat();
    let alone = self::past([everything()]).encode().concat();
    assert!(text.len() < alone.len() + 200);
    let again = Past::decode(&text).unwrap();
    assert_eq!(again, past);
    assert_eq!(again.encode().concat(), text);
}

#[test]
fn a_change_shows_and_the_rest_stays() {
    let text = past([everything()]).encode().concat();
    let mut past = Past::decode(&text).unwrap();
    let schema = &mut past.lineages[0].schema;
    let before = schema.clone();
    let plain = TableName::new(None, "plain");
    schema.table_mut(&plain).unwrap().comment = Some("now with a comment".to_owned());
    let everything = schema.remove(&fixtures::everything().name);
    schema.insert(fixtures::table("another"));

    assert_eq!(everything, Some(fixtures::everything()));
    assert_eq!(before, self::everything());
    let after = Past::decode(&past.encode().concat()).unwrap();
    let schema = &after.lineages[0].schema;
    let names: Vec<String> = schema.names().map(ToString::to_string).collect();
    assert_eq!(names, ["another", "plain"]);
    assert_eq!(
        schema.table(&plain).unwrap().comment.as_deref(),
        Some("now with a comment")
    );
}

#[test]
fn what_does_not_change_is_handed_on_in_the_pieces_that_came() {
    let table = |number| fixtures::table(&format!("table_{number}"));
    let mut schema = Schema::default();
    (0..300).for_each(|number| schema.insert(table(number)));
    let mut past = past([schema.clone(), schema]);
    for number in 0..1000 {
        past.migrations.push(&format!("migration_{number}"), "0a1b");
    }
    let pieces = past.encode();
    let mut past = Past::decode(&pieces.concat()).unwrap();
    past.migrations.push("one_more", "0a1b");
    let schema = &mut past.lineages[0].schema;
    schema.insert(table(300));
    let changed = TableName::new(None, "table_150");
    schema.table_mut(&changed).unwrap().comment = Some("other".to_owned());

    let again = past.encode();
    let new: Vec<&String> = again
        .iter()
        .filter(|piece| !pieces.contains(piece))
        .collect();
    assert!((40..120).contains(&again.len()), "{}", again.len());
    assert!(new.len() < 12, "{new:#?}");
    let written: usize = new.iter().map(|piece| piece.len()).sum();
    assert!(written * 8 < again.concat().len(), "{written}");
}

#[test]
fn summaries_answer_without_the_tables() {
    let text = past([everything()]).encode().concat();
    let past = Past::decode(&text).unwrap();
    let schema = &past.lineages[0].schema;
    let name = fixtures::everything().name;
    let in_schema = name.schema.as_deref();
    for index in [
        "line \"items\"_pkey",
        "named",
        "line \"items\"_excl",
        "rare",
    ] {
        assert_eq!(
            schema.relation(in_schema, index),
            Some(Relation::Index(&name))
        );
    }
    assert_eq!(schema.relation(in_schema, "fk_1"), None);
    assert_eq!(schema.relation(None, "rare"), None);
    assert_eq!(
        schema.relation(in_schema, &name.name),
        Some(Relation::Table(&name))
    );
    assert!(schema.has_constraint(in_schema, "fk_2"));
    assert!(!schema.has_constraint(in_schema, "rare"));
    let referring = |table| schema.referencing(&table).len();
    assert_eq!(referring(TableName::new(Some("other"), "parents")), 1);
    assert_eq!(referring(TableName::new(None, "parents")), 0);
    assert_eq!(referring(TableName::new(None, "plain")), 1);
}

/// Prints what a migration costs at the end of a long history.
#[test]
fn measure_a_large_schema() {
    let mut past = past([fixtures::large()]);
    for number in 0..1000 {
        past.migrations
            .push(&format!("add_tracking_{number}"), "9f3c21aa");
    }
    let text = past.encode().concat();
    past.migrations = super::Migrations::default();
    println!(
        "{} bytes without migrations, {} with",
        past.encode().concat().len(),
        text.len()
    );

    let name = TableName::new(None, "warehouse_orders_77");
    let start = Instant::now();
    let mut past = Past::decode(&text).unwrap();
    println!("decode: {:?}", start.elapsed());
    let schema = &mut past.lineages[0].schema;
    let touch = |schema: &mut Schema| schema.table_mut(&name).unwrap().comment = None;
    measure("touch one table", || touch(schema));
    measure("a free name", || schema.relation(None, "free").is_none());
    measure("referencing", || schema.referencing(&name).is_empty());
    measure("a new migration", || !past.migrations.contains("new"));
    let start = Instant::now();
    let again = past.encode().concat();
    println!("encode: {:?}", start.elapsed());
    assert_eq!(again, text);
}

fn measure<T>(what: &str, work: impl FnOnce() -> T) {
    let start = Instant::now();
    work();
    println!("{what}: {:?}", start.elapsed());
}
