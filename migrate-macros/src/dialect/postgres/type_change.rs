//! What a new type of a column costs. Takes a table and a type, gives what PostgreSQL
//! does to the rows; must not know how it is asked. The verdicts are measured, and are the
//! same on 13 to 18.

use crate::schema::{Constraint, ConstraintKind, Exclude, Index, Table, plain_column};
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
        Coercion::Operators if rebuilds_keys(table, column) => TypeChange::IndexRebuild,
        Coercion::Operators if looks_up(table, column, to) => TypeChange::Revalidation,
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
        (Timestamp(_), TimestampTz(None)) | (TimestampTz(_), Timestamp(None))
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

/// PostgreSQL does not compare expressions and predicates: an index that has any and uses
/// the column, be it elsewhere, is built anew.
fn rebuilds_expressions(table: &Table, column: &str) -> bool {
    let computes = |index: &Index| index.filter.is_some() || index.key_columns().is_none();
    let mut indexes = table.indexes.iter();
    indexes.any(|index| index.uses(column) && computes(index))
        || table
            .constraints
            .iter()
            .any(|constraint| match &constraint.kind {
                ConstraintKind::Exclude(exclude) => constraint.uses(column) && is_computed(exclude),
                ConstraintKind::PrimaryKey(_)
                | ConstraintKind::Unique { .. }
                | ConstraintKind::Check(_)
                | ConstraintKind::ForeignKey(_) => false,
            })
}

fn is_computed(exclude: &Exclude) -> bool {
    let mut keys = exclude.elements.iter().map(|(key, _)| &key.expr);
    exclude.filter.is_some() || keys.any(|key| plain_column(key).is_none())
}

/// A key compares by the operators of its type; what is only included is not compared.
fn rebuilds_keys(table: &Table, column: &str) -> bool {
    let mut constraints = table
        .constraints
        .iter()
        .filter(|constraint| constraint.has_index());
    let is_key = |index: &Index| {
        index
            .key_columns()
            .is_some_and(|keys| keys.contains(&column))
    };
    rebuilds_expressions(table, column)
        || table.indexes.iter().any(is_key)
        || constraints.any(|constraint| constraint.uses(column))
}

/// Timestamps with and without a zone compare with each other, by an operator that a
/// foreign key has not looked its rows up by.
fn looks_up(table: &Table, column: &str, to: &Type) -> bool {
    let mut keys = table.constraints.iter().filter_map(Constraint::foreign_key);
    matches!(to.base, Base::Timestamp(_) | Base::TimestampTz(_))
        && keys.any(|key| key.columns.iter().any(|name| name == column))
}

#[cfg(test)]
mod tests {
    use super::TypeChange::{IndexRebuild, Metadata, Revalidation, Rewrite};
    use super::*;
    use crate::dialect::postgres::samples::{expr, foreign_key, index, table, ty};

    fn verdict(from: &str, to: &str, using: Option<&str>) -> TypeChange {
        let table = table("t", &[("c", from)]);
        rewrites(&table, "c", &ty(to), using.map(expr).as_ref())
    }

    /// Measured on every version from 13 to 18.
    #[test]
    fn knows_what_needs_no_rewrite() {
        let pairs = [
            "varchar(50) -> varchar(100)",
            "varchar(50) -> varchar(50)",
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
            "bit(8) -> varbit",
            "cidr -> inet",
            "xml -> text",
            "text -> \"citext\"",
            "\"citext\" -> text",
            "int -> oid",
            "oid -> int",
            "varchar(50)[] -> varchar[]",
            "bigint -> bigint",
        ];
        for (from, to) in pairs.iter().filter_map(|pair| pair.split_once(" -> ")) {
            assert_eq!(verdict(from, to, None), Metadata, "{from} to {to}");
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
            "int -> int[]",
        ];
        for (from, to) in pairs.iter().filter_map(|pair| pair.split_once(" -> ")) {
            assert_eq!(verdict(from, to, None), Rewrite, "{from} to {to}");
        }
    }

    #[test]
    fn reads_using() {
        assert_eq!(verdict("int", "int", Some("c")), Metadata);
        assert_eq!(
            verdict("varchar(5)", "varchar(9)", Some("c::varchar(9)")),
            Metadata
        );
        assert_eq!(verdict("int", "int", Some("c + 0")), Rewrite);
        assert_eq!(verdict("varchar(5)", "text", Some("lower(c)")), Rewrite);
        let utc = Some("c at time zone \"UTC\"");
        assert_eq!(verdict("timestamp", "timestamptz", utc), Metadata);
        assert_eq!(verdict("timestamptz", "timestamp", utc), Metadata);
        assert_eq!(verdict("timestamp", "timestamptz(3)", utc), Rewrite);
        let paris = Some("c at time zone \"Europe/Paris\"");
        assert_eq!(verdict("timestamp", "timestamptz", paris), Rewrite);
    }

    #[test]
    fn sees_what_hangs_on_the_column() {
        let columns = [("c", "varchar(9)"), ("n", "int"), ("at", "timestamp")];
        let widen = |index| {
            let mut table = table("t", &columns);
            table.indexes.push(index);
            rewrites(&table, "c", &ty("text"), None)
        };
        assert_eq!(widen(index("i", &["c"], None)), Metadata);
        assert_eq!(widen(index("i", &["lower(c)"], None)), IndexRebuild);
        assert_eq!(widen(index("i", &["n"], Some("c <> \"\""))), IndexRebuild);
        assert_eq!(widen(index("i", &["c"], Some("n > 1"))), IndexRebuild);
        assert_eq!(widen(index("i", &["n + 1"], None)), Metadata);

        let utc = expr("at at time zone \"UTC\"");
        let to_zone = |table: &Table| rewrites(table, "at", &ty("timestamptz"), Some(&utc));
        let mut indexed = table("t", &columns);
        indexed.indexes.push(index("i", &["at"], None));
        assert_eq!(to_zone(&indexed), IndexRebuild);
        let mut referring = table("t", &columns);
        referring.constraints.push(foreign_key("f", "at", "r"));
        assert_eq!(to_zone(&referring), Revalidation);
    }
}
