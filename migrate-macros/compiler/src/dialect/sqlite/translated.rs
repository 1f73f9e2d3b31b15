//! Functions that are more than another name in SQLite. Takes calls, gives text; must not
//! know which function each is.

use super::casts;
use super::limits::lacks;
use super::numbers::{self, Half};
use super::operand::{self, Operand};
use super::spelling::Lite;
use super::types::{self, Form};
use crate::dialect::spelling::{Level, Writer};
use crate::syntax::ast::{Base, Call, Expr, ExprKind, Type};

/// A call whose arguments all have one form.
pub(super) fn together(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (name, call): (&str, &Call),
    ty: Option<&Type>,
) {
    if let ([only], "coalesce") = (call.arguments.as_slice(), name) {
        return writer.at(only, Level::Primary);
    }
    writer.function(name, |writer| {
        writer.list(&call.arguments, |writer, argument| {
            lite.value_at(writer, (argument, ty), Level::Or);
        });
    });
}

/// `chr(number)`: SQLite makes another character of what is none.
pub(super) fn character(lite: &Lite<'_>, writer: &mut Writer<'_>, call: &Call) {
    let Some(number) = call.arguments.first() else {
        return;
    };
    Operand::of(lite, writer, number, |writer, v| {
        writer.word("CASE WHEN");
        v.write(writer);
        writer.word("BETWEEN 1 AND 55295 OR");
        v.write(writer);
        writer.word("BETWEEN 57344 AND 1114111 THEN");
        v.within(writer, "char", "");
        v.or_fails(writer, "character");
    });
}

/// What is no array has no items to SQLite.
pub(super) fn array_length(lite: &Lite<'_>, writer: &mut Writer<'_>, call: &Call) {
    let Some(document) = call.arguments.first() else {
        return;
    };
    Operand::of(lite, writer, document, |writer, v| {
        let is_array = |writer: &mut Writer<'_>| {
            v.within(writer, "json_type", "");
            writer.word("=").string("array");
        };
        v.guarded(writer, "array", is_array, |writer| {
            v.within(writer, "json_array_length", "");
        });
    });
}

/// What is compared may be of a wider type than the first, which is the result.
pub(super) fn nullif(lite: &Lite<'_>, writer: &mut Writer<'_>, call: &Call, ty: Option<&Type>) {
    let [value, other] = call.arguments.as_slice() else {
        return;
    };
    if ty.is_none_or(|ty| lite.form_of(value) == types::form(ty)) {
        return together(lite, writer, ("nullif", call), ty);
    }
    writer.word("CASE WHEN");
    lite.value_at(writer, (value, ty), Level::Other);
    writer.word("=");
    lite.value_at(writer, (other, ty), Level::Other);
    writer.word("THEN NULL ELSE");
    writer.at(value, Level::Or);
    writer.word("END");
}

/// PostgreSQL rounds a `double` to the even number, a `numeric` away from zero.
pub(super) fn round(lite: &Lite<'_>, writer: &mut Writer<'_>, call: &Call) {
    let [number, digits @ ..] = call.arguments.as_slice() else {
        return;
    };
    let form = lite.form_of(number).unwrap_or(Form::Numeric);
    let is_written = |digits: &Expr| matches!(digits.kind, ExprKind::Number(_));
    match digits {
        [digits] if !is_written(digits) => {
            let title = "SQLite rounds to digits behind the point only where they are written out";
            writer.refuse(lacks(digits.origin, title));
        }
        [digits] => {
            let scale = match &digits.kind {
                ExprKind::Number(digits) => digits.parse().unwrap_or(i16::MAX),
                _ => 0,
            };
            Operand::of(lite, writer, number, |writer, v| {
                writer.parens(|writer| {
                    numbers::to_digits(writer, |writer| v.write(writer), scale);
                });
            });
        }
        _ if form == Form::Integer => writer.function("CAST", |writer| {
            writer.expr(number);
            writer.word("AS REAL");
        }),
        _ => Operand::of(lite, writer, number, |writer, v| {
            writer.word("CASE WHEN");
            v.within(writer, "abs", "");
            // Every larger double is whole.
            writer.word("< 4503599627370496 THEN");
            numbers::rounded(writer, v, Half::of(form));
            writer.word("ELSE");
            v.write(writer);
            writer.word("END");
        }),
    }
}

/// `substr(text, start [, length])`. Of no bytes, SQLite gives none at all.
pub(super) fn substring(lite: &Lite<'_>, writer: &mut Writer<'_>, call: &Call) {
    let Some((text, places)) = call.arguments.split_first() else {
        return;
    };
    if lite.form_of(text) != Some(Form::Bytes) {
        return part(lite, writer, call);
    }
    let may_be_null = |place: &&Expr| !matches!(place.kind, ExprKind::Number(_));
    writer.function("coalesce", |writer| {
        part(lite, writer, call);
        writer.comma().word("CASE WHEN");
        writer.at(text, Level::Other);
        writer.word("IS NOT NULL");
        for place in places.iter().filter(may_be_null) {
            writer.word("AND");
            writer.at(place, Level::Other);
            writer.word("IS NOT NULL");
        }
        writer.word("THEN X'' END");
    });
}

/// What lies before the first character counts as well, where SQLite counts from the end.
fn part(lite: &Lite<'_>, writer: &mut Writer<'_>, call: &Call) {
    let written = |expr: &Expr| match &expr.kind {
        ExprKind::Number(number) => number.parse::<i64>().ok(),
        _ => None,
    };
    let (Some(text), Some(start)) = (call.arguments.first(), call.arguments.get(1)) else {
        return;
    };
    let length = call.arguments.get(2);
    let is_plain = written(start).is_some_and(|start| start > 0)
        && length.is_none_or(|length| written(length).is_some());
    if is_plain {
        writer.word("substr");
        return writer.arguments(call);
    }
    writer.function("substr", |writer| {
        writer.expr(text);
        writer.comma();
        writer.function("max", |writer| {
            writer.expr(start);
            writer.comma().word("1");
        });
        let Some(length) = length else {
            return;
        };
        writer.comma();
        Operand::of(lite, writer, length, |writer, v| {
            if written(length).is_some_and(|length| length >= 0) {
                return characters(writer, start, v);
            }
            writer.word("CASE WHEN");
            v.write(writer);
            writer.word("< 0 THEN");
            operand::fails(writer, |writer| {
                writer.string("negative substring length not allowed");
            });
            writer.word("ELSE");
            characters(writer, start, v);
            writer.word("END");
        });
    });
}

/// As many as there are from the first character on.
fn characters(writer: &mut Writer<'_>, start: &Expr, length: Operand<'_>) {
    writer.function("max", |writer| {
        length.write(writer);
        writer.word("+");
        writer.function("min", |writer| {
            writer.at(start, Level::Product);
            writer.word("- 1").comma().word("0");
        });
        writer.comma().word("0");
    });
}

/// What is no text and no number to SQLite would be something else in a document.
pub(super) fn document(lite: &Lite<'_>, writer: &mut Writer<'_>, (name, call): (&str, &Call)) {
    writer.function(name, |writer| {
        writer.list(&call.arguments, |writer, argument| {
            match lite.form_of(argument) {
                Some(Form::Bool) => writer.function("json", |writer| {
                    casts::cast(
                        lite,
                        writer,
                        argument,
                        (&Type::plain(Base::Text), argument.origin),
                    );
                }),
                Some(Form::Json) => writer.function("json", |writer| writer.expr(argument)),
                Some(Form::Uuid) => {
                    casts::cast(
                        lite,
                        writer,
                        argument,
                        (&Type::plain(Base::Text), argument.origin),
                    );
                }
                Some(Form::Bytes | Form::Time | Form::Timestamp | Form::TimestampTz) => {
                    let title =
                        "SQLite writes such a value into JSON in another way than PostgreSQL";
                    let help = "cast it: `(…)::text`";
                    writer.refuse(lacks(argument.origin, title).help(help));
                }
                Some(Form::Integer | Form::Real | Form::Numeric | Form::Text | Form::Date)
                | None => {
                    writer.expr(argument);
                }
            }
        });
    });
}

pub(super) fn concat(lite: &Lite<'_>, writer: &mut Writer<'_>, arguments: &[Expr]) {
    let text = Type::plain(Base::Text);
    writer.parens(|writer| {
        for (number, argument) in arguments.iter().enumerate() {
            writer.word(if number > 0 { "||" } else { "" });
            writer.function("coalesce", |writer| {
                match lite.form_of(argument) {
                    Some(Form::Bool) => letter(writer, argument),
                    _ => lite.value(writer, argument, Some(&text)),
                }
                writer.comma().string("");
            });
        }
    });
}

/// `concat` does not cast: it prints as a client sees it.
fn letter(writer: &mut Writer<'_>, argument: &Expr) {
    writer.word("CASE");
    writer.at(argument, Level::Or);
    writer.word("WHEN TRUE THEN 't' WHEN FALSE THEN 'f' END");
}

/// `max(coalesce(a, b), coalesce(b, a))`, from the left.
pub(super) fn extreme(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (name, arguments): (&str, &[Expr]),
    ty: Option<&Type>,
) {
    let Some((last, others)) = arguments.split_last() else {
        return;
    };
    let last = |writer: &mut Writer<'_>| lite.value_at(writer, (last, ty), Level::Primary);
    if others.is_empty() {
        return last(writer);
    }
    writer.function(name, |writer| {
        writer.function("coalesce", |writer| {
            extreme(lite, writer, (name, others), ty);
            writer.comma();
            last(writer);
        });
        writer.comma();
        writer.function("coalesce", |writer| {
            last(writer);
            writer.comma();
            extreme(lite, writer, (name, others), ty);
        });
    });
}

/// `left(text, n)` and `right(text, n)`; a negative number means something else there.
pub(super) fn side(writer: &mut Writer<'_>, call: &Call, (start, sign): (&str, &str)) {
    let [text, length] = call.arguments.as_slice() else {
        return;
    };
    let ExprKind::Number(length) = &length.kind else {
        let title = format!(
            "SQLite takes the length of `{}` only as a number",
            call.function
        );
        return writer.refuse(lacks(length.origin, title));
    };
    // The last characters, none of them, are all of them to SQLite.
    let (start, sign) = if length == "0" {
        ("1", "")
    } else {
        (start, sign)
    };
    writer.function("substr", |writer| {
        writer.expr(text);
        writer.comma();
        if !start.is_empty() {
            writer.word(start).comma();
        }
        writer.word(&format!("{sign}{length}"));
    });
}
