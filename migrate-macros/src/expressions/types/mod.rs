//! PostgreSQL's facts on types: what casts to what, what compares with what, and which
//! database has which type. Takes types, gives answers; must not know any expression.

mod casts;
mod common;
mod compare;
mod family;
mod inferred;
mod support;
#[cfg(test)]
mod tests;

pub(crate) use casts::{assignable, castable};
pub(crate) use common::{Common, common, wider};
pub(crate) use compare::{comparable, ordered, referable};
pub(crate) use family::{Family, loosened};
pub(crate) use inferred::Inferred;
pub(crate) use support::{supports, unsupported_type};
