//! Tokens to phrases: names, types, expressions, columns, constraints, indexes,
//! attributes, and a body split into statements. Must not know what a phrase means.

pub(crate) mod ast;
