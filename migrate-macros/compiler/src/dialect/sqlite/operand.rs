//! An expression that a cast looks at more than once: SQLite's casts never fail, so what
//! PostgreSQL refuses is found by a `CASE` around them. Takes an expression, gives a way to
//! name it; must not know any type.

use super::spelling::{Lite, Scope};
use crate::dialect::spelling::{Level, Misfits, Writer};
use crate::syntax::ast::{Call, Expr, ExprKind};

/// What is cast, as often as it is needed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operand<'e> {
    expr: &'e Expr,
    name: Option<&'static str>,
}

/// Aggregates belong to the query that they stand in, and not to one inside.
const AGGREGATES: [&str; 9] = [
    "avg",
    "bool_and",
    "bool_or",
    "count",
    "every",
    "max",
    "min",
    "string_agg",
    "sum",
];

impl<'e> Operand<'e> {
    /// Writes what is made of an expression. One that is no mere name is computed once, by a
    /// query of its own, where there may be one.
    pub(super) fn of(
        lite: &Lite<'_>,
        writer: &mut Writer<'_>,
        expr: &'e Expr,
        write: impl FnOnce(&mut Writer<'_>, Self),
    ) {
        let may_ask = matches!(lite.scope, Scope::Rows(_)) && !has_aggregate(expr);
        if is_name(expr) || !may_ask {
            return write(writer, Self { expr, name: None });
        }
        writer.parens(|writer| {
            writer.word("SELECT");
            let name = Some("v.value");
            write(writer, Self { expr, name });
            writer.word("FROM");
            writer.parens(|writer| {
                writer.word("SELECT");
                writer.expr(expr);
                writer.word("AS value");
            });
            writer.word("AS v");
        });
    }

    /// The same under a name that a query around it gives.
    pub(super) fn named(self, name: &'static str) -> Self {
        let name = Some(name);
        Self { name, ..self }
    }

    pub(super) fn origin(self) -> crate::origin::Origin {
        self.expr.origin
    }

    pub(super) fn write(self, writer: &mut Writer<'_>) {
        match self.name {
            Some(name) => writer.put(name),
            None => writer.at(self.expr, Level::Primary),
        }
    }

    /// `f(operand, …)`
    pub(super) fn within(self, writer: &mut Writer<'_>, function: &str, others: &str) {
        writer.function(function, |writer| {
            self.write(writer);
            if !others.is_empty() {
                writer.comma().word(others);
            }
        });
    }

    /// `CAST(operand AS name)`
    pub(super) fn plain(self, writer: &mut Writer<'_>, name: &str) {
        writer.function("CAST", |writer| {
            self.write(writer);
            writer.word("AS").word(name);
        });
    }

    /// The value where the condition holds, nothing for nothing, and an error for anything
    /// else, which names the value. A function of JSON is what fails with a text of ours.
    pub(super) fn guarded(
        self,
        writer: &mut Writer<'_>,
        ty: &str,
        condition: impl FnOnce(&mut Writer<'_>),
        value: impl FnOnce(&mut Writer<'_>),
    ) {
        writer.word("CASE WHEN");
        condition(writer);
        writer.word("THEN");
        value(writer);
        self.or_fails(writer, ty);
    }

    /// The end of a `CASE` that knows all values of the type.
    pub(super) fn or_fails(self, writer: &mut Writer<'_>, ty: &str) {
        writer.word("WHEN");
        self.write(writer);
        writer.word("IS NOT NULL THEN");
        fails(writer, |writer| {
            writer.function("substr", |writer| {
                self.within(writer, "quote", "");
                writer.comma().word("1").comma().word("80");
            });
            writer
                .word("||")
                .string(&format!(" is no value of type {ty}"));
        });
        writer.word("END");
    }
}

/// What SQLite cannot compute: it reads the text as a path, names it and stops.
pub(super) fn fails(writer: &mut Writer<'_>, text: impl FnOnce(&mut Writer<'_>)) {
    if writer.misfits() == Misfits::AreNull {
        return writer.put("NULL");
    }
    writer.function("json_extract", |writer| {
        writer.string("{}").comma();
        text(writer);
    });
}

/// Whether it costs nothing to be written several times.
fn is_name(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Column { .. } | ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Null
    )
}

fn has_aggregate(expr: &Expr) -> bool {
    use ExprKind::*;
    let any = |items: &[Expr]| items.iter().any(has_aggregate);
    match &expr.kind {
        Call(call) => is_aggregate(call) || any(&call.arguments),
        Unary(_, operand)
        | Is { operand, .. }
        | InQuery { operand, .. }
        | Cast(operand, _)
        | Collate(operand, _)
        | Extract {
            source: operand, ..
        } => has_aggregate(operand),
        Binary(left, _, right) | Quantified { left, right, .. } | AtTimeZone(left, right) => {
            has_aggregate(left) || has_aggregate(right)
        }
        In { operand, list, .. } | Subscript(operand, list) => has_aggregate(operand) || any(list),
        Between {
            operand, low, high, ..
        } => [operand, low, high].into_iter().any(|it| has_aggregate(it)),
        Case {
            operand,
            whens,
            otherwise,
        } => {
            let whens = whens.iter().flat_map(|when| [&when.condition, &when.value]);
            let ends = [operand, otherwise].into_iter().flatten();
            whens.chain(ends.map(AsRef::as_ref)).any(has_aggregate)
        }
        Array(items) | Row(items) => any(items),
        // Nobody knows what is in it.
        Raw(_) => true,
        Null
        | Bool(_)
        | Number(_)
        | Text(_)
        | Column { .. }
        | ArrayQuery(_)
        | Interval(_)
        | CurrentTimestamp
        | CurrentDate
        | Exists(_)
        | Scalar(_)
        | Default => false,
    }
}

fn is_aggregate(call: &Call) -> bool {
    let name = call.function.name.to_ascii_lowercase();
    call.star || AGGREGATES.contains(&name.as_str())
}
