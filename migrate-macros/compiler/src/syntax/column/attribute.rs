//! One attribute of a column. Takes a cursor, gives the attribute that begins there, if
//! one does; must not know the others.

use proc_macro2::Delimiter;

use super::{generated, mistake};
use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::{ColumnAttribute, ColumnAttributeKind};
use crate::syntax::constraint::{condition, nulls_not_distinct, reference};
use crate::syntax::expr::operand_expr;
use crate::syntax::name::named;

pub(super) fn attribute(cursor: &mut Cursor<'_>) -> Result<Option<ColumnAttribute>, Diagnostic> {
    let start = cursor.origin();
    let name = match cursor.eat_word("constraint") {
        Some(_) => Some(named(cursor, "the name of the constraint")?),
        None => None,
    };
    let Some(kind) = kind(cursor)? else {
        return match name {
            Some(_) => Err(cursor.expected("a constraint")),
            None => Ok(None),
        };
    };
    if name.is_some() {
        mistake::not_a_constraint(&kind, start)?;
    }
    Ok(Some(ColumnAttribute {
        name,
        kind,
        origin: start.to(cursor.previous()),
    }))
}

fn kind(cursor: &mut Cursor<'_>) -> Result<Option<ColumnAttributeKind>, Diagnostic> {
    let Some(word) = cursor.word() else {
        return Ok(None);
    };
    let kind = match word {
        "not" if cursor.is_words(&["not", "null"]) => {
            cursor.expect_words(&["not", "null"])?;
            ColumnAttributeKind::NotNull
        }
        "null" => {
            cursor.next();
            ColumnAttributeKind::Null
        }
        "default" => {
            cursor.next();
            ColumnAttributeKind::Default(operand_expr(cursor)?)
        }
        "primary" => {
            cursor.expect_words(&["primary", "key"])?;
            ColumnAttributeKind::PrimaryKey
        }
        "unique" => {
            cursor.next();
            ColumnAttributeKind::Unique {
                nulls_not_distinct: nulls_not_distinct(cursor)?,
            }
        }
        "check" => {
            cursor.next();
            ColumnAttributeKind::Check(condition(cursor)?)
        }
        "references" => {
            cursor.next();
            ColumnAttributeKind::References(reference(cursor)?)
        }
        "identity" => generated::identity(cursor)?,
        "generated" => generated::generated(cursor)?,
        "collate" => {
            cursor.next();
            ColumnAttributeKind::Collate(named(cursor, "a collation")?.text)
        }
        "comment" => {
            cursor.next();
            ColumnAttributeKind::Comment(cursor.string()?.0)
        }
        _ => return Ok(None),
    };
    mistake::group_behind(cursor, Delimiter::Parenthesis)?;
    Ok(Some(kind))
}
