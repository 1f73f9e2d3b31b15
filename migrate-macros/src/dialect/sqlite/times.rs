//! Points in time. sqlx writes a `DateTime<Utc>` as `2026-11-25T12:00:00.123+00:00` and a
//! `NaiveDateTime` as `2026-11-25 12:00:00.123`, and SQLite compares texts: what the
//! database writes by itself has to have the same form, or `>` goes wrong within a day.
//! Takes expressions, gives text; must not know any table.

use super::limits::lacks;
use super::spelling::Lite;
use super::types::Form;
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Writer};
use crate::origin::Origin;
use crate::syntax::ast::{Expr, ExprKind, Operator};

/// `timestamptz`, in UTC.
pub(super) const ZONED: &str = "%Y-%m-%dT%H:%M:%f+00:00";
/// `timestamp`
pub(super) const LOCAL: &str = "%Y-%m-%d %H:%M:%f";

/// `now()`; milliseconds, SQLite's finest.
pub(super) fn now(writer: &mut Writer<'_>) {
    writer.function("strftime", |writer| {
        writer.string(ZONED).comma().string("now");
    });
}

/// A time in another form.
pub(super) fn formatted(writer: &mut Writer<'_>, format: &str, time: &Expr) {
    writer.function("strftime", |writer| {
        writer.string(format).comma();
        moment(writer, time);
    });
}

/// A point in time as SQLite's functions take it.
fn moment(writer: &mut Writer<'_>, time: &Expr) {
    match &time.kind {
        _ if is_now(time) => {
            writer.string("now");
        }
        ExprKind::Text(text) if text.starts_with(|first: char| first.is_ascii_digit()) => {
            writer.string(&with_minutes(text));
        }
        ExprKind::Text(text) => {
            let title = format!("SQLite cannot read `{text}` as a time");
            writer.refuse(lacks(time.origin, title));
        }
        _ => writer.at(time, Level::Or),
    }
}

/// SQLite reads a zone such as `+02:00` only in full.
fn with_minutes(text: &str) -> String {
    let zone = text.rfind(['+', '-']).filter(|place| *place > 10);
    let digits = zone
        .and_then(|place| text.get(place + 1..))
        .unwrap_or_default();
    match digits.len() {
        2 => format!("{text}:00"),
        4 if !digits.contains(':') => {
            let (hour, minute) = text.split_at(text.len() - 2);
            format!("{hour}:{minute}")
        }
        _ => text.to_owned(),
    }
}

fn is_now(time: &Expr) -> bool {
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
        ExprKind::Extract { field, source } => extract(writer, field, source),
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
    match lite.form_of(time) {
        Some(Form::Timestamp) => formatted(writer, ZONED, time),
        Some(_) => formatted(writer, LOCAL, time),
        None => writer.refuse(
            lacks(
                time.origin,
                "SQLite does not say whether this time has a zone",
            )
            .help("say it with a cast: `x::timestamp` or `x::timestamptz`"),
        ),
    }
}

fn extract(writer: &mut Writer<'_>, field: &str, source: &Expr) {
    let (format, ty) = match field.to_lowercase().as_str() {
        "year" => ("%Y", "INTEGER"),
        "month" => ("%m", "INTEGER"),
        "day" => ("%d", "INTEGER"),
        "hour" => ("%H", "INTEGER"),
        "minute" => ("%M", "INTEGER"),
        "second" => ("%f", "REAL"),
        "dow" => ("%w", "INTEGER"),
        "doy" => ("%j", "INTEGER"),
        "epoch" => ("%s", "INTEGER"),
        _ => {
            let title = format!("SQLite extracts no `{field}` from a time");
            return writer.refuse(lacks(source.origin, title));
        }
    };
    writer.function("CAST", |writer| {
        formatted(writer, format, source);
        writer.word("AS").word(ty);
    });
}

/// A time with an interval added or taken away.
pub(super) fn shifted(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (time, operator, interval): (&Expr, Operator, &Expr),
) {
    let ExprKind::Interval(text) = &interval.kind else {
        return writer.infix(time, operator, interval);
    };
    let format = match lite.form_of(time) {
        Some(Form::TimestampTz) => ZONED,
        Some(Form::Timestamp | Form::Date) => LOCAL,
        _ => return writer.refuse(unknown_time(time.origin)),
    };
    let subtracts = operator == Operator::Subtract;
    let Some(modifiers) = modifiers(text, if subtracts { -1.0 } else { 1.0 }) else {
        return writer.refuse(unknown_interval(interval.origin, text));
    };
    writer.function("strftime", |writer| {
        writer.string(format).comma();
        moment(writer, time);
        for modifier in modifiers {
            writer.comma().string(&modifier);
        }
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
    let (unit, factor) = match unit.to_lowercase().trim_end_matches('s') {
        "second" | "sec" => ("seconds", 1.0),
        "minute" | "min" => ("minutes", 1.0),
        "hour" => ("hours", 1.0),
        "day" => ("days", 1.0),
        "week" => ("days", 7.0),
        _ => return None,
    };
    Some(format!("{:+} {unit}", number * factor * sign))
}

#[cfg(test)]
mod tests {
    use super::{modifiers, with_minutes};

    #[test]
    fn a_zone_gets_its_minutes() {
        for text in [
            "2024-02-03 04:05+02",
            "2024-02-03 04:05+0200",
            "2024-02-03 04:05+02:00",
        ] {
            assert_eq!(with_minutes(text), "2024-02-03 04:05+02:00");
        }
        assert_eq!(with_minutes("2024-02-03"), "2024-02-03");
    }

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
    }
}
