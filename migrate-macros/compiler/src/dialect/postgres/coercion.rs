//! How the values of one type become those of another. Takes two types, gives what
//! PostgreSQL does to a value; must not know the table. The verdicts are measured, and are
//! the same on 13 to 18.

use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, Type};

/// Whether `using` says that the column is in UTC and nothing else, between the two types
/// of timestamps: PostgreSQL needs no rewrite for it when the session's zone says the same.
pub(super) fn is_utc(from: &Type, to: &Type, using: Option<&Expr>, column: &str) -> bool {
    use Base::{Timestamp, TimestampTz};
    let types = matches!(
        (&from.base, &to.base),
        (Timestamp(_), TimestampTz(None)) | (TimestampTz(_), Timestamp(None))
    );
    types && !from.array && !to.array && using.is_some_and(|using| is_column_in_utc(using, column))
}

fn is_column_in_utc(using: &Expr, column: &str) -> bool {
    let ExprKind::AtTimeZone(operand, zone) = &using.kind else {
        return false;
    };
    let ExprKind::Text(zone) = &zone.kind else {
        return false;
    };
    let is_utc = ["utc", "etc/utc"]
        .iter()
        .any(|utc| zone.eq_ignore_ascii_case(utc));
    is_utc && is_this_column(operand, column)
}

/// How the values get from one type to the other.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Coercion {
    Same,
    /// The same bytes, compared by the same operators.
    Relabel,
    /// The same bytes, compared by others: an index says which.
    Operators,
    Convert,
}

/// How a column gets another type, with what `using` says.
pub(super) fn coercion(from: &Type, to: &Type, using: Option<&Expr>, column: &str) -> Coercion {
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
    if let ExprKind::Cast(operand, ty) = &using.kind {
        return ty == to && is_this_column(operand, column);
    }
    is_this_column(using, column)
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

#[cfg(test)]
mod tests {
    use super::Coercion::{Convert, Operators, Relabel, Same};
    use super::*;
    use crate::syntax::{self, Tokens};

    fn verdict(change: &str, using: &str) -> Coercion {
        let read = |text: &str| Tokens::new(text.parse::<proc_macro2::TokenStream>().expect(text));
        let ty = |text: &str| syntax::ty(&mut read(text).cursor()).expect(text).0;
        let (from, to) = change.split_once(" -> ").expect(change);
        let using = Some(using).filter(|using| !using.is_empty());
        let using = using.map(|using| syntax::expr(&mut read(using).cursor()).expect(using));
        coercion(&ty(from), &ty(to), using.as_ref(), "c")
    }

    /// Measured on every version from 13 to 18.
    #[test]
    fn knows_what_needs_no_rewrite() {
        let pairs = [
            "varchar(50) -> varchar(100)",
            "varchar(50) -> varchar",
            "varchar(50) -> text",
            "text -> varchar",
            "numeric(10, 2) -> numeric(12, 2)",
            "numeric(10, 2) -> numeric",
            "timestamp(3) -> timestamp(6)",
            "timestamp(3) -> timestamp",
            "timestamp -> timestamp(6)",
            "timestamptz(3) -> timestamptz",
            "time(3) -> time(6)",
            "time(3) -> time",
            "interval(3) -> interval(6)",
            "interval(3) -> interval",
            "varbit(10) -> varbit(20)",
            "varbit(10) -> varbit",
            "cidr -> inet",
            "xml -> text",
            "varchar(50)[] -> varchar[]",
        ];
        for pair in pairs {
            assert_eq!(verdict(pair, ""), Relabel, "{pair}");
        }
    }

    #[test]
    fn knows_what_needs_a_rewrite() {
        let pairs = [
            "varchar(50) -> varchar(40)",
            "text -> varchar(50)",
            "text -> char(50)",
            "char(10) -> char(20)",
            "char(10) -> varchar(10)",
            "char(10) -> text",
            "numeric(10, 2) -> numeric(8, 2)",
            "numeric(10, 2) -> numeric(12, 3)",
            "numeric -> numeric(20, 2)",
            "int -> bigint",
            "bigint -> int",
            "smallint -> int",
            "int -> numeric",
            "int -> text",
            "real -> double precision",
            "timestamp(3) -> timestamp(2)",
            "timestamptz -> timestamptz(3)",
            "timestamp -> timestamptz",
            "timestamp -> timestamptz(3)",
            "date -> timestamp",
            "timestamp -> date",
            "bit(8) -> varbit(8)",
            "inet -> cidr",
            "json -> jsonb",
            "jsonb -> json",
            "json -> text",
            "varchar(50)[] -> varchar(100)[]",
            "varchar(50)[] -> text[]",
            "varchar(50) -> name",
            "oid -> bigint",
            "uuid -> text",
            "bit(8)[] -> varbit[]",
            "cidr[] -> inet[]",
        ];
        for pair in pairs {
            assert_eq!(verdict(pair, ""), Convert, "{pair}");
        }
    }

    #[test]
    fn knows_what_compares_by_other_operators() {
        let pairs = [
            "bit(8) -> varbit",
            "int -> oid",
            "oid -> int",
            "text -> \"citext\"",
            "\"citext\" -> text",
        ];
        for pair in pairs {
            assert_eq!(verdict(pair, ""), Operators, "{pair}");
        }
    }

    #[test]
    fn reads_using() {
        assert_eq!(verdict("int -> int", "c"), Same);
        assert_eq!(
            verdict("varchar(5) -> varchar(9)", "c::varchar(9)"),
            Relabel
        );
        assert_eq!(verdict("int -> int", "c + 0"), Convert);
        assert_eq!(verdict("varchar(5) -> text", "lower(c)"), Convert);
        let utc = "c at time zone \"UTC\"";
        assert_eq!(verdict("timestamp -> timestamptz", utc), Operators);
        assert_eq!(verdict("timestamptz -> timestamp", utc), Operators);
        assert_eq!(verdict("timestamp -> timestamptz(3)", utc), Convert);
        let paris = "c at time zone \"Europe/Paris\"";
        assert_eq!(verdict("timestamp -> timestamptz", paris), Convert);
    }
}
