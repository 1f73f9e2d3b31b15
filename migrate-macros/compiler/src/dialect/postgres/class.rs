//! What is certain of an expression's type, as PostgreSQL sees it. Takes expressions,
//! gives classes; must not know what is done with them.

use super::catalogue;
use super::fit::{Fit, fit};
use super::sources::{Certainty, is_extension};
use super::spelling::Postgres;
use crate::dialect::spelling::sign;
use crate::expressions::{Home, fixed_result, home};
use crate::syntax::ast::{
    Base, Call, Expr, ExprKind, Operator, Query, QueryBody, SelectItem, Type, UnaryOperator,
};
use crate::types::catalogue_name;

/// What is certain of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class<'e> {
    /// It is this one of `pg_catalog`.
    Known(&'e str),
    /// A text or a null, which becomes what stands beside it.
    Literal,
    /// Nothing, but that no extension has operators for it.
    Unsure,
    /// It may be an extension's or the user's own.
    Open,
}

impl Postgres<'_> {
    pub(super) fn class<'e>(&'e self, expr: &'e Expr) -> Class<'e> {
        use ExprKind::*;
        match &expr.kind {
            Null | Text(_) => Class::Literal,
            Bool(_)
            | Is { .. }
            | In { .. }
            | InQuery { .. }
            | Between { .. }
            | Exists(_)
            | Quantified { .. } => Class::Known("bool"),
            Number(text) => Class::Known(number(text)),
            Column { column, .. } => match self.sources.column(&column.text) {
                Certainty::Type(ty) => of_type(ty),
                Certainty::Unknown => Class::Unsure,
                Certainty::Open => Class::Open,
            },
            Call(call) => self.class_of_call(call),
            Unary(UnaryOperator::Not, _) => Class::Known("bool"),
            Unary(UnaryOperator::Minus | UnaryOperator::Plus, operand) => self.class(operand),
            Binary(left, operator, right) => self.class_of_binary(left, *operator, right),
            Cast(_, ty) => of_type(ty),
            Case {
                whens, otherwise, ..
            } => {
                let values = whens.iter().map(|when| &when.value);
                self.common(values.chain(otherwise.as_deref()))
            }
            Array(items) => match self.common(items) {
                Class::Open => Class::Open,
                Class::Known(_) | Class::Literal | Class::Unsure => Class::Unsure,
            },
            Subscript(operand, _) => self.class_of_item(operand),
            Row(_) => Class::Unsure,
            Collate(operand, _) => match self.class(operand) {
                Class::Literal => Class::Known("text"),
                other => other,
            },
            AtTimeZone(operand, _) => match self.class(operand) {
                Class::Known("timestamptz") => Class::Known("timestamp"),
                Class::Known("timestamp") => Class::Known("timestamptz"),
                other => unsure(other),
            },
            // It gave a `double precision` before 14.
            Extract { .. } if self.target.since(14, 0) => Class::Known("numeric"),
            Extract { .. } => Class::Unsure,
            Interval(_) => Class::Known("interval"),
            CurrentTimestamp => Class::Known("timestamptz"),
            CurrentDate => Class::Known("date"),
            ArrayQuery(query) => unsure(self.class_of_query(query)),
            Scalar(query) => self.class_of_query(query),
            Default | Raw(_) => Class::Open,
        }
    }

    fn class_of_binary<'e>(
        &'e self,
        left: &'e Expr,
        operator: Operator,
        right: &'e Expr,
    ) -> Class<'e> {
        let sign = sign(operator);
        if matches!(operator, Operator::And | Operator::Or) || catalogue::is_question(sign) {
            return Class::Known("bool");
        }
        match fit(sign, self.class(left), self.class(right)) {
            Fit::Exact { gives, .. } => Class::Known(gives),
            Fit::Qualified => Class::Unsure,
            Fit::Open => Class::Open,
        }
    }

    fn class_of_call<'e>(&'e self, call: &'e Call) -> Class<'e> {
        let name = call.function.name.to_ascii_lowercase();
        let arguments = || self.common(&call.arguments);
        if matches!(name.as_str(), "coalesce" | "greatest" | "least" | "nullif") {
            return arguments();
        }
        let (home, returns) = home(&call.function, call.arguments.len());
        let given = fixed_result(returns).map(|ty| settled(&ty));
        match (home, given) {
            (Home::Elsewhere, _) | (Home::Extension, None) => Class::Open,
            (Home::Extension, Some(class)) => class,
            (Home::Catalogue, Some(class)) if !varies(&name, call.arguments.len()) => class,
            (Home::Catalogue, _) => match (name.as_str(), arguments()) {
                (_, Class::Open) => Class::Open,
                ("length", class) if is_string(class) => Class::Known("int4"),
                ("lower" | "upper" | "reverse", class) if is_string(class) => Class::Known("text"),
                _ => Class::Unsure,
            },
        }
    }

    /// The class that all have in common, literals aside.
    pub(super) fn common<'e>(&'e self, exprs: impl IntoIterator<Item = &'e Expr>) -> Class<'e> {
        let mut common = Class::Literal;
        for expr in exprs {
            common = match (common, self.class(expr)) {
                (Class::Open, _) | (_, Class::Open) => Class::Open,
                (one, Class::Literal) => one,
                (Class::Literal, other) => other,
                (one, other) if one == other => one,
                _ => Class::Unsure,
            };
        }
        common
    }

    /// What an array is an array of.
    pub(super) fn class_of_item<'e>(&'e self, array: &'e Expr) -> Class<'e> {
        let of = |ty: &'e Type| {
            if ty.array {
                of_base(&ty.base)
            } else {
                unsure(of_type(ty))
            }
        };
        match &array.kind {
            ExprKind::Array(items) => match self.common(items) {
                Class::Literal => Class::Known("text"),
                other => other,
            },
            ExprKind::Cast(_, ty) => of(ty),
            ExprKind::Column { column, .. } => match self.sources.column(&column.text) {
                Certainty::Type(ty) => of(ty),
                Certainty::Unknown => Class::Unsure,
                Certainty::Open => Class::Open,
            },
            _ => unsure(self.class(array)),
        }
    }

    /// The one column that a query gives.
    pub(super) fn class_of_query<'e>(&'e self, query: &'e Query) -> Class<'e> {
        match &query.body {
            QueryBody::Select(select) => match select.items.as_slice() {
                [SelectItem::Expr { expr, .. }] => match self.class(expr) {
                    Class::Literal => Class::Known("text"),
                    other => other,
                },
                _ => self.of_anything(),
            },
            QueryBody::Values(_) | QueryBody::Operation { .. } => self.of_anything(),
        }
    }

    /// A column of which nothing is known.
    pub(super) fn of_anything(&self) -> Class<'static> {
        match self.sources.column("") {
            Certainty::Type(_) | Certainty::Unknown => Class::Unsure,
            Certainty::Open => Class::Open,
        }
    }
}

/// How an operator of `pg_catalog` compares a column of this type with a literal.
pub(super) fn with_literal(sign: &str, ty: &Type) -> Fit {
    fit(sign, of_type(ty), Class::Literal)
}

/// Functions whose overloads give different types.
fn varies(name: &str, arguments: usize) -> bool {
    matches!(
        (name, arguments),
        ("random", 1..) | ("age" | "length" | "reverse", _)
    )
}

pub(super) fn is_string(class: Class<'_>) -> bool {
    matches!(class, Class::Known("text" | "varchar" | "bpchar" | "name"))
}

fn unsure(class: Class<'_>) -> Class<'_> {
    match class {
        Class::Open => Class::Open,
        Class::Known(_) | Class::Literal | Class::Unsure => Class::Unsure,
    }
}

fn of_type(ty: &Type) -> Class<'_> {
    match (&ty.base, ty.array) {
        _ if is_extension(ty) => Class::Open,
        (Base::Text, true) => Class::Known("_text"),
        (_, true) => Class::Unsure,
        (base, false) => of_base(base),
    }
}

fn of_base(base: &Base) -> Class<'_> {
    match base {
        Base::Extension(_) => Class::Unsure,
        base => Class::Known(catalogue_name(base)),
    }
}

/// The type that a function gives.
fn settled(ty: &Type) -> Class<'static> {
    const GIVEN: [&str; 16] = [
        "bool",
        "bytea",
        "date",
        "float4",
        "float8",
        "int2",
        "int4",
        "int8",
        "interval",
        "json",
        "jsonb",
        "numeric",
        "text",
        "time",
        "timestamp",
        "uuid",
    ];
    match (&ty.base, ty.array) {
        (Base::Text, true) => Class::Known("_text"),
        (Base::TimestampTz(_), false) => Class::Known("timestamptz"),
        (Base::Native(name), false) => Class::Known(name),
        (base, false) => {
            let name = GIVEN.iter().find(|name| **name == catalogue_name(base));
            name.map_or(Class::Unsure, |name| Class::Known(name))
        }
        (_, true) => Class::Unsure,
    }
}

/// The smallest type that holds a number, from `integer` upwards.
fn number(text: &str) -> &'static str {
    match text.parse::<i64>() {
        Ok(value) if i32::try_from(value).is_ok() => "int4",
        Ok(_) => "int8",
        Err(_) => "numeric",
    }
}
