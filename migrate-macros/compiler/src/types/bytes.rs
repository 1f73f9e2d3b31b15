//! What PostgreSQL does to the bytes of a value whose type changes. Takes two types; must
//! not know the table, nor any expression. The verdicts are measured, and are the same on 13
//! to 18.
//! <https://www.postgresql.org/docs/15/sql-altertable.html#SQL-ALTERTABLE-NOTES>

use super::limits::holds;
use crate::syntax::ast::{Base, IntegerWidth, Type};

/// How the stored values get from one type to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coercion {
    Same,
    /// The same bytes, compared by the same operators.
    Relabel,
    /// The same bytes, compared by others: an index says which.
    Operators,
    Convert,
}

pub(super) fn bytes(from: &Type, to: &Type) -> Coercion {
    if from == to {
        return Coercion::Same;
    }
    if from.array != to.array {
        return Coercion::Convert;
    }
    if from.array {
        return of_elements(&from.base, &to.base);
    }
    of_values(&from.base, &to.base)
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
        (Native("cidr"), Native("inet")) | (Native("xml"), Text | Varchar(None)) => true,
        (Bit(_), Varbit(None)) | (Integer(Normal), Native("oid")) => return Coercion::Operators,
        (Native("oid"), Integer(Normal)) => return Coercion::Operators,
        (Text | Varchar(_), Extension(name)) | (Extension(name), Text | Varchar(None))
            if is_citext(name) =>
        {
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
