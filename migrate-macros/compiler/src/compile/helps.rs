//! What a `help:` shows as a whole can be pasted: each statement and each action in the
//! expected outputs of `tests/ui` is compiled where the mistake stood. A rule may still
//! refuse it, and says how it is accepted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::TokenTree;

use super::testing::{child, root};
use crate::report::Report;
use crate::syntax::{Tokens, statements};

/// Words that an action of `alter table` begins with.
const ACTIONS: [&str; 7] = [
    "add ",
    "alter column ",
    "comment on column ",
    "drop column ",
    "drop constraint ",
    "rename column ",
    "rename constraint ",
];

/// An error as rustc prints it.
#[derive(Debug)]
struct Shown {
    help: String,
    line: usize,
}

fn shown(stderr: &str) -> Vec<Shown> {
    let blocks = stderr.split("\n\n");
    blocks
        .filter(|block| block.starts_with("error: "))
        .filter_map(error)
        .collect()
}

fn error(block: &str) -> Option<Shown> {
    let (text, place) = block
        .split_once("\n  -->")
        .or_else(|| block.split_once("\n --> "))
        .or_else(|| block.split_once("\n   -->"))?;
    let line = place.lines().next()?.split(':').nth(1)?.parse().ok()?;
    let (_, help) = text.split_once("\n         help: ")?;
    let lines = help
        .lines()
        .map(|line| line.strip_prefix("               ").unwrap_or(line));
    let help = lines.collect::<Vec<_>>().join("\n");
    Some(Shown { help, line })
}

/// The text that a help shows, where it is a whole one: nothing is left out of it.
fn whole(help: &str) -> Option<&str> {
    let text = help
        .strip_prefix("write\n")
        .or_else(|| help.strip_prefix("write before it\n"));
    let text = text.or_else(|| help.strip_prefix("write `")?.strip_suffix('`'))?;
    let is_statement = text.ends_with([';', '}']);
    let is_action = ACTIONS.iter().any(|words| text.starts_with(words));
    let left_out = text
        .replace("reason = \"…\"", "")
        .replace("undo \"…\"", "")
        .contains('…');
    // A choice of several is not one.
    let left_out = left_out || text.contains('`');
    ((is_statement || is_action) && !left_out).then_some(text)
}

/// The migrations of a file: the line of each, its header and its statements.
struct Block<'a> {
    line: usize,
    header: &'a str,
    body: &'a str,
}

fn blocks(source: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    for (at, start) in source.match_indices("migration! {") {
        let inside = &source[at + start.len()..];
        let inside = inside.split("\n}").next().unwrap_or_default();
        let Some(end) = inside.find(";\n") else {
            continue;
        };
        if inside.parse::<proc_macro2::TokenStream>().is_err() {
            continue;
        }
        let (header, body) = inside.split_at(end + 1);
        found.push(Block {
            line: source[..at].lines().count(),
            header,
            body,
        });
    }
    found
}

/// The table of the `alter table` that this line stands in.
fn altered(source: &str, line: usize) -> Option<String> {
    let before: Vec<&str> = source.lines().take(line).collect();
    let statement = before
        .iter()
        .rev()
        .find(|line| line.to_lowercase().contains("alter table "))?;
    let at = statement.to_lowercase().find("alter table ")?;
    let mut words = statement[at + "alter table ".len()..].split_whitespace();
    let table =
        words.find(|word| !["only", "ONLY", "if", "IF", "exists", "EXISTS"].contains(word))?;
    Some(table.to_owned())
}

/// What the compiler says of this, but for rules that can be accepted.
fn refused(output: &str) -> Vec<String> {
    let errors = output.split("compile_error").skip(1);
    errors
        .filter(|error| {
            !error
                .split("why:")
                .last()
                .is_some_and(|text| text.contains("#[expect("))
        })
        .map(|error| error.chars().take(300).collect())
        .collect()
}

fn is_readable(text: &str) -> bool {
    let Ok(stream) = text.parse::<proc_macro2::TokenStream>() else {
        return false;
    };
    let tokens = Tokens::new(stream);
    let mut report = Report::default();
    let found = statements(tokens.cursor(), &mut report).len();
    report.drain().is_empty() && found > 0
}

/// Compiles what the helps of a file show; gives how many there were, and what was refused.
fn tried(source: &str, stderr: &str) -> (usize, Vec<String>) {
    let blocks = blocks(source);
    let mut pasts: BTreeMap<String, TokenTree> = BTreeMap::new();
    let (mut count, mut found) = (0, Vec::new());
    let errors = shown(stderr);
    for (number, block) in blocks.iter().enumerate() {
        let end = blocks.get(number + 1).map_or(usize::MAX, |next| next.line);
        let parent = parent(block.header).and_then(|parent| pasts.get(&parent).cloned());
        let compile = |body: &str| {
            let text = format!("{}\n{body}", block.header);
            match &parent {
                Some(past) => child(past, &text),
                None => root(&text),
            }
        };
        for error in errors
            .iter()
            .filter(|error| (block.line..end).contains(&error.line))
        {
            let Some(text) = whole(&error.help) else {
                continue;
            };
            let pasted = if text.ends_with([';', '}']) {
                text.to_owned()
            } else {
                let Some(table) = altered(source, error.line) else {
                    continue;
                };
                format!("alter table {table} {text};")
            };
            if !is_readable(&pasted) {
                found.push(format!("no statement: {pasted}"));
                continue;
            }
            count += 1;
            let refused = refused(&compile(&pasted).output);
            found.extend(
                refused
                    .into_iter()
                    .map(|error| format!("{pasted}: {error}")),
            );
        }
        let compiled = compile(block.body);
        pasts.insert(name(block.header).unwrap_or_default(), compiled.past);
    }
    (count, found)
}

fn word_behind(header: &str, word: &str) -> Option<String> {
    let (_, behind) = header.split_once(word)?;
    let name = behind.split([' ', ';', ',']).next()?;
    Some(name.trim_start_matches("super::").to_owned())
}

fn name(header: &str) -> Option<String> {
    word_behind(header, "static ")
}

fn parent(header: &str) -> Option<String> {
    word_behind(header, " after ")
}

fn folder(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).expect("a folder of expected outputs");
    entries
        .map(|entry| entry.expect("an entry").path())
        .collect()
}

#[test]
fn what_a_help_shows_compiles() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/ui");
    let (mut count, mut found) = (0, Vec::new());
    for path in folder(&ui).into_iter().flat_map(|kind| folder(&kind)) {
        if path
            .extension()
            .is_none_or(|extension| extension != "stderr")
        {
            continue;
        }
        let read = |path: &Path| fs::read_to_string(path).expect("a file of a test");
        let (tried, refused) = tried(&read(&path.with_extension("rs")), &read(&path));
        count += tried;
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        found.extend(refused.into_iter().map(|text| format!("{name}: {text}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    assert!(count > 40, "only {count} helps show something whole");
}
