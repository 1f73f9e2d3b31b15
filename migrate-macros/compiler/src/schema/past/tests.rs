//! What comes back from the literal, and what it costs.

use std::rc::Rc;
use std::time::Instant;

use super::{Lineage, Past};
use crate::diagnostic::Level;
use crate::doubt::Doubt;
use crate::piece::Piece;
use crate::schema::lookup::Relation;
use crate::schema::{ConstraintKind, Schema, Table, fixtures};
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

fn texts(past: &Past) -> Vec<String> {
    let pieces = past.encode();
    pieces.iter().map(|piece| piece.text().to_owned()).collect()
}

/// A table with a primary key of this name.
fn keyed(name: &str, key: &str) -> Table {
    let mut table = fixtures::table(name);
    let kind = ConstraintKind::PrimaryKey(Vec::new());
    table.constraints.push(fixtures::constraint(key, kind));
    table
}

/// As a child gets it.
fn handed_on(past: &Past) -> Past {
    let pieces = past.encode();
    let pieces = pieces
        .iter()
        .map(|piece| Piece::came(piece.token().clone()));
    let pieces: Vec<Rc<Piece>> = pieces.map(Rc::new).collect();
    Past::decode(&pieces).expect("a past")
}

#[test]
fn everything_comes_back() {
    let mut past = past([everything()]);
    past.migrations.push("create_é");
    past.doubtful.extend(Doubt::of("lost"));
    past.doubtful.push(Doubt::Something);
    let texts = texts(&past);
    assert_eq!(handed_on(&past), past);
    assert_eq!(self::texts(&handed_on(&past)), texts);
    let text = texts.concat();
    assert!(text.bytes().all(|byte| matches!(byte, b' '..=b'~')));
    assert!(!text.contains(['"', '\\', '{', '}']));
}

#[test]
fn a_past_that_was_cut_is_refused() {
    let pieces = past([everything()]).encode();
    for length in 0..pieces.len() {
        assert!(Past::decode(&pieces[..length]).is_err());
    }
    let (head, rest) = pieces.split_first().expect("a head");
    let refused = |text: &str| {
        let head = Rc::new(Piece::new(text.to_owned()));
        let pieces: Vec<Rc<Piece>> = [head].into_iter().chain(rest.iter().cloned()).collect();
        assert!(Past::decode(&pieces).is_err(), "{text}");
    };
    for length in 0..head.text().len() {
        refused(&head.text()[..length]);
    }
    refused(&format!("2{}", &head.text()[1..]));
}

#[test]
fn schemas_share_what_is_the_same_in_both() {
    let mut other = everything();
    other.insert(fixtures::table("only_here"));
    let past = past([everything(), everything(), other]);
    let alone = self::past([everything()]).encode().len();
    let pieces = past.encode().len();
    assert!(pieces <= alone + 2, "{pieces}");
    assert_eq!(handed_on(&past), past);
    assert_eq!(texts(&handed_on(&past)), texts(&past));
}

#[test]
fn a_change_shows_and_the_rest_stays() {
    let mut past = handed_on(&past([everything()]));
    let schema = &mut past.lineages[0].schema;
    let before = schema.clone();
    let plain = TableName::new(None, "plain");
    schema.table_mut(&plain).unwrap().comment = Some("now with a comment".to_owned());
    let everything = schema.remove(&fixtures::everything().name);
    schema.insert(keyed("another", "another_pkey"));

    assert_eq!(everything, Some(fixtures::everything()));
    assert_eq!(before, self::everything());
    let after = handed_on(&past);
    let schema = &after.lineages[0].schema;
    let names: Vec<String> = schema.names().map(ToString::to_string).collect();
    assert_eq!(names, ["another", "plain"]);
    assert_eq!(
        schema.table(&plain).unwrap().comment.as_deref(),
        Some("now with a comment")
    );
    assert!(schema.has_constraint(None, "another_pkey"));
    assert!(!schema.has_constraint(fixtures::everything().name.schema.as_deref(), "fk_2"));
}

/// However a schema came about, it has one text, and says of each name who has it.
#[test]
fn pieces_are_those_of_a_schema_made_at_once() {
    let name = |number| format!("table_{number}");
    let mut past = past([Schema::default()]);
    for number in 0..200 {
        let schema = &mut past.lineages[0].schema;
        schema.insert(keyed(&name(number), &format!("table_{number}_pkey")));
        if number % 3 == 0 {
            schema.remove(&TableName::new(None, &name(number / 2)));
        }
        let changed = TableName::new(None, &name(number));
        let changed = schema.table_mut(&changed).filter(|_| number % 7 == 0);
        if let Some(table) = changed {
            table.constraints[0].name = format!("key_{number}");
        }
        past = handed_on(&past);
    }
    let walked = &past.lineages[0].schema;
    let mut once = Schema::default();
    for table in walked.names().filter_map(|name| walked.table(name)) {
        once.insert(table.clone());
    }
    assert_eq!(texts(&past), texts(&self::past([once])));
    for number in 0..200 {
        let is_there = walked.table(&TableName::new(None, &name(number))).is_some();
        let (own, usual) = (format!("key_{number}"), format!("table_{number}_pkey"));
        assert_eq!(
            walked.has_constraint(None, &own),
            is_there && number % 7 == 0
        );
        assert_eq!(
            walked.has_constraint(None, &usual),
            is_there && number % 7 != 0
        );
    }
}

#[test]
fn what_does_not_change_is_handed_on_in_the_pieces_that_came() {
    let table = |number| fixtures::table(&format!("table_{number}"));
    let mut schema = Schema::default();
    (0..300).for_each(|number| schema.insert(table(number)));
    let mut past = past([schema.clone(), schema]);
    for number in 0..1000 {
        past.migrations.push(&format!("migration_{number}"));
    }
    let mut past = handed_on(&past);
    let pieces = past.encode();
    past.migrations.push("one_more");
    let schema = &mut past.lineages[0].schema;
    schema.insert(table(300));
    let changed = TableName::new(None, "table_150");
    schema.table_mut(&changed).unwrap().comment = Some("other".to_owned());

    let again = past.encode();
    let is_new = |piece: &&Rc<Piece>| !pieces.iter().any(|known| Rc::ptr_eq(known, piece));
    let new: Vec<&Rc<Piece>> = again.iter().filter(is_new).collect();
    assert!((30..80).contains(&again.len()), "{}", again.len());
    assert!(new.len() < 12, "{new:#?}");
    let bytes = |piece: &Rc<Piece>| piece.text().len();
    let written: usize = new.iter().map(|piece| bytes(piece)).sum();
    assert!(written * 8 < again.iter().map(bytes).sum(), "{written}");
}

#[test]
fn a_migration_is_known_by_its_whole_name() {
    let mut past = past([Schema::default()]);
    for number in 0..500 {
        past.migrations.push(&format!("step_{number}"));
        past = handed_on(&past);
    }
    assert_eq!(past.next_ordinal(), 501);
    assert!((0..500).all(|number| past.migrations.contains(&format!("step_{number}"))));
    for name in ["step_500", "step_", "tep_1", "STEP_1", ""] {
        assert!(!past.migrations.contains(name), "{name}");
    }
}

#[test]
fn names_are_found_in_tables_that_are_text() {
    let past = handed_on(&past([everything()]));
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
    let folded = name.sibling(&name.name.to_uppercase());
    assert_eq!(schema.folded(&folded), Some(&name));
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
        past.migrations.push(&format!("add_tracking_{number}"));
    }
    let texts = texts(&past);
    println!("{} pieces, {} bytes", texts.len(), texts.concat().len());
    let pieces = past.encode();
    let name = TableName::new(None, "warehouse_orders_77");
    let start = Instant::now();
    let mut past = Past::decode(&pieces).unwrap();
    println!("decode: {:?}", start.elapsed());
    let schema = &mut past.lineages[0].schema;
    let touch = |schema: &mut Schema| schema.table_mut(&name).unwrap().comment = None;
    measure("touch one table", || touch(schema));
    measure("a free name", || schema.relation(None, "free").is_none());
    measure("referencing", || schema.referencing(&name).is_empty());
    measure("a new migration", || !past.migrations.contains("new"));
    let start = Instant::now();
    let again = past.encode();
    println!("encode: {:?}", start.elapsed());
    assert_eq!(again, pieces);
}

fn measure<T>(what: &str, work: impl FnOnce() -> T) {
    let start = Instant::now();
    work();
    println!("{what}: {:?}", start.elapsed());
}
