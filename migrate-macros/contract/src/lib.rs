//! The contract between the compiler and the runtime of migrations: what one of them is,
//! as plain data, and that data as one text, since rustc takes a literal much faster than
//! it takes thousands of tokens. The only definition of both; it must not know how a plan
//! is made, nor how it is run.
//!
//! The compiler writes with [`write()`], and owns its texts; the runtime borrows them from
//! the literal, with [`read_identity`], [`read_about`] and [`read_plans`]. Types are generic over the text for
//! that reason, and the text of the runtime is the default.
//!
//! # Adding a field
//!
//! To the struct, and to its line in `codec/values.rs`, where its place in the text is its
//! place in the list; the same for a variant, with a letter of its own. Constructors name
//! what nobody can leave out; give the new field a default there, and set it where it
//! differs. `codec/tests.rs` makes values of every shape: teach `arbitrary` the field.
//!
//! The two crates are pinned to each other, so that [`VERSION`] only changes with the
//! format of a release, never with a field on the way to one.

mod codec;
mod database;
mod home;
mod lock;
mod plan;
mod step;

pub use codec::{
    Unreadable, VERSION, read_about, read_identity, read_plans, read_plans_with, write,
};
pub use database::{Database, Version};
pub use home::{HOME, PUBLIC, at_home};
pub use lock::{LockMode, TableLock, Work};
pub use plan::{About, Check, Down, Plan, Stay};
pub use step::{Action, Batches, BuildIndex, DropIndex, Expected, Reach, Step, Sweep, Transaction};
