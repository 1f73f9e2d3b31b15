//! What the runtime does to an SQLite database, with histories written by hand.

#[path = "../history/mod.rs"]
mod history;
mod runs;
mod shop;
mod steps;
