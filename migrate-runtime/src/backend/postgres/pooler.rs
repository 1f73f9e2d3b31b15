//! Whether the sessions behind a connection change between its transactions, as they do
//! behind `PgBouncer` in transaction or statement mode: takes a connection and the way to a
//! second one, refuses such a pooler before anything is changed. It must not know locks.
//!
//! Nothing tells a client what it is connected to, so it is tried: a pooler gives the
//! session that one connection has just left to the next, which a session of our own never
//! sees; and it gives us another when ours is taken. Where no second connection is to be
//! had, and no other client of the pooler takes a turn, there is nothing to see.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection as _, Error};

use super::{DIALECT, ask, number};
use crate::backend::{Answer, Failure};
use crate::error::ErrorKind;
use crate::retry::within;
use crate::script::{Message, Part, Script};

/// A server that is busy takes its time to let somebody in.
const CONNECTING: Duration = Duration::from_secs(10);

/// Where a pooler in session mode has no more sessions, a second connection waits.
const PATIENCE: Duration = Duration::from_secs(3);

/// Each is a chance to meet, for others use the pooler, too.
const ROUNDS: usize = 2;

/// The number of the session. An identifier that no statement can change.
const PID: &str = "SELECT pg_catalog.pg_backend_pid()";

/// Refuses a connection whose sessions change.
pub(super) async fn refuse(
    connection: &mut PgConnection,
    options: Option<&PgConnectOptions>,
) -> Result<(), ErrorKind> {
    let seen = match options {
        None => alone(connection).await,
        Some(options) => match within(CONNECTING, PgConnection::connect_with(options)).await {
            Some(Ok(mut other)) => {
                let seen = beside(connection, &mut other).await;
                // Its transaction ends with it.
                within(PATIENCE, other.close()).await;
                seen
            }
            // A role or a server with no connection to spare.
            Some(Err(_)) | None => alone(connection).await,
        },
    };
    match seen {
        Ok(Sessions::Own) => Ok(()),
        Ok(Sessions::Shared) => Err(ErrorKind::Pooler),
        Err(source) if refuses_transactions(&source) => Err(ErrorKind::Pooler),
        Err(source) => Err(ErrorKind::Connect { source }),
    }
}

/// Whose sessions a connection leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sessions {
    Own,
    Shared,
}

/// With a second connection that keeps a session busy.
async fn beside(one: &mut PgConnection, other: &mut PgConnection) -> Result<Sessions, Error> {
    let own = pid(one, &[PID]).await?;
    for _ in 0..ROUNDS {
        // Without a transaction in between, sessions go round in turn.
        if pid(one, &[PID]).await? != own {
            return Ok(Sessions::Shared);
        }
        let Some(theirs) = within(PATIENCE, pid(other, &["ROLLBACK", "BEGIN", PID])).await else {
            return alone(one).await;
        };
        if theirs? == own || pid(one, &[PID]).await? != own {
            return Ok(Sessions::Shared);
        }
    }
    Ok(Sessions::Own)
}

/// Without one: with luck another client takes the session in between, and a pooler of
/// single statements lets no transaction stay open.
async fn alone(one: &mut PgConnection) -> Result<Sessions, Error> {
    let own = pid(one, &["BEGIN", PID]).await?;
    if pid(one, &["ROLLBACK", PID]).await? == own {
        return Ok(Sessions::Own);
    }
    Ok(Sessions::Shared)
}

async fn pid(
    connection: &mut PgConnection,
    statements: &[&'static str],
) -> Result<Option<i32>, Error> {
    let message = message(statements);
    let answer: Result<Answer, Failure> = ask(connection, &message).await;
    Ok(number(&answer.map_err(|failure| failure.source)?))
}

fn message(statements: &[&'static str]) -> Message {
    let mut script = Script::new(&DIALECT);
    for statement in statements {
        script.statement(Part::Ledger, statement).answer();
    }
    script.finish()
}

/// `PgBouncer` in statement mode: "transaction blocks not allowed in statement pooling mode".
fn refuses_transactions(error: &Error) -> bool {
    let database = error.as_database_error();
    database.is_some_and(|error| error.code().as_deref() == Some("08P01"))
}
