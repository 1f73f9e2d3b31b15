//! How the values of a column become those of another type, with what `using` says. Takes
//! two types and an expression, gives what PostgreSQL does to a value; must not know the table.

use crate::syntax::ast::{Base, Expr, ExprKind, Type};
use crate::types::{Coercion, conversion};

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

/// How a column gets another type, with what `using` says.
pub(super) fn coercion(from: &Type, to: &Type, using: Option<&Expr>, column: &str) -> Coercion {
    match using {
        Some(_) if is_utc(from, to, using, column) => Coercion::Operators,
        Some(using) if !says_nothing(using, column, to) => Coercion::Convert,
        Some(_) | None => conversion(from, to).bytes,
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
