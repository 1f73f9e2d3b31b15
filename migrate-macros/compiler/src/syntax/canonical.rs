//! Tokens as one text that a checksum can be made of. Takes a cursor, gives the same text
//! for what means the same to every parser, whatever the formatting, comments and
//! reasons; must not know any phrase.

use proc_macro2::Delimiter;

use super::Cursor;
use super::literal::Value;
use super::token::TokenKind;

/// The rest of the tokens, joined by single spaces.
pub(crate) fn canonical(cursor: Cursor<'_>) -> String {
    let mut text = String::new();
    push_all(&mut text, cursor);
    text.truncate(text.trim_end().len());
    text
}

fn push_all(text: &mut String, mut cursor: Cursor<'_>) {
    while !cursor.at_end() {
        if skip_attribute(&mut cursor) {
            continue;
        }
        let Some(token) = cursor.next() else { return };
        match &token.kind {
            TokenKind::Word(word) => text.push_str(&word.text),
            TokenKind::Punct(',') if cursor.at_end() => continue,
            TokenKind::Punct(punct) => text.push(*punct),
            TokenKind::Literal(literal) => push_literal(text, literal),
            TokenKind::Group(delimiter, inner) => {
                let (open, close) = brackets(*delimiter);
                text.push_str(open);
                push_all(text, inner.cursor());
                text.push_str(close);
            }
            TokenKind::TooDeep => text.push('…'),
        }
        text.push(' ');
    }
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("( ", ")"),
        Delimiter::Brace => ("{ ", "}"),
        Delimiter::Bracket => ("[ ", "]"),
        Delimiter::None => ("", ""),
    }
}

/// Doc comments, expectations and levels do not change what a migration does.
fn skip_attribute(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    if ahead.eat_punct("#").is_none() {
        return false;
    }
    let level = ahead.eat_punct("!").is_some();
    let Some((inner, _)) = ahead.eat_group(Delimiter::Bracket) else {
        return false;
    };
    if !level && !inner.is_word("doc") && !inner.is_word("expect") {
        return false;
    }
    *cursor = ahead;
    true
}

fn push_literal(text: &mut String, literal: &Value) {
    match literal {
        Value::String(value) => push_string(text, value),
        Value::Number(number) => {
            text.push_str(&number.digits);
            text.push_str(&number.suffix);
        }
        Value::Other(written) => text.push_str(written),
    }
}

/// In quotes, so that no string reads as tokens.
fn push_string(text: &mut String, value: &str) {
    text.push('"');
    if value.contains(['"', '\\']) {
        text.push_str(&value.replace('\\', r"\\").replace('"', "\\\""));
    } else {
        text.push_str(value);
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use proc_macro2::TokenStream;

    use super::canonical;
    use crate::syntax::Tokens;

    fn text(source: &str) -> String {
        let tokens = Tokens::new(TokenStream::from_str(source).expect("tokens"));
        canonical(tokens.cursor())
    }

    #[test]
    fn only_what_changes_the_migration_changes_the_text() {
        let one = "create table t { a:int default 1_000, b: text check(b<>r\"x\"), }";
        let other = "/// Rows.\n#[expect(r, reason = \"…\")] create table t {
            a: int default 1000, // a comment
            b: text check (b < > \"\\x78\")
        }";
        assert_eq!(text(one), text(other));
        assert_eq!(text("f(a, \"b\\\"\",)"), "f ( a , \"b\\\"\" )");
        assert_ne!(text("#[only(sqlite)] a"), text("a"));
        assert_ne!(text("\"a\" \"b\""), text("\"a\\\" \\\"b\""));
        assert_ne!(text("default 1"), text("default \"1\""));
    }
}
