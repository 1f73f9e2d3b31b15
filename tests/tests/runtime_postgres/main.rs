//! What the runtime does to a PostgreSQL database, with histories written by hand.

mod connecting;
#[path = "../../../migrate-runtime/tests/history/mod.rs"]
mod history;
mod ledger;
mod lost;
mod messages;
mod poolers;
mod runs;
mod sessions;
mod shop;
mod steps;
mod traced;
mod waits;
