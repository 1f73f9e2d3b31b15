//! What is said of a constraint that cannot be, or that the language leaves out. Takes
//! what was read, gives the error; must not know the table.

use proc_macro2::Delimiter;

use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::syntax::Cursor;
use crate::syntax::ast::{ConstraintPhraseKind, ReferentialAction};

/// What begins inside a table, beside a column.
const ITEMS: &[&str] = &[
    "primary",
    "unique",
    "check",
    "foreign",
    "exclude",
    "constraint",
    "index",
];

/// Neither a constraint nor, in a table, a column.
pub(super) fn no_constraint(cursor: &Cursor<'_>) -> Diagnostic {
    let mut ahead = *cursor;
    let Some((word, _)) = ahead.eat_identifier() else {
        return cursor.expected("a constraint");
    };
    if let Some(near) = nearest(word, ITEMS.iter().copied())
        && near != word
    {
        return cursor
            .expected("a constraint")
            .help(format!("write `{near}`"));
    }
    if word == "key" {
        return cursor
            .expected("a constraint")
            .help("write `index (…)`, `unique (…)` or `primary key (…)`");
    }
    match ahead.eat_identifier() {
        Some((ty, origin)) => Diagnostic::new(origin, "a column's type stands behind a colon")
            .help(format!("write `{word}: {ty}`")),
        None => cursor.expected("a constraint"),
    }
}

/// `primary key (a) include (b)`
pub(super) fn behind_key(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    let title = match cursor.word() {
        Some("include") => "a constraint includes no columns here",
        Some("with") => "a constraint has no storage parameters here",
        Some("using") => "a constraint names no tablespace here",
        Some(_) | None => return Ok(()),
    };
    Err(Diagnostic::new(cursor.origin(), title)
        .why("they belong to the index behind it")
        .help("create a unique index with them, and add the constraint `using index`"))
}

/// `match full` and `match partial`; `match simple` is what every foreign key is.
pub(super) fn matching(cursor: &mut Cursor<'_>) -> Result<(), Diagnostic> {
    if cursor.eat_words(&["match", "simple"]).is_some() {
        return Ok(());
    }
    let Some(origin) = cursor.eat_word("match") else {
        return Ok(());
    };
    Err(
        Diagnostic::new(origin, "a foreign key matches as `match simple` does")
            .why("only PostgreSQL has another way, and only half of it")
            .help("remove it, and write `check (num_nulls(a, b) in (0, 2))` for `match full`"),
    )
}

/// `on update set null (a)`, `on delete cascade (a)`
pub(super) fn columns_of_action(cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    if !cursor.is_group(Delimiter::Parenthesis) {
        return Ok(());
    }
    Err(Diagnostic::new(
        cursor.origin(),
        "this action concerns every column of the key",
    )
    .why("only `on delete set null` and `on delete set default` can set some of them")
    .help("remove the list"))
}

pub(super) fn action_twice(
    before: Option<ReferentialAction>,
    origin: Origin,
) -> Result<(), Diagnostic> {
    match before {
        None => Ok(()),
        Some(_) => {
            Err(Diagnostic::new(origin, "this action is written twice")
                .help("remove one of the two"))
        }
    }
}

/// `check (…) deferrable`
pub(super) fn checked_at_once(
    kind: &ConstraintPhraseKind,
    origin: Origin,
) -> Result<(), Diagnostic> {
    match kind {
        ConstraintPhraseKind::Check(_) => Err(Diagnostic::new(origin, "a check is never deferred")
            .why("the database evaluates it while it writes the row")
            .help("remove it")),
        ConstraintPhraseKind::PrimaryKey(_)
        | ConstraintPhraseKind::Unique { .. }
        | ConstraintPhraseKind::ForeignKey { .. }
        | ConstraintPhraseKind::Exclude { .. }
        | ConstraintPhraseKind::PrimaryKeyUsingIndex(_)
        | ConstraintPhraseKind::UniqueUsingIndex(_) => Ok(()),
    }
}

/// `unique (…) not valid`
pub(super) fn always_valid(kind: &ConstraintPhraseKind, origin: Origin) -> Result<(), Diagnostic> {
    match kind {
        ConstraintPhraseKind::Check(_) | ConstraintPhraseKind::ForeignKey { .. } => Ok(()),
        ConstraintPhraseKind::PrimaryKey(_)
        | ConstraintPhraseKind::Unique { .. }
        | ConstraintPhraseKind::Exclude { .. }
        | ConstraintPhraseKind::PrimaryKeyUsingIndex(_)
        | ConstraintPhraseKind::UniqueUsingIndex(_) => Err(Diagnostic::new(
            origin,
            "only a check or a foreign key can be left to be validated later",
        )
        .why("this constraint is an index, which holds every row or does not exist")
        .help("remove it: the compiler builds the index without stopping writers")),
    }
}
