//! Functions that are more than another name in SQLite. Takes calls, gives text; must not
//! know which function each is.

use super::casts;
use super::limits::lacks;
use super::numbers::{self, Half};
use super::operand::{self, Operand};
use super::spelling::Lite;
use super::types::Form;
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
            writer.parens(|writer| {
                numbers::to_digits(writer, |writer| writer.at(number, Level::Power), scale);
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

/// `substr(text, start [, length])`: what lies before the first character counts as well,
/// where SQLite counts from the end.
pub(super) fn substring(lite: &Lite<'_>, writer: &mut Writer<'_>, call: &Call) {
    let written = |expr: &Expr| match &expr.kind {
        ExprKind::Number(number) => number.parse::<i64>().ok(),
        _ => None,
    };
    let (Some(text), Some(start)) = (call.arguments.first(), call.arguments.get(1)) else {
        return;
    };
    let is_plain = written(start).is_some_and(|start| start > 0)
        && call
            .arguments
            .get(2)
            .is_none_or(|length| written(length).is_some());
    if is_plain && lite.form_of(text) == Some(Form::Bytes) {
        // Of no bytes, SQLite gives none at all.
        return writer.function("coalesce", |writer| {
            writer.word("substr");
            writer.arguments(call);
            writer.comma().word("CASE WHEN");
            writer.at(text, Level::Other);
            writer.word("IS NOT NULL THEN X'' END");
        });
    }
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
        let Some(length) = call.arguments.get(2) else {
            return;
        };
        writer.comma();
        Operand::of(lite, writer, length, |writer, v| {
            writer.word("CASE WHEN");
            v.write(writer);
            writer.word("< 0 THEN");
            operand::fails(writer, |writer| {
                writer.string("negative substring length not allowed");
            });
            writer.word("ELSE");
            writer.function("max", |writer| {
                v.write(writer);
                writer.word("+");
                writer.function("min", |writer| {
                    writer.at(start, Level::Product);
                    writer.word("- 1").comma().word("0");
                });
                writer.comma().word("0");
            });
            writer.word("END");
        });
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
