//! Statements that the language lacks. Takes a text, gives where it may stand; knows no
//! more of it than its first words say.

use super::steps::Steps;
use crate::dialect::{Action, Cost, Placement};

pub(super) fn run(steps: &mut Steps<'_>, sql: &str) {
    let action = Action::Sql(sql.to_owned());
    steps.push(action, placement(sql), Cost::default());
}

/// What cannot stand in a transaction, from the manual's page of each; a new value of an
/// enum can, but nothing there may use it.
fn placement(sql: &str) -> Placement {
    let words: Vec<String> = words(sql).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let concurrently = words.contains(&"CONCURRENTLY");
    match words.as_slice() {
        ["VACUUM", ..] | ["ALTER", "SYSTEM", ..] | ["DISCARD", "ALL"] | ["CLUSTER"] => {
            Placement::Outside
        }
        [
            "CREATE" | "DROP",
            "DATABASE" | "TABLESPACE" | "SUBSCRIPTION",
            ..,
        ] => Placement::Outside,
        ["REINDEX", rest @ ..]
            if concurrently
                || rest
                    .iter()
                    .any(|word| matches!(*word, "SCHEMA" | "DATABASE" | "SYSTEM")) =>
        {
            Placement::Outside
        }
        ["CREATE" | "DROP", "INDEX", ..]
        | ["CREATE", "UNIQUE", "INDEX", ..]
        | ["ALTER", "TABLE", ..]
            if concurrently =>
        {
            Placement::Outside
        }
        ["ALTER", "TYPE", _, "ADD", "VALUE", ..] => Placement::Own,
        _ => Placement::Shared,
    }
}

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// It defines something.
    Defines,
    /// It writes rows of the tables that it names, or none.
    Writes,
    /// It calls what may do either.
    Calls,
}

pub(super) fn deed(sql: &str) -> Deed {
    match words(sql).next().as_deref() {
        Some("ALTER" | "CREATE" | "DROP" | "TRUNCATE" | "CLUSTER" | "REINDEX") => Deed::Defines,
        Some("CALL" | "DO" | "SELECT" | "WITH") => Deed::Calls,
        _ => Deed::Writes,
    }
}

/// Whether checks wait from now on that would be made with each statement.
pub(super) fn defers(sql: &str) -> bool {
    let words: Vec<String> = words(sql).collect();
    let [set, constraints, ..] = words.as_slice() else {
        return false;
    };
    set == "SET" && constraints == "CONSTRAINTS" && words.iter().any(|word| word == "DEFERRED")
}

/// The first words in upper case, behind the comments before them.
fn words(sql: &str) -> impl Iterator<Item = String> {
    let is_word =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '"');
    let text = behind_comments(sql);
    let words = text.split(move |character| !is_word(character));
    words
        .filter(|word| !word.is_empty())
        .take(12)
        .map(str::to_uppercase)
}

fn behind_comments(sql: &str) -> &str {
    let sql = sql.trim_start();
    let rest = match (sql.strip_prefix("--"), sql.strip_prefix("/*")) {
        (Some(comment), _) => comment.split_once('\n'),
        (_, Some(comment)) => comment.split_once("*/"),
        (None, None) => return sql,
    };
    rest.map_or("", |(_, rest)| behind_comments(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_cannot_stand_in_a_transaction() {
        let cases = [
            ("-- tidy\nvacuum (analyze) t", Placement::Outside),
            (
                "/* a */ create unique index concurrently i on t (a)",
                Placement::Outside,
            ),
            (
                "reindex (verbose, concurrently) table t",
                Placement::Outside,
            ),
            (
                "alter table p detach partition q concurrently",
                Placement::Outside,
            ),
            ("alter type e add value 'x'", Placement::Own),
            (
                "refresh materialized view concurrently v",
                Placement::Shared,
            ),
            ("create index i on t (a)", Placement::Shared),
            (
                "insert into t values ('create index concurrently')",
                Placement::Shared,
            ),
        ];
        for (sql, expected) in cases {
            assert_eq!(placement(sql), expected, "{sql}");
        }
    }
}
