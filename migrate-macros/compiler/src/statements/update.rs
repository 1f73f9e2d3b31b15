//! `update`. Takes tokens, gives a walk over a table's rows; must not know any database.

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement, resolve};
use crate::report::Report;
use crate::schema::{Change, RowChange};
use crate::syntax::ast::Update;
use crate::syntax::{self, Cursor};

pub(super) const FORM: Form = Form {
    words: &["update"],
    parse,
};

/// From `update`, or from the `with` before it.
pub(super) fn parse(cursor: &mut Cursor<'_>, _: &mut Report) -> Parsed {
    Ok(Box::new(syntax::update(cursor)?))
}

impl Statement for Update {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        resolve::table(&lowering.schema, &self.table, self.origin)?;
        lowering.check(&self.table, |checker| checker.update(self));
        lowering.act(
            Change::Rows(RowChange::Update(Box::new(self.clone()))),
            self.origin,
        );
        Ok(())
    }
}
