//! Aggregates: one row each, in the order of their names, with what
//! PostgreSQL's `pg_proc` says of it. Must not know how a function is called.

use super::row::Class::{Immutable, Stable};
use super::row::Returns::{
    Average, Bigint, Bool, Double, First, Json, Jsonb, Native, Part, Sum, Unknown,
};
use super::row::{Function, aggregate};
use crate::expressions::types::Family;

pub(super) const FUNCTIONS: &[Function] = &[
    aggregate("any_value", 1, 1, Immutable, First).postgres(16),
    aggregate("array_agg", 1, 1, Immutable, Unknown),
    aggregate("avg", 1, 1, Immutable, Average)
        .of(Family::Number)
        .sqlite(0),
    aggregate("bit_and", 1, 1, Immutable, Unknown),
    aggregate("bit_or", 1, 1, Immutable, Unknown),
    aggregate("bit_xor", 1, 1, Immutable, Unknown).postgres(14),
    aggregate("bool_and", 1, 1, Immutable, Bool).translated(),
    aggregate("bool_or", 1, 1, Immutable, Bool).translated(),
    aggregate("corr", 2, 2, Immutable, Double),
    aggregate("count", 0, 1, Immutable, Bigint).sqlite(0),
    aggregate("covar_pop", 2, 2, Immutable, Double),
    aggregate("covar_samp", 2, 2, Immutable, Double),
    aggregate("every", 1, 1, Immutable, Bool).translated(),
    aggregate("json_agg", 1, 1, Stable, Json),
    aggregate("json_object_agg", 2, 2, Stable, Json),
    aggregate("jsonb_agg", 1, 1, Stable, Jsonb),
    aggregate("jsonb_object_agg", 2, 2, Immutable, Jsonb),
    aggregate("max", 1, 1, Immutable, First).sqlite(0),
    aggregate("min", 1, 1, Immutable, First).sqlite(0),
    aggregate("range_agg", 1, 1, Immutable, Unknown).postgres(14),
    aggregate("range_intersect_agg", 1, 1, Immutable, Unknown).postgres(14),
    aggregate("regr_avgx", 2, 2, Immutable, Double),
    aggregate("regr_avgy", 2, 2, Immutable, Double),
    aggregate("regr_count", 2, 2, Immutable, Bigint),
    aggregate("regr_intercept", 2, 2, Immutable, Double),
    aggregate("regr_r2", 2, 2, Immutable, Double),
    aggregate("regr_slope", 2, 2, Immutable, Double),
    aggregate("regr_sxx", 2, 2, Immutable, Double),
    aggregate("regr_sxy", 2, 2, Immutable, Double),
    aggregate("regr_syy", 2, 2, Immutable, Double),
    aggregate("stddev", 1, 1, Immutable, Unknown),
    aggregate("stddev_pop", 1, 1, Immutable, Unknown),
    aggregate("stddev_samp", 1, 1, Immutable, Unknown),
    aggregate("string_agg", 2, 2, Immutable, Part).translated(),
    aggregate("sum", 1, 1, Immutable, Sum)
        .of(Family::Number)
        .sqlite(0),
    aggregate("var_pop", 1, 1, Immutable, Unknown),
    aggregate("var_samp", 1, 1, Immutable, Unknown),
    aggregate("variance", 1, 1, Immutable, Unknown),
    aggregate("xmlagg", 1, 1, Immutable, Native("xml")),
];
