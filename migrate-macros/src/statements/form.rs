//! How a statement begins, and what reads it from there. Takes first words, gives the
//! statement or the nearest that there is; must not know any statement.

use super::{FORMS, Statement, alter_table, habit, later};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::report::Report;
use crate::syntax::Cursor;

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

/// Reads one statement, all of it.
pub(super) fn parse(cursor: &mut Cursor<'_>, report: &mut Report) -> Parsed {
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
        return error
            .why("columns and constraints change with their table")
            .help(format!("write `alter table t {written} …`"));
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
