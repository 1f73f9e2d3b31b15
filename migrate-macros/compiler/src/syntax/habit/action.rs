//! One action of `alter table`. Takes its tokens and the table's name, gives an action in
//! the words of the language or a statement of its own; must not know the table.

use super::super::Cursor;
use super::column::{self, column, type_alone};
use super::text::{Writer, name, skip_conditions};
use crate::nearest::nearest;

/// What an action of SQL is here.
pub(crate) enum Piece {
    /// An action of `alter table`.
    Action(String),
    /// A statement of its own.
    Statement(String),
}

/// The action in the words of the language, where it begins as one of SQL's.
pub(crate) fn action(table: &str, mut cursor: Cursor<'_>) -> Option<Piece> {
    let first = cursor.word()?;
    cursor.skip();
    match first {
        "add" => add(table, cursor),
        "alter" => alter(cursor).map(Piece::Action),
        "change" => change(cursor),
        "drop" => drop(cursor),
        "modify" => modify(cursor).map(Piece::Action),
        "rename" => rename(table, cursor),
        "validate" => Some(Piece::Action(format!("validate {}", words(cursor)))),
        _ => None,
    }
}

fn words(cursor: Cursor<'_>) -> String {
    Writer::default().words(cursor)
}

/// What begins a constraint.
const CONSTRAINTS: [&str; 6] = [
    "constraint",
    "primary",
    "unique",
    "check",
    "foreign",
    "exclude",
];

fn add(table: &str, mut cursor: Cursor<'_>) -> Option<Piece> {
    let writer = Writer::default();
    if let Some(key) = column::key(cursor, &writer) {
        return Some(match key.strip_prefix("index ") {
            Some(index) => Piece::Statement(on_table(index, table)),
            None => Piece::Action(format!("add {key}")),
        });
    }
    if cursor
        .word()
        .is_some_and(|word| CONSTRAINTS.contains(&word))
    {
        return Some(Piece::Action(format!("add {}", words(cursor))));
    }
    let known = CONSTRAINTS.into_iter().chain(["column"]);
    if cursor.eat_word("column").is_none() && nearest(cursor.word()?, known).is_some() {
        return None;
    }
    skip_conditions(&mut cursor);
    let mut ahead = cursor;
    ahead.skip();
    if cursor.at_end() || ahead.at_end() {
        return None;
    }
    let column = if ahead.eat_punct(":").is_some() {
        format!("{}: {}", name(&mut cursor)?, words(ahead))
    } else {
        column(cursor, &writer)
    };
    Some(Piece::Action(format!("add column {column}")))
}

/// `i (a)` as a statement.
fn on_table(index: &str, table: &str) -> String {
    match index.split_once('(') {
        Some((name, columns)) if !name.trim().is_empty() => {
            format!("create index {} on {table}({columns};", name.trim())
        }
        _ => format!("create index on {table}{index};"),
    }
}

/// `alter [column] c set …`, `alter [column] c [set data] type …`
fn alter(mut cursor: Cursor<'_>) -> Option<String> {
    cursor.eat_word("column");
    let name = name(&mut cursor)?;
    let types: [&[&str]; 2] = [&["set", "data", "type"], &["type"]];
    if types
        .into_iter()
        .any(|words| cursor.eat_words(words).is_some())
    {
        let ty = type_alone(&mut cursor);
        let rest = words(cursor);
        return Some(
            format!("alter column {name} type {ty} {rest}")
                .trim_end()
                .to_owned(),
        );
    }
    Some(format!("alter column {name} {}", words(cursor)))
}

/// MySQL's `modify c type …`, and Oracle's.
fn modify(mut cursor: Cursor<'_>) -> Option<String> {
    cursor.eat_word("column");
    let name = name(&mut cursor)?;
    cursor.eat_word("type");
    let ty = type_alone(&mut cursor);
    cursor
        .at_end()
        .then(|| format!("alter column {name} type {ty}"))
}

/// MySQL's `change a b type`, where only the name changes or only the type.
fn change(mut cursor: Cursor<'_>) -> Option<Piece> {
    cursor.eat_word("column");
    let (from, to) = (name(&mut cursor)?, name(&mut cursor)?);
    let ty = type_alone(&mut cursor);
    if !cursor.at_end() {
        return None;
    }
    Some(Piece::Action(if from == to {
        format!("alter column {to} type {ty}")
    } else {
        format!("rename column {from} to {to}")
    }))
}

fn drop(mut cursor: Cursor<'_>) -> Option<Piece> {
    if cursor
        .eat_word("index")
        .or_else(|| cursor.eat_word("key"))
        .is_some()
    {
        let index = name(&mut cursor)?;
        return Some(Piece::Statement(format!("drop index {index};")));
    }
    let keys: [&[&str]; 2] = [&["foreign", "key"], &["constraint"]];
    let constraint = keys
        .into_iter()
        .any(|words| cursor.eat_words(words).is_some());
    if !constraint {
        cursor.eat_word("column");
    }
    skip_conditions(&mut cursor);
    let dropped = name(&mut cursor)?;
    cursor.eat_word("restrict");
    let what = if constraint { "constraint" } else { "column" };
    cursor
        .at_end()
        .then(|| Piece::Action(format!("drop {what} {dropped}")))
}

fn rename(table: &str, mut cursor: Cursor<'_>) -> Option<Piece> {
    let what = match cursor.word()? {
        "to" | "as" => "table",
        "constraint" => "constraint",
        "index" | "key" => "index",
        _ => "column",
    };
    if what != "table" {
        cursor.eat_word("key");
        cursor.eat_word(what);
    }
    let from = if what == "table" {
        table.to_owned()
    } else {
        name(&mut cursor)?
    };
    cursor.eat_word("to").or_else(|| cursor.eat_word("as"))?;
    let to = name(&mut cursor)?;
    if !cursor.at_end() {
        return None;
    }
    Some(match what {
        "table" | "index" => Piece::Statement(format!("rename {what} {from} to {to};")),
        _ => Piece::Action(format!("rename {what} {from} to {to}")),
    })
}
