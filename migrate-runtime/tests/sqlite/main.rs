//! What the runtime does to an SQLite database, with histories written by hand.

mod borrowed;
mod connecting;
#[path = "../history/mod.rs"]
mod history;
mod ledger;
mod rebuilt;
mod runs;
mod shop;
mod steps;
