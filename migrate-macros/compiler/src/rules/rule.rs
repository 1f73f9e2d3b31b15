//! What a rule is: a name, a level, the kind of harm, and how it is looked for. Must not know
//! any of them.

use super::finding::Findings;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Level};
use crate::statements::Act;

/// A hazard that a migration can have.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The hazard, as it stands in `#[expect(…)]`.
    pub(crate) name: &'static str,
    /// The level, where the history's root does not set one.
    pub(crate) level: Level,
    pub(crate) class: Class,
    pub(crate) check: Check,
}

/// How a hazard is looked for.
#[derive(Debug)]
pub(crate) enum Check {
    /// One act after the other; the place is the act's in the list.
    Act(fn(&Subject<'_>, &Act, usize) -> Option<Diagnostic>),
    /// All of them together.
    All(fn(&Subject<'_>, &mut Findings)),
}

/// What kind of harm a hazard does. A way down is not asked about the first two: it takes
/// back what the way up made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Rows or values are gone.
    DataLoss,
    /// Code that still runs breaks.
    Incompatible,
    /// Readers or writers wait.
    Blocking,
    /// The statement fails, now or later, for what the rows are.
    Failure,
    /// Types and design.
    Design,
    /// What a whole migration should be.
    Migration,
}
