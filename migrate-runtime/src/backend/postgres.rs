//! PostgreSQL: simple-protocol messages, an advisory lock of the session. It must
//! not know what the messages are for.

mod borrowed;
mod carried;
mod catalogue;
mod dialect;
mod held;
mod joined;
mod literal;
mod lock;
mod lookout;
mod pooler;
mod said;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures_core::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgRow};
use sqlx::{Connection as _, Postgres as Driver, Row as _};

use self::borrowed::Borrowed;
use self::carried::Carried;
use self::catalogue::INDEX;
use self::dialect::DIALECT;
use self::held::Held;
use self::said::code;
pub(super) use self::said::server_message;
use super::stream::{Read, collect};
use super::{Answer, Backend, Cause, Failure, Hold, Lookout};
use crate::error::{Blocker, ErrorKind, plain};
use crate::migration::Version;
use crate::retry::within;
use crate::script::{Dialect, Limits, Message, Part, Script};

/// Explicit, since a role may have other defaults.
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

/// An answer that the server has at hand comes sooner, from behind any network.
const SILENCE: Duration = Duration::from_mins(1);

const LOST: &str = "no answer came in time: the network between here and the server has lost it, \
    or somebody has locked the ledger";

pub(super) struct Postgres<'c> {
    connection: Connection<'c>,
    /// How a second connection is made.
    options: Option<Arc<PgConnectOptions>>,
    /// Known as soon as nobody else uses the session.
    carried: Carried,
    /// The lock, while it is held.
    held: Option<Held>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Answers,
    /// No answer came, and none will.
    Abandoned,
}

enum Connection<'c> {
    Pooled(PoolConnection<Driver>),
    Owned(PgConnection),
    Borrowed(Borrowed<'c>),
}

impl<'c> Postgres<'c> {
    fn new(connection: Connection<'c>, options: Option<Arc<PgConnectOptions>>) -> Self {
        let carried = Carried::default();
        Postgres {
            connection,
            options,
            carried,
            held: None,
            state: State::Answers,
        }
    }

    pub(super) fn pooled(connection: PoolConnection<Driver>, pool: &PgPool) -> Self {
        let options = Some(pool.connect_options());
        Postgres::new(Connection::Pooled(connection), options)
    }

    pub(super) fn owned(connection: PgConnection, options: PgConnectOptions) -> Self {
        Postgres::new(Connection::Owned(connection), Some(Arc::new(options)))
    }

    /// Refuses a connection inside a transaction, which may have been begun by hand.
    pub(super) async fn borrowed(connection: &'c mut PgConnection) -> Result<Self, ErrorKind> {
        let mut session = Postgres::new(Connection::Borrowed(Borrowed::new(connection)), None);
        session.refuse_transaction().await?;
        Ok(session)
    }

    fn connection(&mut self) -> &mut PgConnection {
        match &mut self.connection {
            Connection::Pooled(connection) => connection,
            Connection::Owned(connection) => connection,
            Connection::Borrowed(borrowed) => borrowed.connection(),
        }
    }

    async fn ask_version(&mut self) -> Result<u32, Failure> {
        // Known since the connection was made, unless a pooler kept it to itself.
        if let Some(number) = self.connection().server_version_num() {
            return Ok(number);
        }
        let answer = self.select(|script| {
            script.sql("SHOW server_version_num");
        });
        Ok(number(&answer.await?).unwrap_or(0))
    }

    async fn select(&mut self, write: impl FnOnce(&mut Script)) -> Result<Answer, Failure> {
        let mut script = Script::new(&DIALECT);
        write(script.begin(Part::Ledger).answer());
        self.ask(&script.finish()).await
    }

    async fn refuse_transaction(&mut self) -> Result<(), ErrorKind> {
        let answer = self.select(|script| {
            script.sql(OUTSIDE);
        });
        match answer.await {
            Ok(answer) if number(&answer) == Some(1) => Ok(()),
            Ok(_) => Err(ErrorKind::InTransaction),
            Err(Failure { source, .. }) if code(&source).as_deref() == Some("25P02") => {
                Err(ErrorKind::InTransaction)
            }
            Err(failure) => Err(failed(failure)),
        }
    }

    /// Learns what the session carries, and makes it ready for a run.
    async fn enter(&mut self, home: &str) -> Result<(), ErrorKind> {
        let options = self.options.clone();
        pooler::refuse(self.connection(), options.as_deref()).await?;
        let version = self.ask_version().await.map_err(failed)?;
        let answer = self.select(|script| {
            script.sql(carried::ASK);
        });
        self.carried = Carried::read(answer.await.map_err(failed)?, version, home);
        if let Connection::Borrowed(borrowed) = &mut self.connection {
            let mut script = Script::new(&DIALECT);
            self.carried.restore(&mut script);
            borrowed.owe(script.finish());
        }
        self.set_for_session().await.map_err(failed)
    }

    async fn set_for_session(&mut self) -> Result<(), Failure> {
        let mut script = Script::new(&DIALECT);
        Carried::enter(&mut script);
        Carried::stay_alive(&mut script);
        let Err(Failure { source, .. }) = self.ask(&script.finish()).await else {
            return Ok(());
        };
        tracing::debug!(
            error = plain(&source),
            "the server cannot look whether this client lives"
        );
        let mut script = Script::new(&DIALECT);
        Carried::enter(&mut script);
        self.ask(&script.finish()).await.map(drop)
    }

    /// Gives a borrowed connection back as it came.
    async fn pay(&mut self) {
        let Connection::Borrowed(borrowed) = &mut self.connection else {
            return;
        };
        let Some(message) = borrowed.owed() else {
            return;
        };
        match ask(borrowed.connection(), &message).await {
            Ok(_) => borrowed.settle(),
            Err(Failure { source, .. }) => {
                tracing::warn!(
                    error = plain(&source),
                    "the connection could not be set back"
                );
            }
        }
    }
}

/// One row with `1` outside of a transaction: inside of one the clock has stood still since
/// its first message.
const OUTSIDE: &str = "SELECT (pg_catalog.now() OPERATOR(pg_catalog.=) \
    pg_catalog.statement_timestamp())::pg_catalog.int4";

async fn ask(connection: &mut PgConnection, message: &Message) -> Result<Answer, Failure> {
    let read = Read {
        affected: sqlx::postgres::PgQueryResult::rows_affected,
        row,
    };
    let stream = message.sql().fetch_many(connection);
    collect::<Driver>(stream, message.answer(), read).await
}

fn lost() -> Failure {
    sqlx::Error::Io(io::Error::new(io::ErrorKind::TimedOut, LOST)).into()
}

fn failed(failure: Failure) -> ErrorKind {
    let source = failure.source;
    ErrorKind::Connect { source }
}

impl Backend for Postgres<'_> {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn send<'a>(&'a mut self, message: &'a Message) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(async move {
            match self.state {
                State::Answers => ask(self.connection(), message).await,
                State::Abandoned => Err(lost()),
            }
        })
    }

    fn ask<'a>(&'a mut self, message: &'a Message) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(async move {
            if let Some(answer) = within(SILENCE, self.send(message)).await {
                return answer;
            }
            self.abandon();
            Err(lost())
        })
    }

    fn cause(&self, error: &sqlx::Error) -> Cause {
        match code(error).as_deref() {
            // A lock, a deadlock, and what a serializable transaction meets in their place.
            Some("55P03" | "40P01" | "40001") => Cause::Busy,
            Some("42P01" | "3F000") => Cause::NoTable,
            Some("42703") => Cause::NoColumn,
            Some("0A000") => Cause::NoRows,
            Some("22012") => Cause::Miscounted,
            Some("23502" | "23505") => Cause::Constraint,
            Some(code) if code.starts_with("22") => Cause::Unfit,
            _ => Cause::Other,
        }
    }

    fn version(&mut self) -> BoxFuture<'_, Result<Version, Failure>> {
        Box::pin(async move {
            let number = self.ask_version().await?;
            // 150018 is 15.18.
            let part = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
            Ok(Version([part(number / 10_000), part(number % 10_000), 0]))
        })
    }

    fn index_query(&self) -> &'static str {
        INDEX
    }

    fn begin(&self, script: &mut Script, limits: Limits) {
        script.statement(Part::Begin, BEGIN);
        self.carried.for_transaction(script, limits);
    }

    fn orient(&self, script: &mut Script) {
        self.carried.orient(script);
    }

    fn settle(&self, script: &mut Script, limits: Limits) {
        self.carried.restore(script);
        Carried::enter(script);
        self.carried.for_transaction(script, limits);
    }

    fn lift(&self, script: &mut Script, lock_wait: Duration) {
        self.carried.for_statement(script, lock_wait);
    }

    fn lower(&self, script: &mut Script) {
        self.carried.restore(script);
        Carried::enter(script);
    }

    fn try_lock(&mut self, key: i64) -> BoxFuture<'_, Result<Option<Hold>, Failure>> {
        Box::pin(self.take_lock(key))
    }

    fn holder(&mut self, key: i64) -> BoxFuture<'_, Option<Blocker>> {
        Box::pin(async move {
            let answer = self.select(|script| lock::holder(script, key)).await.ok()?;
            lookout::blockers(&answer).into_iter().next()
        })
    }

    fn lookout(&self) -> Option<Box<dyn Lookout>> {
        let options = self.options.clone()?;
        Some(Box::new(self.carried.lookout(options)))
    }

    fn abandon(&mut self) {
        self.state = State::Abandoned;
        match &mut self.connection {
            // The pool would wait for it, too.
            Connection::Pooled(connection) => connection.close_on_drop(),
            Connection::Owned(_) => {}
            Connection::Borrowed(borrowed) => borrowed.settle(),
        }
    }

    fn unlock(&mut self, key: i64) -> BoxFuture<'_, ()> {
        Box::pin(self.give_lock_back(key))
    }

    fn dedicated<'c>(
        mut self: Box<Self>,
        home: String,
    ) -> BoxFuture<'c, Result<Box<dyn Backend + 'c>, ErrorKind>>
    where
        Self: 'c,
    {
        Box::pin(async move {
            // The pool's own connection, since `after_connect` has chosen its role and its
            // settings, and since there may be no other; the pool may make a new one.
            if let Connection::Pooled(connection) = self.connection {
                self.connection = Connection::Owned(connection.detach());
                self.refuse_transaction().await?;
            }
            self.enter(&home).await?;
            Ok(self as Box<dyn Backend + 'c>)
        })
    }

    fn close<'c>(mut self: Box<Self>) -> BoxFuture<'c, Result<(), ErrorKind>>
    where
        Self: 'c,
    {
        Box::pin(async move {
            match self.connection {
                // Read from, and nothing else.
                Connection::Pooled(_) => {}
                Connection::Owned(connection) if self.state == State::Abandoned => drop(connection),
                Connection::Owned(connection) => {
                    // The socket is closed in either case.
                    let _ = connection.close().await;
                }
                Connection::Borrowed(_) => self.pay().await,
            }
            Ok(())
        })
    }
}

/// The first value of the first row.
fn number<T: std::str::FromStr>(answer: &Answer) -> Option<T> {
    answer.rows.first()?.first()?.as_ref()?.parse().ok()
}

fn row(row: &PgRow) -> Vec<Option<String>> {
    let column = |index| row.try_get_unchecked(index).unwrap_or(None);
    (0..row.len()).map(column).collect()
}
