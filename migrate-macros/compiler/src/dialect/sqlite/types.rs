//! What SQLite calls a type, and how it stores its values. Takes types, gives the names
//! that sqlx reads back as the same type; must not know where a type stands.

use std::borrow::Cow;

use crate::syntax::ast::{Base, IntegerWidth, Type};

/// The declared name of a type. sqlx decodes by it: `BOOLEAN`, `DATE`, `TIME`, `DATETIME`,
/// and by what it contains of `INT`, `CHAR`, `TEXT`, `BLOB`, `REAL`.
pub(super) fn name(ty: &Type) -> Option<Cow<'static, str>> {
    if ty.array {
        return None;
    }
    let name = match &ty.base {
        Base::Bool => "BOOLEAN",
        Base::Integer(width) | Base::Serial(width) => integer(*width),
        Base::Real | Base::Double => "REAL",
        Base::Numeric(_) => "NUMERIC",
        Base::Text | Base::Varchar(None) | Base::Json | Base::Jsonb => "TEXT",
        Base::Varchar(Some(length)) => return Some(format!("VARCHAR({length})").into()),
        Base::Char(length) => return Some(format!("CHAR({length})").into()),
        Base::Bytes | Base::Uuid => "BLOB",
        Base::Date => "DATE",
        Base::Time(_) => "TIME",
        Base::Timestamp(_) | Base::TimestampTz(_) => "DATETIME",
        Base::TimeTz(_)
        | Base::Interval(_)
        | Base::Bit(_)
        | Base::Varbit(_)
        | Base::Native(_)
        | Base::Extension(_) => return None,
    };
    Some(name.into())
}

fn integer(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::Small => "SMALLINT",
        IntegerWidth::Normal => "INTEGER",
        IntegerWidth::Big => "BIGINT",
    }
}

/// How many characters a value may have, which SQLite does not check by itself.
pub(super) fn length_limit(ty: &Type) -> Option<u32> {
    match ty.base {
        Base::Varchar(length) => length,
        Base::Char(length) => Some(length),
        _ => None,
    }
}

/// How values are stored: two types of one form hold the same values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Bool,
    Integer,
    Real,
    Numeric,
    Text,
    Json,
    Bytes,
    Uuid,
    Date,
    Time,
    /// `2026-11-25 12:00:00.000`
    Timestamp,
    /// `2026-11-25T12:00:00.000+00:00`
    TimestampTz,
}

/// The form of a type that SQLite has.
pub(super) fn form(ty: &Type) -> Option<Form> {
    if ty.array {
        return None;
    }
    match &ty.base {
        Base::Bool => Some(Form::Bool),
        Base::Integer(_) | Base::Serial(_) => Some(Form::Integer),
        Base::Real | Base::Double => Some(Form::Real),
        Base::Numeric(_) => Some(Form::Numeric),
        Base::Text | Base::Varchar(_) | Base::Char(_) => Some(Form::Text),
        Base::Json | Base::Jsonb => Some(Form::Json),
        Base::Bytes => Some(Form::Bytes),
        Base::Uuid => Some(Form::Uuid),
        Base::Date => Some(Form::Date),
        Base::Time(_) => Some(Form::Time),
        Base::Timestamp(_) => Some(Form::Timestamp),
        Base::TimestampTz(_) => Some(Form::TimestampTz),
        Base::TimeTz(_)
        | Base::Interval(_)
        | Base::Bit(_)
        | Base::Varbit(_)
        | Base::Native(_)
        | Base::Extension(_) => None,
    }
}

/// Whether each value of one type is stored as it is where another is expected.
pub(super) fn is_stored_as(from: &Type, to: &Type) -> bool {
    if from == to || form(from) != form(to) {
        return from == to;
    }
    match (&from.base, &to.base) {
        (Base::Integer(one) | Base::Serial(one), Base::Integer(other) | Base::Serial(other)) => {
            one <= other
        }
        (Base::Numeric(one), Base::Numeric(other)) => other.is_none_or(|(precision, scale)| {
            let whole = i32::from(precision) - i32::from(scale);
            one.is_some_and(|(p, s)| i32::from(p) - i32::from(s) <= whole && s <= scale)
        }),
        (Base::Double, Base::Real) => false,
        // Blanks at the end are cut where they do not fit, and are none of a `char`.
        (Base::Char(_), Base::Char(_)) => true,
        (_, Base::Char(_)) => false,
        (Base::Varchar(Some(one)) | Base::Char(one), Base::Varchar(Some(other))) => one <= other,
        (Base::Text | Base::Varchar(None), Base::Varchar(Some(_))) => false,
        _ => form(from).is_some(),
    }
}

/// Whether a column of the one type makes its own of each value of the other: a column of
/// numbers takes any number.
pub(super) fn becomes(from: &Type, to: &Type) -> bool {
    match (form(from), &to.base) {
        (Some(Form::Integer), Base::Numeric(None) | Base::Double | Base::Real)
        | (Some(Form::Numeric), Base::Double) => true,
        (Some(Form::Integer), Base::Numeric(Some((precision, scale)))) => {
            i32::from(*precision) - i32::from(*scale) >= 19
        }
        _ => false,
    }
}

/// The type that two values have where they are compared, as far as it says how they are
/// stored: numbers of any kind compare as they are.
pub(super) fn compared(one: Option<Type>, other: Option<Type>) -> Option<Type> {
    let (Some(left), Some(right)) = (&one, &other) else {
        return one.or(other);
    };
    let rank = |ty: &Type| match form(ty) {
        Some(Form::Date) => 1,
        Some(Form::Timestamp) => 2,
        Some(Form::TimestampTz) => 3,
        _ => 0,
    };
    if rank(left) > 0 && rank(right) > 0 {
        return if rank(left) < rank(right) { other } else { one };
    }
    if form(left) == form(right) { one } else { None }
}

/// The type without the limits that hold only where it is stored.
pub(super) fn unlimited(ty: &Type) -> Type {
    let base = match &ty.base {
        Base::Varchar(_) | Base::Char(_) => Base::Text,
        Base::Numeric(_) => Base::Numeric(None),
        Base::Integer(_) | Base::Serial(_) => Base::Integer(IntegerWidth::Big),
        Base::Real => Base::Double,
        Base::Time(_) => Base::Time(None),
        Base::Timestamp(_) => Base::Timestamp(None),
        Base::TimestampTz(_) => Base::TimestampTz(None),
        other => other.clone(),
    };
    Type {
        base,
        array: ty.array,
    }
}
