//! The matrix that a PostgreSQL 18 server gave, pair by pair: each change of a column's type
//! was tried by itself (`a`), and with `using c::type` (`e`).

use super::{assignable, castable, certain};
use crate::syntax;
use crate::syntax::Tokens;
use crate::syntax::ast::{Base, Type};

/// A type as the server calls it, and its row.
fn rows() -> Vec<(Type, &'static str)> {
    let lines = include_str!("matrix.txt").lines();
    lines
        .map(|line| {
            let (name, row) = line.rsplit_once(' ').expect("a name and a row");
            (ty(name.trim_end()), row)
        })
        .collect()
}

/// The one-byte type is written in quotes, which the language keeps for extensions' types.
fn ty(name: &str) -> Type {
    if name == "\"char\"" {
        return Type::plain(Base::Native("char"));
    }
    let tokens = Tokens::new(name.parse::<proc_macro2::TokenStream>().expect(name));
    let ty = syntax::ty(&mut tokens.cursor());
    ty.expect(name).0
}

/// What differs from the server: each pair, and both verdicts.
fn differences(verdict: impl Fn(&Type, &Type) -> char) -> Vec<String> {
    let rows = rows();
    let mut found = Vec::new();
    for (from, row) in &rows {
        for ((to, _), expected) in rows.iter().zip(row.chars()) {
            let given = verdict(from, to);
            if given != expected {
                found.push(format!("{from} to {to}: {given} and not {expected}"));
            }
        }
    }
    found
}

#[test]
fn casts_are_those_of_the_server() {
    let found = differences(
        |from, to| match (assignable(from, to), castable(from, to)) {
            (true, _) => 'a',
            (false, true) => 'e',
            (false, false) => '.',
        },
    );
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A way back takes no cast that only newer servers have.
#[test]
fn certain_casts_are_those_of_every_server() {
    let found = differences(|from, to| match certain(from, to) {
        None => '.',
        Some(super::Cast::Explicit) => 'e',
        Some(super::Cast::Implicit | super::Cast::Assignment) => 'a',
    });
    let newer = |pair: &String| pair.contains("bytes") && pair.ends_with(": . and not e");
    let found: Vec<String> = found.into_iter().filter(|pair| !newer(pair)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Nobody knows what an enum or an extension's type becomes, beside text.
#[test]
fn a_foreign_type_has_no_certain_cast_but_text() {
    let mood = Type::plain(Base::Extension("mood".to_owned()));
    let text = Type::plain(Base::Text);
    assert_eq!(certain(&mood, &Type::plain(Base::Bool)), None);
    assert_eq!(certain(&Type::plain(Base::Bool), &mood), None);
    assert_eq!(certain(&mood, &text), Some(super::Cast::Assignment));
    assert_eq!(certain(&text, &mood), Some(super::Cast::Explicit));
    assert_eq!(certain(&mood, &mood), Some(super::Cast::Implicit));
}
