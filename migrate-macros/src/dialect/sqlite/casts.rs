//! Casts. SQLite's own never fail and know four types, so most of PostgreSQL's become
//! something else. Takes an operand and a type, gives text.

use super::limits::{lacks, no_type};
use super::spelling::Lite;
use super::types::{self, Form};
use super::{literal, times, uuids};
use crate::dialect::spelling::{Level, Writer};
use crate::origin::Origin;
use crate::syntax::ast::{Base, Expr, ExprKind, Type};

/// `operand::type`
pub(super) fn cast(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    operand: &Expr,
    (ty, origin): (&Type, Origin),
) {
    let whole = Expr {
        kind: ExprKind::Cast(Box::new(operand.clone()), ty.clone()),
        origin,
    };
    if let Some(value) = literal::of(&whole, Some(ty)) {
        return value.write(writer);
    }
    if let Some(limit) = types::length_limit(ty) {
        return writer.function("substr", |writer| {
            convert(lite, writer, operand, ty);
            writer.comma().word("1").comma().word(&limit.to_string());
        });
    }
    convert(lite, writer, operand, ty);
}

/// An expression that is stored as this type, by the casts that PostgreSQL makes without
/// being told to. Unlike a cast, they shorten nothing.
pub(super) fn assign(lite: &Lite<'_>, writer: &mut Writer<'_>, expr: &Expr, ty: Option<&Type>) {
    let Some((ty, to)) = ty.and_then(|ty| Some((ty, types::form(ty)?))) else {
        return writer.expr(expr);
    };
    let is_text = matches!(expr.kind, ExprKind::Text(_));
    let is_number = |form| matches!(form, Form::Integer | Form::Real | Form::Numeric);
    match lite.form_of(expr) {
        // A column of numbers takes any number; only a whole one has to be rounded to.
        Some(from) if is_number(from) && is_number(to) && to != Form::Integer => writer.expr(expr),
        Some(from) if from != to => convert(lite, writer, expr, ty),
        None if is_text => convert(lite, writer, expr, ty),
        Some(_) | None => writer.expr(expr),
    }
}

fn convert(lite: &Lite<'_>, writer: &mut Writer<'_>, operand: &Expr, ty: &Type) {
    let Some(to) = types::form(ty) else {
        return writer.refuse(no_type(operand.origin, ty));
    };
    let from = lite.form_of(operand);
    match to {
        Form::Bool => boolean(writer, operand, from),
        Form::Integer => integer(writer, operand, from),
        Form::Real => plain(writer, operand, "REAL"),
        Form::Numeric => numeric(writer, operand, ty),
        Form::Text => text(writer, operand, from),
        Form::Bytes => plain(writer, operand, "BLOB"),
        Form::Uuid => uuids::parsed(lite, writer, operand, from),
        Form::Date => writer.function("date", |writer| writer.expr(operand)),
        Form::Time => times::formatted(writer, "%H:%M:%f", operand),
        Form::Timestamp => times::formatted(writer, times::LOCAL, operand),
        Form::TimestampTz => times::formatted(writer, times::ZONED, operand),
    }
}

/// `CAST(operand AS name)`
pub(super) fn plain(writer: &mut Writer<'_>, operand: &Expr, name: &str) {
    writer.function("CAST", |writer| {
        writer.expr(operand);
        writer.word("AS").word(name);
    });
}

fn boolean(writer: &mut Writer<'_>, operand: &Expr, from: Option<Form>) {
    match from {
        Some(Form::Bool) => writer.at(operand, Level::Primary),
        Some(Form::Integer) => writer.parens(|writer| {
            writer.at(operand, Level::Other);
            writer.word("<>").word("0");
        }),
        _ => writer.refuse(lacks(
            operand.origin,
            "SQLite reads no booleans from texts or from anything that is not an `int`",
        )),
    }
}

/// PostgreSQL rounds, SQLite cuts off.
fn integer(writer: &mut Writer<'_>, operand: &Expr, from: Option<Form>) {
    match from {
        Some(Form::Real | Form::Numeric) => writer.function("CAST", |writer| {
            writer.function("round", |writer| writer.expr(operand));
            writer.word("AS INTEGER");
        }),
        _ => plain(writer, operand, "INTEGER"),
    }
}

fn numeric(writer: &mut Writer<'_>, operand: &Expr, ty: &Type) {
    let Base::Numeric(Some((_, scale))) = ty.base else {
        return plain(writer, operand, "NUMERIC");
    };
    writer.function("CAST", |writer| {
        writer.function("round", |writer| {
            writer.expr(operand);
            writer.comma().word(&scale.max(0).to_string());
        });
        writer.word("AS NUMERIC");
    });
}

fn text(writer: &mut Writer<'_>, operand: &Expr, from: Option<Form>) {
    match from {
        Some(Form::Bool) => {
            writer.word("CASE WHEN");
            writer.expr(operand);
            writer.word("THEN 'true' WHEN NOT");
            writer.at(operand, Level::Cast);
            writer.word("THEN 'false' END");
        }
        Some(Form::Uuid) => uuids::printed(writer, operand),
        Some(Form::Bytes) => writer.parens(|writer| {
            writer.string("\\x").word("||");
            writer.function("lower", |writer| {
                writer.function("hex", |writer| writer.expr(operand));
            });
        }),
        _ => plain(writer, operand, "TEXT"),
    }
}
