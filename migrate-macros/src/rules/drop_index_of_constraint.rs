//! `drop_index_of_constraint`: an index is dropped that a constraint rests on.
//!
//! PostgreSQL and SQLite refuse it in every state of the database, so it is an error of the
//! statement and no rule: what is meant is `alter table … drop constraint …`.

use super::Refusal;
use crate::statements;

pub(crate) static REFUSAL: Refusal = Refusal {
    name: "drop_index_of_constraint",
    why: statements::INDEX_OF_CONSTRAINT,
};
