//! Where one SQL statement ends and the next begins, whatever strings and comments hold.
//! Takes a text, gives the statements in it; must not know what they do.

/// The statements of a text without their semicolons; stretches of nothing but space and
/// comments are none.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut statements = Vec::new();
    let mut scanner = Scanner { rest: text };
    let mut start = text;
    let mut reading = Reading::default();
    while let Some(piece) = scanner.next() {
        match piece {
            Piece::Semicolon if reading.depth == 0 => {
                push(
                    &mut statements,
                    start,
                    scanner.rest.len() + 1,
                    reading.bare(),
                );
                start = scanner.rest;
                reading = Reading::default();
            }
            Piece::Semicolon | Piece::Space => {}
            Piece::Word(word) => reading.word(word),
            Piece::Other => reading.words += 1,
        }
    }
    push(&mut statements, start, 0, reading.bare());
    statements
}

/// Adds the start of a text, without what follows it.
fn push<'a>(statements: &mut Vec<&'a str>, text: &'a str, behind: usize, bare: Bare) {
    let statement = text.get(..text.len().saturating_sub(behind));
    if let (Some(statement), Bare::No) = (statement, bare) {
        statements.push(statement.trim());
    }
}

/// Whether there was nothing but space and comments.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bare {
    Yes,
    No,
}

/// How far into a statement, and into its body, the text was read: a trigger of SQLite's
/// and a function of PostgreSQL's may hold statements between `begin` and `end`.
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

    fn bare(&self) -> Bare {
        if self.words == 0 { Bare::Yes } else { Bare::No }
    }
}

/// What a stretch of SQL is.
enum Piece<'a> {
    Semicolon,
    /// Space or a comment.
    Space,
    /// A word, or a string with an `E` before it.
    Word(&'a str),
    Other,
}

struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    fn next(&mut self) -> Option<Piece<'a>> {
        let first = self.rest.chars().next()?;
        let (length, piece) = match first {
            ';' => (1, Piece::Semicolon),
            '\'' | '"' => (self.quoted(first), Piece::Other),
            '$' => (self.dollar_quoted(), Piece::Other),
            '-' if self.rest.starts_with("--") => (self.line(), Piece::Space),
            '/' if self.rest.starts_with("/*") => (self.block(), Piece::Space),
            _ if first.is_whitespace() => (first.len_utf8(), Piece::Space),
            _ if is_letter(first) => {
                let length = self.word();
                (
                    length,
                    Piece::Word(self.rest.get(..length).unwrap_or_default()),
                )
            }
            _ => (first.len_utf8(), Piece::Other),
        };
        self.rest = self.rest.get(length..).unwrap_or_default();
        Some(piece)
    }

    /// A string or a quoted name. A doubled quote ends one and starts the next. In
    /// `E'…'` alone a backslash would hide a quote; the word before it takes that.
    fn quoted(&self, quote: char) -> usize {
        let tail = self.rest.get(1..).unwrap_or_default();
        tail.find(quote).map_or(self.rest.len(), |end| end + 2)
    }

    /// `$tag$ … $tag$`, or a lone `$`.
    fn dollar_quoted(&self) -> usize {
        let tail = self.rest.get(1..).unwrap_or_default();
        let Some(end) = tail.find(|letter: char| !is_letter(letter) && !letter.is_ascii_digit())
        else {
            return 1;
        };
        if !tail.get(end..).is_some_and(|rest| rest.starts_with('$')) {
            return 1;
        }
        let length = end + 2;
        let (tag, body) = self.rest.split_at(length);
        body.find(tag)
            .map_or(self.rest.len(), |end| end + 2 * length)
    }

    fn line(&self) -> usize {
        self.rest.find('\n').unwrap_or(self.rest.len())
    }

    /// Comments nest in PostgreSQL.
    fn block(&self) -> usize {
        let mut depth = 0_usize;
        let mut place = 0;
        while let Some(rest) = self.rest.get(place..).filter(|rest| !rest.is_empty()) {
            if rest.starts_with("/*") {
                depth += 1;
                place += 2;
            } else if rest.starts_with("*/") {
                depth -= 1;
                place += 2;
                if depth == 0 {
                    return place;
                }
            } else {
                place += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        self.rest.len()
    }

    /// A word, with the string behind it where it is an `E`.
    fn word(&self) -> usize {
        let inside = |letter: char| is_letter(letter) || letter.is_ascii_digit() || letter == '$';
        let end = self.rest.find(|letter| !inside(letter));
        let length = end.unwrap_or(self.rest.len());
        let (word, behind) = self.rest.split_at(length);
        if !word.eq_ignore_ascii_case("e") || !behind.starts_with('\'') {
            return length;
        }
        let mut escaped = false;
        let end = behind.char_indices().skip(1).find(|(_, letter)| {
            let ends = *letter == '\'' && !escaped;
            escaped = *letter == '\\' && !escaped;
            ends
        });
        end.map_or(self.rest.len(), |(end, _)| length + end + 1)
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
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
        ] {
            assert_eq!(split(one).len(), 1, "{one}");
        }
        assert_eq!(split("SELECT 1; SELECT $1;"), ["SELECT 1", "SELECT $1"]);
        assert_eq!(split(" ;; -- nothing\n/* ; */"), Vec::<&str>::new());
        assert_eq!(split("SELECT 'open;"), ["SELECT 'open;"]);
    }
}
