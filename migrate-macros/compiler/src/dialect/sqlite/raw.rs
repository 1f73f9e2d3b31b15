//! Statements that the language lacks. Takes a text, gives where it may stand; knows no more
//! of it than its first word says.

use crate::dialect::Placement;
use crate::syntax::sql_text::words;

/// `VACUUM` writes the file anew, or another one, and has to be alone for that.
///
/// <https://sqlite.org/lang_vacuum.html>
pub(super) fn placement(sql: &str) -> Placement {
    match words(sql).first().map(String::as_str) {
        Some("VACUUM") => Placement::Outside,
        Some(_) | None => Placement::ByKeys,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_cannot_stand_in_a_transaction() {
        assert_eq!(placement("-- tidy\nvacuum"), Placement::Outside);
        assert_eq!(placement("VACUUM INTO 'copy.db'"), Placement::Outside);
        assert_eq!(placement("ANALYZE"), Placement::ByKeys);
    }
}
