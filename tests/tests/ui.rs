//! What users see when they are wrong: each file under `ui/` does not compile, and the
//! text beside it is what rustc says. Forms that are accepted stand in the same files,
//! and say nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// One folder a kind of mistake.
const FOLDERS: &[&str] = &[
    "down",
    "expressions",
    "header",
    "history",
    "names",
    "rules",
    "runtime",
    "seeds",
    "statements",
    "types",
    "warnings",
];

#[test]
fn mistakes_are_told_where_they_are() {
    let cases = trybuild::TestCases::new();
    for folder in FOLDERS {
        cases.compile_fail(format!("ui/{folder}/*.rs"));
    }
}

/// Nobody is left alone with a refusal. What rustc says itself has a number, but for a
/// macro that it does not find.
#[test]
fn every_error_says_what_to_write_instead() {
    let mut found = Vec::new();
    for path in stderrs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")) {
        let text = fs::read_to_string(&path).expect("an expected output");
        for error in text
            .split("\nerror: ")
            .map(|error| error.trim_start_matches("error: "))
        {
            let message = error.split("\n  -->").next().unwrap_or_default();
            let of_rustc = ["error[", "warning", "cannot find macro"];
            let own = !of_rustc.iter().any(|start| message.starts_with(start));
            if own && !message.contains("help:") {
                found.push(format!("{}: {message}", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "without `help:`: {found:#?}");
}

fn stderrs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                stderrs(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|it| it == "stderr"))
        .collect()
}
