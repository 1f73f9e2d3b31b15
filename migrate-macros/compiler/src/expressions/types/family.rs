//! Types by what can be done with them, whatever their size. Takes types, gives families;
//! must not know any operator.

use crate::syntax::ast::{Base, Type};

/// Types that share operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Bool,
    Number,
    Text,
    Bytes,
    Uuid,
    Date,
    Time,
    TimeTz,
    Timestamp,
    TimestampTz,
    Interval,
    Json,
    Jsonb,
    Bit,
    Array,
    /// A type of PostgreSQL's own or of an extension: what it can do is not known here.
    Other,
}

/// Whether values of the type are sorted as a language wants it.
pub(crate) fn collatable(ty: &Type) -> bool {
    match ty.base {
        Base::Text | Base::Varchar(_) | Base::Char(_) | Base::Native(_) | Base::Extension(_) => {
            true
        }
        Base::Bool | Base::Integer(_) | Base::Serial(_) | Base::Real | Base::Double => false,
        Base::Numeric(_) | Base::Bytes | Base::Uuid | Base::Json | Base::Jsonb => false,
        Base::Date | Base::Time(_) | Base::TimeTz(_) | Base::Interval(_) => false,
        Base::Timestamp(_) | Base::TimestampTz(_) | Base::Bit(_) | Base::Varbit(_) => false,
    }
}

impl Family {
    pub(crate) fn of(ty: &Type) -> Self {
        if ty.array {
            return Self::Array;
        }
        match &ty.base {
            Base::Bool => Self::Bool,
            Base::Integer(_) | Base::Serial(_) | Base::Real | Base::Double | Base::Numeric(_) => {
                Self::Number
            }
            Base::Text | Base::Varchar(_) | Base::Char(_) => Self::Text,
            Base::Bytes => Self::Bytes,
            Base::Uuid => Self::Uuid,
            Base::Date => Self::Date,
            Base::Time(_) => Self::Time,
            Base::TimeTz(_) => Self::TimeTz,
            Base::Timestamp(_) => Self::Timestamp,
            Base::TimestampTz(_) => Self::TimestampTz,
            Base::Interval(_) => Self::Interval,
            Base::Json => Self::Json,
            Base::Jsonb => Self::Jsonb,
            Base::Bit(_) | Base::Varbit(_) => Self::Bit,
            Base::Native(_) | Base::Extension(_) => Self::Other,
        }
    }

    /// A moment, with or without its time and zone.
    pub(crate) fn is_moment(self) -> bool {
        matches!(self, Self::Date | Self::Timestamp | Self::TimestampTz)
    }
}

/// The type without the limits that hold only where it is stored: lengths, precisions.
pub(crate) fn loosened(ty: &Type) -> Type {
    let base = match &ty.base {
        Base::Varchar(_) => Base::Varchar(None),
        Base::Char(_) => Base::Text,
        Base::Numeric(_) => Base::Numeric(None),
        Base::Bit(_) => Base::Varbit(None),
        Base::Varbit(_) => Base::Varbit(None),
        Base::Time(_) => Base::Time(None),
        Base::TimeTz(_) => Base::TimeTz(None),
        Base::Timestamp(_) => Base::Timestamp(None),
        Base::TimestampTz(_) => Base::TimestampTz(None),
        Base::Interval(_) => Base::Interval(None),
        Base::Serial(width) => Base::Integer(*width),
        other => other.clone(),
    };
    Type {
        base,
        array: ty.array,
    }
}
