//! SQLite: the writer's lock of each transaction is the lock. It must not know what
//! the messages are for.

use std::time::Duration;

use futures_core::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteQueryResult, SqliteRow};
use sqlx::{Connection as _, Row as _, Sqlite as Driver};

use super::stream::{Read, collect};
use super::{Answer, Backend, Cause, Failure, Hold, Lookout};
use crate::error::{Blocker, ErrorKind};
use crate::migration::{Database, Version};
use crate::script::{
    Counted, Dialect, ForeignKeys, Joined, Limits, Message, Part, Script, push_quoted,
};

static DIALECT: Dialect = Dialect {
    database: Database::Sqlite,
    schema: "main",
    name_quote: '"',
    literal,
    unhurried: None,
    joined: JOINED,
    moment: "text",
    equal: " = ",
    // `strftime` would give milliseconds, and costs ten times as much.
    began: "datetime({start} / 1000, 'unixepoch')",
    now: "CURRENT_TIMESTAMP",
    // The Julian day number of 1970-01-01 is 2440587.5; `| 0` makes an integer of it.
    elapsed: "(julianday('now') * 86400000 - 210866760000000 - {start}) | 0",
    user: "",
    foreign_keys: Some(&FOREIGN_KEYS),
    kept: Some(KEPT),
    create_schema: None,
    longest_name: None,
    unfiltered: None,
    every_row: "",
    columns: COLUMNS,
    counted: Counted {
        before: "",
        behind: "",
        // As for foreign keys below.
        then: Some("SELECT abs(-9223372036854775807 - (changes() <> {rows}))"),
    },
};

/// The aggregate sees the rows in the order of the query within.
const JOINED: Joined = Joined {
    head: "SELECT group_concat(line, char(10)) FROM (SELECT state || ' ' || name || ' ' || checksum \
        || ' ' || format AS line",
    history: " WHERE state <> 'reverted' AND history = ",
    tail: " ORDER BY ordinal)",
};

static FOREIGN_KEYS: ForeignKeys = ForeignKeys {
    state: "PRAGMA foreign_keys",
    off: "PRAGMA foreign_keys = OFF",
    on: "PRAGMA foreign_keys = ON",
    // `abs` fails on the smallest integer, which is what a row makes of this one.
    // <https://sqlite.org/lang_corefunc.html#abs>
    check: "SELECT abs(-9223372036854775807 - (count(*) > 0)) FROM pragma_foreign_key_check",
    list: "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' refers to ' || parent \
           FROM pragma_foreign_key_check LIMIT 10",
};

const COLUMNS: &str = "SELECT s.type, c.name, c.\"notnull\" AND c.dflt_value IS NULL \
    FROM (SELECT 1) LEFT JOIN {name}.sqlite_schema s \
    ON s.name = {table} COLLATE NOCASE AND s.type IN ('table', 'view') \
    LEFT JOIN pragma_table_info(s.name, {schema}) c";

/// A temporary table hides another of its name, and a temporary trigger goes with its table.
const KEPT: &str = "SELECT type, name, sql FROM main.sqlite_schema \
     WHERE tbl_name = {table} COLLATE NOCASE AND type IN ('table', 'view', 'index') \
     UNION ALL SELECT 'column', name, NULL FROM pragma_table_xinfo({table}, 'main') \
     UNION ALL SELECT 'temporary ' || type, name, NULL FROM temp.sqlite_schema \
     WHERE tbl_name = {table} COLLATE NOCASE AND type IN ('table', 'view', 'trigger') \
     UNION ALL SELECT 'taken', name, NULL FROM main.sqlite_schema \
     WHERE instr(char(10) || lower({free}) || char(10), char(10) || lower(name) || char(10))";

const INDEX: &str =
    "SELECT 1, tbl_name FROM main.sqlite_schema WHERE type = 'index' AND name = {index}";

pub(super) enum Sqlite<'c> {
    Pooled(Pooled),
    Owned(SqliteConnection),
    Borrowed(&'c mut SqliteConnection),
}

/// The pool's own connection, since the database may live in its memory. When a run
/// is dropped half way, nobody knows what the connection is in the middle of, so it
/// is closed and not given back.
pub(super) struct Pooled {
    connection: PoolConnection<Driver>,
    pool: SqlitePool,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Clean,
    InUse,
}

impl Pooled {
    pub(super) fn new(connection: PoolConnection<Driver>, pool: &SqlitePool) -> Self {
        Pooled {
            connection,
            pool: pool.clone(),
            state: State::Clean,
        }
    }

    /// Gives the connection back, and looks whether the pool keeps it where the database lives
    /// in it: one that is too old is closed, and the next one finds nothing.
    async fn give_back(mut self) -> Result<(), ErrorKind> {
        let before = match self.state {
            State::InUse if lives_in_memory(&mut self.connection).await => {
                tables(&mut self.connection).await
            }
            State::InUse | State::Clean => None,
        };
        self.state = State::Clean;
        let pool = self.pool.clone();
        drop(self);
        if before.is_none() {
            return Ok(());
        }
        let connection = pool.acquire().await;
        let mut connection = connection.map_err(|source| ErrorKind::Connect { source })?;
        if tables(&mut connection).await == before {
            return Ok(());
        }
        Err(ErrorKind::InMemory)
    }
}

async fn tables(connection: &mut SqliteConnection) -> Option<String> {
    first(connection, "SELECT count(*) || '' FROM sqlite_schema").await
}

/// A temporary database has no file, either.
/// <https://sqlite.org/pragma.html#pragma_database_list>
async fn lives_in_memory(connection: &mut SqliteConnection) -> bool {
    const FILE: &str = "SELECT file FROM pragma_database_list WHERE name = 'main'";
    first(connection, FILE)
        .await
        .is_some_and(|file| file.is_empty())
}

/// The first value of the first row.
async fn first(connection: &mut SqliteConnection, query: &'static str) -> Option<String> {
    let mut script = Script::new(&DIALECT);
    script.statement(Part::Ledger, query).answer();
    let answer = ask(connection, &script.finish()).await.ok()?;
    answer.rows.into_iter().flatten().next()?
}

async fn ask(connection: &mut SqliteConnection, message: &Message) -> Result<Answer, Failure> {
    let read = Read {
        affected: SqliteQueryResult::rows_affected,
        row,
    };
    let stream = message.sql().fetch_many(connection);
    collect::<Driver>(stream, message.answer(), read).await
}

impl Drop for Pooled {
    fn drop(&mut self) {
        if self.state == State::InUse {
            self.connection.close_on_drop();
        }
    }
}

impl<'c> Sqlite<'c> {
    /// Refuses a connection inside a transaction, which may have been begun by hand: then
    /// a second cannot begin, which leaves the first as it is.
    pub(super) async fn borrowed(connection: &'c mut SqliteConnection) -> Result<Self, ErrorKind> {
        let mut session = Sqlite::Borrowed(connection);
        let mut script = Script::new(&DIALECT);
        script.statement(Part::Begin, "BEGIN");
        script.statement(Part::Commit, "COMMIT");
        match session.send(&script.finish()).await {
            Ok(_) => Ok(session),
            Err(Failure {
                completed: 0,
                source: sqlx::Error::Database(_),
                ..
            }) => Err(ErrorKind::InTransaction),
            Err(Failure { source, .. }) => Err(ErrorKind::Connect { source }),
        }
    }

    /// Refuses a database that nobody can use after the connection was closed.
    pub(super) async fn refuse_memory(&mut self) -> Result<(), ErrorKind> {
        if lives_in_memory(self.connection()).await {
            return Err(ErrorKind::InMemory);
        }
        Ok(())
    }

    fn connection(&mut self) -> &mut SqliteConnection {
        match self {
            Sqlite::Pooled(pooled) => &mut pooled.connection,
            Sqlite::Owned(connection) => connection,
            Sqlite::Borrowed(connection) => connection,
        }
    }
}

impl Backend for Sqlite<'_> {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn send<'a>(&'a mut self, message: &'a Message) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(ask(self.connection(), message))
    }

    fn ask<'a>(&'a mut self, message: &'a Message) -> BoxFuture<'a, Result<Answer, Failure>> {
        self.send(message)
    }

    fn cause(&self, error: &sqlx::Error) -> Cause {
        let Some(error) = error.as_database_error() else {
            return Cause::Other;
        };
        let code = error.code().and_then(|code| code.parse::<u32>().ok());
        // The low byte is the primary code. <https://sqlite.org/rescode.html>
        match code.map(|code| code & 0xff) {
            Some(5 | 6) => Cause::Busy,
            Some(19) => Cause::Constraint,
            Some(1) if error.message().starts_with("no such table") => Cause::NoTable,
            Some(1) if error.message().starts_with("no such column") => Cause::NoColumn,
            Some(1) if error.message() == "integer overflow" => Cause::Miscounted,
            _ => Cause::Other,
        }
    }

    fn version(&mut self) -> BoxFuture<'_, Result<Version, Failure>> {
        Box::pin(async move {
            let mut script = Script::new(&DIALECT);
            script
                .statement(Part::Ledger, "SELECT sqlite_version()")
                .answer();
            let answer = self.send(&script.finish()).await?;
            let text = answer.rows.into_iter().flatten().flatten().next();
            let mut parts = [0; 3];
            for (part, text) in parts.iter_mut().zip(text.unwrap_or_default().split('.')) {
                *part = text.parse().unwrap_or(0);
            }
            Ok(Version(parts))
        })
    }

    fn index_query(&self) -> &'static str {
        INDEX
    }

    fn begin(&self, script: &mut Script, _limits: Limits) {
        script.statement(Part::Begin, "BEGIN IMMEDIATE");
    }

    // There are no settings but pragmas, and none of them decides where a table goes.
    fn settle(&self, _script: &mut Script, _limits: Limits) {}

    fn orient(&self, _script: &mut Script) {}

    fn lift(&self, _script: &mut Script, _lock_wait: Duration) {}

    fn lower(&self, _script: &mut Script) {}

    fn try_lock(&mut self, _key: i64) -> BoxFuture<'_, Result<Option<Hold>, Failure>> {
        Box::pin(async { Ok(Some(Hold::Transaction)) })
    }

    fn holder(&mut self, _key: i64) -> BoxFuture<'_, Option<Blocker>> {
        Box::pin(async { None })
    }

    fn lookout(&self) -> Option<Box<dyn Lookout>> {
        None
    }

    fn abandon(&mut self) {}

    fn unlock(&mut self, _key: i64) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }

    fn dedicated<'c>(
        mut self: Box<Self>,
        _home: String,
    ) -> BoxFuture<'c, Result<Box<dyn Backend + 'c>, ErrorKind>>
    where
        Self: 'c,
    {
        if let Sqlite::Pooled(pooled) = &mut *self {
            pooled.state = State::InUse;
        }
        Box::pin(async move { Ok(self as Box<dyn Backend + 'c>) })
    }

    fn close<'c>(self: Box<Self>) -> BoxFuture<'c, Result<(), ErrorKind>>
    where
        Self: 'c,
    {
        Box::pin(async move {
            match *self {
                Sqlite::Pooled(pooled) => pooled.give_back().await,
                Sqlite::Owned(connection) => {
                    // Everything is committed; a failure to close changes nothing.
                    let _ = connection.close().await;
                    Ok(())
                }
                Sqlite::Borrowed(_) => Ok(()),
            }
        })
    }
}

/// A literal of standard SQL: only a quote has a meaning.
fn literal(out: &mut String, text: &str) {
    push_quoted(out, '\'', text, &['\'']);
}

fn row(row: &SqliteRow) -> Vec<Option<String>> {
    let column = |index| row.try_get_unchecked(index).unwrap_or(None);
    (0..row.len()).map(column).collect()
}
