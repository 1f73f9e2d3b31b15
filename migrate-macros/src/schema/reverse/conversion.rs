//! How the values of a column come back from a type to the one before, and which do not.
//! Takes the column before and after, judges by the pair of types; must not know how a
//! database spells a cast.

mod fit;
mod kind;

use fit::{fits, rounds};
use kind::{Cast, cast};

use crate::origin::Origin;
use crate::schema::{Alteration, Column};
use crate::syntax::ast::{Expr, ExprKind, Name, TableName};

/// A column that changed its type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conversion<'a> {
    pub(super) table: &'a TableName,
    pub(super) before: &'a Column,
    pub(super) after: &'a Column,
}

/// The alteration that leads back; nothing where no cast does.
pub(super) fn back(change: &Conversion<'_>) -> Option<Alteration> {
    let using = match cast(&change.after.ty, &change.before.ty)? {
        Cast::Assignment => None,
        Cast::Explicit => Some(using(change)),
    };
    Some(Alteration::Type {
        ty: change.before.ty.clone(),
        using,
    })
}

fn using(change: &Conversion<'_>) -> Expr {
    let column = expr(ExprKind::Column {
        table: None,
        column: Name::generated(&change.before.name),
    });
    expr(ExprKind::Cast(Box::new(column), change.before.ty.clone()))
}

fn expr(kind: ExprKind) -> Expr {
    Expr {
        kind,
        origin: Origin::elsewhere(),
    }
}

/// What the two conversions lose together, in a phrase.
pub(super) fn loses(change: &Conversion<'_>, up: Option<&Expr>) -> Option<String> {
    let Conversion {
        table,
        before,
        after,
    } = *change;
    let column = format!("`{table}.{}`", before.name);
    if up.is_some_and(|up| !is_cast(up, &before.name)) || rounds(&before.ty, &after.ty) {
        return Some(format!(
            "the values of {column} from before their conversion"
        ));
    }
    if before.collation != after.collation {
        return Some(format!("the collation of {column}"));
    }
    if fits(&after.ty, &before.ty) {
        return None;
    }
    Some(format!(
        "values of {column} that do not fit `{}`",
        before.ty
    ))
}

/// Whether the expression is nothing but a cast of the column.
fn is_cast(expr: &Expr, column: &str) -> bool {
    match &expr.kind {
        ExprKind::Cast(operand, _) => is_cast(operand, column),
        ExprKind::Column { column: name, .. } => name.text == column,
        _ => false,
    }
}
