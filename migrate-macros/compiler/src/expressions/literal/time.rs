//! Dates, times and intervals as texts: only what no server reads is refused, since
//! PostgreSQL reads a great many forms. Takes texts, gives answers; must not know where
//! they stand. <https://www.postgresql.org/docs/current/datatype-datetime.html>

use super::clock;

/// The last years that a date and a moment have.
/// <https://www.postgresql.org/docs/current/datatype-datetime.html>
pub(super) const LAST_YEAR_OF_DATES: u32 = 5_874_897;
pub(super) const LAST_YEAR_OF_MOMENTS: u32 = 294_276;

/// A date, with or without a time, up to a year.
pub(super) fn is_moment(value: &str, last_year: u32) -> bool {
    let value = value.trim();
    let words = [
        "now",
        "today",
        "tomorrow",
        "yesterday",
        "epoch",
        "infinity",
        "-infinity",
        "allballs",
    ];
    if !has_digit(value) {
        let mut parts = value.split_ascii_whitespace().peekable();
        return parts.peek().is_some() && parts.all(|part| is_one_of(part, &words));
    }
    if value.contains(|char: char| "(){}[]<>\"".contains(char)) {
        return false;
    }
    let is_clock = |char: char| char.is_ascii_digit() || char == ':' || char == '.';
    if is_interval(value) || value.contains(':') && value.chars().all(is_clock) {
        return false;
    }
    let is_late = long_year(value).is_some_and(|year| year > last_year);
    let is_day = iso_date(value).is_none_or(|(year, month, day)| is_day(year, month, day));
    is_day && !is_late && clock::is_sound(value)
}

/// A time of day; a date before it is allowed.
pub(super) fn is_time(value: &str) -> bool {
    let value = value.trim();
    if !has_digit(value) {
        return is_one_of(value, &["now", "allballs"]);
    }
    let is_foreign = |char: char| "(){}[]<>,\"".contains(char);
    if value.contains(is_foreign) || iso_date(value).is_some() && value.len() == 10 {
        return false;
    }
    // What a zone of a region is from UTC depends on the date.
    let lacks_date = value.contains('/') && !value.contains('-');
    !lacks_date && clock::is_sound(value)
}

/// The first word of an interval that is no unit; an empty one where there is no number.
pub(super) fn unknown_unit(value: &str) -> Option<&str> {
    const UNITS: &str = " ago c cent centuries century d day days dec decade decades decs h hour \
        hours hr hrs m microsecond microseconds mil millennia millennium millisecond \
        milliseconds mils min mins minute minutes mon mons month months ms msec msecs \
        mseconds s sec second seconds secs us usec usecond useconds usecs w week weeks y \
        year years yr yrs p t ";
    let value = value.trim();
    if value.starts_with('P') || is_one_of(value.trim_start_matches(['+', '-']), &["infinity"]) {
        return None;
    }
    if !has_digit(value) || value.contains(|char: char| "(){}[]<>\"".contains(char)) {
        return Some("");
    }
    let is_unit = |word: &&str| UNITS.contains(&format!(" {} ", word.to_ascii_lowercase()));
    let words = value.split(|char: char| !char.is_alphabetic());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.into_iter().find(|word| !is_unit(word))
}

/// A unit that is given twice, which PostgreSQL does not add up.
pub(super) fn unit_given_twice(value: &str) -> Option<&str> {
    let words = value.split(|char: char| !char.is_alphabetic());
    let words: Vec<&str> = words.filter(|word| word.len() > 2).collect();
    let singular = |word: &str| word.to_ascii_lowercase().trim_end_matches('s').to_owned();
    let mut places = words.iter().enumerate();
    let twice = places.find(|(place, word)| {
        let mut earlier = words.iter().take(*place);
        earlier.any(|other| singular(other) == singular(word))
    });
    twice.map(|(_, word)| *word)
}

/// A number and a unit that is spelled out: `dec` is a month as well.
pub(super) fn is_interval(value: &str) -> bool {
    let mut words = value.split(|char: char| !char.is_alphabetic());
    unknown_unit(value).is_none() && words.any(|word| word == "day" || word.len() > 3)
}

/// Whether a moment written as `2024-01-31…` is after another.
pub(super) fn is_later(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    match (iso_date(one), iso_date(other)) {
        (Some(first), Some(second)) if first == second => {
            one.len() == 19 && other.len() == 19 && one > other
        }
        (Some(first), Some(second)) => first > second,
        _ => false,
    }
}

fn has_digit(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_one_of(value: &str, words: &[&str]) -> bool {
    words.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// The date of `2024-02-29…`, if it is written so.
fn iso_date(value: &str) -> Option<(u32, u32, u32)> {
    let date = value.get(..10)?;
    let more_digits = value.as_bytes().get(10).is_some_and(u8::is_ascii_digit);
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() != 2 || day.len() != 2 || more_digits {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// The year of `12024-01-31`, which has more than four digits.
fn long_year(value: &str) -> Option<u32> {
    let (year, rest) = value.split_once('-')?;
    let is_long = year.len() > 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_long && rest.contains('-')).then(|| year.parse().unwrap_or(u32::MAX))
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    year > 0 && (1..=days).contains(&day)
}
