//! What is said of a column that is written as another database has it. Takes what was
//! read, gives the error; must not know other columns.

use proc_macro2::Delimiter;

use super::starts_column;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::syntax::Cursor;
use crate::syntax::ast::{ColumnAttributeKind, Name};
use crate::syntax::habit::definition;
use crate::syntax::types::ATTRIBUTES;

/// `id bigint`, as SQL has it.
pub(super) fn no_colon(cursor: &Cursor<'_>, name: &Name) -> Result<(), Diagnostic> {
    let mut ahead = *cursor;
    if ahead.eat_identifier().is_none() {
        return Ok(());
    }
    let definition = definition(*cursor);
    Err(
        Diagnostic::new(cursor.origin(), "a column's type stands behind a colon")
            .help(format!("write `{name}: {definition}`")),
    )
}

/// `constraint n default 1`
pub(super) fn not_a_constraint(
    kind: &ColumnAttributeKind,
    start: Origin,
) -> Result<(), Diagnostic> {
    match kind {
        ColumnAttributeKind::NotNull
        | ColumnAttributeKind::PrimaryKey
        | ColumnAttributeKind::Unique { .. }
        | ColumnAttributeKind::Check(_)
        | ColumnAttributeKind::References(_) => Ok(()),
        ColumnAttributeKind::Null
        | ColumnAttributeKind::Default(_)
        | ColumnAttributeKind::IdentityAlways
        | ColumnAttributeKind::IdentityByDefault
        | ColumnAttributeKind::Generated { .. }
        | ColumnAttributeKind::Collate(_)
        | ColumnAttributeKind::Comment(_) => {
            Err(Diagnostic::new(start, "only a constraint has a name")
                .why("the database knows no other attribute of a column by a name")
                .help("remove `constraint` and the name behind it"))
        }
    }
}

/// `identity (start with 1000)`, `primary key (id)`.
pub(super) fn group_behind(cursor: &Cursor<'_>, delimiter: Delimiter) -> Result<(), Diagnostic> {
    if !cursor.is_group(delimiter) {
        return Ok(());
    }
    Err(Diagnostic::new(
        cursor.origin(),
        "this attribute takes nothing in parentheses",
    )
    .help("remove them; a constraint over several columns stands on a line of its own"))
}

/// A word behind the attributes that is none.
pub(super) fn no_attribute(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    let Some(word) = cursor.word() else {
        return Ok(());
    };
    if starts_column(cursor) {
        let title = "a comma is missing between two columns";
        return Err(Diagnostic::new(cursor.previous(), title).help("write `,` behind this"));
    }
    let error = Diagnostic::new(
        cursor.origin(),
        format!("`{word}` is no attribute of a column"),
    );
    let error = match word {
        "auto_increment" | "autoincrement" => error
            .why("the compiler writes what each database has for it")
            .help("write `identity` before `primary key`"),
        "unsigned" | "zerofill" => error
            .why("only MySQL has such numbers")
            .help("write `check (column >= 0)`"),
        "foreign" => error.help("write `references table(column)`"),
        "on" if misspelt_action(*cursor).is_some() => {
            return misspelt_action(*cursor).map_or(Ok(()), Err);
        }
        "on" => error
            .why("only a foreign key has actions, and only MySQL updates a column by itself")
            .help("write it behind `references …`, or set the column where the row is updated"),
        "deferrable" | "initially" => deferrable(error),
        "not" if cursor.is_words(&["not", "deferrable"]) => deferrable(error),
        "not" => {
            let mut ahead = *cursor;
            ahead.next();
            ahead.expected("`null`")
        }
        _ => match nearest(word, ATTRIBUTES.iter().copied()) {
            Some(near) => error.help(format!("write `{near}`")),
            None => return Ok(()),
        },
    };
    Err(error)
}

/// `on delte cascade`
fn misspelt_action(mut cursor: Cursor<'_>) -> Option<Diagnostic> {
    cursor.eat_word("on")?;
    let word = cursor.word()?;
    let near = nearest(word, ["delete", "update"]).filter(|near| *near != word)?;
    let error = Diagnostic::new(cursor.origin(), format!("`{word}` cannot stand here"));
    Some(error.help(format!("write `{near}`")))
}

fn deferrable(error: Diagnostic) -> Diagnostic {
    error
        .why("at a column only a foreign key says when it is checked")
        .help("write the constraint on a line of its own: `unique (…) deferrable`")
}
