//! `rename constraint a to b`. Takes tokens, gives a constraint's new name; must not know
//! any database.

use super::{Action, ActionForm, Altered};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::schema::{Change, Id};
use crate::statements::{Lowering, Refusal, naming, resolve};
use crate::syntax::ast::Name;
use crate::syntax::{self, Cursor};

pub(super) const FORM: ActionForm = ActionForm {
    words: &["rename", "constraint"],
    parse,
};

/// A constraint's new name.
#[derive(Debug)]
struct RenameConstraint {
    constraint: Name,
    to: Name,
}

fn parse(cursor: &mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic> {
    cursor.expect_words(FORM.words)?;
    let constraint = syntax::named(cursor, "the name of a constraint")?;
    cursor.expect_word("to")?;
    let to = syntax::named(cursor, "the new name of the constraint")?;
    Ok(Box::new(RenameConstraint { constraint, to }))
}

impl Action for RenameConstraint {
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let scope = table.scope(lowering)?;
        let constraint = resolve::constraint(scope.table, &self.constraint)?;
        if self.constraint.text == self.to.text {
            return Err(naming::same_name(&self.to).into());
        }
        naming::free_constraint(scope.table, scope.targets, &self.to)?;
        naming::free_beside_not_nulls(scope.table, scope.targets, &self.to)?;
        if constraint.has_index() {
            let from = table.name.sibling(&self.constraint.text);
            naming::free_renamed(scope.schema, scope.targets, &from, &self.to)?;
        }
        let change = Change::Rename(
            Id::Constraint(table.name.clone(), self.constraint.text.clone()),
            self.to.text.clone(),
        );
        lowering.act(change, self.constraint.origin);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![
            Doubt::freed(&self.constraint.text),
            Doubt::made(&self.to.text),
        ]
    }
}
