//! What is said of clauses that statements over rows do not have here. Takes a cursor,
//! gives the error; must not know the statement.

use proc_macro2::Delimiter;

use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::Name;

pub(super) fn returning(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_word("returning") {
        return Ok(());
    }
    Err(
        Diagnostic::new(cursor.origin(), "a migration returns no rows")
            .why("nobody reads them while it runs")
            .help("remove `returning` and what follows it"),
    )
}

/// `update … order by id`, `update … limit 100`
pub(super) fn limited(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if cursor.is_words(&["order", "by"]) {
        return Err(
            Diagnostic::new(cursor.origin(), "rows are not changed in an order")
                .why("the compiler walks the primary key, and only MySQL has another order")
                .help("remove `order by` and what follows it"),
        );
    }
    if !cursor.is_word("limit") {
        return Ok(());
    }
    Err(Diagnostic::new(
        cursor.origin(),
        "the compiler splits the statement into batches",
    )
    .why("rows that are left out by a limit would never be reached")
    .help("write `in batches of 1000`"))
}

/// `default values`, `overriding system value`, `set …`
pub(super) fn source(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    let Some(word @ ("default" | "overriding" | "set" | "value")) = cursor.word() else {
        return Ok(());
    };
    let error = cursor.expected("`values` or `select`");
    Err(match word {
        "default" => error.help("name one column, and write `values (default)`"),
        "overriding" => error
            .why("a value of `identity` is the database's to give")
            .help("declare the column `identity by default`"),
        "set" => error.help("write `(column, …) values (…)`"),
        _ => error.help("write `values (…)`"),
    })
}

/// MySQL's name for it.
pub(super) fn duplicate_key(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_words(&["on", "duplicate"]) {
        return Ok(());
    }
    Err(Diagnostic::new(
        cursor.origin(),
        "`on duplicate key` is spelled `on conflict` here",
    )
    .why("the compiler translates it for each database")
    .help("write `on conflict (column) do update set …`"))
}

/// `on conflict (a) where b do …`
pub(super) fn conflict_predicate(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_word("where") {
        return Ok(());
    }
    Err(
        Diagnostic::new(cursor.origin(), "a conflict names columns or a constraint")
            .why("the compiler knows which index is meant, its predicate included")
            .help("remove the condition"),
    )
}

pub(super) fn no_target(cursor: &Cursor<'_>) -> Diagnostic {
    Diagnostic::new(
        cursor.previous(),
        "`do update` needs to know which conflict is meant",
    )
    .why("a row can collide with more than one unique key")
    .help("write `on conflict (column, …) do update set …`")
}

/// `set (a, b) = (…)`
pub(super) fn several_at_once(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_group(Delimiter::Parenthesis) {
        return Ok(());
    }
    Err(
        Diagnostic::new(cursor.origin(), "each column is set by itself")
            .why("the compiler compares each value with the column's type")
            .help("write `a = …, b = …`"),
    )
}

/// `set t.a = 1`
pub(super) fn qualified(cursor: &Cursor<'_>, table: &Name) -> Result<(), Diagnostic> {
    if !cursor.is_punct(".") {
        return Ok(());
    }
    Err(
        Diagnostic::new(table.origin, "the column that is set has no qualifier")
            .why("it is always one of the table that is updated")
            .help(format!("remove `{table}.`")),
    )
}
