//! A body as single statements, and a list as single items, so that one typo costs one of
//! them. Takes a cursor, gives a cursor for each; must not know what a statement means,
//! only how it begins and ends.

use proc_macro2::Delimiter;

use super::Cursor;
use crate::diagnostic::Diagnostic;
use crate::report::Report;

/// One statement's tokens with the attributes before it, without its semicolon. An error
/// about where one ends is reported here.
pub(crate) fn statements<'a>(body: Cursor<'a>, report: &mut Report) -> Vec<Cursor<'a>> {
    let (mut rest, mut found) = (body, Vec::new());
    while !rest.at_end() {
        if rest.eat_punct(";").is_some() {
            continue;
        }
        let start = rest;
        let ending = skip_statement(&mut rest);
        let statement = start.until(rest);
        match ending {
            Ending::Nothing => report.error(nothing_behind(&rest)),
            Ending::Semicolon | Ending::Block | Ending::Missing if statement.is_punct("--") => {
                report.error(comment(&statement));
            }
            Ending::Missing => {
                found.push(statement);
                report.error(no_end(&rest));
            }
            Ending::Semicolon | Ending::Block => found.push(statement),
        }
        if let (Ending::Block, true) = (ending, rest.is_punct(",")) {
            report.error(comma(&rest));
            rest.next();
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Semicolon,
    Block,
    Missing,
    /// There are attributes only.
    Nothing,
}

/// Goes to where the statement ends.
fn skip_statement(rest: &mut Cursor<'_>) -> Ending {
    skip_attributes(rest);
    if rest.at_end() || rest.is_punct(";") {
        return Ending::Nothing;
    }
    let ends_with_block = !has_clauses_with_blocks(rest);
    // Behind `with …` the statement itself is still to come.
    let mut head_is_due = rest.is_word("with");
    let (mut first, mut after_block) = (true, false);
    while !rest.is_punct(";") {
        if after_block && ends_with_block && !is_option(rest) {
            return Ending::Block;
        }
        let begins = !first && begins_statement(rest);
        if rest.at_end() || (begins && !head_is_due) {
            return Ending::Missing;
        }
        head_is_due = head_is_due && !begins;
        first = false;
        after_block = rest.is_group(Delimiter::Brace);
        rest.next();
    }
    Ending::Semicolon
}

fn skip_attributes(rest: &mut Cursor<'_>) {
    while starts_attribute(rest) {
        rest.eat_punct("#");
        rest.eat_punct("!");
        rest.next();
    }
}

/// `#[…]` or `#![…]`
fn starts_attribute(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    if ahead.eat_punct("#").is_none() {
        return false;
    }
    ahead.eat_punct("!");
    ahead.is_group(Delimiter::Bracket)
}

/// Statements with `creates table t { … }` in them end with a semicolon only.
fn has_clauses_with_blocks(cursor: &Cursor<'_>) -> bool {
    const WORDS: [&str; 5] = ["sql", "do", "run", "select", "call"];
    cursor.word().is_some_and(|word| WORDS.contains(&word))
}

/// What may follow the block of a statement.
fn is_option(cursor: &Cursor<'_>) -> bool {
    const WORDS: [&str; 7] = [
        "partition",
        "using",
        "tablespace",
        "inherits",
        "on",
        "without",
        "pausing",
    ];
    match cursor.word() {
        Some("with") => {
            let mut ahead = *cursor;
            ahead.next();
            ahead.is_group(Delimiter::Parenthesis)
        }
        Some("in") => cursor.is_words(&["in", "batches"]),
        Some(word) => WORDS.contains(&word),
        None => false,
    }
}

/// Words that stand together at the beginning of a statement and nowhere else: before
/// them a semicolon was forgotten.
pub(crate) fn begins_statement(cursor: &Cursor<'_>) -> bool {
    const WORDS: [[&str; 2]; 9] = [
        ["create", "table"],
        ["create", "index"],
        ["create", "unique"],
        ["alter", "table"],
        ["drop", "table"],
        ["rename", "table"],
        ["rename", "index"],
        ["insert", "into"],
        ["delete", "from"],
    ];
    match cursor.word() {
        Some("update") => begins_update(*cursor),
        Some(_) => WORDS.iter().any(|words| cursor.is_words(words)),
        None => starts_attribute(cursor),
    }
}

/// `update t set`; not `on conflict do update set`, `on update set null`.
fn begins_update(mut cursor: Cursor<'_>) -> bool {
    cursor.next();
    cursor.next();
    cursor.is_word("set")
}

fn nothing_behind(rest: &Cursor<'_>) -> Diagnostic {
    Diagnostic::new(rest.previous(), "nothing follows this comment or attribute")
        .why("it would be about the statement behind it")
        .help("remove it, or write a plain comment with `//`")
}

fn no_end(rest: &Cursor<'_>) -> Diagnostic {
    Diagnostic::new(rest.previous(), "this statement has no end")
        .why("what follows would be read as a part of it")
        .help("write `;` behind it")
}

fn comma(rest: &Cursor<'_>) -> Diagnostic {
    Diagnostic::new(rest.origin(), "no comma stands between two statements")
        .help("remove it: a statement ends with its block, or with `;`")
}

fn comment(statement: &Cursor<'_>) -> Diagnostic {
    Diagnostic::new(statement.origin(), "a comment begins with `//` here")
        .why("the source is Rust, which reads the words behind `--` as code")
        .help("write `// …`")
}

/// Items separated by commas, a last one allowed. An item that is missing is empty.
pub(crate) fn items(list: Cursor<'_>) -> Vec<Cursor<'_>> {
    let (mut rest, mut items) = (list, Vec::new());
    let mut start = rest;
    while !rest.at_end() {
        let before = rest;
        if rest.eat_punct(",").is_some() {
            items.push(start.until(before));
            start = rest;
        } else {
            rest.next();
        }
    }
    if !start.at_end() {
        items.push(start);
    }
    items
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use proc_macro2::TokenStream;

    use super::{items, statements};
    use crate::report::Report;
    use crate::syntax::{Tokens, canonical};

    fn split(source: &str) -> (Vec<String>, Vec<String>) {
        let tokens = Tokens::new(TokenStream::from_str(source).expect("tokens"));
        let mut report = Report::default();
        let found = statements(tokens.cursor(), &mut report);
        let errors = report.drain().into_iter().map(|error| error.title);
        (found.into_iter().map(canonical).collect(), errors.collect())
    }

    #[test]
    fn a_semicolon_or_a_block_ends_a_statement() {
        let (found, errors) = split(
            "create table a { } create table b { } partition by range (x); ;
             #[only(postgres)] alter table a { drop column b } ;
             with x as (select 1) delete from a;
             sql \"x\" creates table t { } irreversible \"y\";
             crate table c { } down { } insert into a values (1) on conflict (a) do update set b = 1;",
        );
        let starts: Vec<&str> = found.iter().filter_map(|text| text.get(..12)).collect();
        let expected = [
            "create table",
            "create table",
            "# [ only ( p",
            "with x as ( ",
            "sql \"x\" crea",
            "crate table ",
            "down { }",
            "insert into ",
        ];
        let expected: Vec<&str> = expected
            .into_iter()
            .filter(|text| text.len() == 12)
            .collect();
        assert_eq!(starts, expected);
        assert_eq!((found.len(), errors.len()), (8, 0), "{errors:?}");
    }

    #[test]
    fn a_forgotten_semicolon_costs_one_error() {
        let (found, errors) = split("drop index i create table t { } update t set a = 1");
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(errors, ["this statement has no end"; 2]);
        let (found, errors) = split("-- all of them\n drop table t;");
        assert_eq!((found.len(), errors.len()), (1, 1), "{errors:?}");
    }

    #[test]
    fn a_missing_item_is_empty() {
        let tokens = Tokens::new(TokenStream::from_str("a (b, c), , d,").expect("tokens"));
        let items: Vec<String> = items(tokens.cursor()).into_iter().map(canonical).collect();
        assert_eq!(items, ["a ( b , c )", "", "d"]);
    }

    #[test]
    fn a_comma_behind_a_block_costs_one_error() {
        let (found, errors) = split("create table a { }, create table b { }");
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(errors, ["no comma stands between two statements"]);
    }
}
