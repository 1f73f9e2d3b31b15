//! How a statement begins, and what reads it from there. Takes first words, gives the
//! statement or the nearest that there is; must not know any statement.

use super::{Attached, FORMS, Statement, alter_table, habit, later};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::report::Report;
use crate::syntax::{self, Cursor, Piece, Tokens};

/// What a form gives: the statement, beside what was reported for its parts.
pub(super) type Parsed = Result<Box<dyn Statement>, Diagnostic>;

/// The first words of a statement.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) words: &'static [&'static str],
    /// Reads the statement from its first word on. A mistake in a part is reported, so
    /// that the rest of the statement still counts.
    pub(super) parse: fn(&mut Cursor<'_>, &mut Report) -> Parsed,
}

/// Reads one statement, all of it. What SQL says otherwise is shown as it is said here.
pub(super) fn parse(cursor: &mut Cursor<'_>, report: &mut Report) -> Parsed {
    let start = *cursor;
    read(cursor, report).map_err(|error| match syntax::statement_of_sql(start) {
        Some(text) if can_be_read(&text) => error.show(&text),
        Some(_) | None => error,
    })
}

/// Whether these statements have no mistake in themselves: no help shows others.
pub(super) fn can_be_read(statements: &str) -> bool {
    let tokens = Tokens::of_text(statements);
    let mut report = Report::default();
    if tokens.cursor().at_end() {
        return false;
    }
    for mut statement in syntax::statements(tokens.cursor(), &mut report) {
        let attached = Attached::parse(&mut statement);
        if report.take(attached).is_some() {
            let parsed = read(&mut statement, &mut report);
            report.take(parsed);
        }
    }
    report.drain().is_empty()
}

fn read(cursor: &mut Cursor<'_>, report: &mut Report) -> Parsed {
    let form = FORMS.iter().find(|form| cursor.is_words(form.words));
    let Some(form) = form else {
        return Err(unknown(*cursor));
    };
    let statement = (form.parse)(cursor, report)?;
    habit::nothing_behind(cursor)?;
    cursor.expect_end()?;
    Ok(statement)
}

fn unknown(cursor: Cursor<'_>) -> Diagnostic {
    if let Some(error) = misspelt(cursor) {
        return error;
    }
    if let Some(error) = habit::opening(cursor).or_else(|| later::statement(cursor)) {
        return error;
    }
    let words = leading_words(cursor);
    let Some(first) = words.first() else {
        return cursor.expected("a statement");
    };
    let written = words.join(" ");
    let error = Diagnostic::new(
        cursor.origin(),
        format!("there is no statement `{written}`"),
    );
    if alter_table::begins_action(&cursor) {
        let action = match syntax::action_of_sql("…", cursor) {
            Some(Piece::Action(action)) => format!("{action};"),
            Some(Piece::Statement(_)) | None => format!("{written} …"),
        };
        return error
            .why("columns and constraints change with their table")
            .help(format!("write `alter table … {action}`"));
    }
    let known: Vec<String> = FORMS.iter().map(|form| form.words.join(" ")).collect();
    let known = || known.iter().map(String::as_str);
    if let Some(near) = nearest(&written, known()) {
        return error.help(format!("write `{near} …`"));
    }
    let firsts = FORMS.iter().filter_map(|form| form.words.first().copied());
    let near = nearest(first, firsts).unwrap_or_default();
    let alike: Vec<&str> = known().filter(|form| first_word(form) == near).collect();
    if alike.is_empty() {
        return error.help(format!("write one of {}", listed(known())));
    }
    error.help(format!("write {} …", listed(alike)))
}

/// A form whose every word is nearly there.
fn misspelt(cursor: Cursor<'_>) -> Option<Diagnostic> {
    let near = FORMS.iter().find(|form| is_nearly(cursor, form.words))?;
    let mut behind = cursor;
    let mut written = Vec::with_capacity(near.words.len());
    for _ in near.words {
        written.extend(behind.eat_identifier().map(|(word, _)| word));
    }
    let origin = cursor.origin().to(behind.previous());
    let title = format!("there is no statement `{}`", written.join(" "));
    Some(Diagnostic::new(origin, title).help(format!("write `{} …`", near.words.join(" "))))
}

fn is_nearly(mut cursor: Cursor<'_>, words: &[&str]) -> bool {
    words.iter().all(|word| {
        let written = cursor.eat_identifier().map(|(written, _)| written);
        written.is_some_and(|written| nearest(written, [*word]).is_some())
    })
}

fn first_word(form: &str) -> &str {
    form.split(' ').next().unwrap_or_default()
}

fn listed<'a>(forms: impl IntoIterator<Item = &'a str>) -> String {
    let forms: Vec<&str> = forms.into_iter().collect();
    format!("`{}`", forms.join("`, `"))
}

/// The first word, and the second if it is one.
fn leading_words(mut cursor: Cursor<'_>) -> Vec<&str> {
    let mut words = Vec::with_capacity(2);
    while let (Some((word, _)), true) = (cursor.eat_identifier(), words.len() < 2) {
        words.push(word);
    }
    words
}
