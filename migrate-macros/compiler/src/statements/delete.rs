//! `delete`. Takes tokens, gives a walk over a table's rows; must not know any database.

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement, resolve};
use crate::report::Report;
use crate::schema::{Change, RowChange};
use crate::syntax::ast::Delete;
use crate::syntax::{self, Cursor};

pub(super) const FORM: Form = Form {
    words: &["delete"],
    parse,
};

/// From `delete`, or from the `with` before it.
pub(super) fn parse(cursor: &mut Cursor<'_>, _: &mut Report) -> Parsed {
    Ok(Box::new(syntax::delete(cursor)?))
}

impl Statement for Delete {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        resolve::table(&lowering.schema, &self.table, self.origin)?;
        lowering.check(&self.table, |checker| checker.delete(self));
        lowering.act(
            Change::Rows(RowChange::Delete(Box::new(self.clone()))),
            self.origin,
        );
        Ok(())
    }
}
