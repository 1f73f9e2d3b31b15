//! Schema migrations that are declared in Rust source, checked when it is compiled,
//! and applied with one function call.
//!
//! [`migration!`] compiles a declaration to a `static` of type [`Migration`];
//! [`apply`] brings a database up to one:
//!
//! ```no_run
//! # use migrate_runtime::{Error, Migration};
//! # async fn start(newest: &'static Migration, url: &str) -> Result<(), Error> {
//! let report = migrate_runtime::apply(url, newest).await?;
//! println!("{report}");
//! # Ok(())
//! # }
//! ```
//!
//! [`Migrator`] does the rest: up or down to a migration or by a number, status, plan,
//! dry run.
//!
//! Each database is a feature, `postgres` and `sqlite`, and none is on by default; the
//! application chooses sqlx's runtime and TLS.
//!
//! # What happens in the database
//!
//! The ledger, the table `_migrations`, says which migrations are applied. It is read
//! first, in one query; when nothing is pending nothing else is done. Otherwise a lock
//! is taken that only one process can have, and each migration is run with its record:
//! consecutive steps that can share a transaction do, together with the row in the
//! ledger, and the others are recorded before and after. Whatever is cut off, by an
//! error or by a `kill -9`, is found in the ledger by the next run and finished first.
//!
//! A migration whose application failed has a row in the state `failed`, with the
//! error; one that was reverted keeps its row, in the state `reverted`, until it is
//! applied again.
//!
//! On PostgreSQL the lock is an advisory lock of the session that runs the statements,
//! a connection of its own. On SQLite it is the writer's lock of each transaction: a
//! record fails, and its transaction with it, when another process was faster, and
//! this one waits and looks again.

mod backend;
mod error;
mod event;
mod executor;
mod history;
mod ledger;
mod migration;
mod migrator;
mod private;
mod report;
mod retry;
mod route;
mod script;
mod session;
mod settings;
mod steps;

pub use backend::IntoTarget;
pub use error::{Error, ErrorKind, Place, ServerMessage, StepFailure};
pub use event::Event;
pub use ledger::State;
pub use migration::{
    Action, Batches, BuildIndex, Database, Down, DropIndex, LockMode, Migration, Plan, Step,
    TableLock, Transaction, Work,
};
pub use migrator::{
    Heads, MigrationStatus, Migrator, PlannedMigration, PlannedStep, Standing, Status, apply,
};
pub use private::__private;
pub use report::{Direction, Done, Report};

/// Keeps the examples of the README compiling.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}

#[doc = include_str!("rules.md")]
pub mod rules {}

#[doc = include_str!("language.md")]
#[macro_export]
macro_rules! migration {
    ($($tokens:tt)*) => { $crate::__private::expand! { $crate; $($tokens)* } };
}
