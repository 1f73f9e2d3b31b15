//! What the runtime does to a PostgreSQL database, with histories written by hand.

#[path = "../../../migrate-runtime/tests/history/mod.rs"]
mod history;
mod messages;
mod runs;
mod shop;
mod steps;
