//! What the tests of this package share: real databases, dumps of their schemas,
//! a probe for the locks of a statement, and the histories that they run. It must not know
//! what is tested.

pub mod dump;
pub mod golden;
pub mod long_history;
pub mod place;
pub mod postgres;
pub mod probe;
pub mod sqlite;

/// Keeps the examples of the README compiling.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
