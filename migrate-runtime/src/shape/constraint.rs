//! One constraint of a table, in one form wherever it was written: a foreign key of one
//! column is the same behind the column and at the end of the table. It must not know the
//! table around it.
//!
//! <https://sqlite.org/lang_createtable.html#tablecoldef>

use super::reader::Reader;
use super::token::{Token, bare_text, text};

/// What a constraint says, with its name before it.
pub(super) fn named(name: Option<&str>, what: &str) -> String {
    match name {
        Some(name) => format!("constraint `{name}`: {what}"),
        None => what.to_owned(),
    }
}

/// A constraint at the end of a table; nothing where none begins here.
pub(super) fn of_table(reader: &mut Reader<'_>) -> Option<String> {
    let name = name(reader)?;
    let what = if reader.takes(&["PRIMARY", "KEY"]) {
        primary_key(&reader.names()?, reader)
    } else if reader.takes(&["UNIQUE"]) {
        unique(&reader.names()?, reader)
    } else if reader.takes(&["CHECK"]) {
        check(reader)?
    } else if reader.takes(&["FOREIGN", "KEY"]) {
        let columns = reader.names()?;
        reader.takes(&["REFERENCES"]).then_some(())?;
        foreign_key(&columns, reader)?
    } else {
        return None;
    };
    Some(named(name, &what))
}

/// The name behind `CONSTRAINT`; the outer nothing is a text that cannot be read.
#[expect(
    clippy::option_option,
    reason = "one is about the text, one about the name"
)]
pub(super) fn name<'t>(reader: &mut Reader<'t>) -> Option<Option<&'t str>> {
    if reader.takes(&["CONSTRAINT"]) {
        return Some(Some(reader.next_name()?));
    }
    Some(None)
}

pub(super) fn primary_key(columns: &[String], reader: &mut Reader<'_>) -> String {
    let order = order(reader);
    let conflict = conflict(reader);
    format!("primary key ({}){order}{conflict}", columns.join(", "))
}

pub(super) fn unique(columns: &[String], reader: &mut Reader<'_>) -> String {
    format!("unique ({}){}", columns.join(", "), conflict(reader))
}

pub(super) fn check(reader: &mut Reader<'_>) -> Option<String> {
    let condition = bare_text(reader.group()?);
    Some(format!("check ({condition}){}", conflict(reader)))
}

/// What stands behind `REFERENCES`.
pub(super) fn foreign_key(columns: &[String], reader: &mut Reader<'_>) -> Option<String> {
    let table = reader.next_name()?.to_ascii_lowercase();
    let referenced = if reader.is_mark('(') {
        reader.names()?.join(", ")
    } else {
        String::new()
    };
    let mut words = Vec::new();
    loop {
        let length = match reader.rest() {
            [on, _, set, _, ..] if on.is("ON") && set.is("SET") => 4,
            [on, _, no, _, ..] if on.is("ON") && no.is("NO") => 4,
            [on, _, _, ..] if on.is("ON") => 3,
            [match_, _, ..] if match_.is("MATCH") => 2,
            [not, deferrable, ..] if not.is("NOT") && deferrable.is("DEFERRABLE") => 2,
            [deferrable, ..] if deferrable.is("DEFERRABLE") => 1,
            [initially, _, ..] if initially.is("INITIALLY") => 2,
            _ => break,
        };
        words.push(text(&reader.rest()[..length]));
        reader.skip(length);
    }
    // They are what is meant without a word.
    let silent = ["no action", "not deferrable", "initially immediate"];
    words.retain(|word| !silent.iter().any(|silent| word.ends_with(silent)));
    words.sort();
    let words = words.iter().flat_map(|word| [" ", word]);
    let words: String = words.collect();
    let columns = columns.join(", ");
    Some(format!(
        "foreign key ({columns}) references {table} ({referenced}){words}"
    ))
}

fn order(reader: &mut Reader<'_>) -> &'static str {
    if reader.takes(&["DESC"]) {
        return " desc";
    }
    reader.takes(&["ASC"]);
    ""
}

/// `ON CONFLICT …`, which `NOT NULL` and keys can have.
pub(super) fn conflict(reader: &mut Reader<'_>) -> String {
    if !reader.takes(&["ON", "CONFLICT"]) {
        return String::new();
    }
    let how = reader.next().and_then(Token::name).unwrap_or_default();
    format!(" on conflict {}", how.to_ascii_lowercase())
}
