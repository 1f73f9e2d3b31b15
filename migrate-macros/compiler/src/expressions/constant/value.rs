//! Values and how they compare, with SQL's third truth value. Takes values, gives values;
//! nothing where the answer hangs on a type or a collation. Must not know expressions.

use std::cmp::Ordering;

/// A value that is known at compile time.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Also the third truth value.
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
}

impl Value {
    /// How the one stands to the other; nothing where that is not sure.
    pub(super) fn compare(&self, other: &Self) -> Option<Comparison> {
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => Some(Comparison::Null),
            (Self::Bool(one), Self::Bool(other)) => Some(one.cmp(other).into()),
            (Self::Number(one), Self::Number(other)) => Some(one.partial_cmp(other)?.into()),
            (Self::Number(one), Self::Text(other)) => {
                Some(one.partial_cmp(&number(other)?)?.into())
            }
            (Self::Text(one), Self::Number(other)) => Some(number(one)?.partial_cmp(other)?.into()),
            (Self::Text(one), Self::Text(other)) => compare_texts(one, other),
            (Self::Bool(_), _) | (_, Self::Bool(_)) => None,
        }
    }
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Null,
    Ordered(Ordering),
    /// Not equal; which is the greater one is up to the collation.
    Different,
}

impl From<Ordering> for Comparison {
    fn from(ordering: Ordering) -> Self {
        Self::Ordered(ordering)
    }
}

/// Texts may stand for dates, numbers or documents, which are equal in several spellings:
/// only words differ for sure.
fn compare_texts(one: &str, other: &str) -> Option<Comparison> {
    if one == other {
        return Some(Ordering::Equal.into());
    }
    let is_word = |text: &str| text.starts_with(|first: char| first.is_ascii_alphabetic());
    let same = one.trim_end().eq_ignore_ascii_case(other.trim_end());
    let sure = (is_word(one) || is_word(other) || one.is_empty() || other.is_empty()) && !same;
    sure.then_some(Comparison::Different)
}

/// The number that a text stands for beside a number.
fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok()
}

/// `like`, where the databases agree on it: PostgreSQL compares case, SQLite does not.
pub(super) fn like(text: &str, pattern: &str) -> Option<bool> {
    let exact = matches(&chars(text), &chars(pattern));
    let folded = matches(
        &chars(&text.to_ascii_lowercase()),
        &chars(&pattern.to_ascii_lowercase()),
    );
    let plain = !pattern.contains('\\');
    (plain && exact == folded).then_some(exact)
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// Walks both at once and comes back to the last `%` when they part.
fn matches(text: &[char], pattern: &[char]) -> bool {
    let (mut at, mut wanted) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while let Some(found) = text.get(at) {
        match pattern.get(wanted) {
            Some('%') => {
                wanted += 1;
                retry = Some((at, wanted));
                continue;
            }
            Some(char) if *char == '_' || char == found => {
                at += 1;
                wanted += 1;
                continue;
            }
            _ => {}
        }
        let Some((start, after)) = retry else {
            return false;
        };
        retry = Some((start + 1, after));
        at = start + 1;
        wanted = after;
    }
    let rest = pattern.get(wanted..).unwrap_or_default();
    rest.iter().all(|char| *char == '%')
}
