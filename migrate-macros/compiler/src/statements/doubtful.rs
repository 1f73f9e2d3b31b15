//! Names that a statement with a mistake of its own would have made. Takes errors, keeps
//! those about such names quiet, so that one mistake gives one error; must not know
//! statements.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::schema::{Schema, Table};

/// Reports what was found about a table's expressions, but for what names something
/// doubtful that nothing else made.
pub(super) fn report(
    found: Vec<Diagnostic>,
    doubtful: &BTreeSet<String>,
    (schema, table): (&Schema, Option<&Table>),
    report: &mut Report,
) {
    let known = |name: &str| {
        schema.relation(None, name).is_some()
            || table.is_some_and(|table| table.column(name).is_some())
    };
    let unknown = |name: &str| doubtful.contains(name) && !known(name);
    for error in found {
        let follows = says_unknown(&error.title) && names_in(&error.title).any(unknown);
        if !follows {
            report.error(error);
        }
    }
}

/// Whether the title says that something has no such name.
fn says_unknown(title: &str) -> bool {
    let of_something = ["has no column ", "has no function ", "has no type "];
    title.starts_with("there is no ") || of_something.iter().any(|words| title.contains(words))
}

/// Names stand in backticks, with their table before them or without.
fn names_in(title: &str) -> impl Iterator<Item = &str> {
    let quoted = title.split('`').skip(1).step_by(2);
    quoted.flat_map(|name| name.split('.'))
}
