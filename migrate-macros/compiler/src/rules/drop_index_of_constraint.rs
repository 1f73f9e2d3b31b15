//! `drop_index_of_constraint`: an index is dropped that a constraint rests on.
//!
//! An index is dropped by itself, and a primary key, a unique or an exclusion constraint
//! rests on it. Write `alter table … drop constraint …`.
//!
//! Refused:
//!
//! ```rs
//! drop index customers_email_key;
//! ```
//!
//! Accepted:
//!
//! ```rs
//! alter table customers {
//!     #[expect(drop_unique_or_check_constraint, reason = "one address may have several accounts")]
//!     drop constraint customers_email_key,
//! }
//! ```

use super::Refusal;
use crate::statements;

pub(crate) static REFUSAL: Refusal = Refusal {
    name: "drop_index_of_constraint",
    why: statements::INDEX_OF_CONSTRAINT,
};
