//! Functions of numbers: one row each, in the order of their names, with what
//! PostgreSQL's `pg_proc` says of it. Must not know how a function is called.

use super::row::Class::{Immutable, Stable, Volatile};
use super::row::Returns::{Bigint, Double, First, Int, Numeric, Rounded, Unknown};
use super::row::{Function, f};
use crate::expressions::types::Family;

pub(super) const FUNCTIONS: &[Function] = &[
    f("abs", 1, 1, Immutable, First)
        .of(Family::Number)
        .sqlite(0),
    f("acos", 1, 1, Immutable, Double).of(Family::Number),
    f("acosd", 1, 1, Immutable, Double),
    f("acosh", 1, 1, Immutable, Double),
    f("asin", 1, 1, Immutable, Double).of(Family::Number),
    f("asind", 1, 1, Immutable, Double),
    f("asinh", 1, 1, Immutable, Double),
    f("atan", 1, 1, Immutable, Double).of(Family::Number),
    f("atan2", 2, 2, Immutable, Double),
    f("atan2d", 2, 2, Immutable, Double),
    f("atand", 1, 1, Immutable, Double),
    f("atanh", 1, 1, Immutable, Double),
    f("cbrt", 1, 1, Immutable, Double).of(Family::Number),
    f("ceil", 1, 1, Immutable, Rounded).of(Family::Number),
    f("ceiling", 1, 1, Immutable, Rounded).of(Family::Number),
    f("cos", 1, 1, Immutable, Double).of(Family::Number),
    f("cosd", 1, 1, Immutable, Double),
    f("cosh", 1, 1, Immutable, Double),
    f("cot", 1, 1, Immutable, Double),
    f("cotd", 1, 1, Immutable, Double),
    f("degrees", 1, 1, Immutable, Double).of(Family::Number),
    f("div", 2, 2, Immutable, Numeric).of(Family::Number),
    f("erf", 1, 1, Immutable, Double).postgres(16),
    f("erfc", 1, 1, Immutable, Double).postgres(16),
    f("exp", 1, 1, Immutable, Rounded).of(Family::Number),
    f("factorial", 1, 1, Immutable, Numeric).of(Family::Number),
    f("float8", 1, 1, Immutable, Double),
    f("floor", 1, 1, Immutable, Rounded).of(Family::Number),
    f("gamma", 1, 1, Immutable, Double).postgres(18),
    f("gcd", 2, 2, Immutable, Unknown),
    f("int4", 1, 1, Immutable, Int),
    f("int8", 1, 1, Immutable, Bigint),
    f("lcm", 2, 2, Immutable, Unknown),
    f("lgamma", 1, 1, Immutable, Double).postgres(18),
    f("ln", 1, 1, Immutable, Rounded).of(Family::Number),
    f("log", 1, 2, Immutable, Rounded).of(Family::Number),
    f("log10", 1, 1, Immutable, Rounded).of(Family::Number),
    f("min_scale", 1, 1, Immutable, Int),
    f("mod", 2, 2, Immutable, Unknown),
    f("pi", 0, 0, Immutable, Double),
    f("pow", 2, 2, Immutable, Unknown).of(Family::Number),
    f("power", 2, 2, Immutable, Unknown).of(Family::Number),
    f("radians", 1, 1, Immutable, Double).of(Family::Number),
    f("random", 0, 2, Volatile, Double).translated(),
    f("random_normal", 0, 2, Volatile, Double).postgres(16),
    f("round", 1, 2, Immutable, Rounded)
        .of(Family::Number)
        .sqlite(0),
    f("scale", 1, 1, Immutable, Int),
    f("setseed", 1, 1, Volatile, Unknown),
    f("sign", 1, 1, Immutable, Rounded)
        .of(Family::Number)
        .sqlite(35),
    f("sin", 1, 1, Immutable, Double).of(Family::Number),
    f("sind", 1, 1, Immutable, Double),
    f("sinh", 1, 1, Immutable, Double),
    f("sqrt", 1, 1, Immutable, Rounded).of(Family::Number),
    f("tan", 1, 1, Immutable, Double).of(Family::Number),
    f("tand", 1, 1, Immutable, Double),
    f("tanh", 1, 1, Immutable, Double),
    f("to_number", 2, 2, Stable, Numeric),
    f("trim_scale", 1, 1, Immutable, Numeric),
    f("trunc", 1, 2, Immutable, Rounded).of(Family::Number),
    f("width_bucket", 2, 4, Immutable, Int),
];
