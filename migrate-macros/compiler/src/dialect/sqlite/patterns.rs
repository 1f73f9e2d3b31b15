//! `like` and its kin. PostgreSQL's `like` tells upper from lower case and SQLite's does
//! not, while SQLite's `GLOB` does. Takes a value and a pattern, gives text.

use super::limits::lacks;
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Writer};
use crate::syntax::ast::{Expr, ExprKind, Operator};

pub(super) fn like(writer: &mut Writer<'_>, (left, operator, right): (&Expr, Operator, &Expr)) {
    let (word, ignores_case) = match operator {
        Operator::NotLike => ("NOT GLOB", false),
        Operator::Ilike => ("LIKE", true),
        Operator::NotIlike => ("NOT LIKE", true),
        _ => ("GLOB", false),
    };
    if !ignores_case {
        return match &right.kind {
            ExprKind::Text(pattern) => {
                writer.at(left, Level::Other);
                writer.word(word).string(&glob(pattern));
            }
            _ => writer.refuse(computed(right)),
        };
    }
    writer.at(left, Level::Other);
    writer.word(word);
    writer.at(right, Level::Other);
    writer.word("ESCAPE").string("\\");
}

fn computed(pattern: &Expr) -> Diagnostic {
    lacks(
        pattern.origin,
        "SQLite's `like` ignores case, so a computed pattern finds more than it should",
    )
    .why("only a pattern written as a string can be turned into SQLite's `GLOB`, which does not")
    .help("write the pattern as a string, or `ilike` where case does not matter")
}

/// The same pattern for `GLOB`, whose own marks stand in brackets.
fn glob(pattern: &str) -> String {
    let mut glob = String::with_capacity(pattern.len());
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '%' => glob.push('*'),
            '_' => glob.push('?'),
            '\\' => characters
                .next()
                .into_iter()
                .for_each(|c| literally(&mut glob, c)),
            other => literally(&mut glob, other),
        }
    }
    glob
}

fn literally(glob: &mut String, character: char) {
    if matches!(character, '*' | '?' | '[') {
        glob.extend(['[', character, ']']);
    } else {
        glob.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn marks_are_translated_and_foreign_marks_are_not_marks() {
        assert_eq!(glob(r"a%_\%*[x"), "a*?%[*][[]x");
    }
}
