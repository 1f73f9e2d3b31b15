//! Schema migrations that are declared in Rust source, checked when it is compiled,
//! and applied with one function call.
//!
//! ```
//! use migrate_runtime::migration;
//!
//! migration! {
//!     /// Customers and their orders.
//!     pub static CREATE_ORDERS on postgres 14, sqlite;
//!
//!     create table customers {
//!         id: bigint identity primary key,
//!         email: varchar(255) not null unique,
//!     }
//!
//!     create table orders {
//!         id: bigint identity primary key,
//!         customer_id: bigint not null references customers(id) on delete cascade,
//!         status: text not null default "new" check (status in ("new", "paid", "shipped")),
//!         index (customer_id),
//!     }
//! }
//!
//! migration! {
//!     /// Orders can be tracked.
//!     pub static ADD_TRACKING after CREATE_ORDERS;
//!
//!     alter table orders add column tracking_number: varchar(100);
//!     create index on orders(status) where status <> "shipped";
//! }
//!
//! # async fn start(url: &str) -> Result<(), migrate_runtime::Error> {
//! let report = migrate_runtime::apply(url, &ADD_TRACKING).await?;
//! println!("{report}");
//! # Ok(())
//! # }
//! # fn main() {}
//! ```
//!
//! [`migration!`] compiles a declaration to a `static` of type [`Migration`], with a plan for
//! each database, up and down: here `orders` is in use when the second migration runs, so its
//! index is built without blocking anybody. What would hurt a running system is an error on
//! the very token. [`apply`] brings a database up to a migration; [`Migrator`] does the rest:
//! up or down to a migration or by a number, status, plan, dry run. The language is described
//! at [`migration!`], and what it refuses in [`rules`].
//!
//! # Features
//!
//! Each database is a feature, `postgres` (13 to 18) and `sqlite` (3.35 and later; it builds
//! the SQLite that sqlx bundles), and none is on by default; `any` takes an `AnyPool` beside the
//! others. The application chooses sqlx's runtime and TLS. The macro needs no feature.
//!
//! # What happens in the database
//!
//! 1. The [ledger](#the-ledger) is looked at, in one query that gives one row. When nothing is
//!    pending nothing else is done: no lock, no `CREATE TABLE IF NOT EXISTS`, no write.
//! 2. It is read row by row otherwise. What the ledger says is held against the source; what does not fit is
//!    [refused](#when-the-ledger-and-the-source-disagree), and so is a server that is older
//!    than a pending migration is planned for.
//! 3. The [session](#the-session) is made ready, the [lock](#locks) is taken, and the ledger
//!    read again and, where it is missing, created.
//! 4. Each migration is run step by step. Consecutive steps that can share a transaction do,
//!    together with the row in the ledger; the others are recorded before and after.
//!
//! Nothing is sent but the steps of the plan, the ledger's statements, and what concerns the
//! [session](#the-session). In the run that begins a history on a database every table is new,
//! so plain statements are used where they fit into one transaction ([`Plan::first`]), and
//! neighbours share one, a hundred at the most and none behind one that writes rows. On
//! PostgreSQL those of a later run do, too, where each locks none but tables that one of them
//! makes: nobody else sees these before all is committed. Where one of them fails, they are
//! applied again one by one; their events come when all are committed.
//!
//! # The ledger
//!
//! One row for each migration in the table `_migrations` ([`Migrator::ledger`]):
//!
//! | column | |
//! |---|---|
//! | `history`, `name` | the key: [`Migrator::history`] and the static's name in lower case |
//! | `ordinal` | the place in the history, from 1 |
//! | `checksum` | of the source, `v1:…`; what it covers stands at [`migration!`] |
//! | `state` | one of the states below |
//! | `step`, `steps` | steps that are done, and steps of the way up; of a way that is taken back, steps that are left |
//! | `cursor` | where a loop of batches stands |
//! | `started_at`, `finished_at`, `elapsed_ms` | `timestamptz`, on SQLite a text in UTC; milliseconds |
//! | `up_sql`, `down_sql` | the statements of the plan, for people |
//! | `tool_version` | the version of this crate |
//! | `applied_by` | the program, on PostgreSQL behind the role: `app/shop-server` |
//! | `error` | why it failed the last time |
//! | `format` | the version of the row |
//! | `plan` | the identity of the plan that was begun last |
//! | `breaks` | what breaks for programs from before it, a sentence a line; empty where nothing does |
//! | `undo`, `leaves` | while it is half done: what takes back what stays, for programs; what stays and whom it hinders, for people |
//!
//! | state | |
//! |---|---|
//! | `applied` | it is in the schema |
//! | `running` | it is being applied, or was cut off |
//! | `failed` | its application failed; `step` and `cursor` say what stays |
//! | `reverting` | it is being reverted, was cut off, or failed on the way |
//! | `abandoning` | it was half applied, and what stayed is being taken back |
//! | `restoring` | it was half reverted, and what was taken back is being restored |
//! | `reverted` | it is not in the schema; the row stays until it is applied again |
//! | `baselined` | reserved for histories that are squashed |
//!
//! A ledger of an older version is read as it is; the next run that has something to record
//! adds the columns that it lacks, for which the role has to own the table. A row of a later
//! version than the program knows is refused ([`ErrorKind::NewerLedger`]), and so is anything
//! but a ledger in its place ([`ErrorKind::NoLedger`]). Each record has to change exactly one
//! row: where a trigger, a rule or a row level security policy keeps it from that, the
//! transaction fails with it ([`ErrorKind::NotRecorded`]).
//!
//! # Locks
//!
//! One process at a time runs a history. The others poll, 250 ms to 5 s apart, until
//! [`Migrator::lock_wait`] is over, then read the ledger again and usually find nothing to do.
//!
//! On PostgreSQL the lock is an advisory lock of the session that runs the statements, which
//! is a connection of its own or taken out of the pool, and closed at the end. It is tried and
//! never waited for: a session that waits holds a snapshot, and a concurrent index build of the
//! other process would wait for that. Each record in the ledger is tied to the session.
//!
//! On SQLite it is the writer's lock of each transaction: a record fails, and its transaction
//! with it, when another process was faster, and this one waits and looks again.
//!
//! Locks on tables are waited for by each transaction for [`Migrator::lock_timeout`] at most,
//! since everybody who comes later queues behind it; then it is tried again, 1 to 30 s apart.
//! Statements outside a transaction, such as concurrent index builds, take the time that they
//! take, and wait for each lock as long as [`Migrator::lock_wait`] says.
//!
//! # The session
//!
//! On PostgreSQL a run does not depend on what its connection carries in. Each transaction says
//! that it is `read committed` and `read write`, and sets its own `search_path` (the history's
//! schema first, temporary tables last), `lock_timeout` and `statement_timeout`, for its own time alone. The
//! limit that a role has for its statements holds for those that only change the catalogue; it
//! is raised where it would end them while they wait for their locks, and lifted for the others.
//! What a raw `SET`, `SET ROLE` or a function sets lasts to the end of its transaction, so that
//! a migration finds the same settings in every run. The role that a pool's `after_connect` has
//! chosen stays.
//!
//! A connection that is handed over is given back as it was: without the lock, with its
//! settings and its role, also when an observer panics or the future is dropped. Inside a
//! transaction it is [refused](ErrorKind::InTransaction); the server is asked, since the
//! transaction may have been begun by hand.
//!
//! A pooler that changes sessions between transactions (`PgBouncer` in transaction or statement
//! mode, and others of the kind) is [refused](ErrorKind::Pooler) before anything is changed: a
//! second connection is made for a moment, to see whether the two are given the same session.
//! Where a second connection cannot be had, for a connection that is handed over or a role that
//! may have but one, only a pooler of single statements, and one that changes sessions right
//! then, is recognised. A run through one that is not is served by one session as if it were
//! its own, and ends with [`ErrorKind::LockLost`], rolled back, where it is not. Nothing is left
//! on the session; one that has kept the lock is ended as soon as nobody uses it.
//!
//! The server is told to look whether this process is still there (`tcp_keepalives_*`,
//! `tcp_user_timeout`, `client_connection_check_interval`), so that its locks are let go within
//! two minutes after a network is gone.
//!
//! # What others may create
//!
//! PostgreSQL prefers an operator or a function of the very types of its operands to its own
//! that needs a cast, wherever in the search path it is: whoever may create one in a schema of
//! the path, such as everybody in `public` up to PostgreSQL 14, could have it run with the
//! rights of the role that migrates. Nothing that is sent can be caught like that. Tables,
//! indexes and sequences stand with their schemas; operators and functions either take exactly
//! the types that `pg_catalog` has one for, which is looked at first, or name it; the
//! statements of the ledger and of the lock, which are sent under the path that the connection
//! carries, name it always. It is the same with types, collations and temporary objects.
//!
//! What a raw statement or a fragment names is looked up as it is written, and so are the
//! operators of an extension's types, such as `citext`, since nobody here knows its schema, and
//! the `=` of a `join … using` over a column whose type is not known, for which SQL has no place
//! to name one: write `on a.c = b.c` there. `pg_catalog` in front of the path does not help,
//! since an operator of the very types is preferred wherever it is, also to the catalogue's own
//! for enums and domains.
//!
//! What has the ledger's name and is no table is not read, since a view runs the functions of
//! whoever made it; and a table is not written to where its owner is a stranger, whose triggers
//! would run: neither the role that migrates or one that it is a member of, nor the owner of
//! the database or of the schema, nor a superuser. A superuser is a member of none here
//! ([`ErrorKind::NoLedger`]).
//!
//! Where roles that are not trusted may create objects in a schema of the path,
//! `revoke create on schema public from public` is what protects them, and everybody else.
//!
//! # A schema for each tenant
//!
//! [`Migrator::schema`] runs a history in a schema of your choice on PostgreSQL: everything
//! that has no schema in the source is made there, and the ledger with it. Each tenant has a
//! lock of its own, so that several can be migrated at once; `up`, `down`, `status`, `plan` and
//! `dry_run` speak of the one that is chosen. Checksums and plans do not depend on it. A
//! concurrent index build still waits for the statements that run in the database when it
//! begins, whose tables ever they are for.
//!
//! ```no_run
//! # use migrate_runtime::{Error, Migration, Migrator};
//! # async fn migrate(url: &str, head: &'static Migration, tenants: Vec<String>) -> Result<(), Error> {
//! for tenant in tenants {
//!     Migrator::new(head).schema(tenant).up(url).await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # When a run was cut off
//!
//! By an error, a lost connection or a `kill -9`: run again. The ledger says how far the
//! migration came, and the next run goes on there, in the batch after the last one that was
//! committed. An index build that was cut off has left an invalid index, which is dropped
//! first. A migration of which nothing is left may be edited before the next run.
//!
//! One of which something stays goes on under the plan that it was begun with, and under no
//! other: where the source was changed or removed, or another version of the compiler plans
//! otherwise, a run is refused before anything is changed ([`ErrorKind::OtherPlan`],
//! [`ErrorKind::Unfinished`]). The error says what stays and whom it hinders, as the failure
//! did, as far as it is known: not where the connection was lost before an answer came, and not
//! for a raw statement that makes transactions of its own ([`Outcome`]). There are two ways
//! out: run the program that began it, or [`Migrator::abandon`], which takes back what stays,
//! the newest first; the ledger says how, so any program can. After that the migration may be
//! changed or removed.
//!
//! Rows that the schema allows now and the one before did not (a null, a duplicate, a longer
//! text, a value that the type before cannot read) would make a derived way back fail half
//! way. They are looked for before its first step, and it is refused with up to ten of each
//! kind ([`ErrorKind::RowsInTheWay`]); so is one that brings back a column without a value for
//! the rows that are there. Behind a raw statement, which may correct them, nothing is looked
//! for.
//!
//! `down` abandons a migration that is half applied. `up` restores one that is half reverted
//! where nothing was lost on the way, and otherwise reverts it to its end and applies it
//! again. What nothing takes back (a raw statement without an undo) can only be finished.
//!
//! # When the ledger and the source disagree
//!
//! A run is refused, and each finding can be accepted, by the migration's name and never for
//! all of them:
//!
//! | refusal | accepted with |
//! |---|---|
//! | a migration was [changed](ErrorKind::Changed) after it had been applied | [`Migrator::allow_changed`] |
//! | one is applied and [missing](ErrorKind::Missing) in the source, or [newer](ErrorKind::Newer) than all of it | [`Migrator::allow_missing`] |
//! | one is pending [before](ErrorKind::OutOfOrder) one that is applied | [`Migrator::allow_out_of_order`] |
//! | the way down [loses data](ErrorKind::Lossy) | [`Migrator::allow_lossy`] |
//!
//! # Rolling deployments
//!
//! A program of an older release that starts on a newer database finds migrations that it
//! does not know. It starts where all its own are applied and the newer ones break nothing
//! for it: the compiler knows which lose data or are incompatible with code from before
//! them (see [`rules`]), change a column to a type that is read as another, or drop, rename,
//! empty or revoke something in a raw statement, and the ledger's row says what breaks.
//! Otherwise it is refused with a text that names it ([`ErrorKind::Newer`]).
//!
//! It starts beside one that is half done, too: what stays of it hinders the processes that
//! run already, and [`Event::HalfDone`] says so. It changes nothing there: it applies nothing
//! of its own, and reverts nothing. [`Migrator::strict`] refuses every newer one.
//! [`Migrator::ready`] asks the same in one query, for health checks.
//!
//! # Watching
//!
//! [`Migrator::observer`] gets every [`Event`]. `tracing` gets the same, with fields: a span
//! `migrate` for the run, a span `migration` for each migration, its start, its end, waits and
//! tries at the level `info`, a failure as an error, the steps at `debug`.
//!
//! A wait says for whom: the process, the role, the application, the state and the statement of
//! each session in the way ([`Blocker`]), and how often it was tried. On PostgreSQL a second
//! connection looks for that while a statement takes its time; where none is to be had, as for a
//! connection that is handed over, the wait is told without it. That connection also finds out
//! where an answer was lost on the way, and ends the run then. What the ledger says, and what is
//! set for the session, is waited for a minute at most.

#![cfg_attr(docsrs, feature(doc_cfg))]

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
mod shape;
mod steps;

pub use backend::IntoTarget;
pub use error::{Blocker, Error, ErrorKind, InTheWay, Outcome, Place, ServerMessage, StepFailure};
pub use event::Event;
pub use ledger::State;
pub use migration::{
    Action, Batches, BuildIndex, Check, Database, Down, DropIndex, Expected, LockMode, Migration,
    Plan, Reach, Stay, Step, Sweep, TableLock, Transaction, Unreadable, Version, Work,
};
pub use migrator::{
    Heads, MigrationStatus, Migrator, PlannedMigration, PlannedStep, Run, Standing, Status, apply,
};
pub use private::__private;
pub use report::{Direction, Done, Report};

#[doc = include_str!("rules.md")]
pub mod rules {}

#[doc = include_str!("language.md")]
#[macro_export]
macro_rules! migration {
    ($($tokens:tt)*) => { $crate::__private::expand! { $crate; $($tokens)* } };
}
