//! What a new type of a column costs. Takes a table and a type, gives what PostgreSQL
//! does to the rows; must not know how it is asked. The verdicts are measured, and are the
//! same on 13 to 18.

use crate::schema::{Constraint, Index, Table, mentions_column, plain_column};
use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, Type};

/// What PostgreSQL does while nobody can read the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TypeChange {
    /// The catalogue only.
    Metadata,
    /// Every row of a foreign key is looked up again.
    Revalidation,
    /// Indexes over the column are built again.
    IndexRebuild,
    /// Every row is written, and every index built.
    Rewrite,
}

/// What giving a column this type does to a table as it is before.
pub(crate) fn rewrites(table: &Table, column: &str, to: &Type, using: Option<&Expr>) -> TypeChange {
    let Some(from) = table.column(column).map(|column| &column.ty) else {
        return TypeChange::Rewrite;
    };
    match coercion(from, to, using, column) {
        Coercion::Same => TypeChange::Metadata,
        Coercion::Relabel if rebuilds_expressions(table, column) => TypeChange::IndexRebuild,
        Coercion::Relabel => TypeChange::Metadata,
        Coercion::Operators if rebuilds_any(table, column) => TypeChange::IndexRebuild,
        Coercion::Operators if has_foreign_key(table, column) => TypeChange::Revalidation,
        Coercion::Operators => TypeChange::Metadata,
        Coercion::Convert => TypeChange::Rewrite,
    }
}

/// Whether `using` says that the column is in UTC and nothing else, between the two types
/// of timestamps: PostgreSQL needs no rewrite for it when the session's zone says the same.
pub(super) fn is_utc(from: &Type, to: &Type, using: Option<&Expr>, column: &str) -> bool {
    use Base::{Timestamp, TimestampTz};
    let types = matches!(
        (&from.base, &to.base),
        (Timestamp(None), TimestampTz(None)) | (TimestampTz(None), Timestamp(None))
    );
    types && !from.array && !to.array && using.is_some_and(|using| is_column_in_utc(using, column))
}

fn is_column_in_utc(using: &Expr, column: &str) -> bool {
    match &using.kind {
        ExprKind::AtTimeZone(operand, zone) => {
            is_this_column(operand, column)
                && matches!(&zone.kind, ExprKind::Text(zone)
                    if zone.eq_ignore_ascii_case("utc") || zone.eq_ignore_ascii_case("etc/utc"))
        }
        _ => false,
    }
}

/// How the values get from one type to the other.
enum Coercion {
    Same,
    /// The same bytes, compared by the same operators.
    Relabel,
    /// The same bytes, compared by others: an index says which.
    Operators,
    Convert,
}

fn coercion(from: &Type, to: &Type, using: Option<&Expr>, column: &str) -> Coercion {
    match using {
        Some(_) if is_utc(from, to, using, column) => Coercion::Operators,
        Some(using) if !says_nothing(using, column, to) => Coercion::Convert,
        Some(_) | None if from == to => Coercion::Same,
        Some(_) | None if from.array != to.array => Coercion::Convert,
        Some(_) | None if from.array => of_elements(&from.base, &to.base),
        Some(_) | None => of_values(&from.base, &to.base),
    }
}

/// `using c`, `using c::type`: what PostgreSQL does by itself.
fn says_nothing(using: &Expr, column: &str, to: &Type) -> bool {
    match &using.kind {
        ExprKind::Cast(operand, ty) => ty == to && is_this_column(operand, column),
        _ => is_this_column(using, column),
    }
}

fn is_this_column(expr: &Expr, name: &str) -> bool {
    matches!(&expr.kind, ExprKind::Column { column, .. } if column.text == name)
}

/// Elements of arrays are looked at one by one as soon as there is something to check, or
/// another type to check for.
fn of_elements(from: &Base, to: &Base) -> Coercion {
    use Base::*;
    match (from, to) {
        (Varchar(_), Varchar(None))
        | (Numeric(_), Numeric(None))
        | (Time(_), Time(None))
        | (TimeTz(_), TimeTz(None))
        | (Timestamp(_), Timestamp(None))
        | (TimestampTz(_), TimestampTz(None))
        | (Interval(_), Interval(None))
        | (Varbit(_), Varbit(None)) => Coercion::Relabel,
        _ => Coercion::Convert,
    }
}

fn of_values(from: &Base, to: &Base) -> Coercion {
    use Base::*;
    use IntegerWidth::Normal;
    let relabels = match (from, to) {
        (Varchar(from), Varchar(to)) | (Varbit(from), Varbit(to)) => holds(*from, *to),
        (Varchar(_), Text) | (Text, Varchar(None)) => true,
        (Numeric(from), Numeric(to)) => holds_number(*from, *to),
        (Time(from), Time(to))
        | (TimeTz(from), TimeTz(to))
        | (Timestamp(from), Timestamp(to))
        | (TimestampTz(from), TimestampTz(to))
        | (Interval(from), Interval(to)) => *to == Some(6) || holds(*from, *to),
        (Native("cidr"), Native("inet")) | (Native("xml"), Text) => true,
        (Bit(_), Varbit(None))
        | (Integer(Normal), Native("oid"))
        | (Native("oid"), Integer(Normal)) => return Coercion::Operators,
        (Text, Extension(name)) | (Extension(name), Text) if is_citext(name) => {
            return Coercion::Operators;
        }
        _ => false,
    };
    if relabels {
        Coercion::Relabel
    } else {
        Coercion::Convert
    }
}

/// Whether every value of a length fits into another; nothing is without limit.
fn holds<T: Ord>(from: Option<T>, to: Option<T>) -> bool {
    match (from, to) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(from), Some(to)) => to >= from,
    }
}

fn holds_number(from: Option<(u16, i16)>, to: Option<(u16, i16)>) -> bool {
    match (from, to) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((digits, scale)), Some((more, same))) => more >= digits && same == scale,
    }
}

fn is_citext(name: &str) -> bool {
    name.rsplit('.').next() == Some("citext")
}

/// An expression or a predicate over the column is compiled anew, and its index built anew.
fn rebuilds_expressions(table: &Table, column: &str) -> bool {
    let computes = |index: &Index| {
        let mut keys = index.keys.iter().map(|key| &key.expr);
        keys.any(|key| plain_column(key).is_none() && mentions_column(key, column))
            || index
                .filter
                .iter()
                .any(|filter| mentions_column(filter, column))
    };
    let excludes = |constraint: &Constraint| {
        constraint.has_index() && constraint.columns().is_empty() && constraint.uses(column)
    };
    table.indexes.iter().any(computes) || table.constraints.iter().any(excludes)
}

fn rebuilds_any(table: &Table, column: &str) -> bool {
    let mut keys = table
        .constraints
        .iter()
        .filter(|constraint| constraint.has_index());
    table.indexes.iter().any(|index| index.uses(column)) || keys.any(|key| key.uses(column))
}

fn has_foreign_key(table: &Table, column: &str) -> bool {
    let mut keys = table.constraints.iter().filter_map(Constraint::foreign_key);
    keys.any(|key| key.columns.iter().any(|name| name == column))
}
