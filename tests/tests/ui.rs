//! What users see when they are wrong: each file under `ui/` does not compile, and the
//! text beside it is what rustc says. Forms that are accepted stand in the same files,
//! and say nothing.

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
