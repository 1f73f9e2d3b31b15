//! `alter table t …`, one file for each action. Takes tokens, gives the actions of one
//! table in order; must not know any database.

mod add_column;
mod add_constraint;
mod alter_column;
mod comment_on_column;
mod drop_column;
mod drop_constraint;
mod rename_column;
mod rename_constraint;
mod validate_constraint;

use std::fmt::Debug;

use proc_macro2::Delimiter;

use super::form::{self, Form, Parsed};
use super::scope::Scope;
use super::{Attached, Lowering, Refusal, Statement, habit, item, later, resolve};
use crate::diagnostic::Diagnostic;
use crate::doubt::{Doubt, Doubts};
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::report::Report;
use crate::syntax::ast::TableName;
use crate::syntax::{self, Cursor, Piece, Tokens};

pub(super) const FORM: Form = Form {
    words: &["alter", "table"],
    parse,
};

/// Every action: its first words, and what reads it from there. Longer words first.
const ACTIONS: &[ActionForm] = &[
    add_column::FORM,
    add_constraint::FORM,
    alter_column::FORM,
    comment_on_column::FORM,
    drop_column::FORM,
    drop_constraint::FORM,
    rename_column::FORM,
    rename_constraint::FORM,
    validate_constraint::FORM,
];

/// The first words of an action.
#[derive(Debug)]
struct ActionForm {
    words: &'static [&'static str],
    /// Reads the action from its first word on.
    parse: fn(&mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic>,
}

/// One change of the table, as it was written.
trait Action: Debug {
    /// Like [`Statement::lower`], for the table of the statement.
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal>;

    /// The names that are known, or free, once it is lowered.
    fn makes(&self) -> Vec<Doubt> {
        Vec::new()
    }
}

/// The table of the statement, which exists.
#[derive(Debug)]
struct Altered {
    name: TableName,
    origin: Origin,
}

impl Altered {
    /// The table as it stands before an action.
    fn scope<'a>(&self, lowering: &'a mut Lowering<'_>) -> Result<Scope<'a>, Refusal> {
        Scope::of(lowering, &self.name, self.origin)
    }
}

/// Changes of one table.
#[derive(Debug)]
struct AlterTable {
    table: Altered,
    actions: Vec<(Attached, Box<dyn Action>)>,
    /// Names in actions that could not be read.
    unread: Doubts,
}

fn parse(cursor: &mut Cursor<'_>, report: &mut Report) -> Parsed {
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let (name, origin) = syntax::table_name(cursor)?;
    let mut alter = AlterTable {
        table: Altered { name, origin },
        actions: Vec::new(),
        unread: Doubts::new(),
    };
    let list = match cursor.eat_group(Delimiter::Brace) {
        Some((inner, _)) => inner,
        None => take_rest(cursor),
    };
    if list.at_end() {
        return Err(list.expected("an action, like `add column`"));
    }
    for action in syntax::items(list) {
        let parsed = parse_action(action, &alter.table.name);
        match report.take(parsed) {
            Some(parsed) => alter.actions.push(parsed),
            None => item::words(action, &mut alter.unread),
        }
    }
    Ok(Box::new(alter))
}

/// Whether a statement begins as an action does that lacks its table.
pub(super) fn begins_action(cursor: &Cursor<'_>) -> bool {
    ACTIONS.iter().any(|form| cursor.is_words(form.words))
}

/// A single action stands without braces.
fn take_rest<'a>(cursor: &mut Cursor<'a>) -> Cursor<'a> {
    let rest = *cursor;
    while !cursor.at_end() {
        cursor.skip();
    }
    rest
}

fn parse_action(
    mut cursor: Cursor<'_>,
    table: &TableName,
) -> Result<(Attached, Box<dyn Action>), Diagnostic> {
    let attached = Attached::parse(&mut cursor)?;
    let action = read_action(cursor, table).map_err(|error| in_our_words(error, cursor, table));
    Ok((attached, action?))
}

/// What SQL says otherwise is shown as it is said here.
fn in_our_words(error: Diagnostic, cursor: Cursor<'_>, table: &TableName) -> Diagnostic {
    match syntax::action_of_sql(&table.to_string(), cursor) {
        Some(Piece::Action(text)) => {
            let tokens = Tokens::of_text(&text);
            match read_action(tokens.cursor(), table) {
                Ok(_) => error.show(&text),
                Err(_) => error,
            }
        }
        Some(Piece::Statement(text)) if form::can_be_read(&text) => error.show(&text),
        Some(Piece::Statement(_)) | None => error,
    }
}

fn read_action(mut cursor: Cursor<'_>, table: &TableName) -> Result<Box<dyn Action>, Diagnostic> {
    let form = ACTIONS.iter().find(|form| cursor.is_words(form.words));
    let Some(form) = form else {
        return Err(unknown(cursor, table));
    };
    let action = (form.parse)(&mut cursor)?;
    habit::nothing_behind(&mut cursor)?;
    if begins_action(&cursor) {
        let title = "a comma is missing between two actions";
        return Err(Diagnostic::new(cursor.previous(), title).help("write `,` behind this"));
    }
    cursor.expect_end()?;
    Ok(action)
}

fn unknown(mut cursor: Cursor<'_>, table: &TableName) -> Diagnostic {
    if let Some(error) = later::action(cursor, table) {
        return error;
    }
    let start = cursor.origin();
    if let Some(origin) = cursor.eat_words(&["rename", "to"]) {
        return Diagnostic::new(origin, "a table is renamed by a statement of its own")
            .help(format!("write `rename table {table} to …;`"));
    }
    let Some((word, _)) = cursor.eat_identifier() else {
        return cursor.expected("an action, like `add column`");
    };
    let second = cursor
        .eat_identifier()
        .map(|(second, _)| format!("{word} {second}"));
    let written = second.as_deref().unwrap_or(word);
    let known: Vec<String> = ACTIONS.iter().map(|form| form.words.join(" ")).collect();
    let error = Diagnostic::new(
        start.to(cursor.previous()),
        format!("`alter table` has no action `{written}`"),
    );
    let near = nearest(written, known.iter().map(String::as_str));
    match near.or_else(|| same_first(word, &known)) {
        Some(near) => error.help(format!("write `{near} …`")),
        None => error.help(format!("write one of `{}`", known.join("`, `"))),
    }
}

/// `drop x` is a column that lacks its word.
fn same_first<'k>(word: &str, known: &'k [String]) -> Option<&'k str> {
    let first = |form: &&String| {
        let first = form.split(' ').next();
        first.is_some_and(|first| first.eq_ignore_ascii_case(word))
    };
    known.iter().find(first).map(String::as_str)
}

impl Statement for AlterTable {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        resolve::table(&lowering.schema, &self.table.name, self.table.origin)?;
        lowering.doubtful.extend(self.unread.iter().cloned());
        for (attached, action) in &self.actions {
            let outcome = lowering.under(attached, |lowering| action.lower(&self.table, lowering));
            lowering.doubt(outcome, || action.makes());
        }
        Ok(())
    }

    fn parts(&self) -> Vec<&Attached> {
        self.actions.iter().map(|(attached, _)| attached).collect()
    }

    fn makes(&self) -> Vec<Doubt> {
        self.actions
            .iter()
            .flat_map(|(_, action)| action.makes())
            .collect()
    }
}
