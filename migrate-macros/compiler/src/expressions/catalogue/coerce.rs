//! Casts: which there are, and how steady each is. Takes names of types, gives answers as
//! `pg_cast` and the functions that read and write texts do; must not know any call.

use super::{CASTS, TYPES, lines};
use crate::expressions::volatility::Volatility;
use crate::syntax::ast::Type;

/// A type's category, as PostgreSQL chooses between functions by it.
pub(crate) fn category(name: &str, major: u16) -> char {
    if name.ends_with("[]") {
        return 'A';
    }
    kind(name, major).chars().next().unwrap_or('U')
}

/// Whether the category prefers it.
pub(super) fn is_preferred(name: &str, major: u16) -> bool {
    !name.ends_with("[]") && kind(name, major).ends_with('*')
}

/// Whether a value becomes this type inside an expression.
pub(crate) fn implicit(from: &str, to: &str, major: u16) -> bool {
    if from == to {
        return true;
    }
    if let (Some(from), Some(to)) = (from.strip_suffix("[]"), to.strip_suffix("[]")) {
        return implicit(from, to, major);
    }
    listed(from, to, major).is_some_and(|kind| kind.starts_with('i'))
}

/// Whether a value of the one type is one of the other as it is.
pub(super) fn is_binary_coercible(from: &str, to: &str, major: u16) -> bool {
    let is_range = |name: &str| name.ends_with("range") && !name.ends_with("multirange");
    match to {
        "anyarray" => from.ends_with("[]"),
        "anyrange" => is_range(from),
        "anymultirange" => from.ends_with("multirange"),
        _ => from == to || listed(from, to, major) == Some("ib"),
    }
}

/// Whether a type stands for many.
pub(super) fn is_polymorphic(name: &str) -> bool {
    name.starts_with("any")
}

/// The types that a value of this one can be cast to, in any version.
pub(super) fn casts_from(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    lines(CASTS, name).filter_map(|line| line.words().nth(1))
}

/// Whether a cast that is listed at all is there in this version.
pub(crate) fn exists_cast(from: &str, to: &str, major: u16) -> bool {
    let any = lines(CASTS, from).any(|line| line.words().nth(1) == Some(to));
    !any || listed(from, to, major).is_some()
}

/// The first version that has a cast which older ones lack.
pub(crate) fn cast_since(from: &str, to: &str) -> Option<u16> {
    let mut casts = lines(CASTS, from).filter(|line| line.words().nth(1) == Some(to));
    casts.find(|line| line.first > 0).map(|line| line.first)
}

/// How steady a cast is: that of its function, or of those that write a text and read it.
pub(crate) fn cast_volatility(from: &str, to: &str, major: u16) -> Volatility {
    if from == to {
        return Volatility::Immutable;
    }
    if let (Some(from), Some(to)) = (from.strip_suffix("[]"), to.strip_suffix("[]")) {
        return cast_volatility(from, to, major);
    }
    if let Some(kind) = listed(from, to, major) {
        return volatility(kind.chars().nth(1));
    }
    let (reading, writing) = (texts(to, major), texts(from, major));
    volatility(reading.chars().next()).max(volatility(writing.chars().nth(1)))
}

pub(super) fn volatility(letter: Option<char>) -> Volatility {
    match letter {
        Some('i' | 'b') => Volatility::Immutable,
        Some('v') => Volatility::Volatile,
        _ => Volatility::Stable,
    }
}

/// The context of a cast and the volatility of its function.
fn listed(from: &str, to: &str, major: u16) -> Option<&'static str> {
    let mut casts = lines(CASTS, from).filter(|line| line.holds_for(major));
    let cast = casts.find(|line| line.words().nth(1) == Some(to))?;
    cast.words().nth(2)
}

fn kind(name: &str, major: u16) -> &'static str {
    word(name, 1, major)
}

/// Whether a value of the type always stays in its row, whole.
pub(crate) fn stays_in_row(ty: &Type) -> bool {
    let name = super::name_of(ty);
    name.is_some_and(|name| !ty.array && word(&name, 2, u16::MAX).ends_with('p'))
}

/// The volatilities of reading the type's text and of writing it.
fn texts(name: &str, major: u16) -> &'static str {
    if name.ends_with("[]") {
        return "ss";
    }
    word(name, 2, major)
}

fn word(name: &str, place: usize, major: u16) -> &'static str {
    let mut types = lines(TYPES, name).filter(|line| line.holds_for(major));
    let found = types.next().and_then(|line| line.words().nth(place));
    found.unwrap_or_default()
}
