//! Statements and actions of the language that this compiler does not know yet. Takes a
//! cursor, gives an error that offers raw SQL; must not know any statement.

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::TableName;
use crate::syntax::{self, Cursor};

/// What a statement of a later version begins with, longer ones first.
const STATEMENTS: &[&[&str]] = &[
    &["create", "materialized", "view"],
    &["create", "event", "trigger"],
    &["create", "foreign", "table"],
    &["create", "or", "replace"],
    &["create", "temp", "table"],
    &["create", "temporary", "table"],
    &["create", "unlogged", "table"],
    &["create", "aggregate"],
    &["create", "cast"],
    &["create", "collation"],
    &["create", "domain"],
    &["create", "enum"],
    &["create", "extension"],
    &["create", "function"],
    &["create", "operator"],
    &["create", "partition"],
    &["create", "policy"],
    &["create", "procedure"],
    &["create", "publication"],
    &["create", "role"],
    &["create", "rule"],
    &["create", "schema"],
    &["create", "sequence"],
    &["create", "server"],
    &["create", "statistics"],
    &["create", "subscription"],
    &["create", "trigger"],
    &["create", "type"],
    &["create", "user"],
    &["create", "view"],
    &["alter", "domain"],
    &["alter", "enum"],
    &["alter", "extension"],
    &["alter", "function"],
    &["alter", "index"],
    &["alter", "materialized", "view"],
    &["alter", "default", "privileges"],
    &["alter", "policy"],
    &["alter", "publication"],
    &["alter", "role"],
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
    &["drop", "publication"],
    &["drop", "role"],
    &["drop", "rule"],
    &["drop", "schema"],
    &["drop", "sequence"],
    &["drop", "statistics"],
    &["drop", "trigger"],
    &["drop", "type"],
    &["drop", "user"],
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
    &["analyze"],
    &["call"],
    &["cluster"],
    &["contract"],
    &["do"],
    &["expand"],
    &["external"],
    &["grant"],
    &["merge"],
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
    &["inherit"],
    &["no", "force", "row", "level", "security"],
    &["no", "inherit"],
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
    error(cursor, (STATEMENTS, ""), || syntax::raw(cursor))
}

/// The error for an action of a later version.
pub(super) fn action(cursor: Cursor<'_>, table: &TableName) -> Option<Diagnostic> {
    let before = format!("ALTER TABLE {table} ");
    let raw = || syntax::raw_action(&table.to_string(), cursor);
    error(cursor, (ACTIONS, &before), raw)
}

/// The error for what stands in a statement that begins as one of ours, with the whole
/// statement as raw SQL.
pub(super) fn beyond(statement: Cursor<'_>, at: Origin, what: &str) -> Diagnostic {
    let error = Diagnostic::new(at, format!("this compiler does not know {what} yet"));
    match syntax::raw(statement) {
        Some(raw) => error.show(&raw),
        None => error.help("write `sql \"CREATE TABLE …\" undo \"DROP TABLE …\"`"),
    }
}

fn error(
    mut cursor: Cursor<'_>,
    (known, before): (&[&[&str]], &str),
    raw: impl FnOnce() -> Option<String>,
) -> Option<Diagnostic> {
    let words = known.iter().find(|words| cursor.is_words(words))?;
    let origin = cursor.eat_words(words)?;
    let words = words.join(" ");
    let error = Diagnostic::new(origin, format!("this compiler does not know `{words}` yet"));
    if OURS.contains(&words.as_str()) {
        return Some(error.help("leave it out: a later version of the compiler will know it"));
    }
    let placeholder = |sql: &str| format!("write `sql \"{sql}\" undo \"…\"`");
    if let Some((_, sql)) = SQL.iter().find(|(ours, _)| *ours == words) {
        return Some(error.help(placeholder(sql)));
    }
    Some(match raw() {
        Some(raw) => error.show(&raw),
        None => error.help(placeholder(&format!(
            "{before}{} …",
            words.to_ascii_uppercase()
        ))),
    })
}
