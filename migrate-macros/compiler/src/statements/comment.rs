//! `comment on table t "…";`. Takes tokens, gives a table's comment or its end; must not
//! know any database.

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement, resolve};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Alteration, Change, Id};
use crate::syntax::ast::TableName;
use crate::syntax::{self, Cursor};

pub(super) const FORM: Form = Form {
    words: &["comment", "on", "table"],
    parse,
};

/// What a table is for.
#[derive(Debug)]
struct CommentTable {
    table: TableName,
    origin: Origin,
    comment: Option<String>,
    comment_origin: Origin,
}

fn parse(cursor: &mut Cursor<'_>, _: &mut Report) -> Parsed {
    cursor.expect_words(FORM.words)?;
    let (table, origin) = syntax::table_name(cursor)?;
    let (comment, comment_origin) = text(cursor)?;
    Ok(Box::new(CommentTable {
        table,
        origin,
        comment,
        comment_origin,
    }))
}

/// `"…"` or `null`, also behind an `is`.
pub(super) fn text(cursor: &mut Cursor<'_>) -> Result<(Option<String>, Origin), Diagnostic> {
    cursor.eat_word("is");
    if let Some(origin) = cursor.eat_word("null") {
        return Ok((None, origin));
    }
    let (text, origin) = cursor.string()?;
    Ok((Some(text), origin))
}

/// The error for a comment that is there.
pub(super) fn unchanged(name: &str, origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, format!("`{name}` has this comment already"))
        .help("remove the statement, or write another comment")
}

impl Statement for CommentTable {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let table = resolve::table(&lowering.schema, &self.table, self.origin)?;
        if table.comment == self.comment {
            return Err(unchanged(&self.table.to_string(), self.comment_origin).into());
        }
        let change = Change::Alter(Alteration::Comment(
            Id::Table(self.table.clone()),
            self.comment.clone(),
        ));
        lowering.act(change, self.origin);
        Ok(())
    }
}
