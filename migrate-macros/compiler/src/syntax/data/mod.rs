//! Statements that change rows. Takes a cursor at their first word, gives them as
//! written; must not know whether their columns exist.

mod assignment;
mod conflict;
mod delete;
mod insert;
mod mistake;
mod pace;
mod update;

pub(crate) use delete::delete;
pub(crate) use insert::insert;
pub(crate) use update::update;
