//! `foreign_key_without_unique_target`: a foreign key refers to columns that several rows
//! may share.
//!
//! PostgreSQL refuses to add it, and SQLite every later write to the table, so it is an
//! error of the statement and no rule: the referenced columns need a key first.

use super::Refusal;
use crate::statements;

pub(crate) static REFUSAL: Refusal = Refusal {
    name: "foreign_key_without_unique_target",
    why: statements::WITHOUT_UNIQUE_TARGET,
};
