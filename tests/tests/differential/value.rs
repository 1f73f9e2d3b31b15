//! What sqlx gives for a column of `results`, in one form for both databases. Takes rows of
//! either; it must not know what was computed.

use std::fmt;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row, Sqlite, Type};

/// A value, or what stands in its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Whole(i64),
    Real(f32),
    Double(f64),
    Text(String),
    Bytes(Vec<u8>),
    /// What sqlx cannot read as the type of its column.
    Unreadable(String),
}

/// How an application reads a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Bool,
    Small,
    Int,
    Big,
    Real,
    Double,
    Numeric,
    Text,
    Uuid,
    Bytes,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Json,
}

impl Kind {
    /// That of a column of `results`.
    pub(crate) fn of(column: &str) -> Kind {
        match column {
            "v_bool" => Kind::Bool,
            "v_smallint" => Kind::Small,
            "v_int" => Kind::Int,
            "v_bigint" => Kind::Big,
            "v_real" => Kind::Real,
            "v_double" => Kind::Double,
            "v_numeric" | "v_money" | "v_tight" => Kind::Numeric,
            "v_text" | "v_varchar" | "v_short" | "v_char" => Kind::Text,
            "v_uuid" => Kind::Uuid,
            "v_bytes" => Kind::Bytes,
            "v_date" => Kind::Date,
            "v_time" => Kind::Time,
            "v_timestamp" => Kind::Timestamp,
            "v_timestamptz" => Kind::TimestampTz,
            "v_jsonb" | "v_json" => Kind::Json,
            other => panic!("`results` has no column `{other}`"),
        }
    }

    pub(crate) fn is_whole(self) -> bool {
        matches!(self, Kind::Small | Kind::Int | Kind::Big)
    }

    /// What PostgreSQL is asked for: a type that sqlx reads without more crates.
    pub(crate) fn asked(self, column: &str) -> String {
        match self {
            Kind::Uuid => format!("uuid_send({column})"),
            // SQLite does not fill it with blanks.
            Kind::Text if column == "v_char" => format!("{column}::text"),
            Kind::Numeric | Kind::Date | Kind::Time | Kind::Timestamp | Kind::TimestampTz => {
                format!("{column}::text")
            }
            // As `jsonb`, equal documents have equal texts.
            Kind::Json => format!("{column}::jsonb::text"),
            Kind::Bool
            | Kind::Small
            | Kind::Int
            | Kind::Big
            | Kind::Real
            | Kind::Double
            | Kind::Text
            | Kind::Bytes => column.to_owned(),
        }
    }

    pub(crate) fn of_postgres(self, row: &PgRow, place: usize) -> Value {
        let value = match self {
            Kind::Bool => row.get::<Option<bool>, _>(place).map(Value::Bool),
            Kind::Small => row.get::<Option<i16>, _>(place).map(whole),
            Kind::Int => row.get::<Option<i32>, _>(place).map(whole),
            Kind::Big => row.get::<Option<i64>, _>(place).map(whole),
            Kind::Real => row.get::<Option<f32>, _>(place).map(Value::Real),
            Kind::Double => row.get::<Option<f64>, _>(place).map(Value::Double),
            Kind::Uuid | Kind::Bytes => row.get::<Option<Vec<u8>>, _>(place).map(Value::Bytes),
            Kind::Numeric
            | Kind::Text
            | Kind::Date
            | Kind::Time
            | Kind::Timestamp
            | Kind::TimestampTz
            | Kind::Json => {
                let text = row.get::<Option<String>, _>(place);
                text.map(|text| self.read(text))
            }
        };
        value.unwrap_or(Value::Null)
    }

    /// A text of PostgreSQL as sqlx stores the value on SQLite.
    fn read(self, text: String) -> Value {
        match self {
            Kind::Numeric => Value::Double(text.parse().expect("a number")),
            Kind::Time | Kind::Timestamp => Value::Text(digits(&text)),
            Kind::TimestampTz => {
                // `infinity` has no zone.
                let local = text.strip_suffix("+00").unwrap_or(&text);
                Value::Text(digits(&local.replace(' ', "T")) + "+00:00")
            }
            _ => Value::Text(text),
        }
    }

    pub(crate) fn of_sqlite(self, row: &SqliteRow, place: usize) -> Value {
        match self {
            Kind::Bool => decoded(row, place, Value::Bool),
            Kind::Small => decoded::<i16>(row, place, whole),
            Kind::Int => decoded::<i32>(row, place, whole),
            Kind::Big => decoded::<i64>(row, place, whole),
            Kind::Real => decoded(row, place, Value::Real),
            Kind::Double | Kind::Numeric => decoded(row, place, Value::Double),
            Kind::Uuid | Kind::Bytes => decoded(row, place, Value::Bytes),
            Kind::Text
            | Kind::Date
            | Kind::Time
            | Kind::Timestamp
            | Kind::TimestampTz
            | Kind::Json => decoded(row, place, Value::Text),
        }
    }
}

fn whole(number: impl Into<i64>) -> Value {
    Value::Whole(number.into())
}

fn decoded<'r, T>(row: &'r SqliteRow, place: usize, value: impl Fn(T) -> Value) -> Value
where
    T: Decode<'r, Sqlite> + Type<Sqlite>,
{
    match row.try_get_unchecked::<Option<T>, _>(place) {
        Ok(found) => found.map_or(Value::Null, value),
        Err(error) => Value::Unreadable(error.to_string()),
    }
}

/// chrono writes none, three or six digits of a second.
fn digits(time: &str) -> String {
    let Some((whole, digits)) = time.split_once('.') else {
        return time.to_owned();
    };
    let length = if digits.len() <= 3 { 3 } else { 6 };
    format!("{whole}.{digits:0<length$}")
}

impl Value {
    /// Whether an application would see the same: doubles differ in their last bits, since a
    /// `numeric` is one on SQLite.
    pub(crate) fn is_as(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Double(one), Value::Double(other)) => {
                one.total_cmp(other).is_eq()
                    || (one - other).abs() <= 1e-12 * one.abs().max(other.abs())
            }
            (one, other) => one == other,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}
