//! The history of the shop's schema, oldest first: one migration a file.

mod create_customers;
mod create_products;
mod create_orders;
mod open_the_shop;
mod add_tracking;
mod backfill_tracking;
mod require_tracking;
mod add_discounts;

/// The newest migration: whoever applies it applies all before it.
pub use add_discounts::ADD_DISCOUNTS as HEAD;
