//! The databases behind one trait: takes a message, gives the rows that it asked
//! for or what the server said. One file per database; it must not know ledgers,
//! plans or migrations.

#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(any(feature = "postgres", feature = "sqlite"))]
mod stream;
mod target;

use std::time::Duration;

use futures_core::future::BoxFuture;

pub use target::IntoTarget;
pub(crate) use target::{Connecting, connect};

use crate::error::{Blocker, ErrorKind, ServerMessage};
use crate::migration::Version;
use crate::script::{Dialect, Limits, Message, Script};

/// A connection to a database.
pub trait Backend: Send {
    fn dialect(&self) -> &'static Dialect;

    /// Sends one message, which takes one round trip.
    fn send<'a>(&'a mut self, message: &'a Message) -> BoxFuture<'a, Result<Answer, Failure>>;

    /// Sends one that is answered at once. Where a network lies in between, an answer that does
    /// not come was lost on the way, and is not waited for.
    fn ask<'a>(&'a mut self, message: &'a Message) -> BoxFuture<'a, Result<Answer, Failure>>;

    /// What kind of failure this is.
    fn cause(&self, error: &sqlx::Error) -> Cause;

    fn version(&mut self) -> BoxFuture<'_, Result<Version, Failure>>;

    /// Selects `1` when an index is there and valid, `0` when it is there and not, and the
    /// name of its table.
    fn index_query(&self) -> &'static str;

    /// Begins a transaction under settings that do not depend on what the session carries.
    fn begin(&self, script: &mut Script, limits: Limits);

    /// Lets the statements of one message find what those of a transaction find, and nothing
    /// else: it is no transaction of its own, or inside of one.
    fn orient(&self, script: &mut Script);

    /// Sets back, inside of a transaction, what a statement of the user's own may have set
    /// for the session.
    fn settle(&self, script: &mut Script, limits: Limits);

    /// Sets what holds for a statement that makes its own transactions, which waits for a
    /// lock no longer than this.
    fn lift(&self, script: &mut Script, lock_wait: Duration);

    /// Sets it back, and what the statement may have set for the session.
    fn lower(&self, script: &mut Script);

    /// Tries to take the lock that only one session can have; never waits for it,
    /// since a waiting statement holds a snapshot, and a concurrent index build in
    /// the session with the lock waits for that.
    fn try_lock(&mut self, key: i64) -> BoxFuture<'_, Result<Option<Hold>, Failure>>;

    /// The session that holds the lock now.
    fn holder(&mut self, key: i64) -> BoxFuture<'_, Option<Blocker>>;

    fn unlock(&mut self, key: i64) -> BoxFuture<'_, ()>;

    /// Whoever can look at this session while it is in the middle of a statement.
    fn lookout(&self) -> Option<Box<dyn Lookout>>;

    /// Gives the connection up: nothing is sent on it any more, and no answer waited for.
    fn abandon(&mut self);

    /// A connection that nobody else uses, in place of this one. Names without a schema lead
    /// to this one first.
    fn dedicated<'c>(
        self: Box<Self>,
        home: String,
    ) -> BoxFuture<'c, Result<Box<dyn Backend + 'c>, ErrorKind>>
    where
        Self: 'c;

    /// Gives the connection back in the state in which it was taken. Fails where the database
    /// is gone with it.
    fn close<'c>(self: Box<Self>) -> BoxFuture<'c, Result<(), ErrorKind>>
    where
        Self: 'c;
}

/// A second connection.
pub trait Lookout: Send {
    /// Looks once.
    fn look(&mut self) -> BoxFuture<'_, Result<Sight, sqlx::Error>>;
}

/// What there is to see of a session.
#[derive(Debug)]
pub struct Sight {
    pub statement: Statement,
    /// The sessions that it waits for.
    pub blockers: Vec<Blocker>,
}

/// What became of a statement, as the server says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    Runs,
    /// The session is idle.
    Ended,
    /// There is no such session.
    Gone,
    /// The second connection led to another server, such as a replica.
    Elsewhere,
}

/// How a lock shows that it is still held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The session holds it as long as it lives: `query` gives the number that this run
    /// left there, and where a pooler puts another session in its place, or another run
    /// into this one, it gives another.
    Session { query: &'static str, number: i64 },
    /// Each transaction holds it by itself and has to look whether the ledger is
    /// as it was.
    Transaction,
}

/// What a message brought.
#[derive(Debug, Default)]
pub struct Answer {
    /// The rows of the statement that was to be answered, as text.
    pub rows: Vec<Vec<Option<String>>>,
    /// How many rows each statement changed.
    pub affected: Vec<u64>,
}

/// Why a message failed.
#[derive(Debug)]
pub struct Failure {
    /// The statements that had succeeded before.
    pub completed: usize,
    /// Who was in the way, where somebody looked.
    pub blockers: Vec<Blocker>,
    pub source: sqlx::Error,
}

impl From<sqlx::Error> for Failure {
    fn from(source: sqlx::Error) -> Self {
        Failure {
            completed: 0,
            blockers: Vec::new(),
            source,
        }
    }
}

/// Kinds of failure that are met with more than a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A lock was not to be had in time, or two waited for each other: try again.
    Busy,
    /// There is no such table.
    NoTable,
    /// What should be a table has no rows of its own.
    NoRows,
    /// A table has no such column.
    NoColumn,
    /// Not exactly one row was changed.
    Miscounted,
    /// A row contradicts a constraint.
    Constraint,
    /// A value is none of the type that it should be.
    Unfit,
    Other,
}

/// What the server said: the fields that every database has.
fn said(error: &sqlx::Error) -> ServerMessage {
    let Some(database) = error.as_database_error() else {
        let message = error.to_string();
        return ServerMessage {
            message,
            ..ServerMessage::default()
        };
    };
    ServerMessage {
        message: ours(database.message()),
        code: database.code().map(Into::into),
        ..ServerMessage::default()
    }
}

/// SQLite has no error for what a cast cannot read; the plan makes one, in the shape of a path
/// into a document that is none.
fn ours(message: &str) -> String {
    let paths = ["bad JSON path: '", "JSON path error near '"];
    let path = paths.iter().find_map(|before| message.strip_prefix(before));
    let said = path.and_then(|path| path.strip_suffix('\''));
    match said.filter(|said| !said.starts_with('$')) {
        Some(said) => said.replace("''", "'"),
        None => message.to_owned(),
    }
}

/// Everything that the server said; fields of one database are empty for others.
pub fn server_message(error: &sqlx::Error) -> ServerMessage {
    #[cfg(feature = "postgres")]
    if let Some(message) = postgres::server_message(error) {
        return message;
    }
    said(error)
}
