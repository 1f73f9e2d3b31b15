//! What a table of SQLite is, read from the text that SQLite keeps of it: takes the texts
//! that a plan was made for and those that the database has, gives the differences in words.
//! It must not know sessions, plans or migrations.
//!
//! SQLite has pragmas for columns, keys and indexes, and none for checks, collations,
//! `STRICT`, names of constraints: the text alone says all. It is what somebody typed, and
//! what `ALTER TABLE` made of it, so two texts are never compared as they stand.

mod compare;
mod constraint;
mod index;
mod reader;
mod table;
mod token;

pub(crate) use compare::{Kept, Planned, differences};
