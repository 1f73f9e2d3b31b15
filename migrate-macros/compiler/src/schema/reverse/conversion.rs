//! How the values of a column come back from a type to the one before, and which do not.
//! Takes the column before and after, judges by the pair of types; must not know how a
//! database spells a cast.

use crate::origin::Origin;
use crate::schema::{Column, ColumnChange};
use crate::syntax::ast::{Base, Expr, ExprKind, Name, TableName};
use crate::types::{Cast, Values, conversion};

/// A column that changed its type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Retyped<'a> {
    pub(super) table: &'a TableName,
    pub(super) before: &'a Column,
    pub(super) after: &'a Column,
}

/// The alteration that leads back; nothing where no cast does. `up` said how the values
/// became what they are.
pub(super) fn back(change: &Retyped<'_>, up: Option<&Expr>) -> Option<ColumnChange> {
    let using = match conversion(&change.after.ty, &change.before.ty).cast? {
        // The session's zone, which the cast would take, may be any.
        Cast::Implicit | Cast::Assignment => zone(change, up).and(up).cloned(),
        Cast::Explicit => Some(using(change)),
    };
    Some(ColumnChange::Type {
        ty: change.before.ty.clone(),
        using,
    })
}

fn using(change: &Retyped<'_>) -> Expr {
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
pub(super) fn loses(change: &Retyped<'_>, up: Option<&Expr>) -> Option<String> {
    let Retyped {
        table,
        before,
        after,
    } = *change;
    let column = format!("`{table}.{}`", before.name);
    let is_exact = |up| is_cast(up, &before.name) || zone(change, Some(up)).is_some_and(is_utc);
    if !up.is_none_or(is_exact) || conversion(&before.ty, &after.ty).values == Values::Rounds {
        return Some(format!(
            "the values of {column} from before their conversion"
        ));
    }
    if before.collation != after.collation {
        return Some(format!("the collation of {column}"));
    }
    if conversion(&after.ty, &before.ty).values.fit() {
        return None;
    }
    Some(format!(
        "values of {column} that do not fit `{}`",
        before.ty
    ))
}

/// The zone of `c at time zone z`, which leads from a time with a zone to one without, and
/// from there back.
fn zone<'e>(change: &Retyped<'_>, up: Option<&'e Expr>) -> Option<&'e Expr> {
    let ExprKind::AtTimeZone(operand, zone) = &up?.kind else {
        return None;
    };
    let Retyped { before, after, .. } = change;
    let turns = match (&before.ty.base, &after.ty.base) {
        (Base::Timestamp(_), Base::TimestampTz(_)) => true,
        (Base::TimestampTz(_), Base::Timestamp(_)) => true,
        (_, _) => false,
    };
    let is_column =
        matches!(&operand.kind, ExprKind::Column { column, .. } if column.text == before.name);
    (turns && is_column && !before.ty.array && !after.ty.array).then_some(zone)
}

/// Every other zone has hours that come twice, or never.
fn is_utc(zone: &Expr) -> bool {
    matches!(&zone.kind, ExprKind::Text(zone) if zone.eq_ignore_ascii_case("utc"))
}

/// Whether the expression is nothing but a cast of the column.
fn is_cast(expr: &Expr, column: &str) -> bool {
    match &expr.kind {
        ExprKind::Cast(operand, _) => is_cast(operand, column),
        ExprKind::Column { column: name, .. } => name.text == column,
        _ => false,
    }
}
