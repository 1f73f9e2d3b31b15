//! `drop constraint n`. Takes tokens, gives the end of a constraint; must not know any
//! database.

use super::{Action, ActionForm, Altered};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::origin::Origin;
use crate::schema::{Change, Id};
use crate::statements::{Lowering, Refusal, dependents, habit, resolve};
use crate::syntax::ast::Name;
use crate::syntax::{self, Cursor};

pub(super) const FORM: ActionForm = ActionForm {
    words: &["drop", "constraint"],
    parse,
};

/// The end of a constraint.
#[derive(Debug)]
struct DropConstraint {
    constraint: Name,
    cascade: Option<Origin>,
}

fn parse(cursor: &mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic> {
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let constraint = syntax::named(cursor, "the name of a constraint")?;
    let cascade = habit::cascade(cursor);
    Ok(Box::new(DropConstraint {
        constraint,
        cascade,
    }))
}

impl Action for DropConstraint {
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let scope = table.scope(lowering)?;
        let name = &self.constraint;
        resolve::constraint(scope.table, name)?;
        let referrers = dependents::resting_on_constraint(scope.schema, scope.table, &name.text);
        let drops = dependents::drops(&referrers);
        let referrer_names = dependents::titles(&referrers);
        let change = Change::Drop(Id::Constraint(table.name.clone(), name.text.clone()));
        if self.cascade.is_some() || !drops.is_empty() {
            // What follows may count on it.
            lowering.suppose(vec![change.clone()]);
        }
        if let Some(origin) = self.cascade {
            return Err(habit::cascade_written(origin, &drops).into());
        }
        if !drops.is_empty() {
            let title = format!("foreign keys rest on the constraint `{name}`");
            return Err(Diagnostic::new(name.origin, title)
                .why(format!(
                    "nothing else makes unique what {referrer_names} refers to"
                ))
                .help(format!("write before it\n{}", drops.join("\n")))
                .into());
        }
        lowering.act(change, name.origin);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![Doubt::freed(&self.constraint.text)]
    }
}
