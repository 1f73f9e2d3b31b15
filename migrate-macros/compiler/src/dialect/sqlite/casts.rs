//! Casts. SQLite's own never fail and know four types, so PostgreSQL's become something
//! else, which fails on the first value that does not fit. Takes an operand and a type,
//! gives text; must not know how any one cast is made.

use super::limits::{lacks, no_type};
use super::numbers;
use super::operand::Operand;
use super::spelling::Lite;
use super::types::{self, Form};
use super::{literal, overflow, stamps, texts, uuids};
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Writer};
use crate::origin::Origin;
use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, Type};

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
    // Only where it is written does a cast shorten a text.
    if let Some(limit) = types::length_limit(ty) {
        let shorten = |writer: &mut Writer<'_>| {
            writer.function("substr", |writer| {
                convert(lite, writer, operand, (ty, Level::Primary));
                writer.comma().word("1").comma().word(&limit.to_string());
            });
        };
        return match ty.base {
            Base::Char(_) => writer.function("rtrim", shorten),
            _ => shorten(writer),
        };
    }
    if source_of(lite, operand).is_none() && !is_constant(operand) {
        return unknown(writer, operand, ty);
    }
    if overflow::is_possible(lite, operand, ty) {
        return fitting(lite, writer, operand, ty);
    }
    convert(lite, writer, operand, (ty, Level::Primary));
}

/// An expression that is stored as this type, by the casts that PostgreSQL makes without
/// being told to. Unlike a cast, they shorten nothing.
pub(super) fn assign(lite: &Lite<'_>, writer: &mut Writer<'_>, expr: &Expr, ty: Option<&Type>) {
    match ty {
        Some(ty) if overflow::is_possible(lite, expr, ty) => fitting(lite, writer, expr, ty),
        _ => assign_at(lite, writer, (expr, ty), Level::Raw),
    }
}

/// Whole numbers that were computed, and have to fit.
fn fitting(lite: &Lite<'_>, writer: &mut Writer<'_>, expr: &Expr, ty: &Type) {
    Operand::of(lite, writer, expr, |writer, v| {
        // PostgreSQL computes in the type of the numbers.
        let own = lite.type_of(expr).as_ref().map_or(IntegerWidth::Big, width);
        numbers::integer(writer, v, Form::Integer, own.min(width(ty)));
    });
}

/// The same where only what holds together this tightly may stand bare.
pub(super) fn assign_at(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (expr, ty): (&Expr, Option<&Type>),
    least: Level,
) {
    match ty.filter(|ty| types::form(ty).is_some()) {
        Some(ty) => convert(lite, writer, expr, (ty, least)),
        None => writer.at(expr, least),
    }
}

fn convert(lite: &Lite<'_>, writer: &mut Writer<'_>, operand: &Expr, (ty, least): (&Type, Level)) {
    if is_constant(operand) && literal::of(operand, Some(ty)).is_none() {
        return writer.refuse(unreadable(operand, ty));
    }
    let Some(to) = types::form(ty) else {
        return writer.refuse(no_type(operand.origin, ty));
    };
    let Some(source) = source_of(lite, operand) else {
        return writer.at(operand, least);
    };
    let is_assigned = least < Level::Primary;
    if types::is_stored_as(&source, ty) || is_assigned && types::becomes(&source, ty) {
        return writer.at(operand, least);
    }
    let Some(from) = types::form(&source) else {
        return writer.refuse(no_cast(operand.origin, &source, ty));
    };
    // PostgreSQL fills a `char` with blanks, and they are bytes, too.
    let is_filled = matches!(source.base, Base::Char(_)) && to == Form::Bytes;
    if !is_known(from, to) || is_filled {
        return writer.refuse(no_cast(operand.origin, &source, ty));
    }
    if is_assigned && (from, to) == (Form::Text, Form::Text) {
        return texts::fitted(writer, operand, (ty, least));
    }
    Operand::of(lite, writer, operand, |writer, v| match to {
        Form::Bool if from == Form::Integer => writer.parens(|writer| {
            v.write(writer);
            writer.word("<> 0");
        }),
        Form::Bool => texts::read_boolean(writer, v),
        Form::Integer if from == Form::Bool => v.write(writer),
        Form::Integer => numbers::integer(writer, v, from, width(ty)),
        Form::Real => numbers::real(writer, v, from, ty),
        Form::Numeric => numbers::numeric(writer, v, (from, &source), ty),
        Form::Text => texts::text(writer, v, (from, &source), operand),
        Form::Bytes => texts::read_bytes(writer, v),
        Form::Uuid => uuids::parsed(lite, writer, v),
        Form::Json => texts::read_json(writer, v, ty),
        Form::Date => stamps::date(writer, v, from),
        Form::Time => stamps::time(writer, v, from),
        Form::Timestamp => stamps::timestamp(writer, v, from),
        Form::TimestampTz => stamps::timestamptz(lite, writer, v, from),
    });
}

/// Whether SQLite can make one of the other, as PostgreSQL makes it.
fn is_known(from: Form, to: Form) -> bool {
    use Form::{
        Bool, Bytes, Date, Integer, Json, Numeric, Real, Text, Time, Timestamp, TimestampTz, Uuid,
    };
    match (from, to) {
        (_, Text) | (Text, _) => true,
        (Integer | Real | Numeric | Json, Integer | Real | Numeric) => true,
        (Bool, Integer) | (Integer, Bool) => true,
        (Date | Timestamp | TimestampTz, Date | Timestamp | TimestampTz) => true,
        (Timestamp | TimestampTz, Time) => true,
        (Json, Json) | (Bytes, Bytes) | (Uuid, Uuid) | (Bool, Bool) | (Time, Time) => true,
        (
            Bool | Integer | Real | Numeric | Json | Bytes | Uuid | Date | Time | Timestamp
            | TimestampTz,
            Bool | Integer | Real | Numeric | Json | Bytes | Uuid | Date | Time | Timestamp
            | TimestampTz,
        ) => false,
    }
}

/// The type of what is cast; nothing but texts are texts.
fn source_of(lite: &Lite<'_>, operand: &Expr) -> Option<Type> {
    let own = lite.type_of(operand);
    own.or_else(|| texts::are_all(operand).then(|| Type::plain(Base::Text)))
}

/// What comes from raw SQL is what SQLite's own cast makes of it.
fn unknown(writer: &mut Writer<'_>, operand: &Expr, ty: &Type) {
    let name = match types::form(ty) {
        Some(Form::Integer) => "INTEGER",
        Some(Form::Real) => "REAL",
        Some(Form::Numeric) => "NUMERIC",
        Some(Form::Text | Form::Json) => "TEXT",
        Some(Form::Bytes) => "BLOB",
        Some(
            Form::Bool | Form::Uuid | Form::Date | Form::Time | Form::Timestamp | Form::TimestampTz,
        ) => return writer.at(operand, Level::Primary),
        None => return writer.refuse(no_type(operand.origin, ty)),
    };
    writer.function("CAST", |writer| {
        writer.expr(operand);
        writer.word("AS").word(name);
    });
}

fn width(ty: &Type) -> IntegerWidth {
    match ty.base {
        Base::Integer(width) | Base::Serial(width) => width,
        _ => IntegerWidth::Big,
    }
}

fn is_constant(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Text(_) | ExprKind::Number(_))
}

fn unreadable(literal: &Expr, ty: &Type) -> Diagnostic {
    let value = match &literal.kind {
        ExprKind::Text(value) | ExprKind::Number(value) => value.as_str(),
        _ => "",
    };
    let title = format!("SQLite cannot read `{value}` as a `{ty}`");
    let help = match types::form(ty) {
        Some(Form::Date) => "write it as `2024-03-02`",
        Some(Form::Time) => "write it as `09:00:00`",
        Some(Form::Timestamp) => "write it as `2024-03-02 09:00:00`",
        Some(Form::TimestampTz) => "write it as `2024-03-02 09:00:00+00:00`",
        _ => {
            return lacks(literal.origin, title);
        }
    };
    lacks(literal.origin, title).help(help)
}

fn no_cast(origin: Origin, from: &Type, to: &Type) -> Diagnostic {
    lacks(
        origin,
        format!("SQLite cannot make a `{to}` of a `{from}` as PostgreSQL does"),
    )
}
