//! Where one SQL statement ends and the next begins, whatever strings and comments hold.
//! Takes a text, gives the statements in it; must not know what they do.

use crate::syntax::sql_text::{Piece, pieces};

/// The statements of a text without their semicolons; stretches of nothing but space and
/// comments are none.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut statements = Vec::new();
    let mut left = pieces(text);
    let mut start = text;
    let mut reading = Reading::default();
    while let Some(piece) = left.next() {
        match piece {
            Piece::Semicolon if reading.depth == 0 => {
                let length = start.len() - left.rest().len() - 1;
                reading.push(&mut statements, &start[..length]);
                start = left.rest();
                reading = Reading::default();
            }
            Piece::Semicolon | Piece::Space | Piece::Comment(_) => {}
            Piece::Word(word) => reading.word(word),
            Piece::Opens(_) => reading.bracket(1),
            Piece::Closes(_) => reading.bracket(-1),
            Piece::Name(_) | Piece::String | Piece::Other(_) => reading.words += 1,
        }
    }
    reading.push(&mut statements, start);
    statements
}

/// How far into a statement, and into its body, the text was read: a trigger of SQLite's
/// and a function of PostgreSQL's may hold statements between `begin` and `end`, a rule
/// between parentheses.
#[derive(Default)]
struct Reading {
    words: usize,
    creates: bool,
    depth: usize,
}

impl Reading {
    fn word(&mut self, word: &str) {
        let is = |other: &str| word.eq_ignore_ascii_case(other);
        if self.words == 0 {
            self.creates = is("create");
        }
        self.words += 1;
        if self.creates && (is("begin") || (is("case") && self.depth > 0)) {
            self.depth += 1;
        } else if is("end") {
            self.depth = self.depth.saturating_sub(1);
        }
    }

    fn bracket(&mut self, change: isize) {
        self.words += 1;
        self.depth = self.depth.saturating_add_signed(change);
    }

    /// Adds what was read, unless it is nothing but space and comments.
    fn push<'a>(&self, statements: &mut Vec<&'a str>, text: &'a str) {
        if self.words > 0 {
            statements.push(text.trim());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn semicolons_in_strings_and_comments_end_nothing() {
        for one in [
            "SELECT 1",
            "SELECT ';' ; -- done",
            "SELECT \";\"",
            "SELECT 'it''s;' /* a ; /* b ; */ c */;",
            "SELECT E'it\\';s'",
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END;",
            "CREATE FUNCTION f() RETURNS int AS $body$ SELECT 1; SELECT $1; $body$ LANGUAGE sql;",
            "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b);",
        ] {
            assert_eq!(split(one).len(), 1, "{one}");
        }
        assert_eq!(split("SELECT 1; SELECT $1;"), ["SELECT 1", "SELECT $1"]);
        assert_eq!(split(" ;; -- nothing\n/* ; */"), Vec::<&str>::new());
        assert_eq!(split("SELECT 'open;"), ["SELECT 'open;"]);
    }
}
