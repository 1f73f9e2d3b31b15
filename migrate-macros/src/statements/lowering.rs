//! What a statement lowers into: the schema as it stands, and the acts so far. Takes
//! changes, gives acts with the schemas around each; must not know any statement.

use std::cell::Cell;
use std::rc::Rc;

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Change, Schema};
use crate::syntax::ast::Name;
use crate::target::Target;

/// One change, who asked for it, and the schemas around it.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) change: Change,
    /// The smallest thing that the user must change when this act is refused.
    pub(crate) origin: Origin,
    pub(crate) before: Schema,
    pub(crate) after: Schema,
    /// What was written over it: on the statement, the action or the column.
    pub(crate) expectations: Vec<Rc<Expectation>>,
}

/// `#[expect(rule, reason = "…")]`
#[derive(Debug)]
pub(crate) struct Expectation {
    pub(crate) rule: Name,
    pub(crate) reason: Option<String>,
    pub(crate) origin: Origin,
    /// Whether a finding was accepted by it, on any target.
    pub(crate) fulfilled: Cell<bool>,
}

/// The state of lowering one migration for targets that share a schema.
#[derive(Debug)]
pub(crate) struct Lowering<'a> {
    pub(crate) targets: &'a [Target],
    /// The number of the migration in its history, from 1.
    pub(crate) ordinal: u32,
    /// The schema before the next act.
    pub(crate) schema: Schema,
    pub(crate) acts: Vec<Act>,
    pub(crate) report: &'a mut Report,
    /// The expectations over what is being lowered, outermost first.
    pub(crate) expectations: Vec<Rc<Expectation>>,
}

impl Lowering<'_> {
    /// Applies a change to the schema and records it.
    pub(crate) fn act(&mut self, change: Change, origin: Origin) -> Result<(), Diagnostic> {
        let before = self.schema.clone();
        self.schema.apply(&change, self.ordinal);
        self.acts.push(Act {
            change,
            origin,
            before,
            after: self.schema.clone(),
            expectations: self.expectations.clone(),
        });
        Ok(())
    }
}
