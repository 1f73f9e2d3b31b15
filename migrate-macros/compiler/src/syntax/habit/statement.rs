//! A whole statement as SQL writes it, in the words of the language. Takes its tokens, gives
//! one statement or several; must not know the schema.

use proc_macro2::Delimiter;

use super::super::Cursor;
use super::super::body::items;
use super::action::{Piece, action};
use super::column::braces;
use super::text::{Writer, name, skip_conditions};
use crate::nearest::nearest;

/// What reads a statement behind its first words.
type Read = fn(&mut Cursor<'_>) -> Option<String>;

/// Statements of SQL by their first words, longer ones first.
const FORMS: &[(&[&str], Read)] = &[
    (&["create", "table"], create_table),
    (&["create", "unique", "index"], |cursor| {
        create_index("create unique index", cursor)
    }),
    (&["create", "index"], |cursor| {
        create_index("create index", cursor)
    }),
    (&["alter", "table"], alter_table),
    (&["alter", "index"], alter_index),
    (&["drop", "table"], |cursor| drop("drop table", cursor)),
    (&["drop", "index"], |cursor| drop("drop index", cursor)),
    (&["truncate"], truncate),
    (&["comment", "on", "column"], comment_on_column),
    (&["insert"], insert),
    (&["update"], update),
    (&["delete"], delete),
];

/// The statement in the words of the language, where SQL begins one so.
pub(crate) fn statement(mut cursor: Cursor<'_>) -> Option<String> {
    let (words, read) = FORMS.iter().find(|(words, _)| cursor.is_words(words))?;
    cursor.eat_words(words);
    read(&mut cursor)
}

fn words(cursor: Cursor<'_>) -> String {
    Writer::default().words(cursor)
}

/// `create table t (…)`; what stands in braces is no habit of SQL's.
fn create_table(cursor: &mut Cursor<'_>) -> Option<String> {
    skip_conditions(cursor);
    let table = name(cursor)?;
    let (inner, _) = cursor.eat_group(Delimiter::Parenthesis)?;
    skip_storage(cursor);
    cursor
        .at_end()
        .then(|| format!("create table {table} {}", braces(inner)))
}

/// What MySQL and SQLite take behind a table, and PostgreSQL does not know.
fn skip_storage(cursor: &mut Cursor<'_>) {
    const WORDS: [&str; 9] = [
        "engine",
        "default",
        "charset",
        "character",
        "collate",
        "auto_increment",
        "row_format",
        "strict",
        "without",
    ];
    if cursor.word().is_some_and(|word| WORDS.contains(&word)) {
        while !cursor.at_end() {
            cursor.skip();
        }
    }
}

fn create_index(form: &str, cursor: &mut Cursor<'_>) -> Option<String> {
    skip_conditions(cursor);
    let index = if cursor.is_word("on") {
        String::new()
    } else {
        format!(" {}", name(cursor)?)
    };
    cursor.eat_word("on")?;
    skip_conditions(cursor);
    let table = name(cursor)?;
    let rest = words(*cursor);
    let space = if rest.starts_with('(') { "" } else { " " };
    Some(format!("{form}{index} on {table}{space}{rest};"))
}

fn alter_table(cursor: &mut Cursor<'_>) -> Option<String> {
    skip_conditions(cursor);
    let table = name(cursor)?;
    let pieces = items(*cursor).into_iter().map(|item| action(&table, item));
    let pieces = pieces.collect::<Option<Vec<Piece>>>()?;
    let (mut actions, mut statements) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Action(action) => actions.push(action),
            Piece::Statement(statement) => statements.push(statement),
        }
    }
    match &actions[..] {
        [] => {}
        [action] => statements.insert(0, format!("alter table {table} {action};")),
        _ => {
            let lines = actions.join(",\n    ");
            statements.insert(0, format!("alter table {table} {{\n    {lines},\n}}"));
        }
    }
    Some(statements.join("\n"))
}

fn alter_index(cursor: &mut Cursor<'_>) -> Option<String> {
    skip_conditions(cursor);
    let from = name(cursor)?;
    cursor.eat_words(&["rename", "to"])?;
    let to = name(cursor)?;
    cursor
        .at_end()
        .then(|| format!("rename index {from} to {to};"))
}

/// `drop table a, b`, `drop index i on t`.
fn drop(form: &str, cursor: &mut Cursor<'_>) -> Option<String> {
    skip_conditions(cursor);
    let mut statements = Vec::new();
    for mut item in items(*cursor) {
        let dropped = name(&mut item)?;
        if item.eat_word("on").is_some() {
            name(&mut item)?;
        }
        item.eat_word("restrict");
        let cascade = item.eat_word("cascade").map_or("", |_| " cascade");
        if !item.at_end() {
            return None;
        }
        statements.push(format!("{form} {dropped}{cascade};"));
    }
    (!statements.is_empty()).then(|| statements.join("\n"))
}

/// Every row goes, which the language asks a reason for.
fn truncate(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.eat_word("table");
    skip_conditions(cursor);
    let mut statements = Vec::new();
    for mut item in items(*cursor) {
        let table = name(&mut item)?;
        statements.push(format!(
            "#[expect(mutation_without_where, reason = \"…\")]\ndelete from {table};"
        ));
    }
    (!statements.is_empty()).then(|| statements.join("\n"))
}

/// `comment on column t.c is "…"` is an action of the table's.
fn comment_on_column(cursor: &mut Cursor<'_>) -> Option<String> {
    let path = name(cursor)?;
    let (table, column) = path.rsplit_once('.')?;
    cursor.eat_word("is");
    let text = words(*cursor);
    Some(format!(
        "alter table {table} comment on column {column} {text};"
    ))
}

/// `insert t …`, `insert ignore into`, `insert or ignore into`.
fn insert(cursor: &mut Cursor<'_>) -> Option<String> {
    let ignored = cursor
        .eat_words(&["or", "ignore"])
        .or_else(|| cursor.eat_word("ignore"));
    meant(cursor, "into")?;
    let table = name(cursor)?;
    let rest = words(*cursor);
    let conflict = if ignored.is_some() {
        " on conflict do nothing"
    } else {
        ""
    };
    Some(format!("insert into {table} {rest}{conflict};"))
}

/// Past the word, if it stands there; nothing where it is misspelt, which is another mistake.
fn meant(cursor: &mut Cursor<'_>, word: &str) -> Option<()> {
    let written = cursor.word()?;
    if written != word && nearest(written, [word]).is_some() {
        return None;
    }
    cursor.eat_word(word);
    Some(())
}

/// `update t c = …`
fn update(cursor: &mut Cursor<'_>) -> Option<String> {
    skip_conditions(cursor);
    let table = name(cursor)?;
    let set = if cursor.is_word("set") || cursor.is_word("as") {
        ""
    } else {
        "set "
    };
    Some(format!("update {table} {set}{};", words(*cursor)))
}

/// `delete t where …`
fn delete(cursor: &mut Cursor<'_>) -> Option<String> {
    meant(cursor, "from")?;
    skip_conditions(cursor);
    let table = name(cursor)?;
    Some(format!("delete from {table} {};", words(*cursor)))
}
