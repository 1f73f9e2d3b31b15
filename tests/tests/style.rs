//! The rules of the house that neither rustfmt nor clippy keeps: the size of files,
//! their charters, the direction of imports, and a fixture for every rule.

use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;

/// The modules of the contract; each imports only from itself and from those before it.
const CONTRACT: &[&str] = &["database", "home", "lock", "step", "plan", "codec"];

/// The modules of the compiler; each imports only from itself and from those before it.
const COMPILER: &[&str] = &[
    "origin",
    "doubt",
    "diagnostic",
    "report",
    "nearest",
    "target",
    "piece",
    "syntax",
    "print",
    "types",
    "schema",
    "expressions",
    "statements",
    "declaration",
    "dialect",
    "program",
    "rules",
    "plan",
    "chain",
    "checksum",
    "emit",
    "compile",
];

/// The modules of the runtime, likewise.
const RUNTIME: &[&str] = &[
    "migration",
    "report",
    "error",
    "event",
    "script",
    "settings",
    "history",
    "retry",
    "backend",
    "session",
    "ledger",
    "route",
    "shape",
    "steps",
    "executor",
    "migrator",
    "private",
    "cli",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("the workspace")
}

/// Every Rust file under a folder, which may be missing.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What we write for ourselves; `tests/ui` and `tests/golden` are what users write.
fn modules() -> Vec<PathBuf> {
    let folders = [
        "migrate-macros",
        "migrate-runtime",
        "examples",
        "tests/src",
        "tests/tests",
    ];
    let found: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| files(&root().join(folder)))
        .collect();
    assert!(
        found.len() > 10,
        "the workspace is not where it was: {found:?}"
    );
    found
}

#[test]
fn no_file_is_too_long() {
    let long = |path: &PathBuf| read(path).lines().count() > LONGEST_FILE;
    let found: Vec<PathBuf> = modules().into_iter().filter(long).collect();
    assert!(found.is_empty(), "above {LONGEST_FILE} lines: {found:#?}");
}

#[test]
fn every_module_opens_with_its_charter() {
    // A migration's charter is its doc comment, inside the macro.
    let is_migration = |path: &Path| {
        path.components()
            .any(|part| part.as_os_str() == "migrations")
    };
    let bare = |path: &PathBuf| !is_migration(path) && !read(path).starts_with("//!");
    let found: Vec<PathBuf> = modules().into_iter().filter(bare).collect();
    assert!(
        found.is_empty(),
        "without `//!` in the first line: {found:#?}"
    );
}

#[test]
fn the_contract_imports_backwards_only() {
    check_imports("migrate-macros/contract/src", CONTRACT);
}

#[test]
fn the_compiler_imports_backwards_only() {
    check_imports("migrate-macros/compiler/src", COMPILER);
}

#[test]
fn the_runtime_imports_backwards_only() {
    check_imports("migrate-runtime/src", RUNTIME);
}

fn check_imports(folder: &str, order: &[&str]) {
    let folder = root().join(folder);
    let mut found = Vec::new();
    for path in files(&folder) {
        let module = top_module(path.strip_prefix(&folder).expect("a file of the folder"));
        if module == "lib" {
            continue;
        }
        let place = order.iter().position(|known| *known == module);
        let Some(place) = place else {
            found.push(format!("`{module}` has no place in the order"));
            continue;
        };
        for import in imports(&read(&path)) {
            if !order[..=place].contains(&import.as_str()) {
                found.push(format!("{} imports `crate::{import}`", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// `rules/drop_table.rs` and `rules.rs` are both of `rules`.
fn top_module(path: &Path) -> String {
    let first = path.components().next().expect("a path");
    first
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

/// The first name behind each `crate::`, comments and tests aside, which may look
/// at the whole compiler.
fn imports(source: &str) -> Vec<String> {
    let code = source
        .split("#[cfg(test)]\nmod ")
        .next()
        .unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.flat_map(|line| [line, "\n"]).collect();
    let mut found = Vec::new();
    for behind in code.split("crate::").skip(1) {
        match behind.strip_prefix('{') {
            Some(group) => found.extend(group_names(group)),
            None => found.push(first_name(behind)),
        }
    }
    found
}

/// `a, b::{c, d}, e}` begins with the names `a`, `b` and `e`.
fn group_names(group: &str) -> Vec<String> {
    let mut names = vec![first_name(group)];
    let mut depth = 1_usize;
    for (at, next) in group.char_indices() {
        match next {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(first_name(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn first_name(text: &str) -> String {
    let name = text.trim_start().chars();
    name.take_while(|next| next.is_alphanumeric() || *next == '_')
        .collect()
}

#[test]
fn imports_are_found_in_every_form() {
    let source = "use crate::a::B;\nuse crate::{b, c::{D, d}, \n    e};\n// crate::no\nfn f() -> crate::f::G {}\n\
                  #[cfg(test)]\nmod tests { use crate::no; }";
    assert_eq!(imports(source), ["a", "b", "c", "e", "f"]);
}

/// The files that hold a rule, by their names.
fn rules() -> Vec<String> {
    let name = |path: &PathBuf| Some(path.file_stem()?.to_string_lossy().into_owned());
    let found = files(&root().join("migrate-macros/compiler/src/rules"));
    found
        .iter()
        .filter(|path| is_rule(&read(path)))
        .filter_map(name)
        .collect()
}

/// A rule, or what the server refuses under a name that one could have.
fn is_rule(source: &str) -> bool {
    source.contains("static RULE: Rule") || source.contains("static REFUSAL: Refusal")
}

#[test]
fn file_and_heading_and_rule_carry_one_name() {
    for name in rules() {
        let source = read(&root().join(format!("migrate-macros/compiler/src/rules/{name}.rs")));
        let heading = source.starts_with(&format!("//! `{name}`: "));
        let named = source.contains(&format!("name: \"{name}\","));
        assert!(
            heading && named,
            "rules/{name}.rs holds a rule of another name"
        );
    }
}

#[test]
fn every_rule_has_its_fixture_and_every_fixture_its_rule() {
    let rules = rules();
    let fixture = |name: &str| root().join(format!("tests/ui/rules/{name}.rs"));
    let bare: Vec<&String> = rules
        .iter()
        .filter(|name| !fixture(name).exists())
        .collect();
    assert!(
        bare.is_empty(),
        "rules without a file in tests/ui/rules: {bare:#?}"
    );
    for path in files(&root().join("tests/ui/rules")) {
        let name = path
            .file_stem()
            .expect("a file's name")
            .to_string_lossy()
            .into_owned();
        assert!(rules.contains(&name), "no rule is called `{name}`");
    }
}

/// Whoever follows the guide finds what it names. `NAME` stands for what is added.
#[test]
fn the_guide_names_files_that_are_there() {
    let guide = read(&root().join("migrate-macros/CONTRIBUTING.md"));
    let spans = guide.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = spans
        .filter(|span| span.contains('/') && !span.contains(' ') && !span.contains("NAME"))
        .collect();
    assert!(paths.len() > 20, "the guide names few files: {paths:?}");
    let missing = paths.iter().filter(|path| !root().join(path).exists());
    let missing: Vec<_> = missing.collect();
    assert!(missing.is_empty(), "the guide names {missing:?}");
}
