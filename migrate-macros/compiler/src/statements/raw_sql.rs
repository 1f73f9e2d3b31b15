//! `sql "…" undo "…";`. Takes tokens, gives a statement that the language lacks; must not
//! know what it does.

mod shape;
mod statement;
mod unfit;

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Change, Undo};
use crate::syntax::{Cursor, sql_text};

pub(super) const FORM: Form = Form {
    words: &["sql"],
    parse,
};

/// One statement as it is, and what takes it back.
#[derive(Debug)]
struct RawSql {
    sql: String,
    origin: Origin,
    undo: Undo,
}

fn parse(cursor: &mut Cursor<'_>, _: &mut Report) -> Parsed {
    cursor.expect_words(FORM.words)?;
    let (sql, origin) = one_statement(cursor)?;
    let undo = if cursor.eat_word("undo").is_some() {
        Undo::Sql(one_statement(cursor)?.0)
    } else if cursor.eat_word("irreversible").is_some() {
        Undo::Irreversible(cursor.string()?.0)
    } else {
        cursor.eat_word("down");
        Undo::Elsewhere
    };
    no_clauses(cursor)?;
    Ok(Box::new(RawSql { sql, origin, undo }))
}

/// What a statement did to the schema is for a later version to say.
fn no_clauses(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    let Some(word @ ("creates" | "alters" | "drops")) = cursor.word() else {
        return Ok(());
    };
    let title = format!("this compiler does not know `{word}` behind raw SQL yet");
    Err(Diagnostic::new(cursor.origin(), title)
        .help("remove it; what the statement makes is unknown to what follows"))
}

/// A string with exactly one statement; a semicolon at its end is dropped.
fn one_statement(cursor: &mut Cursor<'_>) -> Result<(String, Origin), Diagnostic> {
    let (text, origin) = cursor.string()?;
    sql_text::whole(&text, origin)?;
    let mut statements = statement::split(&text).into_iter();
    match (statements.next(), statements.next()) {
        (Some(statement), None) => {
            unfit::check(statement, origin)?;
            shape::check(statement, origin)?;
            Ok((statement.to_owned(), origin))
        }
        (None, _) => Err(Diagnostic::new(origin, "this text holds no statement")
            .help("write one SQL statement, or remove it")),
        (Some(_), Some(_)) => Err(Diagnostic::new(origin, "this text holds several statements")
            .why("each statement is a step of its own, so that a run that was cut off goes on behind the last one that was made")
            .help("write a `sql` for each")),
    }
}

impl Statement for RawSql {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let change = Change::Run {
            sql: self.sql.clone(),
            undo: self.undo.clone(),
        };
        lowering.act(change, self.origin);
        Ok(())
    }

    fn leaves_undo(&self) -> Option<Origin> {
        match self.undo {
            Undo::Sql(_) | Undo::Irreversible(_) => None,
            Undo::Elsewhere => Some(self.origin),
        }
    }
}
