//! `foreign_key_without_unique_target`: a foreign key refers to columns that several rows
//! may share.
//!
//! A foreign key refers to columns that several rows may share. PostgreSQL refuses to add
//! it, and SQLite every later write. Add a primary key or a unique constraint over
//! exactly these columns first.
//!
//! Refused:
//!
//! ```rs
//! create table notes {
//!     id: bigint identity primary key,
//!     customer: text references customers(name),
//!     index (customer),
//! }
//! ```
//!
//! Accepted:
//!
//! ```rs
//! create table notes {
//!     id: bigint identity primary key,
//!     customer: varchar(255) references customers(email),
//!     index (customer),
//! }
//! ```

use super::Refusal;
use crate::statements;

pub(crate) static REFUSAL: Refusal = Refusal {
    name: "foreign_key_without_unique_target",
    why: statements::WITHOUT_UNIQUE_TARGET,
};
