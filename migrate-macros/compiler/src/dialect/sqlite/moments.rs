//! Dates and times that are written out, as they are stored: in the forms of sqlx, since
//! SQLite compares texts. Takes texts, gives texts; nothing where only PostgreSQL can say
//! what one means (`tomorrow`, `Mar 2 2024`). Must not know where a text stands.

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// `2024-03-02`
pub(super) fn date(text: &str) -> Option<String> {
    Moment::read(text).map(|moment| day(moment.days))
}

/// `09:00:00`
pub(super) fn time(text: &str, digits: Option<u8>) -> Option<String> {
    let (time, zone) = clock(text.trim())?;
    zone_of(zone)?;
    let time = rounded(time, digits);
    // PostgreSQL's day has a moment at its end, which is no time elsewhere.
    (time < DAY).then(|| clock_text(time))
}

/// `2024-03-02 09:00:00`; PostgreSQL reads a zone here, and leaves it out.
pub(super) fn timestamp(text: &str, digits: Option<u8>) -> Option<String> {
    let moment = Moment::read(text)?;
    let at = rounded(moment.days * DAY + moment.time, digits);
    Some(split(at).join(" "))
}

/// `2024-03-02T09:00:00+00:00`; without a zone it is UTC.
pub(super) fn timestamptz(text: &str, digits: Option<u8>) -> Option<String> {
    let moment = Moment::read(text)?;
    let at = moment.days * DAY + moment.time - moment.offset;
    Some(format!("{}+00:00", split(rounded(at, digits)).join("T")))
}

struct Moment {
    /// Since 1970.
    days: i64,
    /// Microseconds since midnight.
    time: i64,
    /// Microseconds that the zone is before UTC.
    offset: i64,
}

impl Moment {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, rest) = match text.find([' ', 'T', 't']) {
            Some(place) => (text.get(..place)?, text.get(place + 1..)?.trim()),
            None => (text, ""),
        };
        let days = days(day)?;
        if rest.is_empty() {
            return Some(Self {
                days,
                time: 0,
                offset: 0,
            });
        }
        let (time, zone) = clock(rest)?;
        let offset = zone_of(zone)?;
        Some(Self { days, time, offset })
    }
}

/// The days since 1970 of `2024-3-2`.
/// <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>
fn days(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4..=4)?;
    let month = number(parts.next()?, 1..=2)?;
    let day = number(parts.next()?, 1..=2)?;
    if parts.next().is_some() || !(1..=12).contains(&month) || year == 0 {
        return None;
    }
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    // A day that the month lacks comes out as another.
    (civil(days).2 == day).then_some(days)
}

/// Year, month and day, back from the days since 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days - era * 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = (shifted + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

/// Microseconds since midnight, and what stands behind the time.
fn clock(text: &str) -> Option<(i64, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.')
        .unwrap_or(text.len());
    let (clock, zone) = text.split_at_checked(end)?;
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut parts = whole.split(':');
    let hour = number(parts.next()?, 1..=2)?;
    let minute = number(parts.next()?, 1..=2)?;
    let second = parts
        .next()
        .map_or(Some(0), |second| number(second, 1..=2))?;
    let is_sound = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
    let seconds = (hour * 60 + minute) * 60 + second;
    is_sound.then_some((seconds * SECOND + micros(fraction)?, zone.trim()))
}

fn micros(fraction: &str) -> Option<i64> {
    if fraction.is_empty() {
        return Some(0);
    }
    number(fraction, 1..=9)?;
    let nanos = number(&format!("{fraction:0<9}"), 9..=9)?;
    Some((nanos + 500) / 1000)
}

/// The microseconds that a zone is before UTC.
fn zone_of(zone: &str) -> Option<i64> {
    if zone.is_empty()
        || ["z", "utc", "gmt"]
            .iter()
            .any(|utc| zone.eq_ignore_ascii_case(utc))
    {
        return Some(0);
    }
    let digits = zone.strip_prefix(['+', '-'])?;
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "00"),
    };
    let minutes = number(hours, 1..=2)? * 60 + number(minutes, 2..=2)?;
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    (minutes < 16 * 60).then_some(sign * minutes * 60 * SECOND)
}

fn number(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let is_one = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_one)
}

/// To so many digits of a second, halves away from zero as PostgreSQL does.
fn rounded(micros: i64, digits: Option<u8>) -> i64 {
    let Some(digits) = digits.filter(|digits| *digits < 6) else {
        return micros;
    };
    let unit = 10_i64.pow(6 - u32::from(digits));
    (micros + unit / 2).div_euclid(unit) * unit
}

fn split(at: i64) -> [String; 2] {
    [day(at.div_euclid(DAY)), clock_text(at.rem_euclid(DAY))]
}

fn day(days: i64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// sqlx writes as many digits of a second as are needed: none, three or six.
fn clock_text(time: i64) -> String {
    let (seconds, micros) = (time / SECOND, time % SECOND);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = match micros {
        0 => String::new(),
        _ if micros % 1000 == 0 => format!(".{:03}", micros / 1000),
        _ => format!(".{micros:06}"),
    };
    format!("{hour:02}:{minute:02}:{second:02}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_is_stored_in_one_form() {
        let zoned = |text| timestamptz(text, None);
        for text in [
            "2024-03-01T10:20:30+00:00",
            "2024-03-01 12:20:30+02",
            "2024-03-01 10:20:30",
            "2024-3-1 8:50:30.000 -0130",
            "2024-03-01T10:20:30Z",
        ] {
            assert_eq!(
                zoned(text).as_deref(),
                Some("2024-03-01T10:20:30+00:00"),
                "{text}"
            );
        }
        assert_eq!(
            zoned("2024-01-01 01:00+02").as_deref(),
            Some("2023-12-31T23:00:00+00:00")
        );
        assert_eq!(
            zoned("2024-02-29").as_deref(),
            Some("2024-02-29T00:00:00+00:00")
        );
        assert_eq!(
            zoned("1969-12-31 23:59:59.5").as_deref(),
            Some("1969-12-31T23:59:59.500+00:00")
        );
        let local = timestamp("2024-03-01 10:20:30.1234567+05", None);
        assert_eq!(local.as_deref(), Some("2024-03-01 10:20:30.123457"));
        assert_eq!(
            timestamp("2024-12-31 23:59:59.9", Some(0)).as_deref(),
            Some("2025-01-01 00:00:00")
        );
        assert_eq!(date("2024-3-2").as_deref(), Some("2024-03-02"));
        assert_eq!(time("9:00", None).as_deref(), Some("09:00:00"));
        assert_eq!(time("9:5:7.5", None).as_deref(), Some("09:05:07.500"));
        assert_eq!(
            time("23:59:59.25", Some(1)).as_deref(),
            Some("23:59:59.300")
        );
    }

    #[test]
    fn what_only_postgresql_reads_is_nothing() {
        for text in [
            "tomorrow",
            "now",
            "Mar 2 2024",
            "2023-02-29",
            "2024-13-01",
            "24-01-01",
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        for text in ["9:00 pm", "24:00", "9", "now", "25:00"] {
            assert_eq!(time(text, None), None, "{text}");
        }
        for text in [
            "infinity",
            "2024-01-01 10:00 Europe/Paris",
            "2024-01-01 10:61",
        ] {
            assert_eq!(timestamptz(text, None), None, "{text}");
        }
    }
}
