//! A statement as SQL writes it, in the words of this language, or as raw SQL where the
//! language has none. Takes tokens, gives text for a message; must not know whether what
//! it says is right.

mod action;
mod column;
mod raw;
mod statement;
mod text;

pub(crate) use action::{Piece, action as action_of_sql};
pub(crate) use column::{braces, definition};
pub(crate) use raw::{raw, raw_action};
pub(crate) use statement::statement as statement_of_sql;

#[cfg(test)]
mod tests;
