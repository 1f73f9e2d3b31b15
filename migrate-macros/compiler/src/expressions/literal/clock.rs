//! The time of day and the zone in a text, as in `2024-01-31 10:30:00+02`. Takes texts,
//! gives whether a server reads them; silent where it is not sure. Must not know what
//! stands before them.
//! <https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-DATETIME-INPUT-TIMES>

use super::zone;

/// Whether hours, minutes, seconds and the distance from UTC are such; so is what has none.
pub(super) fn is_sound(value: &str) -> bool {
    let Some(clock) = clock(value) else {
        return true;
    };
    let end = clock.find(|char: char| !(char.is_ascii_digit() || ":.".contains(char)));
    let (digits, behind) = clock.split_at(end.unwrap_or(clock.len()));
    let behind = behind.trim_start();
    is_time_of_day(digits, behind) && is_zone(behind)
}

/// From the hours on; nothing where the first colon belongs to the zone.
fn clock(value: &str) -> Option<&str> {
    let (before, _) = value.split_once(':')?;
    let start = before
        .trim_end_matches(|char: char| char.is_ascii_digit())
        .len();
    let (date, clock) = value.split_at(start);
    (!date.ends_with(['+', '-'])).then_some(clock)
}

/// `24:00` is the end of the day, and `10:00:60` the next minute.
fn is_time_of_day(digits: &str, behind: &str) -> bool {
    let mut parts = digits.split([':', '.']).map(str::parse::<u32>);
    let mut next = || parts.next().unwrap_or(Ok(0)).unwrap_or(0);
    let (hours, minutes, seconds) = (next(), next(), next());
    let half = behind.get(..2).map(str::to_ascii_lowercase);
    let last = match half.as_deref() {
        Some("am" | "pm") => 12,
        _ => 24,
    };
    let is_end = hours == 24 && (minutes > 0 || seconds > 0);
    hours <= last && minutes < 60 && seconds <= 60 && !is_end
}

/// `+02`, `+5:30`, `-0800`, a name or an abbreviation.
fn is_zone(text: &str) -> bool {
    if let Some(distance) = text.strip_prefix(['+', '-']) {
        let hours = distance.split(':').next().unwrap_or_default();
        let hours = match hours.len() {
            0..=2 => hours,
            length => hours.get(..2 - length % 2).unwrap_or_default(),
        };
        // Fifteen hours and fifty-nine minutes are the most that PostgreSQL takes.
        return hours.parse::<u8>().is_ok_and(|hours| hours < 16);
    }
    let name = text.split_ascii_whitespace().next().unwrap_or_default();
    !name.contains('/') || zone::may_be(name)
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    /// Each was tried on a server, as a `timestamptz` behind a date.
    #[test]
    fn what_is_no_time_of_day() {
        let sound = [
            "2024-01-01",
            "2024-01-01 24:00",
            "2024-01-01T10:00:60",
            "2024-01-01 10:00:00.123456+15:59",
            "2024-01-01 10:00 PM",
            "2024-01-01 10:00-0800",
            "2024-01-01 10:00 Europe/Berlin",
            "2024-01-01 10:00 PST",
            "2024-01-01 10:00Z",
            "20240101 101500+05:30",
        ];
        for text in sound {
            assert!(is_sound(text), "{text}");
        }
        let refused = [
            "2024-01-01 25:00",
            "2024-01-01 24:01",
            "2024-01-01 10:60",
            "2024-01-01 10:00:61",
            "2024-01-01 13:00 PM",
            "2024-01-01 10:00+20",
            "2024-01-01 10:00-1600",
            "2024-01-01 10:00 Foo/Bar",
        ];
        for text in refused {
            assert!(!is_sound(text), "{text}");
        }
    }
}
