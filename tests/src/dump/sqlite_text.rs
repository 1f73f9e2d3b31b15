//! The text that SQLite stores for an object → what it says, whatever its spacing,
//! its quotes and the order of its columns. It must not know databases.

use std::iter::Peekable;
use std::mem;
use std::str::Chars;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A keyword, a number or a name without quotes.
    Word(String),
    /// A name in quotes, which is no keyword.
    Name(String),
    /// A string, with its quotes.
    Literal(String),
    Mark(char),
}

impl Token {
    fn is(&self, keyword: &str) -> bool {
        matches!(self, Token::Word(word) if word.eq_ignore_ascii_case(keyword))
    }
}

/// The text with one space between tokens and no quotes around names: `ALTER TABLE`
/// rewrites both.
pub(super) fn normalized(sql: &str) -> String {
    text(&tokens(sql))
}

/// Checks, generated columns, collations, names of constraints and options of a
/// table, for which there are no pragmas.
pub(super) fn table_facts(table: &str, sql: &str) -> Vec<String> {
    let tokens = tokens(sql);
    let Some(open) = tokens.iter().position(|token| *token == Token::Mark('(')) else {
        return vec![format!("table {table}: {}", text(&tokens))];
    };
    let body = group(&tokens[open..]);
    let mut facts = Vec::new();
    for item in items(&body[1..body.len() - 1]) {
        item_facts(table, item, &mut facts);
    }
    let options = &tokens[open + body.len()..];
    if !options.is_empty() {
        facts.push(format!("options of {table}: {}", text(options)));
    }
    facts
}

fn item_facts(table: &str, item: &[Token], facts: &mut Vec<String>) {
    let column = text(&item[..1]);
    let mut rest = item;
    while let Some((token, after)) = rest.split_first() {
        let pair = text(&rest[..rest.len().min(2)]);
        rest = after;
        if token.is("CHECK") || token.is("AS") {
            let expression = group(after);
            rest = &after[expression.len()..];
            // A check says by itself which columns it is about.
            let owner = if token.is("AS") { &column } else { "" };
            facts.push(format!(
                "expression of {table} {owner}: {}",
                text(expression)
            ));
        } else if token.is("CONSTRAINT") {
            facts.push(format!("constraint of {table}: {}", name_and_kind(after)));
        } else if token.is("INITIALLY") {
            facts.push(format!("word of a key of {table}: {pair}"));
        } else if token.is("COLLATE") {
            facts.push(format!("word of {table} {column}: {pair}"));
        } else if token.is("AUTOINCREMENT") {
            facts.push(format!("word of {table} {column}: AUTOINCREMENT"));
        }
    }
}

/// A foreign key of one column stands behind the column or at the end of the table, and
/// is the same in both places.
fn name_and_kind(constraint: &[Token]) -> String {
    let words = text(&constraint[..constraint.len().min(2)]);
    match words.strip_suffix(" REFERENCES") {
        Some(name) => format!("{name} FOREIGN"),
        None => words,
    }
}

/// The tokens from an opening parenthesis to the one that closes it; none where
/// there is no opening one.
fn group(tokens: &[Token]) -> &[Token] {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark('(') => depth += 1,
            Token::Mark(')') => depth = depth.saturating_sub(1),
            Token::Mark(_) | Token::Word(_) | Token::Name(_) | Token::Literal(_) => {}
        }
        if depth == 0 {
            return if at == 0 { &[] } else { &tokens[..=at] };
        }
    }
    tokens
}

/// Splits at the commas that stand in no parentheses.
fn items(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0_usize;
    let parts = tokens.split(|token| {
        match token {
            Token::Mark('(') => depth += 1,
            Token::Mark(')') => depth = depth.saturating_sub(1),
            Token::Mark(_) | Token::Word(_) | Token::Name(_) | Token::Literal(_) => {}
        }
        depth == 0 && *token == Token::Mark(',')
    });
    parts.filter(|part| !part.is_empty()).collect()
}

fn text(tokens: &[Token]) -> String {
    let words: Vec<String> = tokens
        .iter()
        .map(|token| match token {
            Token::Word(word) | Token::Name(word) | Token::Literal(word) => word.clone(),
            Token::Mark(mark) => mark.to_string(),
        })
        .collect();
    words.join(" ")
}

fn tokens(sql: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut rest = sql.chars().peekable();
    while let Some(next) = rest.next() {
        if next.is_alphanumeric() || next == '_' || next == '$' {
            word.push(next);
            continue;
        }
        if !word.is_empty() {
            found.push(Token::Word(mem::take(&mut word)));
        }
        match next {
            '\'' => found.push(Token::Literal(format!("'{}'", quoted(&mut rest, '\'')))),
            '"' | '`' => found.push(Token::Name(quoted(&mut rest, next))),
            '[' => found.push(Token::Name(quoted(&mut rest, ']'))),
            _ if next.is_whitespace() => {}
            _ => found.push(Token::Mark(next)),
        }
    }
    if !word.is_empty() {
        found.push(Token::Word(word));
    }
    found
}

/// What stands before the closing quote; a doubled one stays as it is.
fn quoted(rest: &mut Peekable<Chars>, close: char) -> String {
    let mut inside = String::new();
    while let Some(next) = rest.next() {
        if next == close {
            if rest.next_if_eq(&close).is_none() {
                break;
            }
            inside.push(close);
        }
        inside.push(next);
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spacing_and_quotes_say_nothing() {
        assert_eq!(
            normalized("CREATE  VIEW \"v\" AS\nSELECT 'a  b'"),
            "CREATE VIEW v AS SELECT 'a  b'"
        );
    }

    #[test]
    fn a_foreign_key_is_the_same_wherever_it_stands() {
        let behind =
            "CREATE TABLE t (a INT CONSTRAINT k REFERENCES u (b) DEFERRABLE INITIALLY DEFERRED)";
        let after = "CREATE TABLE t (a INT, CONSTRAINT k FOREIGN KEY (a) REFERENCES u (b) \
                     DEFERRABLE INITIALLY DEFERRED)";
        assert_eq!(table_facts("t", behind), table_facts("t", after));
    }

    #[test]
    fn facts_come_from_columns_and_table_constraints_alike() {
        let sql = "CREATE TABLE \"t\" (a TEXT COLLATE NOCASE CHECK (a <> ','), \"check\" int AS (1 + 2), \
                   CONSTRAINT k UNIQUE (a)) STRICT";
        assert_eq!(
            table_facts("t", sql),
            [
                "word of t a: COLLATE NOCASE",
                "expression of t : ( a < > ',' )",
                "expression of t check: ( 1 + 2 )",
                "constraint of t: k UNIQUE",
                "options of t: STRICT",
            ]
        );
    }
}
