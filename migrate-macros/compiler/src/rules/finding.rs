//! What rules report. Takes places and messages, gives findings; must not know any rule.

use super::Rule;
use crate::diagnostic::Diagnostic;

/// One place that has a hazard.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) rule: &'static Rule,
    /// The act, by its place in the list; nothing where the migration as a whole is meant.
    pub(crate) act: Option<usize>,
    pub(crate) diagnostic: Diagnostic,
}

/// Collects what one rule after the other finds.
#[derive(Debug)]
pub(crate) struct Findings {
    rule: &'static Rule,
    pub(crate) list: Vec<Finding>,
}

impl Findings {
    pub(crate) fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            list: Vec::new(),
        }
    }

    /// An act has the hazard.
    pub(crate) fn act(&mut self, act: usize, diagnostic: Diagnostic) {
        self.push(Some(act), diagnostic);
    }

    /// The migration as a whole has it.
    pub(crate) fn migration(&mut self, diagnostic: Diagnostic) {
        self.push(None, diagnostic);
    }

    fn push(&mut self, act: Option<usize>, diagnostic: Diagnostic) {
        self.list.push(Finding {
            rule: self.rule,
            act,
            diagnostic,
        });
    }
}
