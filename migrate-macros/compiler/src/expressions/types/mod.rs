//! PostgreSQL's facts on types: what compares with what, which type two have in common,
//! and which database has which type. Takes types, gives answers; must not know any expression.

mod common;
mod compare;
mod family;
mod inferred;
mod support;
#[cfg(test)]
mod tests;

pub(crate) use common::{Common, common, wider};
pub(crate) use compare::{comparable, equated, ordered, referable};
pub(crate) use family::{Family, collatable, loosened};
pub(crate) use inferred::Inferred;
pub(crate) use support::{supports, unsupported_type};
