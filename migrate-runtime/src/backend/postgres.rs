//! PostgreSQL: simple-protocol messages, an advisory lock of the session. It must
//! not know what the messages are for.

use std::sync::Arc;

use futures_core::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgDatabaseError, PgErrorPosition, PgRow};
use sqlx::{Connection as _, Postgres as Driver, Row as _};

use super::stream::{Read, collect};
use super::{Answer, Backend, Cause, Failure, Hold, said};
use crate::error::{ErrorKind, ServerMessage};
use crate::migration::{Database, Version};
use crate::script::{Dialect, Limits, Message, Part, Script, push_quoted};

static DIALECT: Dialect = Dialect {
    database: Database::Postgres,
    schema: "public",
    name_quote: '"',
    literal,
    begin: "BEGIN",
    lock_timeout: Some("SET LOCAL lock_timeout = "),
    unlimited: Some("SET LOCAL statement_timeout = 0"),
    moment: "timestamptz",
    began: "now()",
    now: "clock_timestamp()",
    elapsed: "{spent} + (extract(epoch FROM clock_timestamp() - now()) * 1000)::bigint",
    user: "session_user || '/' || ",
    foreign_keys: None,
    create_schema: Some("CREATE SCHEMA IF NOT EXISTS "),
    limits: Some(&LIMITS),
};

static LIMITS: Limits = Limits {
    lift: "SELECT current_setting('lock_timeout'), current_setting('statement_timeout'), \
        set_config('lock_timeout', '0', false), set_config('statement_timeout', '0', false)",
    restore: "SELECT set_config('lock_timeout', {lock}, false), \
        set_config('statement_timeout', {statement}, false)",
};

const INDEX: &str = "SELECT i.indisvalid::int FROM pg_catalog.pg_index i \
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
    WHERE n.nspname = {schema} AND c.relname = {index}";

/// A session that runs migrations for hours must not be ended for idleness while it
/// waits (a setting from 14 on), and the literals of the plans are standard ones.
const PREPARE: &str = "SELECT set_config(name, CASE name WHEN 'idle_session_timeout' THEN '0' \
    ELSE 'on' END, false) FROM pg_catalog.pg_settings \
    WHERE name IN ('idle_session_timeout', 'standard_conforming_strings')";

pub(super) enum Postgres<'c> {
    Pooled(PoolConnection<Driver>, Arc<PgConnectOptions>),
    Owned(PgConnection),
    Borrowed(&'c mut PgConnection),
}

impl Postgres<'_> {
    fn connection(&mut self) -> &mut PgConnection {
        match self {
            Postgres::Pooled(connection, _) => connection,
            Postgres::Owned(connection) => connection,
            Postgres::Borrowed(connection) => connection,
        }
    }

    async fn ask_version(&mut self) -> Result<u32, Failure> {
        let answer = self.ask(|script| {
            script.sql("SHOW server_version_num");
        });
        Ok(number(&answer.await?).unwrap_or(0))
    }

    async fn ask(&mut self, write: impl FnOnce(&mut Script)) -> Result<Answer, Failure> {
        let mut script = Script::new(&DIALECT);
        write(script.begin(Part::Ledger).answer());
        self.send(&script.finish()).await
    }
}

/// A table without a schema is one of `public`, whatever the role's own search path says.
/// A path that leads there first stays as it is, and what stands in another is still found,
/// such as the schema of an extension.
const PUBLIC_FIRST: &str = ", CASE WHEN (pg_catalog.current_schemas(false))[1] IS DISTINCT FROM 'public' \
     THEN pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', 'public', \
     NULLIF(pg_catalog.current_setting('search_path'), '')), false) END";

impl Backend for Postgres<'_> {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn send<'a>(&'a mut self, message: &'a Message) -> BoxFuture<'a, Result<Answer, Failure>> {
        let read = Read {
            affected: sqlx::postgres::PgQueryResult::rows_affected,
            row,
        };
        let stream = message.sql().fetch_many(self.connection());
        Box::pin(collect::<Driver>(stream, message.answer(), read))
    }

    fn cause(&self, error: &sqlx::Error) -> Cause {
        let code = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code);
        match code.as_deref() {
            Some("55P03" | "40P01") => Cause::Busy,
            Some("42P01") => Cause::NoTable,
            Some("23502" | "23505") => Cause::Constraint,
            _ => Cause::Other,
        }
    }

    fn version(&mut self) -> BoxFuture<'_, Result<Version, Failure>> {
        Box::pin(async move {
            // Known since the connection was made, unless a pooler kept it to itself.
            let known = self.connection().server_version_num();
            let number = match known {
                Some(number) => number,
                None => self.ask_version().await?,
            };
            // 150018 is 15.18.
            let part = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
            Ok(Version([part(number / 10_000), part(number % 10_000), 0]))
        })
    }

    fn index_query(&self) -> &'static str {
        INDEX
    }

    fn try_lock(&mut self, key: i64) -> BoxFuture<'_, Result<Option<Hold>, Failure>> {
        Box::pin(async move {
            let sql = "SELECT CASE WHEN pg_catalog.pg_try_advisory_lock(";
            let path = match self {
                Postgres::Borrowed(_) => "",
                _ => PUBLIC_FIRST,
            };
            let answer = self.ask(|script| {
                let script = script.sql(sql).number(key);
                script
                    .sql(") THEN pg_catalog.pg_backend_pid() END")
                    .sql(path);
            });
            let number = number(&answer.await?);
            let query = "pg_catalog.pg_backend_pid()";
            Ok(number.map(|number| Hold::Session { query, number }))
        })
    }

    fn unlock(&mut self, key: i64) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            // A session of our own is closed, which releases the lock whatever it
            // is in the middle of; only a borrowed one has to release it.
            if let Postgres::Borrowed(_) = self {
                let sql = "SELECT pg_catalog.pg_advisory_unlock(";
                let answer = self.ask(|script| {
                    script.sql(sql).number(key).sql(")");
                });
                if let Err(failure) = answer.await {
                    tracing::warn!(error = %failure.source, "the lock could not be released");
                }
            }
        })
    }

    fn dedicated<'c>(self: Box<Self>) -> BoxFuture<'c, Result<Box<dyn Backend + 'c>, ErrorKind>>
    where
        Self: 'c,
    {
        Box::pin(async move {
            let connected = match *self {
                Postgres::Pooled(connection, options) => {
                    // Given back first: the pool may have but one.
                    drop(connection);
                    PgConnection::connect_with(&options).await
                }
                Postgres::Owned(connection) => Ok(connection),
                Postgres::Borrowed(_) => return Ok(self as Box<dyn Backend + 'c>),
            };
            let connection = connected.map_err(|source| ErrorKind::Connect { source })?;
            let mut session = Postgres::Owned(connection);
            let prepared = session.ask(|script| {
                script.sql(PREPARE);
            });
            let prepared = prepared.await;
            prepared.map_err(|Failure { source, .. }| ErrorKind::Connect { source })?;
            Ok(Box::new(session) as Box<dyn Backend + 'c>)
        })
    }

    fn close<'c>(self: Box<Self>) -> BoxFuture<'c, ()>
    where
        Self: 'c,
    {
        Box::pin(async move {
            if let Postgres::Owned(connection) = *self {
                // The socket is closed in either case, and the lock with it.
                let _ = connection.close().await;
            }
        })
    }
}

/// The first value of the first row.
fn number<T: std::str::FromStr>(answer: &Answer) -> Option<T> {
    answer.rows.first()?.first()?.as_ref()?.parse().ok()
}

/// A literal that means the same whatever `standard_conforming_strings` is.
///
/// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE>
fn literal(out: &mut String, text: &str) {
    if !text.contains('\\') {
        return push_quoted(out, '\'', text, &['\'']);
    }
    // A space, since an `E` that follows a letter would be part of that word.
    out.push_str(" E");
    push_quoted(out, '\'', text, &['\'', '\\']);
}

fn row(row: &PgRow) -> Vec<Option<String>> {
    let column = |index| row.try_get_unchecked(index).unwrap_or(None);
    (0..row.len()).map(column).collect()
}

pub(super) fn server_message(error: &sqlx::Error) -> Option<ServerMessage> {
    let postgres = error
        .as_database_error()?
        .try_downcast_ref::<PgDatabaseError>()?;
    let position = match postgres.position() {
        Some(PgErrorPosition::Original(position)) => Some(position),
        Some(PgErrorPosition::Internal { .. }) | None => None,
    };
    Some(ServerMessage {
        detail: postgres.detail().map(ToOwned::to_owned),
        hint: postgres.hint().map(ToOwned::to_owned),
        position,
        ..said(error)
    })
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_backslash_means_itself() {
        let mut out = String::new();
        literal(&mut out, r"c:\ it's");
        assert_eq!(out, r" E'c:\\ it''s'");
    }
}
