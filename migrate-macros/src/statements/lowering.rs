//! What a statement lowers into: the schema as it stands, and the acts so far. Takes
//! changes, gives acts with the schemas around each; must not know any statement.

use std::cell::Cell;
use std::rc::Rc;

use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Alteration, Change, Schema};
use crate::syntax::ast::{Name, TableName, Type};
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
    pub(crate) places: Places,
}

/// Where the parts of a change stand: a column by its name (its type), a constraint or
/// an index by its name (its first word). A table's parts have places of their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(pub(crate) Vec<(String, Origin)>);

impl Act {
    /// The table, the column and its new type, where a type is changed.
    pub(crate) fn type_change(&self) -> Option<(&TableName, &str, &Type)> {
        match &self.change {
            Change::AlterColumn {
                table,
                column,
                alteration: Alteration::Type { ty, .. },
            } => Some((table, column, ty)),
            _ => None,
        }
    }

    /// Where this part of the change stands, or the change itself.
    pub(crate) fn place(&self, part: &str) -> Origin {
        let known = self.places.0.iter().find(|(name, _)| name == part);
        known.map_or(self.origin, |(_, origin)| *origin)
    }
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
    pub(crate) fn act(&mut self, change: Change, origin: Origin) {
        self.act_with(change, origin, Places::default());
    }

    /// The same, for a change whose parts have places of their own.
    pub(crate) fn act_with(&mut self, change: Change, origin: Origin, places: Places) {
        let before = self.schema.clone();
        self.schema.apply(&change, self.ordinal);
        self.acts.push(Act {
            change,
            origin,
            before,
            after: self.schema.clone(),
            expectations: self.expectations.clone(),
            places,
        });
    }
}
