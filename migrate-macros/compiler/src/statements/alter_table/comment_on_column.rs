//! `comment on column c "…"`. Takes tokens, gives a column's comment or its end; must not
//! know any database.

use super::{Action, ActionForm, Altered};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Alteration, Change, Id};
use crate::statements::{Lowering, Refusal, comment, resolve};
use crate::syntax::ast::Name;
use crate::syntax::{self, Cursor};

pub(super) const FORM: ActionForm = ActionForm {
    words: &["comment", "on", "column"],
    parse,
};

/// What a column is for.
#[derive(Debug)]
struct CommentColumn {
    column: Name,
    comment: Option<String>,
    comment_origin: Origin,
}

fn parse(cursor: &mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic> {
    cursor.expect_words(FORM.words)?;
    let column = syntax::named(cursor, "the name of a column")?;
    let (comment, comment_origin) = comment::text(cursor)?;
    Ok(Box::new(CommentColumn {
        column,
        comment,
        comment_origin,
    }))
}

impl Action for CommentColumn {
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let scope = table.scope(lowering)?;
        let column = resolve::column(scope.table, &self.column)?;
        if column.comment == self.comment {
            return Err(comment::unchanged(&self.column.text, self.comment_origin).into());
        }
        let change = Change::Alter(Alteration::Comment(
            Id::Column(table.name.clone(), self.column.text.clone()),
            self.comment.clone(),
        ));
        lowering.act(change, self.column.origin);
        Ok(())
    }
}
