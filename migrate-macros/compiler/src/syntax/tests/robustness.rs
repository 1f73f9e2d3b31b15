//! No input stops the compiler: every prefix of every sample, and random tokens, through
//! every parser.

use std::str::FromStr;

use proc_macro2::TokenStream;

use super::accepted::{COLUMNS, CONSTRAINTS, DELETES, INDEXES, INSERTS, UPDATES};
use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::syntax::expr::{Parser, parse};
use crate::syntax::{self, Cursor, Tokens, canonical};

type Check = for<'a> fn(&mut Cursor<'a>) -> Result<(), Diagnostic>;

const PARSERS: &[Check] = &[
    |cursor| syntax::table_name(cursor).map(drop),
    |cursor| syntax::name::names(cursor).map(drop),
    |cursor| syntax::ty(cursor).map(drop),
    |cursor| syntax::expr(cursor).map(drop),
    |cursor| syntax::operand_expr(cursor).map(drop),
    |cursor| parse(cursor, Parser::query).map(drop),
    |cursor| syntax::column(cursor).map(drop),
    |cursor| syntax::constraint(cursor).map(drop),
    |cursor| syntax::constraint::reference(cursor).map(drop),
    |cursor| syntax::index(cursor).map(drop),
    |cursor| syntax::insert(cursor).map(drop),
    |cursor| syntax::update(cursor).map(drop),
    |cursor| syntax::delete(cursor).map(drop),
];

/// Reads the tokens as everything, and checks what holds for each parser: success goes
/// on, failure says something.
fn try_all(source: &str) {
    let Ok(stream) = TokenStream::from_str(source) else {
        return;
    };
    let tokens = Tokens::new(stream);
    for parse in PARSERS {
        let mut cursor = tokens.cursor();
        match parse(&mut cursor) {
            Ok(()) => assert!(rest(cursor) < rest(tokens.cursor()), "{source}"),
            Err(error) => assert!(!error.title.is_empty(), "{source}"),
        }
    }
    let mut cursor = tokens.cursor();
    let _ = syntax::attributes(&mut cursor);
    let _ = syntax::column::column_attributes(&mut cursor);
    let mut report = Report::default();
    let found = syntax::statements(tokens.cursor(), &mut report);
    let read: usize = found.into_iter().map(rest).sum();
    assert!(read <= rest(tokens.cursor()), "{source}");
    report.drain();
    let text = canonical(tokens.cursor());
    if let Ok(stream) = TokenStream::from_str(&text) {
        assert_eq!(text, canonical(Tokens::new(stream).cursor()));
    }
}

fn rest(mut cursor: Cursor<'_>) -> usize {
    std::iter::from_fn(|| cursor.next()).count()
}

/// The prefix with what it opened closed again.
fn closed(prefix: &str) -> String {
    let mut open = Vec::new();
    for found in prefix.chars() {
        match found {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    let mut closed = prefix.to_owned();
    closed.extend(open.into_iter().rev());
    closed
}

#[test]
fn every_prefix_of_every_sample_is_read_or_refused() {
    let samples = [COLUMNS, CONSTRAINTS, INDEXES, INSERTS, UPDATES, DELETES];
    for sample in samples.into_iter().flatten() {
        for (end, _) in sample.char_indices() {
            let prefix = sample.get(..end).unwrap_or_default();
            try_all(&closed(prefix));
        }
    }
}

#[test]
fn random_tokens_are_read_or_refused() {
    let samples = [COLUMNS, CONSTRAINTS, INDEXES, INSERTS, UPDATES, DELETES];
    let joined: Vec<&str> = samples.into_iter().flatten().copied().collect();
    let vocabulary = joined.join(" ");
    let mut words: Vec<&str> = vocabulary.split_whitespace().collect();
    words.extend([
        "(",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ";",
        ".",
        "::",
        "#[expect(a, reason = \"b\")]",
        "#[only(sqlite)]",
        "#",
        "->",
        "!",
        "not",
        "case",
        "when",
        "then",
        "end",
        "select",
        "from",
        "'a",
        "'x'",
        "0xff",
        "1u8",
        "$",
        "\"\"",
        "r#in",
        "b\"x\"",
        "\u{fc}",
    ]);
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or_default()
    };
    for _ in 0..2_000 {
        let length = random(40) + 1;
        let picked: Vec<&str> = (0..length)
            .filter_map(|_| words.get(random(words.len())).copied())
            .collect();
        try_all(&closed(&picked.join(" ")));
    }
}

#[test]
fn deep_and_long_input_ends_in_an_error() {
    let deep = 3_000;
    let nested = [
        ("(", "a", ")"),
        ("f(", "a", ")"),
        ("array[", "a", "]"),
        ("not ", "a", ""),
        ("- ", "a", ""),
        ("case when ", "a", " then b end"),
        ("", "a", " + 1"),
        ("", "a", "::int"),
        ("(", "a", ")[1]"),
        ("a = any(", "b", ")"),
        ("(select ", "a", ")"),
        ("(select a from t where not exists ", "b", ")"),
        ("(", "select a", ") union (select b)"),
    ];
    for (before, middle, behind) in nested {
        let source = format!("{}{middle}{}", before.repeat(deep), behind.repeat(deep));
        let error = super::read(&source, syntax::expr).expect_err(before);
        assert!(error.contains("too deep"), "{before}…{behind}: {error}");
    }
    let joins = format!("select a from t {}", "join t using (a) ".repeat(deep));
    let unions = format!("select a {}", "union select a ".repeat(deep));
    for source in [joins, unions] {
        let error =
            super::read(&source, |cursor| parse(cursor, Parser::query)).expect_err("too many");
        assert!(error.contains("too deep"), "{error}");
    }
}
