//! What a text of SQL is made of. Takes a text that is passed on as it is, gives its pieces,
//! and what would swallow whatever stands behind it; must not know what it says.

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;

/// A stretch of SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Semicolon,
    /// `(` or `[`.
    Opens(char),
    /// `)` or `]`.
    Closes(char),
    Space,
    Comment(&'a str),
    /// A keyword, a name without quotes, or a string with an `E` before it.
    Word(&'a str),
    /// A name in quotes.
    Name(&'a str),
    String,
    Other(char),
}

/// What is open where the text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open<'a> {
    String,
    Name,
    Comment,
    /// A string between these.
    Dollars(&'a str),
}

/// Cuts a text into pieces.
pub(crate) struct Pieces<'a> {
    rest: &'a str,
    open: Option<Open<'a>>,
}

/// The pieces of a text.
pub(crate) fn pieces(text: &str) -> Pieces<'_> {
    let (rest, open) = (text, None);
    Pieces { rest, open }
}

/// The words of a text in upper case, whatever stands between them. Names in quotes are none:
/// a name may be anything.
pub(crate) fn words(text: &str) -> Vec<String> {
    let words = pieces(text).filter_map(|piece| match piece {
        Piece::Word(word) => Some(word.to_ascii_uppercase()),
        _ => None,
    });
    words.collect()
}

/// Whether the text is whole: nothing in it would swallow what stands behind it.
pub(crate) fn whole(text: &str, origin: Origin) -> Result<(), Diagnostic> {
    if text.contains('\0') {
        return Err(Diagnostic::new(origin, "this SQL holds a NUL character")
            .why("no database takes one in a statement, which would end there")
            .help("remove it"));
    }
    let mut left = pieces(text);
    let mut opened = Vec::new();
    let mut start = text;
    while let Some(piece) = left.next() {
        match piece {
            Piece::Opens(bracket) => opened.push(bracket),
            Piece::Closes(bracket) if opened.pop() != Some(counterpart(bracket)) => {
                return Err(unopened(bracket, origin));
            }
            _ => {}
        }
        if let Some(open) = left.open {
            return Err(unclosed(open, start, origin));
        }
        start = left.rest;
    }
    match opened.pop() {
        None => Ok(()),
        Some(bracket) => {
            let title = format!("this SQL does not close a `{bracket}`");
            Err(Diagnostic::new(origin, title).help(format!("add the `{}`", counterpart(bracket))))
        }
    }
}

/// Whether the text can stand within a statement: it is whole, and does not end that.
pub(crate) fn part(text: &str, origin: Origin) -> Result<(), Diagnostic> {
    whole(text, origin)?;
    let (mut says, mut ends_in_comment) = (false, false);
    for piece in pieces(text) {
        ends_in_comment = match piece {
            Piece::Semicolon => {
                return Err(Diagnostic::new(
                    origin,
                    "this SQL goes on behind a `;`, and so would the statement around it",
                )
                .why("what `sql(…)` holds is an expression within a statement, which ends at a `;`")
                .help("remove it; a statement of its own is written `sql \"…\";`"));
            }
            Piece::Comment(comment) => comment.starts_with("--") && !comment.ends_with('\n'),
            Piece::Space => ends_in_comment,
            _ => {
                says = true;
                false
            }
        };
    }
    match (says, ends_in_comment) {
        (true, false) => Ok(()),
        (true, true) => Err(Diagnostic::new(
            origin,
            "this SQL ends in a comment, which would take in what stands behind it",
        )
        .help("remove the comment, or write it as `/* … */`")),
        (false, _) => Err(Diagnostic::new(origin, "this text holds no SQL")
            .help("write an expression, such as `sql(\"now()\")`")),
    }
}

fn counterpart(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        ')' => '(',
        _ => '[',
    }
}

fn unopened(bracket: char, origin: Origin) -> Diagnostic {
    let title = format!("this SQL has a `{bracket}` that closes nothing");
    Diagnostic::new(origin, title).help(format!(
        "remove it, or add the `{}` before it",
        counterpart(bracket)
    ))
}

fn unclosed(open: Open<'_>, from: &str, origin: Origin) -> Diagnostic {
    let (what, end) = match open {
        Open::String => ("a string", "'"),
        Open::Name => ("a quoted name", "\""),
        Open::Comment => ("a comment", "*/"),
        Open::Dollars(tag) => ("a string", tag),
    };
    let begins: String = from.chars().take(24).collect();
    let begins = begins.lines().next().unwrap_or_default();
    Diagnostic::new(origin, format!("this SQL does not close {what}"))
        .why(format!(
            "it opens at `{begins}`, and takes in all that stands behind it"
        ))
        .help(match open {
            Open::String => "close it with `'`; a quote inside of it is written `''`".to_owned(),
            Open::Name | Open::Comment | Open::Dollars(_) => format!("close it with `{end}`"),
        })
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let first = self.rest.chars().next()?;
        let length = self.length(first);
        let (text, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        Some(match first {
            ';' => Piece::Semicolon,
            '(' | '[' => Piece::Opens(first),
            ')' | ']' => Piece::Closes(first),
            '\'' => Piece::String,
            '"' => Piece::Name(text),
            '$' if length > 1 => Piece::String,
            '-' | '/' if length > 1 => Piece::Comment(text),
            _ if first.is_whitespace() => Piece::Space,
            _ if is_letter(first) => Piece::Word(text),
            _ => Piece::Other(first),
        })
    }
}

impl<'a> Pieces<'a> {
    /// What is left of the text.
    pub(crate) fn rest(&self) -> &'a str {
        self.rest
    }

    fn length(&mut self, first: char) -> usize {
        match first {
            '\'' => self.quoted('\'', Open::String),
            '"' => self.quoted('"', Open::Name),
            '$' => self.dollars(),
            '-' if self.rest.starts_with("--") => {
                self.rest.find('\n').map_or(self.rest.len(), |end| end + 1)
            }
            '/' if self.rest.starts_with("/*") => self.block(),
            _ if is_letter(first) => self.word(),
            // The digits of a parameter or a number are no word of their own.
            _ if first.is_ascii_digit() => {
                let inside = |letter: char| is_letter(letter) || letter.is_ascii_digit();
                let end = self.rest.find(|letter| !inside(letter));
                end.unwrap_or(self.rest.len())
            }
            _ => first.len_utf8(),
        }
    }

    /// A string or a quoted name. A doubled quote ends one and starts the next. In
    /// `E'…'` alone a backslash would hide a quote; the word before it takes that.
    fn quoted(&mut self, quote: char, open: Open<'a>) -> usize {
        match self.rest[1..].find(quote) {
            Some(end) => end + 2,
            None => self.until_the_end(open),
        }
    }

    fn until_the_end(&mut self, open: Open<'a>) -> usize {
        self.open = Some(open);
        self.rest.len()
    }

    /// `$tag$ … $tag$`, or a lone `$`.
    fn dollars(&mut self) -> usize {
        let tail = &self.rest[1..];
        let inside = |letter: char| is_letter(letter) || letter.is_ascii_digit();
        let Some(end) = tail.find(|letter| !inside(letter)) else {
            return 1;
        };
        // A parameter such as `$1` is followed by anything but a `$` that opens a tag.
        if !tail[end..].starts_with('$') || tail.starts_with(|c: char| c.is_ascii_digit()) {
            return 1;
        }
        let length = end + 2;
        let (tag, body) = self.rest.split_at(length);
        match body.find(tag) {
            Some(end) => end + 2 * length,
            None => self.until_the_end(Open::Dollars(tag)),
        }
    }

    /// Comments nest in PostgreSQL.
    fn block(&mut self) -> usize {
        let (mut depth, mut place) = (0_usize, 0);
        while let Some(first) = self.rest[place..].chars().next() {
            let rest = &self.rest[place..];
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
                place += first.len_utf8();
            }
        }
        self.until_the_end(Open::Comment)
    }

    /// A word, with the string behind it where it is an `E`.
    fn word(&mut self) -> usize {
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
        match end {
            Some((end, _)) => length + end + 1,
            None => self.until_the_end(Open::String),
        }
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(result: Result<(), Diagnostic>) -> String {
        result.err().map_or(String::new(), |error| error.title)
    }

    #[test]
    fn what_is_not_closed_is_seen() {
        let origin = Origin::elsewhere();
        for (text, expected) in [
            (
                "SELECT 'it''s', E'\\'', \"a\"\"b\", $$'$$, $a$ $$ $a$, $1",
                "",
            ),
            ("/* a /* b */ c */ a[1] -- ) '", ""),
            ("SELECT 'open", "this SQL does not close a string"),
            ("SELECT E'open\\'", "this SQL does not close a string"),
            ("SELECT $a$ open $b$", "this SQL does not close a string"),
            ("SELECT \"open", "this SQL does not close a quoted name"),
            ("SELECT /* a /* b */", "this SQL does not close a comment"),
            ("SELECT (a", "this SQL does not close a `(`"),
            ("SELECT a)", "this SQL has a `)` that closes nothing"),
            ("SELECT (a]", "this SQL has a `]` that closes nothing"),
            ("SELECT 'a\0'", "this SQL holds a NUL character"),
        ] {
            assert_eq!(title(whole(text, origin)), expected, "{text}");
        }
    }

    #[test]
    fn a_part_ends_nothing_around_it() {
        let origin = Origin::elsewhere();
        for (text, expected) in [
            ("lower(a) -- b\n", ""),
            ("';' /* a */", ""),
            (
                "a; drop table t",
                "this SQL goes on behind a `;`, and so would the statement around it",
            ),
            (
                "a -- b",
                "this SQL ends in a comment, which would take in what stands behind it",
            ),
            ("-- b\n ", "this text holds no SQL"),
            (" ", "this text holds no SQL"),
        ] {
            assert_eq!(title(part(text, origin)), expected, "{text}");
        }
    }
}
