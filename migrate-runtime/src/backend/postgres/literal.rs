//! A text as a literal of SQL. It must not know what it is a value of.

use crate::script::push_quoted;

/// A literal that means the same whatever `standard_conforming_strings` is.
///
/// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE>
pub(super) fn literal(out: &mut String, text: &str) {
    if !text.contains('\\') {
        return push_quoted(out, '\'', text, &['\'']);
    }
    // A space, since an `E` that follows a letter would be part of that word.
    out.push_str(" E");
    push_quoted(out, '\'', text, &['\'', '\\']);
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_backslash_means_itself() {
        let mut out = String::new();
        literal(&mut out, r"c:\ it's");
        assert_eq!(out, r" E'c:\\ it''s'");
    }
}
