//! Constants as SQLite stores them. Takes an expression and the type that it becomes,
//! gives a literal where the value is known; must not know where it stands.

use super::types::{self, Form};
use crate::dialect::spelling::Writer;
use crate::syntax::ast::{Base, Expr, ExprKind, Type, UnaryOperator};

/// A value that is known here and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    /// Its digits, two a byte.
    Blob(String),
}

impl Literal {
    pub(super) fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Null => writer.put("NULL"),
            Self::Bool(true) => writer.put("TRUE"),
            Self::Bool(false) => writer.put("FALSE"),
            Self::Number(number) => writer.put(number),
            Self::Text(text) => {
                writer.string(text);
            }
            Self::Blob(digits) => {
                writer.word("X").glue("").string(digits);
            }
        }
    }
}

/// The value of an expression that becomes this type, if it is constant and SQLite
/// would store anything else when it saw the expression as written.
pub(super) fn of(expr: &Expr, ty: Option<&Type>) -> Option<Literal> {
    match &expr.kind {
        ExprKind::Null => Some(Literal::Null),
        ExprKind::Bool(value) => Some(Literal::Bool(*value)),
        ExprKind::Number(number) => Some(Literal::Number(number.clone())),
        ExprKind::Unary(UnaryOperator::Minus, operand) => match &operand.kind {
            ExprKind::Number(number) => Some(Literal::Number(format!("-{number}"))),
            _ => None,
        },
        ExprKind::Text(text) => of_text(text, ty),
        ExprKind::Cast(operand, inner) => of_cast(operand, inner, ty),
        _ => None,
    }
}

/// A cast of a constant, then the type that the result becomes.
fn of_cast(operand: &Expr, inner: &Type, outer: Option<&Type>) -> Option<Literal> {
    let value = of(operand, Some(inner))?;
    match (&value, types::form(inner)?) {
        (Literal::Null, _)
        | (Literal::Blob(_), Form::Bytes | Form::Uuid)
        | (Literal::Bool(_), Form::Bool)
        | (Literal::Text(_), Form::Date | Form::Time | Form::Timestamp | Form::TimestampTz) => {
            Some(value)
        }
        (Literal::Number(number), Form::Integer) if is_whole(number) => Some(value),
        (Literal::Number(_), Form::Numeric) if keeps_digits(inner) => Some(value),
        (Literal::Text(text), Form::Text) if types::length_limit(inner).is_none() => {
            of_text(text, outer)
        }
        _ => None,
    }
}

fn keeps_digits(ty: &Type) -> bool {
    matches!(ty.base, Base::Numeric(None))
}

fn is_whole(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What PostgreSQL reads from a text; nothing where only SQL can tell.
fn of_text(text: &str, ty: Option<&Type>) -> Option<Literal> {
    match ty.and_then(types::form) {
        Some(Form::Uuid) => uuid(text).map(Literal::Blob),
        Some(Form::Bytes) => Some(Literal::Blob(bytes(text))),
        Some(Form::Bool) => boolean(text).map(Literal::Bool),
        Some(Form::Timestamp) => {
            timestamp(text).map(|(day, time)| Literal::Text(format!("{day} {time}")))
        }
        Some(Form::TimestampTz) => {
            timestamp(text).map(|(day, time)| Literal::Text(format!("{day}T{time}+00:00")))
        }
        Some(Form::Integer | Form::Real | Form::Numeric) if text.parse::<f64>().is_ok() => {
            Some(Literal::Number(text.trim().to_owned()))
        }
        Some(Form::Integer | Form::Real | Form::Numeric | Form::Text | Form::Date | Form::Time)
        | None => Some(Literal::Text(text.to_owned())),
    }
}

fn uuid(text: &str) -> Option<String> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '-' | '{' | '}'))
        .collect();
    let digits = digits.to_uppercase();
    let is_one = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_one.then_some(digits)
}

/// `\x0a1b` in PostgreSQL's form, or the text's own bytes.
fn bytes(text: &str) -> String {
    if let Some(digits) = text.strip_prefix("\\x") {
        return digits.to_uppercase();
    }
    let mut digits = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        for half in [byte >> 4, byte & 0xF] {
            digits.extend(char::from_digit(half.into(), 16));
        }
    }
    digits.to_uppercase()
}

fn boolean(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "t" | "true" | "y" | "yes" | "on" | "1" => Some(true),
        "f" | "false" | "n" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// The day and the time of a timestamp in UTC, as sqlx writes both; a time of another
/// zone is for SQL to convert.
fn timestamp(text: &str) -> Option<(&str, String)> {
    let text = text.trim();
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00:00"));
    let is_day = day.len() == 10
        && day
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let time = ["Z", "+00:00", "+00", " UTC"]
        .iter()
        .find_map(|zone| time.strip_suffix(zone))
        .unwrap_or(time);
    let is_time = time.len() >= 5
        && time
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b":.".contains(&byte));
    if !is_day || !is_time {
        return None;
    }
    let seconds = if time.len() == 5 { ":00" } else { "" };
    Some((day, format!("{time}{seconds}")))
}
