//! Which statements may change the session, and what is done about it: what one sets lasts
//! to the end of its transaction, so that each step finds the settings that it would find
//! in a run of its own. It must not know what these settings are.

use crate::migration::{Action, Step};

/// How statements begin that change nothing but the database; all that the compiler writes
/// itself begin so.
const HARMLESS: [&str; 9] = [
    "ALTER", "COMMENT", "CREATE", "DELETE", "DROP", "INSERT", "LOCK", "UPDATE", "WITH",
];

/// Whether one of these steps may change a setting, the role or the schemas of the session.
pub(super) fn may_change_the_session(steps: &[Step]) -> bool {
    steps.iter().any(|step| match step.action {
        Action::Sql(_) => !is_harmless(step.sql()),
        Action::BuildIndex(_) | Action::DropIndex(_) | Action::Batches(_) => false,
    })
}

/// A statement behind a comment is not looked at: it costs little to set back nothing.
fn is_harmless(sql: &str) -> bool {
    let end = sql.find(|letter: char| !letter.is_ascii_alphabetic());
    let first = &sql[..end.unwrap_or(sql.len())];
    HARMLESS.iter().any(|word| first.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::is_harmless;

    #[test]
    fn what_may_change_the_session() {
        for sql in ["CREATE TABLE t ()", "update t set a = 1", "DROP\nTABLE t"] {
            assert!(is_harmless(sql), "{sql}");
        }
        for sql in [
            "SET ROLE a",
            "set a = 1",
            "-- a\nSET a = 1",
            "DO $$ $$",
            "SELECT f()",
            "",
        ] {
            assert!(!is_harmless(sql), "{sql}");
        }
    }
}
