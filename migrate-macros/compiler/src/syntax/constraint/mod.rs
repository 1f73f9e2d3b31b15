//! Constraints of a table. Takes a cursor, gives a constraint as written; must not know
//! whether its columns exist.

mod deferrable;
mod exclude;
mod mistake;
mod reference;

use proc_macro2::Delimiter;

use super::Cursor;
use super::ast::{ConstraintPhrase, ConstraintPhraseKind, Deferrable, Expr, Name};
use super::expr::expr;
use super::name::{named, names};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use deferrable::deferrable;

pub(super) use reference::reference;

/// `[constraint name] primary key (…) | unique (…) | check (…) | foreign key (…) … |
/// exclude …`, with when it is checked and whether what is there is.
pub(crate) fn constraint(cursor: &mut Cursor<'_>) -> Result<ConstraintPhrase, Diagnostic> {
    let start = cursor.origin();
    let name = match cursor.eat_word("constraint") {
        Some(_) => Some(named(cursor, "the name of the constraint")?),
        None => None,
    };
    let kind = kind(cursor)?;
    let (deferrable, not_valid) = suffixes(cursor, &kind)?;
    Ok(ConstraintPhrase {
        name,
        kind,
        deferrable,
        not_valid,
        origin: start.to(cursor.previous()),
    })
}

fn kind(cursor: &mut Cursor<'_>) -> Result<ConstraintPhraseKind, Diagnostic> {
    match cursor.word() {
        Some("primary") => primary_key(cursor),
        Some("unique") => unique(cursor),
        Some("check") => {
            cursor.next();
            condition(cursor).map(ConstraintPhraseKind::Check)
        }
        Some("foreign") => foreign_key(cursor),
        Some("exclude") => exclude::exclude(cursor),
        Some(_) | None => Err(mistake::no_constraint(cursor)),
    }
}

fn primary_key(cursor: &mut Cursor<'_>) -> Result<ConstraintPhraseKind, Diagnostic> {
    cursor.expect_words(&["primary", "key"])?;
    if cursor.eat_words(&["using", "index"]).is_some() {
        let index = named(cursor, "the name of the index")?;
        return Ok(ConstraintPhraseKind::PrimaryKeyUsingIndex(index));
    }
    let columns = key_columns(cursor)?;
    Ok(ConstraintPhraseKind::PrimaryKey(columns))
}

fn unique(cursor: &mut Cursor<'_>) -> Result<ConstraintPhraseKind, Diagnostic> {
    cursor.expect_word("unique")?;
    if cursor.eat_words(&["using", "index"]).is_some() {
        let index = named(cursor, "the name of the index")?;
        return Ok(ConstraintPhraseKind::UniqueUsingIndex(index));
    }
    Ok(ConstraintPhraseKind::Unique {
        nulls_not_distinct: nulls_not_distinct(cursor)?,
        columns: key_columns(cursor)?,
    })
}

fn key_columns(cursor: &mut Cursor<'_>) -> Result<Vec<Name>, Diagnostic> {
    let columns = names(cursor)?;
    mistake::behind_key(cursor)?;
    Ok(columns)
}

fn foreign_key(cursor: &mut Cursor<'_>) -> Result<ConstraintPhraseKind, Diagnostic> {
    cursor.expect_words(&["foreign", "key"])?;
    let columns = names(cursor)?;
    cursor.expect_word("references")?;
    Ok(ConstraintPhraseKind::ForeignKey {
        columns,
        reference: reference(cursor)?,
    })
}

/// `(e)`
pub(super) fn condition(cursor: &mut Cursor<'_>) -> Result<Expr, Diagnostic> {
    let (mut inner, _) = cursor.expect_group(Delimiter::Parenthesis)?;
    let condition = expr(&mut inner)?;
    inner.expect_end()?;
    Ok(condition)
}

/// `nulls [not] distinct`, where it is written.
pub(super) fn nulls_not_distinct(cursor: &mut Cursor<'_>) -> Result<Option<Origin>, Diagnostic> {
    let Some(start) = cursor.eat_word("nulls") else {
        return Ok(None);
    };
    let negated = cursor.eat_word("not").is_some();
    cursor.expect_word("distinct")?;
    Ok(negated.then(|| start.to(cursor.previous())))
}

/// A foreign key has its own place for when it is checked.
fn suffixes(
    cursor: &mut Cursor<'_>,
    kind: &ConstraintPhraseKind,
) -> Result<(Deferrable, bool), Diagnostic> {
    let mut checked = match kind {
        ConstraintPhraseKind::ForeignKey { reference, .. } => reference.deferrable,
        ConstraintPhraseKind::PrimaryKey(_)
        | ConstraintPhraseKind::Unique { .. }
        | ConstraintPhraseKind::Check(_)
        | ConstraintPhraseKind::Exclude { .. }
        | ConstraintPhraseKind::PrimaryKeyUsingIndex(_)
        | ConstraintPhraseKind::UniqueUsingIndex(_) => Deferrable::No,
    };
    let start = cursor.origin();
    if let Some(written) = deferrable(cursor)? {
        mistake::checked_at_once(kind, start)?;
        checked = written;
    }
    let not_valid = cursor.eat_words(&["not", "valid"]);
    if let Some(origin) = not_valid {
        mistake::always_valid(kind, origin)?;
    }
    Ok((checked, not_valid.is_some()))
}
