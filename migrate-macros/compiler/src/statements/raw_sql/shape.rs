//! Words that a statement cannot be without, and what stands in the place of one: a keyword
//! that is misspelt. Takes a statement, gives the word that is missing; must not know any
//! schema.
//!
//! Only what holds for every form of a statement, on PostgreSQL and on SQLite, is asked for.

use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::syntax::sql_text::{Piece, pieces, words};

/// One of these has to be there.
type OneOf = &'static [&'static str];

/// Statements by their first words, without what may stand in between, and what they need.
const NEEDS: &[(&[&str], &[OneOf])] = &[
    (
        &["INSERT"],
        &[&["INTO"], &["VALUES", "SELECT", "DEFAULT", "TABLE"]],
    ),
    (&["REPLACE"], &[&["INTO"]]),
    (&["UPDATE"], &[&["SET"]]),
    (&["DELETE"], &[&["FROM"]]),
    (&["MERGE"], &[&["INTO"], &["USING"], &["ON"], &["WHEN"]]),
    (&["GRANT"], &[&["TO"]]),
    (&["REVOKE"], &[&["FROM"]]),
    (&["REASSIGN"], &[&["OWNED"], &["BY"], &["TO"]]),
    (&["COMMENT"], &[&["ON"], &["IS"]]),
    (&["SECURITY"], &[&["LABEL"], &["IS"]]),
    (&["COPY"], &[&["FROM", "TO"]]),
    (
        &["IMPORT"],
        &[&["FOREIGN"], &["SCHEMA"], &["FROM"], &["INTO"]],
    ),
    (&["REFRESH"], &[&["MATERIALIZED"], &["VIEW"]]),
    (&["CREATE", "VIEW"], &[&["AS"]]),
    (&["CREATE", "INDEX"], &[&["ON"]]),
    (&["CREATE", "TRIGGER"], &[&["ON"], &["EXECUTE", "BEGIN"]]),
    (&["CREATE", "FUNCTION"], &[&["AS", "RETURN", "BEGIN"]]),
    (&["CREATE", "PROCEDURE"], &[&["AS", "BEGIN"]]),
    (&["CREATE", "POLICY"], &[&["ON"]]),
    (&["CREATE", "RULE"], &[&["AS"], &["ON"], &["TO"], &["DO"]]),
    (&["CREATE", "STATISTICS"], &[&["ON"], &["FROM"]]),
    (&["CREATE", "CAST"], &[&["AS"], &["WITH", "WITHOUT"]]),
    (
        &["CREATE", "SERVER"],
        &[&["FOREIGN"], &["DATA"], &["WRAPPER"]],
    ),
    (&["DROP", "POLICY"], &[&["ON"]]),
    (&["DROP", "RULE"], &[&["ON"]]),
];

/// What may stand between `CREATE` or `DROP` and the kind.
const BETWEEN: &[&str] = &[
    "OR",
    "REPLACE",
    "TEMP",
    "TEMPORARY",
    "GLOBAL",
    "LOCAL",
    "RECURSIVE",
    "MATERIALIZED",
    "UNIQUE",
    "CONSTRAINT",
    "EVENT",
    "UNLOGGED",
];

/// How the actions of `ALTER TABLE` begin.
const ACTIONS: &[&str] = &[
    "ADD", "ALTER", "ATTACH", "CLUSTER", "DETACH", "DISABLE", "DROP", "ENABLE", "FORCE", "INHERIT",
    "MERGE", "NO", "NOT", "OF", "OPTIONS", "OWNER", "RENAME", "REPLICA", "RESET", "SET", "SPLIT",
    "VALIDATE",
];

/// What keeps the statement from being one.
pub(super) fn check(statement: &str, origin: Origin) -> Result<(), Diagnostic> {
    let words = words(statement);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let found = missing(&words).or_else(|| wrong_action(statement));
    let Some((title, word, known)) = found else {
        return Ok(());
    };
    let help = match nearest_pair(&word, known) {
        Some((written, meant)) => format!("did you mean `{meant}` where `{written}` stands?"),
        None => format!("write it with `{}`", known.join("` or `")),
    };
    Err(Diagnostic::new(origin, title)
        .why("the server would refuse the statement, when the migration is run")
        .help(help))
}

/// A title, the words among which a misspelt one may be, and those that are known there.
type Found = (String, Vec<String>, &'static [&'static str]);

fn missing(words: &[&str]) -> Option<Found> {
    let (length, needs) = NEEDS.iter().find_map(|(begins, needs)| {
        let length = behind(words, begins)?;
        Some((length, needs))
    })?;
    let (begins, rest) = words.split_at(length);
    let lacks = |one_of: &&OneOf| !one_of.iter().any(|word| words[1..].contains(word));
    let one_of = *needs.iter().find(lacks)?;
    let title = format!(
        "this `{}` has no `{}`",
        begins.join(" "),
        one_of.join("` or `")
    );
    let rest = rest.iter().map(|word| (*word).to_owned());
    Some((title, rest.collect(), one_of))
}

/// How many words the statement takes to begin so.
fn behind(words: &[&str], begins: &[&str]) -> Option<usize> {
    let (command, kind) = (begins.first()?, begins.get(1));
    if words.first() != Some(command) {
        return None;
    }
    let Some(kind) = kind else {
        return Some(1);
    };
    let between = words[1..].iter().take_while(|word| BETWEEN.contains(word));
    let place = 1 + between.count();
    (words.get(place) == Some(kind)).then_some(place + 1)
}

/// A written word that is near to one of the known, and that one. Among short words many are
/// near: letters in another order come first, and a single one is a name.
fn nearest_pair(written: &[String], known: OneOf) -> Option<(&str, &'static str)> {
    let pairs = written.iter().flat_map(|word| {
        let pair = |known: &&'static str| (word.as_str(), *known);
        known.iter().map(pair).collect::<Vec<_>>()
    });
    let near = |(word, known): &(&str, &str)| word.len() > 1 && nearest(word, [*known]).is_some();
    let swapped = |(word, known): &(&str, &str)| letters(word) == letters(known);
    pairs.filter(near).min_by_key(|pair| !swapped(pair))
}

fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// A word, or another piece of a statement that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Keyword(String),
    Name,
    Dot,
    Other,
}

fn tokens(statement: &str) -> Vec<Token> {
    let tokens = pieces(statement).filter_map(|piece| match piece {
        Piece::Space | Piece::Comment(_) => None,
        Piece::Word(word) => Some(Token::Keyword(word.to_ascii_uppercase())),
        Piece::Name(_) => Some(Token::Name),
        Piece::Other('.') => Some(Token::Dot),
        Piece::Semicolon | Piece::Opens(_) | Piece::Closes(_) | Piece::String | Piece::Other(_) => {
            Some(Token::Other)
        }
    });
    tokens.collect()
}

/// The first action of an `ALTER TABLE`.
fn wrong_action(statement: &str) -> Option<Found> {
    let tokens = tokens(statement);
    let mut rest = tokens.as_slice();
    for word in ["ALTER", "TABLE"] {
        rest = eat(rest, word)?;
    }
    for word in ["IF", "EXISTS", "ONLY"] {
        rest = eat(rest, word).unwrap_or(rest);
    }
    if eat(rest, "ALL").is_some() {
        return None;
    }
    // The table's name, with its schema, and the `*` of its children.
    rest = rest.get(1..)?;
    while let [Token::Dot, _, behind @ ..] = rest {
        rest = behind;
    }
    if let [Token::Other, behind @ ..] = rest {
        rest = behind;
    }
    match rest {
        [Token::Keyword(action), rest @ ..] if ACTIONS.contains(&action.as_str()) => {
            wrong_part(action, rest)
        }
        [Token::Keyword(action), ..] => {
            let title = format!("`ALTER TABLE` has no action `{action}`");
            Some((title, vec![action.clone()], ACTIONS))
        }
        _ => None,
    }
}

fn eat<'a>(tokens: &'a [Token], word: &str) -> Option<&'a [Token]> {
    match tokens {
        [Token::Keyword(first), rest @ ..] if first == word => Some(rest),
        _ => None,
    }
}

/// The word behind the action, where it can be no name: a column's would be followed by
/// something else. Behind `ADD` it could be one.
fn wrong_part(action: &str, rest: &[Token]) -> Option<Found> {
    let (parts, behind_a_name): (&'static [&str], &[&str]) = match action {
        "DROP" => (&["COLUMN", "CONSTRAINT", "IF"], &["CASCADE", "RESTRICT"]),
        "ALTER" => (
            &["COLUMN", "CONSTRAINT"],
            &["SET", "DROP", "TYPE", "ADD", "RESTART", "RESET", "OPTIONS"],
        ),
        "RENAME" => (&["COLUMN", "CONSTRAINT", "TO"], &["TO"]),
        _ => return None,
    };
    let [Token::Keyword(part), behind, ..] = rest else {
        return None;
    };
    let is_name = match behind {
        Token::Keyword(word) => behind_a_name.contains(&word.as_str()),
        Token::Name => false,
        Token::Dot | Token::Other => true,
    };
    if is_name || parts.contains(&part.as_str()) {
        return None;
    }
    let title = format!("`{action} {part}` is no action of `ALTER TABLE`");
    Some((title, vec![part.clone()], parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(statement: &str) -> String {
        let result = check(statement, Origin::elsewhere());
        let text = |error: Diagnostic| format!("{} / {}", error.title, error.help.unwrap());
        result.err().map_or(String::new(), text)
    }

    #[test]
    fn a_keyword_that_is_misspelt_is_missed() {
        for (statement, title, meant) in [
            (
                "comment on table t si 'x'",
                "this `COMMENT` has no `IS`",
                "SI",
            ),
            (
                "insert inot t values (1)",
                "this `INSERT` has no `INTO`",
                "INOT",
            ),
            (
                "insert into t vlaues (1)",
                "this `INSERT` has no `VALUES`",
                "VLAUES",
            ),
            ("update t ste a = 1", "this `UPDATE` has no `SET`", "STE"),
            ("delete form t", "this `DELETE` has no `FROM`", "FORM"),
            ("grant select on t ot app", "this `GRANT` has no `TO`", "OT"),
            (
                "revoke all on t fro app",
                "this `REVOKE` has no `FROM`",
                "FRO",
            ),
            (
                "create or replace view v sa select 1",
                "this `CREATE OR REPLACE VIEW` has no `AS`",
                "SA",
            ),
            (
                "create unique index i no t (a)",
                "this `CREATE UNIQUE INDEX` has no `ON`",
                "NO",
            ),
            (
                "create trigger g before insert on t for each row exceute function f()",
                "this `CREATE TRIGGER` has no `EXECUTE` or `BEGIN`",
                "EXCEUTE",
            ),
            (
                "refresh materialised view v",
                "this `REFRESH` has no `MATERIALIZED`",
                "MATERIALISED",
            ),
            (
                "alter table t ad column a int",
                "`ALTER TABLE` has no action `AD`",
                "AD",
            ),
            (
                "alter table only s.\"T\" * renam to u",
                "`ALTER TABLE` has no action `RENAM`",
                "RENAM",
            ),
            (
                "alter table t drop colum a",
                "`DROP COLUM` is no action of `ALTER TABLE`",
                "COLUM",
            ),
            (
                "alter table t alter colunm a set not null",
                "`ALTER COLUNM` is no action",
                "COLUNM",
            ),
            (
                "alter table t rename constrain a to b",
                "`RENAME CONSTRAIN` is no action",
                "CONSTRAIN",
            ),
        ] {
            let told = told(statement);
            assert!(told.starts_with(title), "{statement}: {told}");
            assert!(
                told.contains(&format!("where `{meant}` stands")),
                "{statement}: {told}"
            );
        }
        let told = told("comment on table t 'x'");
        assert_eq!(told, "this `COMMENT` has no `IS` / write it with `IS`");
    }

    #[test]
    fn what_is_whole_is_left_alone() {
        for statement in [
            "insert into t default values",
            "insert or ignore into t select 1",
            "insert into t (table u)",
            "with x as (select 1) delete from t",
            "update only t * set a = 1",
            "grant app to \"to\"",
            "create view v as select 1",
            "create materialized view v as select 1",
            "create temp recursive view v (a) as select 1",
            "create constraint trigger g after insert on t for each row execute function f()",
            "create event trigger g on ddl_command_end execute procedure f()",
            "create trigger g update on t begin select 1; end",
            "create function f() returns int return 1",
            "create function f() returns int language c as 'a', 'b'",
            "create or replace procedure p() begin atomic select 1; end",
            "create policy p on t",
            "create rule r as on insert to t do nothing",
            "create cast (a as b) without function",
            "create statistics on a, b from t",
            "create table t (a int)",
            "create type t",
            "drop index i",
            "drop trigger g",
            "alter table t add a int, drop b",
            "alter table if exists only s.t add column a int",
            "alter table t drop a cascade",
            "alter table t drop if exists a",
            "alter table t drop constraint c",
            "alter table t alter a set default 1",
            "alter table t alter a type text",
            "alter table t rename a to b",
            "alter table t rename to u",
            "alter table t rename column a to b",
            "alter table t * no inherit u",
            "alter table \"t\" owner to app",
            "alter table t set (fillfactor = 70)",
            "alter table all in tablespace a set tablespace b",
            "alter table t alter constraint c deferrable",
            "refresh materialized view concurrently v",
            "reassign owned by a to b",
            "copy t from '/srv/rows'",
            "select 1",
            "do $$ begin perform 1; end $$",
        ] {
            assert_eq!(told(statement), "", "{statement}");
        }
    }
}
