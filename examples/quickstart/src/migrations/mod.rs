//! The history of the shop's schema, oldest first: one migration a file.

mod add_discounts;
mod add_tracking;
mod backfill_tracking;
mod create_customers;
mod create_orders;
mod create_products;
mod open_the_shop;
mod require_tracking;

/// The newest migration: whoever applies it applies all before it.
pub use add_discounts::ADD_DISCOUNTS as HEAD;
