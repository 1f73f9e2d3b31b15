//! `on conflict`. Takes a cursor behind the rows of an `insert`, gives what happens to a
//! row that is there already; must not know the table's keys.

use proc_macro2::Delimiter;

use super::{assignment, mistake};
use crate::syntax::ast::{Conflict, ConflictAction, ConflictTarget};
use crate::syntax::expr::{Parsed, Parser};
use crate::syntax::name::{named, names};

/// `on conflict [(c, …) | on constraint n] do nothing | do update set … [where e]`
pub(super) fn conflict(parser: &mut Parser<'_>) -> Parsed<Option<Conflict>> {
    mistake::duplicate_key(&parser.cursor)?;
    if parser.cursor.eat_words(&["on", "conflict"]).is_none() {
        return Ok(None);
    }
    let target = target(parser)?;
    mistake::conflict_predicate(&parser.cursor)?;
    let action = action(parser)?;
    if target.is_none() && action != ConflictAction::Nothing {
        return Err(mistake::no_target(&parser.cursor).into());
    }
    Ok(Some(Conflict { target, action }))
}

fn target(parser: &mut Parser<'_>) -> Parsed<Option<ConflictTarget>> {
    let cursor = &mut parser.cursor;
    if cursor.eat_words(&["on", "constraint"]).is_some() {
        let constraint = named(cursor, "the name of the constraint")?;
        return Ok(Some(ConflictTarget::Constraint(constraint)));
    }
    if !cursor.is_group(Delimiter::Parenthesis) {
        return Ok(None);
    }
    Ok(Some(ConflictTarget::Columns(names(cursor)?)))
}

fn action(parser: &mut Parser<'_>) -> Parsed<ConflictAction> {
    parser.cursor.expect_word("do")?;
    if parser.cursor.eat_word("nothing").is_some() {
        return Ok(ConflictAction::Nothing);
    }
    if parser.cursor.eat_word("update").is_none() {
        return Err(parser.cursor.expected("`nothing` or `update`").into());
    }
    Ok(ConflictAction::Update {
        set: assignment::set(parser)?,
        filter: parser.filter("where")?,
    })
}
