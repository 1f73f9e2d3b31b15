//! Tokens as text again. Takes tokens, gives words without SQL's capitals; must not know
//! statements.

use super::super::Cursor;
use super::super::body::items;
use super::super::literal::Value;
use super::super::token::{Token, TokenKind};

/// Words of SQL, and what stands for them here.
const PHRASES: &[(&[&str], &str)] = &[
    (&["generated", "always", "as", "identity"], "identity"),
    (
        &["generated", "by", "default", "as", "identity"],
        "identity by default",
    ),
    (&["generated", "always", "as"], "generated as"),
    (&["auto_increment"], "identity"),
    (&["autoincrement"], "identity"),
];

/// Words behind which a parenthesis stands apart.
const KEYWORDS: [&str; 18] = [
    "check", "key", "unique", "as", "in", "and", "or", "not", "default", "index", "using", "where",
    "values", "any", "all", "set", "exclude", "from",
];

/// Words behind which an expression stands, where a string is a text and no name.
const BEFORE_EXPRESSIONS: [&str; 5] = ["check", "default", "as", "where", "using"];

/// Whether a string can be the name of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strings {
    Names,
    /// In an expression a string is a text: those that columns are called are names.
    Texts,
}

/// What is known while tokens are written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// The columns that are called by a string.
    pub(super) quoted: Vec<String>,
}

impl Writer {
    /// The words as they are, without capitals.
    pub(super) fn words(&self, cursor: Cursor<'_>) -> String {
        self.phrase(cursor, Strings::Names)
    }

    fn phrase(&self, mut cursor: Cursor<'_>, strings: Strings) -> String {
        let (mut text, mut strings) = (String::new(), strings);
        while !cursor.at_end() {
            if let Some(word) = cursor
                .word()
                .filter(|word| BEFORE_EXPRESSIONS.contains(word))
            {
                // `using gin (a)` names a method, and its keys.
                let mut behind = cursor;
                behind.skip();
                if word != "using"
                    || behind
                        .peek_group(proc_macro2::Delimiter::Parenthesis)
                        .is_some()
                {
                    strings = Strings::Texts;
                }
            }
            let phrase = PHRASES.iter().find(|(words, _)| cursor.is_words(words));
            let piece = match phrase {
                Some((words, here)) => {
                    cursor.eat_words(words);
                    (*here).to_owned()
                }
                None => match cursor.next() {
                    Some(token) => self.token(token, strings),
                    None => break,
                },
            };
            if needs_space(&text, &piece) {
                text.push(' ');
            }
            text.push_str(&piece);
        }
        text
    }

    fn token(&self, token: &Token, strings: Strings) -> String {
        match &token.kind {
            TokenKind::Literal(Value::String(text))
                if strings == Strings::Texts && self.quoted.contains(text) =>
            {
                format!("name({text:?})")
            }
            TokenKind::Group(_, inner) => {
                let items = items(inner.cursor()).into_iter();
                let parts: Vec<String> = items.map(|item| self.phrase(item, strings)).collect();
                format!("({})", parts.join(", "))
            }
            _ => spelled(token),
        }
    }
}

fn needs_space(before: &str, piece: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    let operator = |text: char| "<>=!|&:~-@#".contains(text);
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    let calls =
        piece.starts_with(['(', '[']) && last.is_alphanumeric() && !KEYWORDS.contains(&word);
    let both = operator(last) && piece != "-" && piece.chars().all(operator);
    // `default -1`: nothing stands before the sign.
    let sign = word == "-" && is_sign(before);
    !(both || calls || sign || matches!(last, '.' | ':') || matches!(piece, "." | "," | ":"))
}

/// Whether the `-` at the end belongs to the number behind it.
fn is_sign(before: &str) -> bool {
    let rest = before.trim_end_matches('-').trim_end();
    let word = rest.rsplit([' ', '(']).next().unwrap_or_default();
    rest.is_empty() || KEYWORDS.contains(&word) || rest.ends_with(['<', '>', '=', '+', '*', '/'])
}

/// Capitals are how SQL is shouted; a word with small letters keeps its case, as names do here.
fn folded(word: &str) -> String {
    if word.contains(char::is_lowercase) {
        return word.to_owned();
    }
    word.to_lowercase()
}

/// One token outside of groups.
pub(super) fn spelled(token: &Token) -> String {
    match &token.kind {
        TokenKind::Word(word) => folded(&word.text),
        TokenKind::Punct(punct) => punct.to_string(),
        TokenKind::Literal(Value::String(text)) => format!("{text:?}"),
        TokenKind::Literal(Value::Number(number)) => format!("{}{}", number.digits, number.suffix),
        // A single letter in SQL's quotes.
        TokenKind::Literal(Value::Other(text)) => text.replace('\'', "\""),
        TokenKind::Group(..) | TokenKind::TooDeep => "…".to_owned(),
    }
}

/// A name as the language has it; `a.b` with both its parts.
pub(super) fn name(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut text = part(cursor)?;
    while cursor.eat_punct(".").is_some() {
        text = format!("{text}.{}", part(cursor)?);
    }
    Some(text)
}

fn part(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    let text = if let Some((text, _)) = ahead.eat_string() {
        let plain = text.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && text
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_');
        if plain { text } else { format!("{text:?}") }
    } else {
        folded(ahead.eat_identifier()?.0)
    };
    *cursor = ahead;
    Some(text)
}

/// Past `if exists`, `if not exists`, `concurrently` and `only`.
pub(super) fn skip_conditions(cursor: &mut Cursor<'_>) {
    let skipped: [&[&str]; 4] = [
        &["concurrently"],
        &["if", "not", "exists"],
        &["if", "exists"],
        &["only"],
    ];
    for words in skipped {
        cursor.eat_words(words);
    }
}
