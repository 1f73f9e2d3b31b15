//! Statements that the language lacks. Takes a text, gives where it may stand; knows no
//! more of it than its first words say.

use super::steps::Steps;
use crate::dialect::{Action, Cost, Placement};
use crate::syntax::sql_text;

pub(super) fn run(steps: &mut Steps<'_>, sql: &str) {
    let action = Action::Sql(sql.to_owned());
    steps.push(action, placement(sql), Cost::default());
}

/// What cannot stand in a transaction, from the manual's page of each; a new value of an
/// enum can, but nothing there may use it. `REINDEX` and `CLUSTER` cannot where their table is
/// partitioned, and mean the same outside.
fn placement(sql: &str) -> Placement {
    let words = sql_text::words(sql);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let has = |pair: [&str; 2]| words.windows(2).any(|words| words == pair);
    match words.as_slice() {
        ["VACUUM" | "REINDEX" | "CLUSTER", ..] | ["ALTER", "SYSTEM", ..] => Placement::Outside,
        [
            "CREATE" | "DROP",
            "DATABASE" | "TABLESPACE" | "SUBSCRIPTION",
            ..,
        ] => Placement::Outside,
        ["ALTER", "DATABASE", ..] if has(["SET", "TABLESPACE"]) => Placement::Outside,
        ["ALTER", "SUBSCRIPTION", rest @ ..] if rest.iter().any(|word| copies(word)) => {
            Placement::Outside
        }
        ["CREATE" | "DROP", "INDEX", ..]
        | ["CREATE", "UNIQUE", "INDEX", ..]
        | ["ALTER", "TABLE", ..]
            if words.contains(&"CONCURRENTLY") =>
        {
            Placement::Outside
        }
        ["DO", ..] if commits(sql) => Placement::Outside,
        ["ALTER", "TYPE", ..] if has(["ADD", "VALUE"]) => Placement::Own,
        _ => Placement::Shared,
    }
}

/// What makes a subscription look at its publications.
fn copies(word: &str) -> bool {
    matches!(word, "ADD" | "DROP" | "REFRESH" | "SET")
}

/// Whether a block ends its transaction and begins another, which it can only where it stands
/// in none.
///
/// <https://www.postgresql.org/docs/current/plpgsql-transactions.html>
fn commits(sql: &str) -> bool {
    let text = sql.to_uppercase();
    let ends = |word: &str| {
        text.match_indices(word).any(|(place, _)| {
            let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
            let behind = &text[place + word.len()..];
            let is_word = !text[..place].ends_with(is_letter) && !behind.starts_with(is_letter);
            let behind = behind.trim_start();
            is_word && (behind.starts_with(';') || behind.starts_with("AND "))
        })
    };
    ends("COMMIT") || ends("ROLLBACK")
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
                "alter type \"my app\".\"my type\" add value if not exists 'x'",
                Placement::Own,
            ),
            ("alter type e add attribute value int", Placement::Shared),
            ("reindex table p", Placement::Outside),
            ("cluster (verbose) p using i", Placement::Outside),
            ("alter database d set tablespace s", Placement::Outside),
            ("alter database d set work_mem = '1GB'", Placement::Shared),
            (
                "alter subscription s refresh publication",
                Placement::Outside,
            ),
            ("alter subscription s disable", Placement::Shared),
            (
                "create index concurrently if not exists \"a b\" on \"c d\" (lower(e))",
                Placement::Outside,
            ),
            ("create table t (\"concurrently\" int)", Placement::Shared),
            (
                "do $$ begin delete from t; commit; end $$",
                Placement::Outside,
            ),
            ("do $$ begin rollback and chain; end $$", Placement::Outside),
            (
                "do $$ begin create temp table t () on commit drop; end $$",
                Placement::Shared,
            ),
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
