//! The schema that a run chooses for what has none in the source. Plans are the same for
//! every schema: they hold a mark in its place, which is filled when a statement is sent.
//! Takes a text and a schema, gives SQL; must not know who asks.
//!
//! The mark is the character that no SQL text of PostgreSQL can hold, so that nothing of the
//! user's own is ever taken for it. Within a literal it stands once more for each pair of
//! quotes around it.

use std::borrow::Cow;

/// Stands for the schema, quoted.
pub const HOME: char = '\0';

/// The schema in which PostgreSQL has tables that are given none.
pub const PUBLIC: &str = "public";

/// The text for this schema.
#[must_use]
pub fn at_home<'t>(text: &'t str, schema: &str) -> Cow<'t, str> {
    if !text.contains(HOME) {
        return Cow::Borrowed(text);
    }
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once(HOME) {
        filled.push_str(before);
        rest = marked.trim_start_matches(HOME);
        let mut name = format!("\"{}\"", schema.replace('"', "\"\""));
        for _ in 0..marked.len() - rest.len() {
            name = name.replace('\'', "''");
        }
        filled.push_str(&name);
    }
    filled.push_str(rest);
    Cow::Owned(filled)
}

#[cfg(test)]
mod tests {
    use super::at_home;

    #[test]
    fn a_text_without_a_mark_is_left_alone() {
        assert_eq!(at_home("SELECT 'public'", "one"), "SELECT 'public'");
    }

    #[test]
    fn the_schema_is_quoted_as_deep_as_it_stands() {
        assert_eq!(
            at_home("\0.t '\0\0.t' '''\0\0\0.t'''", r#"it's "1""#),
            r#""it's ""1""".t '"it''s ""1""".t' '''"it''''s ""1""".t'''"#
        );
    }
}
