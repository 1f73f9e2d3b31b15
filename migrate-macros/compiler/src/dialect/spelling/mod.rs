//! Phrases as SQL: expressions, queries, the statements that change rows, index keys.
//! Takes phrases whose names were checked, gives text, with as few parentheses as every
//! database reads alike; must not know what a statement is for, nor what it costs.

mod call;
mod expr;
mod key;
mod level;
mod operator;
mod predicate;
mod query;
mod rows;
mod writer;

pub(crate) use level::Level;
pub(crate) use operator::sign;
pub(crate) use writer::{Misfits, Writer};

use crate::origin::Origin;
use crate::syntax::ast::{Call, ConflictTarget, Expr, Query, QueryBody, Select, Source, Type};
use crate::target::Target;

/// What a database spells in a way of its own; unless it says otherwise, it spells as
/// PostgreSQL does.
pub(crate) trait Spelling {
    fn target(&self) -> Target;

    /// The name of a type in a column or a cast; the origin is for a type it lacks.
    fn ty(&self, writer: &mut Writer<'_>, ty: &Type, origin: Origin);

    /// An expression without parentheses around it; its parts go through
    /// [`Writer::at`], which asks this again.
    fn expr(&self, writer: &mut Writer<'_>, expr: &Expr) {
        writer.standard(expr);
    }

    /// How tightly what [`expr`](Self::expr) writes holds together.
    fn level(&self, expr: &Expr) -> Level {
        Level::of(expr)
    }

    fn call(&self, writer: &mut Writer<'_>, call: &Call) {
        writer.standard_call(call);
    }

    /// What stands behind `default`.
    fn default(&self, writer: &mut Writer<'_>, expr: &Expr) {
        writer.at(expr, Level::Cast);
    }

    /// What stands behind `on conflict`.
    fn conflict_target(&self, writer: &mut Writer<'_>, target: &ConflictTarget) {
        writer.standard_conflict_target(target);
    }

    /// The operator by which an exclusion constraint compares the values of a key.
    fn index_operator(&self, writer: &mut Writer<'_>, _key: &Expr, operator: &str) {
        writer.put(operator);
    }

    fn query(&self, writer: &mut Writer<'_>, query: &Query) {
        writer.standard_query(query);
    }

    fn select(&self, writer: &mut Writer<'_>, select: &Select) {
        writer.standard_select(select);
    }

    fn source(&self, writer: &mut Writer<'_>, source: &Source) {
        writer.standard_source(source);
    }

    /// A `union` and its kin as one side of another.
    fn operand(&self, writer: &mut Writer<'_>, body: &QueryBody) {
        writer.parens(|writer| writer.query_body(body));
    }
}
