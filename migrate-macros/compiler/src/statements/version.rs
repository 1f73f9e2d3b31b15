//! What only later versions of PostgreSQL have. Takes the place of the word that needs one,
//! gives an error where an older one must be supported; must not know what the word means.

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::target::{Database, Target};

/// Whether the oldest PostgreSQL of the history has it.
pub(super) fn since(
    targets: &[Target],
    major: u16,
    (what, origin): (&str, Origin),
) -> Result<(), Diagnostic> {
    let is_older =
        |target: &&Target| target.database == Database::Postgres && !target.since(major, 0);
    let Some(target) = targets.iter().find(is_older) else {
        return Ok(());
    };
    let oldest = target.version;
    Err(
        Diagnostic::new(origin, format!("{what} need PostgreSQL {major}"))
            .why(format!(
                "this history is for PostgreSQL {oldest} and later, and the statement fails on \
             every server older than {major}"
            ))
            .help(format!(
                "raise the oldest supported version (`on postgres {major}`), or write it without"
            )),
    )
}
