//! `validate constraint n`. Takes tokens, gives the check of every row that was put off;
//! must not know any database.

use super::{Action, ActionForm, Altered};
use crate::diagnostic::Diagnostic;
use crate::schema::{Alteration, Change, ConstraintChange};
use crate::statements::{Lowering, Refusal, resolve};
use crate::syntax::ast::Name;
use crate::syntax::{self, Cursor};

pub(super) const FORM: ActionForm = ActionForm {
    words: &["validate", "constraint"],
    parse,
};

/// A constraint that is to hold for every row.
#[derive(Debug)]
struct ValidateConstraint {
    constraint: Name,
}

fn parse(cursor: &mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic> {
    cursor.expect_words(FORM.words)?;
    let constraint = syntax::named(cursor, "the name of a constraint")?;
    Ok(Box::new(ValidateConstraint { constraint }))
}

impl Action for ValidateConstraint {
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let scope = table.scope(lowering)?;
        let constraint = resolve::constraint(scope.table, &self.constraint)?;
        if constraint.valid {
            let title = format!("constraint `{}` is already valid", self.constraint);
            return Err(Diagnostic::new(self.constraint.origin, title)
                .why("only one that was added `not valid` has rows left to check")
                .help("remove the action")
                .into());
        }
        let change = Change::Alter(Alteration::Constraint(
            table.name.clone(),
            self.constraint.text.clone(),
            ConstraintChange::Validate,
        ));
        lowering.act(change, self.constraint.origin);
        Ok(())
    }
}
