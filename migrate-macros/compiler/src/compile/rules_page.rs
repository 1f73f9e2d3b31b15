//! The page of rules in the runtime's documentation is what the rules' own files say, and
//! its examples are compiled: what is refused there is, and what is accepted compiles
//! without a word. `RULES_PAGE=write cargo test -p migrate-compiler rules_page` writes it anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::testing::{child, root};
use crate::diagnostic::Level;
use crate::rules::testing::SHOP;
use crate::rules::{Class, REFUSALS, RULES};

/// What stands between two migrations of an example.
const BETWEEN: [&str; 2] = ["// in the migration after it", "// after a release"];

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(file: &str) -> String {
    let path = path(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The documentation of a rule's file, without the line that is its title.
fn documentation(name: &str) -> String {
    let source = read(&format!("src/rules/{name}.rs"));
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    let body = lines.skip_while(|line| !line.is_empty());
    body.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The example under a title.
fn example(name: &str, title: &str) -> String {
    let text = documentation(name);
    let (_, rest) = text
        .split_once(&format!("{title}:\n\n```rs\n"))
        .unwrap_or_else(|| panic!("{name} has no example of what is {title}"));
    let (example, _) = rest.split_once("\n```").expect("the end of the example");
    example.to_owned()
}

fn heading(class: Class) -> &'static str {
    match class {
        Class::DataLoss => "# Data loss",
        Class::Incompatible => "# Broken readers and writers",
        Class::Blocking => "# Blocking locks, rewrites and scans",
        Class::Failure => "# Failure that depends on the rows",
        Class::Design => {
            "# Types and design\n\nThese look at what the migration adds, on new tables as well."
        }
        Class::Migration => "# Whole migrations",
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Allow => "allow",
        Level::Warn => "warn",
        Level::Deny => "deny",
    }
}

/// Everything behind the introduction, which is written by hand.
fn catalogue() -> String {
    let mut page = String::new();
    let mut class = None;
    for rule in RULES {
        if class.replace(rule.class) != Some(rule.class) {
            let _ = write!(page, "{}\n\n", heading(rule.class));
        }
        let (name, level) = (rule.name, level(rule.level));
        let documentation = documentation(name);
        let _ = write!(
            page,
            "### `{name}`\n\nLevel: {level}.\n\n{documentation}\n\n"
        );
    }
    page.push_str(
        "# Errors that no expectation accepts\n\n\
         The server refuses these in every state of the database, so they are errors of the\n\
         statement. They have a name here because other tools know them as rules.\n",
    );
    for refusal in REFUSALS {
        let name = refusal.name;
        let _ = write!(page, "\n### `{name}`\n\n{}\n", documentation(name));
    }
    page
}

#[test]
fn the_page_is_what_the_files_say() {
    let file = "../../migrate-runtime/src/rules.md";
    let written = read(file);
    assert!(written.contains(shop()), "the page shows another shop");
    let begin = written.find("# Data loss").expect("the first class");
    let given = format!("{}{}", &written[..begin], catalogue());
    if env::var("RULES_PAGE").as_deref() == Ok("write") {
        fs::write(path(file), &given).expect("write the page");
    }
    assert!(
        given == written,
        "the page is behind the files: RULES_PAGE=write cargo test -p migrate-compiler rules_page"
    );
}

/// The tables of the examples.
fn shop() -> &'static str {
    SHOP.trim_end().trim_end_matches("---").trim()
}

/// What the compiler says of an example, one output a migration.
fn compiled(example: &str) -> Vec<String> {
    let shop = shop();
    let header =
        "#![warn(unvalidated_constraint)] /** The shop. */ pub static SHOP on postgres 14;";
    let mut past = root(&format!("{header} {shop}")).past;
    let mut parts = vec![String::new()];
    for line in example.lines() {
        if BETWEEN.contains(&line) {
            parts.push(String::new());
        } else {
            let current = parts.last_mut().expect("one part at least");
            current.push_str(line);
            current.push('\n');
        }
    }
    let mut outputs = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let header = format!("/** An example. */ pub static EXAMPLE_{number} after SHOP;");
        let has_header = part.contains("pub static ");
        let text = if has_header {
            part.clone()
        } else {
            format!("{header} {part}")
        };
        let compiled = child(&past, &text);
        past = compiled.past;
        outputs.push(compiled.output);
    }
    outputs
}

/// Whether a rule speaks there: in an error's text, or as a warning's name.
fn speaks(output: &str, name: &str) -> bool {
    output.contains(&format!("#[expect({name}, ")) || output.contains(&format!("const {name} : ()"))
}

#[test]
fn what_is_refused_there_is_refused_by_that_rule() {
    for rule in RULES {
        let outputs = compiled(&example(rule.name, "Refused"));
        let last = outputs.last().expect("an output");
        assert!(speaks(last, rule.name), "{}: {last}", rule.name);
    }
    for refusal in REFUSALS {
        let outputs = compiled(&example(refusal.name, "Refused"));
        let found = outputs.concat().matches("compile_error").count();
        assert_eq!(found, 1, "{}: {outputs:?}", refusal.name);
    }
}

#[test]
fn what_is_accepted_there_compiles_without_a_word() {
    let rules = RULES.iter().map(|rule| rule.name);
    for name in rules.chain(REFUSALS.iter().map(|refusal| refusal.name)) {
        for output in compiled(&example(name, "Accepted")) {
            let silent = !output.contains("compile_error") && !output.contains("deprecated");
            assert!(silent, "{name}: {output}");
        }
    }
}
