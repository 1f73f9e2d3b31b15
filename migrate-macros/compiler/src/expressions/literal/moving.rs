//! Words that look like a date and are another one each day, alone or inside an array or a
//! range. Takes literals and types, gives what to write in their place; must not know
//! whether a literal is kept.
//! <https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-DATETIME-SPECIAL-VALUES>

use super::{nested, range_item};
use crate::syntax::ast::{Base, Expr, ExprKind, Type};

/// What to write in place of a word such as `today`; nothing for any other literal.
pub(in crate::expressions) fn instead_of_moving(literal: &Expr, ty: &Type) -> Option<String> {
    let ExprKind::Text(value) = &literal.kind else {
        return None;
    };
    if ty.array {
        return of_array(value, &Type::plain(ty.base.clone()));
    }
    match &ty.base {
        Base::Native(name) => match name.strip_suffix("multirange") {
            Some(stem) => of_multirange(value, &format!("{stem}range"), name),
            None => of_range(value, name),
        },
        base => alone(word(value)?, base),
    }
}

/// The word that moves, wherever it stands: a time of day may be before it or behind.
fn word(value: &str) -> Option<Word> {
    let mut words = value.split(|char: char| !char.is_ascii_alphabetic());
    words.find_map(|word| match word.to_ascii_lowercase().as_str() {
        "now" => Some(Word::Now),
        "today" => Some(Word::Today),
        "tomorrow" => Some(Word::Tomorrow),
        "yesterday" => Some(Word::Yesterday),
        _ => None,
    })
}

#[derive(Clone, Copy, Debug)]
enum Word {
    Now,
    Today,
    Tomorrow,
    Yesterday,
}

/// The expression that moves likewise, and what it gives; nothing where the type has no
/// such words.
fn expression(word: Word, base: &Base) -> Option<(&'static str, Base)> {
    let is_moment = matches!(base, Base::Timestamp(_) | Base::TimestampTz(_));
    let is_time = matches!(base, Base::Time(_) | Base::TimeTz(_));
    if !is_moment && !is_time && *base != Base::Date {
        return None;
    }
    Some(match word {
        Word::Now if is_moment || is_time => ("now()", Base::TimestampTz(None)),
        Word::Now | Word::Today => ("current_date", Base::Date),
        Word::Tomorrow => ("current_date + 1", Base::Date),
        Word::Yesterday => ("current_date - 1", Base::Date),
    })
}

/// On its own, where an operand may be needed, as behind `default`.
fn alone(word: Word, base: &Base) -> Option<String> {
    let (text, _) = expression(word, base)?;
    Some(match base {
        Base::Time(_) | Base::TimeTz(_) => format!("({text}::time)"),
        _ if text.contains(' ') => format!("({text})"),
        _ => text.to_owned(),
    })
}

/// Inside an array or a range, where a value must be of the very type.
fn inside(value: &str, item: &Type) -> Option<String> {
    let (text, gives) = expression(word(value)?, &item.base)?;
    Some(match (gives == item.base, text.contains(' ')) {
        (true, _) => text.to_owned(),
        (false, true) => format!("({text})::{item}"),
        (false, false) => format!("{text}::{item}"),
    })
}

/// One value among others: the word's place is taken, the others stay as they are.
fn value(text: &str, item: &Type) -> String {
    inside(text, item).unwrap_or_else(|| format!("{text:?}"))
}

fn of_array(text: &str, item: &Type) -> Option<String> {
    let items = nested::items(text)?;
    let moving = items.iter().any(|it| inside(it, item).is_some());
    let written = || {
        let items: Vec<String> = items.iter().map(|it| value(it, item)).collect();
        format!("array[{}]", items.join(", "))
    };
    moving.then(written)
}

fn of_range(text: &str, name: &str) -> Option<String> {
    let item = Type::plain(range_item(name)?);
    let range = nested::range(text)?;
    let [low, high] = &range.bounds;
    let mut bounds = [low, high].into_iter().flatten();
    bounds.find(|bound| inside(bound, &item).is_some())?;
    let written = |bound: &Option<String>| {
        let bound = bound.as_ref();
        bound.map_or("null".to_owned(), |bound| value(bound, &item))
    };
    let (low, high) = (written(low), written(high));
    Some(match range.closed {
        [true, false] => format!("{name}({low}, {high})"),
        [from, to] => {
            let (from, to) = (if from { '[' } else { '(' }, if to { ']' } else { ')' });
            format!("{name}({low}, {high}, \"{from}{to}\")")
        }
    })
}

fn of_multirange(text: &str, range: &str, name: &str) -> Option<String> {
    let ranges = nested::ranges(text)?;
    let moving = ranges.iter().any(|it| of_range(it, range).is_some());
    let written = || {
        let range = |it: &String| of_range(it, range).unwrap_or_else(|| format!("{it:?}"));
        let ranges: Vec<String> = ranges.iter().map(range).collect();
        format!("{name}({})", ranges.join(", "))
    };
    moving.then(written)
}

#[cfg(test)]
mod tests {
    use super::instead_of_moving;
    use crate::origin::Origin;
    use crate::syntax::ast::{Base, Expr, ExprKind, Type};

    fn instead(text: &str, base: Base, array: bool) -> Option<String> {
        let expr = Expr {
            kind: ExprKind::Text(text.to_owned()),
            origin: Origin::elsewhere(),
        };
        instead_of_moving(&expr, &Type { base, array })
    }

    /// Each was tried on a server, which reads the word and what is written here alike.
    #[test]
    fn words_are_found_at_any_depth() {
        let zoned = || Base::TimestampTz(None);
        let native = |name| Base::native(name).expect("a type of the server's own");
        for (text, base, array, expected) in [
            ("Today", Base::Date, false, "current_date"),
            ("10:00 tomorrow", zoned(), false, "(current_date + 1)"),
            ("now", Base::Time(None), false, "(now()::time)"),
            ("{today}", Base::Date, true, "array[current_date]"),
            (
                "{2026-01-31,yesterday}",
                Base::Date,
                true,
                "array[\"2026-01-31\", current_date - 1]",
            ),
            ("{now}", zoned(), true, "array[now()]"),
            (
                "{now}",
                Base::Timestamp(None),
                true,
                "array[now()::timestamp]",
            ),
            (
                "{tomorrow}",
                zoned(),
                true,
                "array[(current_date + 1)::timestamptz]",
            ),
            ("{now}", Base::Time(None), true, "array[now()::time]"),
            (
                "[today,tomorrow)",
                native("daterange"),
                false,
                "daterange(current_date, current_date + 1)",
            ),
            (
                "(,today]",
                native("daterange"),
                false,
                "daterange(null, current_date, \"(]\")",
            ),
            (
                "[now,)",
                native("tsrange"),
                false,
                "tsrange(now()::timestamp, null)",
            ),
            (
                "{[today,),(,2026-01-31)}",
                native("datemultirange"),
                false,
                "datemultirange(daterange(current_date, null), \"(,2026-01-31)\")",
            ),
        ] {
            assert_eq!(
                instead(text, base, array).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn constants_stay() {
        let native = |name| Base::native(name).expect("a type of the server's own");
        for (text, base, array) in [
            ("epoch", Base::Date, false),
            ("infinity", Base::TimestampTz(None), false),
            ("allballs", Base::Time(None), false),
            ("today", Base::Text, false),
            ("{today}", Base::Text, true),
            ("[1,5)", native("int4range"), false),
            ("empty", native("daterange"), false),
            ("[2026-01-01,infinity)", native("daterange"), false),
        ] {
            assert_eq!(instead(text, base, array), None, "{text}");
        }
    }
}
