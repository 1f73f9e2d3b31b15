//! What only follows from a statement with a mistake of its own. Takes errors, keeps those
//! about what it leaves open quiet, so that one mistake gives one error; must not know
//! statements.

use crate::diagnostic::Diagnostic;
use crate::doubt::{Doubt, Doubts};
use crate::report::Report;
use crate::schema::{Schema, Table};

/// Reports what was found about a table's expressions, but for what names something
/// doubtful that nothing else made.
pub(super) fn report(
    found: Vec<Diagnostic>,
    open: &Doubts,
    (schema, table): (&Schema, Option<&Table>),
    report: &mut Report,
) {
    let known = |name: &str| {
        schema.relation(None, name).is_some()
            || table.is_some_and(|table| table.column(name).is_some())
    };
    for error in found {
        let about = error.about.as_deref().and_then(Doubt::made_name);
        if about.is_some_and(known) || !error.follows_from(open) {
            report.error(error);
        }
    }
}
