//! Points in time. sqlx writes a `DateTime<Utc>` as `2026-11-25T12:00:00.123+00:00` and a
//! `NaiveDateTime` as `2026-11-25 12:00:00.123`, and SQLite compares texts: what the
//! database writes by itself has to have the same form, or `>` goes wrong within a day.
//! Takes expressions, gives text; must not know any table.

use super::casts;
use super::limits::lacks;
use super::operand::Operand;
use super::spelling::Lite;
use super::types::Form;
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::Writer;
use crate::origin::Origin;
use crate::syntax::ast::{Base, Expr, ExprKind, Operator, Type};

/// `timestamptz`, in UTC.
pub(super) const ZONED: &str = "%Y-%m-%dT%H:%M:%f+00:00";
/// `timestamp`
pub(super) const LOCAL: &str = "%Y-%m-%d %H:%M:%f";

/// `now()`; milliseconds, SQLite's finest.
pub(super) fn now(writer: &mut Writer<'_>) {
    now_as(writer, Form::TimestampTz);
}

/// `now()` as a type of time.
pub(super) fn now_as(writer: &mut Writer<'_>, form: Form) {
    let format = match form {
        Form::Date => "%Y-%m-%d",
        Form::Time => "%H:%M:%f",
        Form::Timestamp => LOCAL,
        _ => ZONED,
    };
    let now = |writer: &mut Writer<'_>| {
        writer.function("strftime", |writer| {
            writer.string(format).comma().string("now");
        });
    };
    match form {
        Form::Date => now(writer),
        _ => milliseconds(writer, now),
    }
}

/// sqlx writes no digits behind a whole second, SQLite zeros.
pub(super) fn milliseconds(writer: &mut Writer<'_>, time: impl FnOnce(&mut Writer<'_>)) {
    writer.function("replace", |writer| {
        time(writer);
        writer.comma().string(".000").comma().string("");
    });
}

pub(super) fn is_now(time: &Expr) -> bool {
    match &time.kind {
        ExprKind::CurrentTimestamp => true,
        ExprKind::Call(call) => super::functions::is_now(call),
        _ => false,
    }
}

/// `current_timestamp`, `at time zone`, `extract`.
pub(super) fn write(lite: &Lite<'_>, writer: &mut Writer<'_>, expr: &Expr) {
    match &expr.kind {
        ExprKind::AtTimeZone(time, zone) => at_time_zone(lite, writer, time, zone),
        ExprKind::Extract { field, source } => extract(lite, writer, field, source),
        _ => now(writer),
    }
}

/// From a `timestamp` to a `timestamptz` and back, where both are UTC.
fn at_time_zone(lite: &Lite<'_>, writer: &mut Writer<'_>, time: &Expr, zone: &Expr) {
    let is_utc = match &zone.kind {
        ExprKind::Text(zone) => ["UTC", "Etc/UTC", "GMT", "Z"]
            .iter()
            .any(|utc| zone.eq_ignore_ascii_case(utc)),
        _ => false,
    };
    if !is_utc {
        return writer.refuse(lacks(zone.origin, "SQLite knows no time zone but \"UTC\""));
    }
    let to = match lite.form_of(time) {
        Some(Form::Timestamp) => Base::TimestampTz(None),
        Some(Form::TimestampTz | Form::Date) => Base::Timestamp(None),
        _ => {
            return writer.refuse(
                lacks(
                    time.origin,
                    "SQLite does not say whether this time has a zone",
                )
                .help("say it with a cast: `x::timestamp` or `x::timestamptz`"),
            );
        }
    };
    casts::cast(lite, writer, time, (&Type::plain(to), time.origin));
}

/// What is written of a date or a time, read from where it is stored.
fn extract(lite: &Lite<'_>, writer: &mut Writer<'_>, field: &str, source: &Expr) {
    let form = lite.form_of(source);
    // Where the seconds begin, and what stands before their digits.
    let (seconds, whole) = match form {
        Some(Form::Time) => ("7", "1, 8"),
        _ => ("18", "1, 19"),
    };
    let format = match field.to_lowercase().as_str() {
        "second" => {
            return Operand::of(lite, writer, source, |writer, v| {
                writer.function("CAST", |writer| {
                    v.within(writer, "substr", seconds);
                    writer.word("AS REAL");
                });
            });
        }
        "epoch" => {
            return Operand::of(lite, writer, source, |writer, v| {
                epoch(writer, v, form);
            });
        }
        "year" => "%Y",
        "month" => "%m",
        "day" => "%d",
        "hour" => "%H",
        "minute" => "%M",
        "dow" => "%w",
        "doy" => "%j",
        _ => {
            let title = format!("SQLite extracts no `{field}` from a time");
            return writer.refuse(lacks(source.origin, title));
        }
    };
    Operand::of(lite, writer, source, |writer, v| {
        writer.function("CAST", |writer| {
            writer.function("strftime", |writer| {
                writer.string(format).comma();
                v.within(writer, "substr", whole);
            });
            writer.word("AS INTEGER");
        });
    });
}

/// Seconds since 1970, or since midnight, with those behind the point.
fn epoch(writer: &mut Writer<'_>, v: Operand<'_>, form: Option<Form>) {
    let (day, whole, behind) = match form {
        Some(Form::Time) => ("1970-01-01 ", "1, 8", "9"),
        _ => ("", "1, 19", "20"),
    };
    writer.parens(|writer| {
        writer.function("CAST", |writer| {
            writer.function("strftime", |writer| {
                writer.string("%s").comma();
                if !day.is_empty() {
                    writer.string(day).word("||");
                }
                v.within(writer, "substr", whole);
            });
            writer.word("AS INTEGER");
        });
        writer.word("+");
        writer.function("CAST", |writer| {
            writer.string("0").word("||");
            v.within(writer, "substr", behind);
            writer.word("AS REAL");
        });
    });
}

/// A time with an interval added or taken away: the digits of a second stay as they are.
pub(super) fn shifted(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (time, operator, interval): (&Expr, Operator, &Expr),
) {
    let ExprKind::Interval(text) = &interval.kind else {
        return writer.infix(time, operator, interval);
    };
    let format = match lite.form_of(time) {
        Some(Form::TimestampTz) => "%Y-%m-%dT%H:%M:%S",
        Some(Form::Timestamp | Form::Date) => "%Y-%m-%d %H:%M:%S",
        _ => return writer.refuse(unknown_time(time.origin)),
    };
    let subtracts = operator == Operator::Subtract;
    let Some(modifiers) = modifiers(text, if subtracts { -1.0 } else { 1.0 }) else {
        return writer.refuse(unknown_interval(interval.origin, text));
    };
    let shift = |writer: &mut Writer<'_>, format: &str, time: &dyn Fn(&mut Writer<'_>)| {
        writer.function("strftime", |writer| {
            writer.string(format).comma();
            time(writer);
            for modifier in &modifiers {
                writer.comma().string(modifier);
            }
        });
    };
    if is_now(time) {
        return milliseconds(writer, |writer| {
            shift(writer, ZONED, &|writer| {
                writer.string("now");
            });
        });
    }
    Operand::of(lite, writer, time, |writer, v| {
        writer.parens(|writer| {
            shift(writer, format, &|writer| {
                v.within(writer, "substr", "1, 19");
            });
            writer.word("||");
            v.within(writer, "substr", "20");
        });
    });
}

fn unknown_time(origin: Origin) -> Diagnostic {
    lacks(
        origin,
        "SQLite adds an interval only to a `timestamp`, a `timestamptz` or a `date`",
    )
}

fn unknown_interval(origin: Origin, text: &str) -> Diagnostic {
    lacks(
        origin,
        format!("SQLite cannot add `{text}` as PostgreSQL does"),
    )
    .help("write it in weeks, days, hours, minutes and seconds, such as `interval \"30 days\"`")
}

/// SQLite's modifiers for `1 day 2 hours`. Months and years are none: at the end of a
/// month SQLite goes into the next one, PostgreSQL does not.
fn modifiers(interval: &str, sign: f64) -> Option<Vec<String>> {
    let words: Vec<&str> = interval.split_whitespace().collect();
    if words.is_empty() || words.len() % 2 == 1 {
        return None;
    }
    words.chunks(2).map(|pair| modifier(pair, sign)).collect()
}

fn modifier(pair: &[&str], sign: f64) -> Option<String> {
    let [number, unit] = pair else { return None };
    let number: f64 = number.parse().ok()?;
    let (unit, factor, seconds) = match unit.to_lowercase().trim_end_matches('s') {
        "second" | "sec" => ("seconds", 1.0, 1.0),
        "minute" | "min" => ("minutes", 1.0, 60.0),
        "hour" => ("hours", 1.0, 3600.0),
        "day" => ("days", 1.0, 86_400.0),
        "week" => ("days", 7.0, 604_800.0),
        _ => return None,
    };
    // Less than a second would change digits that are kept.
    let is_whole = (number * seconds).fract() == 0.0;
    is_whole.then(|| format!("{:+} {unit}", number * factor * sign))
}

#[cfg(test)]
mod tests {
    use super::modifiers;

    #[test]
    fn an_interval_becomes_modifiers_unless_months_are_in_it() {
        let words = |text, sign| modifiers(text, sign).map(|found| found.join(", "));
        assert_eq!(
            words("1 day 2 hours", 1.0).as_deref(),
            Some("+1 days, +2 hours")
        );
        assert_eq!(words("1 week", -1.0).as_deref(), Some("-7 days"));
        assert_eq!(words("1 month", 1.0), None);
        assert_eq!(words("01:00", 1.0), None);
        assert_eq!(words("0.5 seconds", 1.0), None);
        assert_eq!(words("0.5 minutes", 1.0).as_deref(), Some("+0.5 minutes"));
    }
}
