//! The statements of the language, one file each: parse it, lower it to changes. Takes
//! tokens and a schema, gives acts; must not know any database.

mod lowering;

use std::fmt::Debug;

pub(crate) use lowering::{Act, Expectation, Lowering, Places};

use crate::diagnostic::Diagnostic;

/// A statement as it was written.
pub(crate) trait Statement: Debug {
    /// Resolves the statement against the schema before it, and records the changes that
    /// it means through [`Lowering::act`]. What can be found wrong beside the first
    /// mistake goes to [`Lowering::report`].
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Diagnostic>;
}
