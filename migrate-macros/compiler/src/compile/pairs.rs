//! The test that compares the casts of both databases has every pair of types that the
//! compiler takes for both, written and made when a value is stored: a pair that is missing
//! there is refused here.

use std::path::Path;
use std::{env, fs};

use super::testing::{child, root};

fn file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/tests/differential");
    fs::read_to_string(folder.join(name)).expect(name)
}

/// What stands between the braces of the one migration in a file.
fn migration(file: &str) -> String {
    let (_, inside) = file.split_once("migration! {").expect("a migration");
    let (inside, _) = inside.split_once("\n}").expect("its end");
    inside.to_owned()
}

/// The columns of a table, each with its type.
fn columns(tables: &str, table: &str) -> Vec<(String, String)> {
    let (_, inside) = tables
        .split_once(&format!("create table {table} {{"))
        .expect(table);
    let (inside, _) = inside.split_once("\n    }").expect("its end");
    let inside = inside.replace(", 1)", " 1)").replace(", 2)", " 2)");
    let columns = inside.split(',').filter_map(|column| {
        let (name, ty) = column.split_once(": ")?;
        let ty = ty
            .trim()
            .replace("(4 1)", "(4, 1)")
            .replace("(10 2)", "(10, 2)");
        Some((name.trim().to_owned(), ty))
    });
    columns.filter(|(name, _)| name != "id").collect()
}

#[test]
fn every_cast_of_both_databases_is_compared() {
    let tables = migration(&file("tables.rs"));
    let past = root(&tables).past;
    let compared = file("casts.rs");
    let (samples, results) = (columns(&tables, "samples"), columns(&tables, "results"));
    assert!(
        samples.len() > 18 && results.len() > 20,
        "{samples:?} {results:?}"
    );
    let mut differ = Vec::new();
    for (own, _) in &samples {
        for (into, ty) in &results {
            for value in [own.clone(), format!("{own}::{ty}")] {
                let statement =
                    format!("insert into results ({into}) select {value} from samples;");
                let output = child(&past, &format!("static A after TABLES; {statement}")).output;
                let is_taken = !output.contains("compile_error");
                if is_taken != compared.contains(&statement) {
                    differ.push(format!("{statement} taken: {is_taken}"));
                }
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
