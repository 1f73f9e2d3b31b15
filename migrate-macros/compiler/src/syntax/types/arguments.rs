//! The numbers in the parentheses of a type. Takes a cursor and the range that the
//! database takes, gives the numbers; must not know which type they belong to.

use std::ops::RangeInclusive;

use proc_macro2::Delimiter;

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::Cursor;

/// What an argument means, and the values that a database takes for it.
pub(super) struct Limit {
    /// What an error calls it.
    pub(super) what: &'static str,
    pub(super) range: RangeInclusive<i32>,
}

/// `(n)`, where it is written.
pub(super) fn one(cursor: &mut Cursor<'_>, limit: &Limit) -> Result<Option<i32>, Diagnostic> {
    let Some((mut inner, _)) = cursor.eat_group(Delimiter::Parenthesis) else {
        return Ok(None);
    };
    let value = argument(&mut inner, limit)?;
    inner.expect_end()?;
    Ok(Some(value))
}

/// `(n[, m])`, where it is written.
pub(super) fn two(
    cursor: &mut Cursor<'_>,
    [first, second]: [&Limit; 2],
) -> Result<Option<(i32, i32)>, Diagnostic> {
    let Some((mut inner, _)) = cursor.eat_group(Delimiter::Parenthesis) else {
        return Ok(None);
    };
    let one = argument(&mut inner, first)?;
    let other = match inner.eat_punct(",") {
        Some(_) => argument(&mut inner, second)?,
        None => 0,
    };
    inner.expect_end()?;
    Ok(Some((one, other)))
}

fn argument(inner: &mut Cursor<'_>, limit: &Limit) -> Result<i32, Diagnostic> {
    let sign = inner.eat_punct("-");
    let (digits, origin) = inner.number()?;
    let origin = sign.map_or(origin, |sign| sign.to(origin));
    let value = digits.parse::<i32>().ok();
    let value = value.map(|value| if sign.is_some() { -value } else { value });
    value
        .filter(|value| limit.range.contains(value))
        .ok_or_else(|| outside(limit, origin))
}

fn outside(limit: &Limit, origin: Origin) -> Diagnostic {
    let (what, low, high) = (limit.what, limit.range.start(), limit.range.end());
    Diagnostic::new(origin, format!("{what} is a number from {low} to {high}"))
        .why("the database refuses any other when the migration runs")
        .help(format!(
            "write a number from {low} to {high}, or leave it out"
        ))
}

/// `int(11)`: a habit from MySQL, where the number is a display width.
pub(super) fn none(cursor: &Cursor<'_>, word: &str) -> Result<(), Diagnostic> {
    if !cursor.is_group(Delimiter::Parenthesis) {
        return Ok(());
    }
    let title = format!("the type `{word}` takes no argument");
    Err(Diagnostic::new(cursor.origin(), title).help(format!("write `{word}`")))
}
