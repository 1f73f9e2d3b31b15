//! Which cast leads from one type to another. Must not know which values survive it.

use crate::syntax::ast::{Base, IntegerWidth, Type};

/// How values get from one type to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cast {
    /// By themselves, when they are stored.
    Assignment,
    /// Where a cast asks for it.
    Explicit,
}

/// Types whose values are of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bool,
    Number,
    Text,
    Bytes,
    Uuid,
    /// Dates and points in time.
    Moment,
    /// Times of the day and intervals.
    Duration,
    Json,
    Bits,
    Address,
    Hardware,
    Money,
    /// What stands for a row of the catalogue.
    Object,
    Native,
    Extension,
}

/// The cast between two types that are not the same; nothing where there is none.
pub(super) fn cast(from: &Type, to: &Type) -> Option<Cast> {
    match (from.array, to.array) {
        (true, true) | (false, false) => cast_base(&from.base, &to.base),
        (true, false) => (kind(&to.base) == Kind::Text).then_some(Cast::Assignment),
        (false, true) => (kind(&from.base) == Kind::Text).then_some(Cast::Explicit),
    }
}

fn cast_base(from: &Base, to: &Base) -> Option<Cast> {
    use Cast::*;
    match (kind(from), kind(to)) {
        _ if from == to => Some(Assignment),
        (_, Kind::Text) => Some(Assignment),
        (Kind::Text | Kind::Extension, _) | (_, Kind::Extension) => Some(Explicit),
        (Kind::Native, _) | (_, Kind::Native) => None,
        (one, other) if one == other => (!is_apart(from, to)).then_some(Assignment),
        (Kind::Moment, Kind::Duration) => takes_time(from, to).then_some(Assignment),
        (Kind::Bool, Kind::Number) => is_int(to).then_some(Explicit),
        (Kind::Number, Kind::Bool) => is_int(from).then_some(Explicit),
        (Kind::Bits, Kind::Number) => (is_bit(from) && is_integer(to)).then_some(Explicit),
        (Kind::Number, Kind::Bits) => (is_integer(from) && is_bit(to)).then_some(Explicit),
        (Kind::Json, Kind::Number | Kind::Bool) => (*from == Base::Jsonb).then_some(Explicit),
        (Kind::Money, Kind::Number) => matches!(to, Base::Numeric(_)).then_some(Assignment),
        (Kind::Number, Kind::Money) => is_exact(from).then_some(Assignment),
        (Kind::Object, Kind::Number) => is_integer(to).then_some(Assignment),
        (Kind::Number, Kind::Object) => is_any_integer(from).then_some(Assignment),
        _ => None,
    }
}

fn kind(base: &Base) -> Kind {
    match base {
        Base::Bool => Kind::Bool,
        Base::Integer(_) | Base::Serial(_) | Base::Real | Base::Double | Base::Numeric(_) => {
            Kind::Number
        }
        Base::Text | Base::Varchar(_) | Base::Char(_) => Kind::Text,
        Base::Bytes => Kind::Bytes,
        Base::Uuid => Kind::Uuid,
        Base::Date | Base::Timestamp(_) | Base::TimestampTz(_) => Kind::Moment,
        Base::Time(_) | Base::TimeTz(_) | Base::Interval(_) => Kind::Duration,
        Base::Json | Base::Jsonb => Kind::Json,
        Base::Bit(_) | Base::Varbit(_) => Kind::Bits,
        Base::Native(name) => native(name),
        Base::Extension(_) => Kind::Extension,
    }
}

fn native(name: &str) -> Kind {
    match name {
        "name" => Kind::Text,
        "inet" | "cidr" => Kind::Address,
        "macaddr" | "macaddr8" => Kind::Hardware,
        "money" => Kind::Money,
        "oid" => Kind::Object,
        name if name.starts_with("reg") => Kind::Object,
        _ => Kind::Native,
    }
}

/// A point in time has a time of the day, and it is no interval.
fn takes_time(from: &Base, to: &Base) -> bool {
    match (from, to) {
        (Base::Timestamp(_), Base::Time(_)) => true,
        (Base::TimestampTz(_), Base::Time(_) | Base::TimeTz(_)) => true,
        (_, _) => false,
    }
}

/// The two of a kind that have no cast.
fn is_apart(from: &Base, to: &Base) -> bool {
    match (from, to) {
        (Base::TimeTz(_), Base::Interval(_)) | (Base::Interval(_), Base::TimeTz(_)) => true,
        (_, _) => false,
    }
}

/// The one integer that casts to and from `bool`.
fn is_int(base: &Base) -> bool {
    *base == Base::Integer(IntegerWidth::Normal)
}

/// The integers that other kinds cast to.
fn is_integer(base: &Base) -> bool {
    is_int(base) || *base == Base::Integer(IntegerWidth::Big)
}

fn is_any_integer(base: &Base) -> bool {
    matches!(base, Base::Integer(_))
}

/// The numbers that money is made of.
fn is_exact(base: &Base) -> bool {
    is_integer(base) || matches!(base, Base::Numeric(_))
}

fn is_bit(base: &Base) -> bool {
    matches!(base, Base::Bit(_))
}

#[cfg(test)]
mod tests {
    use super::{Cast, cast};
    use crate::syntax::ast::{Base, IntegerWidth, Type};

    /// PostgreSQL 15 answered for every pair of 38 types; these are the telling ones.
    #[test]
    fn casts_are_those_of_the_server() {
        use Base::*;
        let int = || Integer(IntegerWidth::Normal);
        let pairs = [
            (int(), Integer(IntegerWidth::Small), Some(Cast::Assignment)),
            (int(), Bool, Some(Cast::Explicit)),
            (Integer(IntegerWidth::Big), Bool, None),
            (Uuid, Text, Some(Cast::Assignment)),
            (Text, Uuid, Some(Cast::Explicit)),
            (Uuid, Bytes, None),
            (TimestampTz(None), TimeTz(None), Some(Cast::Assignment)),
            (Timestamp(None), TimeTz(None), None),
            (Interval(None), TimeTz(None), None),
            (Jsonb, int(), Some(Cast::Explicit)),
            (Json, int(), None),
            (Varbit(Some(8)), int(), None),
            (Native("cidr"), Native("inet"), Some(Cast::Assignment)),
            (Native("inet"), Native("macaddr"), None),
        ];
        for (from, to, expected) in pairs {
            let text = format!("{from:?} to {to:?}");
            let answer = cast(&Type::plain(from), &Type::plain(to));
            assert_eq!(answer, expected, "{text}");
        }
    }
}
