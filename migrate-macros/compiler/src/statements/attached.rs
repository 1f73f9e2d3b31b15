//! What was written over a statement, an action or a part of a table: the findings it
//! expects and the databases it is for. Takes attributes, gives answers; must not know
//! what they stand over.

use std::cell::Cell;
use std::rc::Rc;

use super::Expectation;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::{self, Attributes, Cursor, ParsedExpectation};
use crate::target::{Database, Target};

/// `#[expect(…)]` and `#[only(…)]` over something.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attached {
    pub(crate) expectations: Vec<Rc<Expectation>>,
    pub(crate) only: Option<Vec<(Database, Origin)>>,
}

impl Attached {
    /// The attributes that stand here; there may be none.
    pub(crate) fn parse(cursor: &mut Cursor<'_>) -> Result<Self, Diagnostic> {
        syntax::attributes(cursor).map(Self::from)
    }

    /// Whether it is for one of these targets.
    pub(crate) fn applies(&self, targets: &[Target]) -> bool {
        let Some(only) = &self.only else { return true };
        let named = |target: &Target| {
            only.iter()
                .any(|(database, _)| *database == target.database)
        };
        targets.iter().any(named)
    }
}

impl From<Attributes> for Attached {
    fn from(attributes: Attributes) -> Self {
        let expectations = attributes.expectations.into_iter();
        Self {
            expectations: expectations.map(expectation).collect(),
            only: attributes.only,
        }
    }
}

fn expectation(parsed: ParsedExpectation) -> Rc<Expectation> {
    Rc::new(Expectation {
        rule: parsed.rule,
        reason: parsed.reason,
        origin: parsed.origin,
        fulfilled: Cell::new(false),
    })
}
