//! Constants as SQLite stores them. Takes an expression and the type that it becomes,
//! gives a literal where the value is known; must not know where it stands.

use super::types::{self, Form};
use super::{decimal, moments};
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
        ExprKind::Bool(value) => Some(of_bool(*value, ty)),
        ExprKind::Number(number) => of_number(number, ty),
        ExprKind::Unary(UnaryOperator::Minus, operand) => match &operand.kind {
            ExprKind::Number(number) => of_number(&format!("-{number}"), ty),
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
        (Literal::Null, _) => Some(value),
        // How it is printed is for SQL.
        (Literal::Blob(_), Form::Bytes | Form::Uuid) => {
            (outer.and_then(types::form) != Some(Form::Text)).then_some(value)
        }
        (Literal::Bool(value), Form::Bool) => Some(of_bool(*value, outer)),
        (Literal::Text(text), Form::Date | Form::Time | Form::Timestamp | Form::TimestampTz) => {
            of_moment(text, (inner, outer))
        }
        (Literal::Number(number), Form::Integer | Form::Numeric) => of_number(number, outer),
        (Literal::Text(text), Form::Text) if types::length_limit(inner).is_none() => {
            of_text(text, outer)
        }
        _ => None,
    }
}

fn of_bool(value: bool, ty: Option<&Type>) -> Literal {
    match ty.and_then(types::form) {
        Some(Form::Text) => Literal::Text(value.to_string()),
        _ => Literal::Bool(value),
    }
}

/// A date or a time that becomes another kind of them; how it is printed is for SQL.
fn of_moment(text: &str, (inner, outer): (&Type, Option<&Type>)) -> Option<Literal> {
    match outer.and_then(types::form) {
        Some(Form::Text) if types::form(inner) != Some(Form::Date) => None,
        Some(Form::Text) | None => Some(Literal::Text(text.to_owned())),
        Some(_) => of_text(text, outer),
    }
}

/// A number as its column rounds it.
fn of_number(number: &str, ty: Option<&Type>) -> Option<Literal> {
    let is_finite = number.parse::<f64>().is_ok_and(f64::is_finite);
    let Some(ty) = ty else {
        return Some(Literal::Number(number.to_owned()));
    };
    let number = match (types::form(ty), &ty.base) {
        (Some(Form::Text), _) => {
            return is_whole(number).then(|| Literal::Text(number.to_owned()));
        }
        (Some(Form::Integer), _) => decimal::rounded(number, 0)?,
        (_, Base::Numeric(Some((_, scale)))) => {
            let scale = usize::try_from(*scale).ok()?;
            let behind = number.split_once('.').map_or(0, |(_, digits)| digits.len());
            if number.contains(['e', 'E']) || behind > scale {
                decimal::rounded(number, scale)?
            } else {
                number.to_owned()
            }
        }
        (Some(Form::Numeric), _) if !number.contains(['e', 'E']) => number.to_owned(),
        _ if is_finite => number.to_owned(),
        _ => return None,
    };
    Some(Literal::Number(number))
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
        Some(Form::Date) => moments::date(text).map(Literal::Text),
        Some(Form::Time) => moments::time(text, digits(ty)).map(Literal::Text),
        Some(Form::Timestamp) => moments::timestamp(text, digits(ty)).map(Literal::Text),
        Some(Form::TimestampTz) => moments::timestamptz(text, digits(ty)).map(Literal::Text),
        Some(Form::Integer | Form::Real | Form::Numeric) => {
            let number = text.trim();
            let number = number.strip_prefix('+').unwrap_or(number);
            let is_one = number
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
            of_number(number, ty).filter(|_| is_one && number.parse::<f64>().is_ok())
        }
        Some(Form::Text) if ty.is_some_and(|ty| matches!(ty.base, Base::Char(_))) => {
            Some(Literal::Text(text.trim_end_matches(' ').to_owned()))
        }
        Some(Form::Text | Form::Json) | None => Some(Literal::Text(text.to_owned())),
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
        "t" | "tr" | "tru" | "true" | "y" | "ye" | "yes" | "on" | "1" => Some(true),
        "f" | "fa" | "fal" | "fals" | "false" | "n" | "no" | "of" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// The digits of a second that a type keeps.
fn digits(ty: Option<&Type>) -> Option<u8> {
    match ty?.base {
        Base::Time(digits) | Base::Timestamp(digits) | Base::TimestampTz(digits) => digits,
        _ => None,
    }
}
