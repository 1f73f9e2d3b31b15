//! How fast a statement walks over a table. Takes a cursor behind the statement, gives
//! rows and milliseconds; must not know the statement.

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::Pace;
use crate::syntax::{Cursor, Number};

/// `[in batches of n] [pausing 100ms]`
pub(super) fn pace(cursor: &mut Cursor<'_>) -> Result<Pace, Diagnostic> {
    let size = match cursor.eat_word("in") {
        Some(_) => Some(size(cursor)?),
        None => None,
    };
    let pause = match cursor.eat_word("pausing") {
        Some(_) => Some(pause(cursor)?),
        None => None,
    };
    Ok(Pace { size, pause })
}

fn size(cursor: &mut Cursor<'_>) -> Result<u32, Diagnostic> {
    cursor.expect_words(&["batches", "of"])?;
    let (digits, origin) = cursor.number()?;
    cursor.eat_word("rows");
    match digits.parse() {
        Ok(size) if size > 0 => Ok(size),
        Ok(_) | Err(_) => Err(Diagnostic::new(
            origin,
            "a batch has a whole number of rows, at least one",
        )
        .why("each batch is a transaction that walks on by this many rows")
        .help("write a number such as `5000`")),
    }
}

fn pause(cursor: &mut Cursor<'_>) -> Result<u32, Diagnostic> {
    let Some((number, mut origin)) = cursor.eat_number() else {
        return Err(cursor.expected("a time such as `100ms`"));
    };
    let unit = match cursor.word() {
        Some(word) if number.suffix.is_empty() && factor(word).is_some() => {
            cursor.next();
            origin = origin.to(cursor.previous());
            word
        }
        Some(_) | None => &number.suffix,
    };
    milliseconds(&number, unit).ok_or_else(|| no_time(origin))
}

fn milliseconds(number: &Number, unit: &str) -> Option<u32> {
    let count: u32 = number.digits.parse().ok()?;
    count.checked_mul(factor(unit)?)
}

fn factor(unit: &str) -> Option<u32> {
    match unit {
        "ms" => Some(1),
        "s" => Some(1_000),
        "min" => Some(60_000),
        _ => None,
    }
}

fn no_time(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "a pause is a whole number of `ms`, `s` or `min`")
        .why("the runtime sleeps this long between two batches")
        .help("write a time such as `100ms`")
}
