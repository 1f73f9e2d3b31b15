//! Statements and actions of the language that this compiler does not know yet. Takes a
//! cursor, gives an error that offers raw SQL; must not know any statement.

use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;

/// What a statement of a later version begins with, longer ones first.
const STATEMENTS: &[&[&str]] = &[
    &["create", "materialized", "view"],
    &["create", "unlogged", "table"],
    &["create", "aggregate"],
    &["create", "domain"],
    &["create", "enum"],
    &["create", "extension"],
    &["create", "function"],
    &["create", "operator"],
    &["create", "partition"],
    &["create", "policy"],
    &["create", "procedure"],
    &["create", "schema"],
    &["create", "sequence"],
    &["create", "statistics"],
    &["create", "trigger"],
    &["create", "type"],
    &["create", "view"],
    &["alter", "domain"],
    &["alter", "enum"],
    &["alter", "extension"],
    &["alter", "function"],
    &["alter", "index"],
    &["alter", "materialized", "view"],
    &["alter", "policy"],
    &["alter", "schema"],
    &["alter", "sequence"],
    &["alter", "type"],
    &["alter", "view"],
    &["drop", "aggregate"],
    &["drop", "domain"],
    &["drop", "enum"],
    &["drop", "extension"],
    &["drop", "function"],
    &["drop", "materialized", "view"],
    &["drop", "operator"],
    &["drop", "partition"],
    &["drop", "policy"],
    &["drop", "procedure"],
    &["drop", "schema"],
    &["drop", "sequence"],
    &["drop", "statistics"],
    &["drop", "trigger"],
    &["drop", "type"],
    &["drop", "view"],
    &["rename", "domain"],
    &["rename", "enum"],
    &["rename", "function"],
    &["rename", "materialized", "view"],
    &["rename", "policy"],
    &["rename", "schema"],
    &["rename", "sequence"],
    &["rename", "trigger"],
    &["rename", "type"],
    &["rename", "value"],
    &["rename", "view"],
    &["replace", "function"],
    &["replace", "policy"],
    &["replace", "procedure"],
    &["replace", "trigger"],
    &["replace", "view"],
    &["attach", "partition"],
    &["detach", "partition"],
    &["refresh", "materialized", "view"],
    &["disable", "trigger"],
    &["enable", "trigger"],
    &["comment", "on"],
    &["call"],
    &["contract"],
    &["do"],
    &["expand"],
    &["external"],
    &["grant"],
    &["reindex"],
    &["release"],
    &["revoke"],
    &["run"],
    &["select"],
];

/// Those of them that no database knows either.
const OURS: &[&str] = &["contract", "expand", "external", "release", "run"];

/// Those of them that SQL says in other words.
const SQL: &[(&str, &str)] = &[
    ("create enum", "CREATE TYPE … AS ENUM (…)"),
    (
        "create partition",
        "CREATE TABLE … PARTITION OF … FOR VALUES …",
    ),
    ("alter enum", "ALTER TYPE … ADD VALUE …"),
    ("drop enum", "DROP TYPE …"),
    ("drop partition", "DROP TABLE …"),
    ("rename domain", "ALTER DOMAIN … RENAME TO …"),
    ("rename enum", "ALTER TYPE … RENAME TO …"),
    ("rename function", "ALTER FUNCTION … RENAME TO …"),
    (
        "rename materialized view",
        "ALTER MATERIALIZED VIEW … RENAME TO …",
    ),
    ("rename policy", "ALTER POLICY … ON … RENAME TO …"),
    ("rename schema", "ALTER SCHEMA … RENAME TO …"),
    ("rename sequence", "ALTER SEQUENCE … RENAME TO …"),
    ("rename trigger", "ALTER TRIGGER … ON … RENAME TO …"),
    ("rename type", "ALTER TYPE … RENAME TO …"),
    ("rename value", "ALTER TYPE … RENAME VALUE … TO …"),
    ("rename view", "ALTER VIEW … RENAME TO …"),
    ("replace function", "CREATE OR REPLACE FUNCTION …"),
    ("replace policy", "ALTER POLICY … ON …"),
    ("replace procedure", "CREATE OR REPLACE PROCEDURE …"),
    ("replace trigger", "CREATE OR REPLACE TRIGGER …"),
    ("replace view", "CREATE OR REPLACE VIEW …"),
    ("attach partition", "ALTER TABLE … ATTACH PARTITION …"),
    ("detach partition", "ALTER TABLE … DETACH PARTITION …"),
    ("disable trigger", "ALTER TABLE … DISABLE TRIGGER …"),
    ("enable trigger", "ALTER TABLE … ENABLE TRIGGER …"),
];

/// What an action of `alter table` of a later version begins with.
const ACTIONS: &[&[&str]] = &[
    &["attach", "partition"],
    &["detach", "partition"],
    &["disable", "row", "level", "security"],
    &["disable", "trigger"],
    &["enable", "row", "level", "security"],
    &["enable", "trigger"],
    &["force", "row", "level", "security"],
    &["owner", "to"],
    &["replica", "identity"],
    &["reset"],
    &["set", "logged"],
    &["set", "schema"],
    &["set", "unlogged"],
    &["set"],
];

/// The error for a statement of a later version.
pub(super) fn statement(cursor: Cursor<'_>) -> Option<Diagnostic> {
    error(cursor, STATEMENTS, "")
}

/// The error for an action of a later version.
pub(super) fn action(cursor: Cursor<'_>) -> Option<Diagnostic> {
    error(cursor, ACTIONS, "ALTER TABLE … ")
}

fn error(mut cursor: Cursor<'_>, known: &[&[&str]], before: &str) -> Option<Diagnostic> {
    let words = known.iter().find(|words| cursor.is_words(words))?;
    let origin = cursor.eat_words(words)?;
    let words = words.join(" ");
    if OURS.contains(&words.as_str()) {
        let error = Diagnostic::new(origin, format!("this compiler does not know `{words}` yet"));
        return Some(error.help("leave it out: a later version of the compiler will know it"));
    }
    let known = SQL.iter().find(|(ours, _)| *ours == words);
    let sql = known.map_or_else(
        || format!("{before}{} …", words.to_ascii_uppercase()),
        |(_, sql)| (*sql).to_owned(),
    );
    Some(
        Diagnostic::new(origin, format!("this compiler does not know `{words}` yet"))
            .help(format!("write `sql \"{sql}\" undo \"…\"`")),
    )
}
