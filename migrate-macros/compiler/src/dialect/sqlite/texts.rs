//! Casts to text, which print as PostgreSQL prints, and from texts that are no numbers.
//! Takes an operand and what it is, gives text; must not know whether the cast was written.

use super::limits::lacks;
use super::operand::Operand;
use super::spelling::Lite;
use super::types::Form;
use super::{functions, stamps, uuids};
use crate::dialect::spelling::{Level, Writer};
use crate::syntax::ast::{Base, Expr, ExprKind, Type};

/// A text that is stored under a limit: blanks that do not fit are cut, as PostgreSQL cuts
/// them, and those at the end of a `char` are none of it. What is no mere column has to fit.
pub(super) fn fitted(writer: &mut Writer<'_>, text: &Expr, (ty, least): (&Type, Level)) {
    match (&ty.base, &text.kind) {
        (Base::Char(_), _) => writer.function("rtrim", |writer| writer.expr(text)),
        (Base::Varchar(Some(limit)), ExprKind::Column { .. }) => {
            let behind = limit.saturating_add(1);
            writer.word("CASE WHEN");
            writer.function("rtrim", |writer| {
                writer.function("substr", |writer| {
                    writer.expr(text);
                    writer.comma().word(&behind.to_string());
                });
            });
            writer.word("= '' THEN");
            writer.function("substr", |writer| {
                writer.expr(text);
                writer.comma().word("1").comma().word(&limit.to_string());
            });
            writer.word("ELSE");
            writer.expr(text);
            writer.word("END");
        }
        _ => writer.at(text, least),
    }
}

pub(super) fn text(
    writer: &mut Writer<'_>,
    v: Operand<'_>,
    (from, source): (Form, &Type),
    expr: &Expr,
) {
    match (from, &source.base) {
        (Form::Bool, _) => boolean(writer, v),
        (Form::Integer, _) => v.plain(writer, "TEXT"),
        (Form::Numeric, Base::Numeric(Some((_, scale)))) if *scale >= 0 => {
            unless_null(writer, v, |writer| {
                writer.function("printf", |writer| {
                    writer.string(&format!("%.{scale}f")).comma();
                    v.write(writer);
                });
            });
        }
        // One random value cannot be asked for its parts.
        (Form::Uuid, _) if functions::is_random_uuid(expr) => uuids::random_text(writer),
        (Form::Uuid, _) => unless_null(writer, v, |writer| uuids::printed(writer, v)),
        (Form::Bytes, _) => unless_null(writer, v, |writer| {
            writer.string("\\x").word("||");
            writer.function("lower", |writer| v.within(writer, "hex", ""));
        }),
        (Form::Time | Form::Timestamp | Form::TimestampTz, _) => stamps::printed(writer, v, from),
        // Beside a column of dates, SQLite would read a text as a number.
        (Form::Date, _) => v.plain(writer, "TEXT"),
        (Form::Text, _) | (Form::Json, Base::Json) => v.write(writer),
        (Form::Real | Form::Numeric | Form::Json, _) => {
            let title = format!("SQLite does not print a `{source}` as PostgreSQL does");
            let help = "leave it out of the text, or write it behind `#[only(postgres)]` and, for \
                        SQLite, what it shall be behind `#[only(sqlite)]`";
            writer.refuse(lacks(v.origin(), title).help(help));
        }
    }
}

/// Whether it is one of several texts that are written out.
pub(super) fn are_all(expr: &Expr) -> bool {
    let passes = |name: &str| ["coalesce", "greatest", "least", "nullif"].contains(&name);
    match &expr.kind {
        ExprKind::Text(_) | ExprKind::Null => true,
        ExprKind::Case {
            whens, otherwise, ..
        } => {
            let mut values = whens.iter().map(|when| &when.value);
            values.all(are_all) && otherwise.as_deref().is_none_or(are_all)
        }
        ExprKind::Call(call) if passes(&call.function.name.to_ascii_lowercase()) => {
            call.arguments.iter().all(are_all)
        }
        _ => false,
    }
}

/// SQLite's functions print something for nothing.
fn unless_null(writer: &mut Writer<'_>, v: Operand<'_>, text: impl FnOnce(&mut Writer<'_>)) {
    writer.word("CASE WHEN");
    v.write(writer);
    writer.word("IS NOT NULL THEN");
    text(writer);
    writer.word("END");
}

fn boolean(writer: &mut Writer<'_>, v: Operand<'_>) {
    writer.word("CASE WHEN");
    v.write(writer);
    writer.word("THEN 'true' WHEN NOT");
    v.write(writer);
    writer.word("THEN 'false' END");
}

/// The words that PostgreSQL reads, and the beginnings that are enough.
const TRUE: &str = "('t', 'tr', 'tru', 'true', 'y', 'ye', 'yes', 'on', '1')";
const FALSE: &str = "('f', 'fa', 'fal', 'fals', 'false', 'n', 'no', 'of', 'off', '0')";

/// `text::bool`
pub(super) fn read_boolean(writer: &mut Writer<'_>, v: Operand<'_>) {
    let word = |writer: &mut Writer<'_>| {
        writer.function("lower", |writer| {
            v.within(writer, "trim", "char(9, 10, 11, 12, 13, 32)");
        });
    };
    writer.word("CASE WHEN");
    word(writer);
    writer.word("IN").word(TRUE).word("THEN TRUE WHEN");
    word(writer);
    writer.word("IN").word(FALSE).word("THEN FALSE");
    v.or_fails(writer, "bool");
}

/// `text::bytes`: a backslash begins something, and SQLite cannot read what.
pub(super) fn read_bytes(writer: &mut Writer<'_>, v: Operand<'_>) {
    let has_none = |writer: &mut Writer<'_>| {
        v.within(writer, "instr", "'\\'");
        writer.word("= 0");
    };
    v.guarded(writer, "bytes", has_none, |writer| v.plain(writer, "BLOB"));
}

/// `text::json`
pub(super) fn read_json(writer: &mut Writer<'_>, v: Operand<'_>, ty: &Type) {
    let is_one = |writer: &mut Writer<'_>| v.within(writer, "json_valid", "");
    v.guarded(writer, &ty.to_string(), is_one, |writer| v.write(writer));
}

/// `x || y` over bytes; SQLite makes a text of it.
pub(super) fn joined_bytes(lite: &Lite<'_>, writer: &mut Writer<'_>, left: &Expr, right: &Expr) {
    let bytes = Type::plain(Base::Bytes);
    writer.function("CAST", |writer| {
        lite.value_at(writer, (left, Some(&bytes)), Level::Primary);
        writer.word("||");
        lite.value_at(writer, (right, Some(&bytes)), Level::Primary);
        writer.word("AS BLOB");
    });
}
