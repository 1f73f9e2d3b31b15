//! `rename column a to b`. Takes tokens, gives a column's new name; must not know any
//! database.

use super::{Action, ActionForm, Altered};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::schema::{Change, Id};
use crate::statements::{Lowering, Refusal, naming, resolve};
use crate::syntax::ast::Name;
use crate::syntax::{self, Cursor};

pub(super) const FORM: ActionForm = ActionForm {
    words: &["rename", "column"],
    parse,
};

/// A column's new name.
#[derive(Debug)]
struct RenameColumn {
    column: Name,
    to: Name,
}

fn parse(cursor: &mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic> {
    cursor.expect_words(FORM.words)?;
    let column = syntax::named(cursor, "the name of a column")?;
    cursor.expect_word("to")?;
    let to = syntax::named(cursor, "the new name of the column")?;
    Ok(Box::new(RenameColumn { column, to }))
}

impl Action for RenameColumn {
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let scope = table.scope(lowering)?;
        resolve::column(scope.table, &self.column)?;
        if self.column.text == self.to.text {
            return Err(naming::same_name(&self.to).into());
        }
        if !self.column.text.eq_ignore_ascii_case(&self.to.text) {
            naming::free_column(scope.table, scope.targets, &self.to)?;
        }
        let change = Change::Rename(
            Id::Column(table.name.clone(), self.column.text.clone()),
            self.to.text.clone(),
        );
        lowering.act(change, self.column.origin);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![Doubt::freed(&self.column.text), Doubt::made(&self.to.text)]
    }
}
