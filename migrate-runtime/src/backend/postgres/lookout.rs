//! What a session waits for, seen from a second connection, since the first is in the middle
//! of its statement: takes the number of the session, gives who is in its way and whether the
//! server still knows it. It must not know what is run.

use std::sync::Arc;
use std::time::Duration;

use futures_core::future::BoxFuture;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection as _, Error};

use super::{DIALECT, ask};
use crate::backend::{Answer, Lookout, Sight, Statement};
use crate::error::Blocker;
use crate::script::{Part, Script};

/// A second connection, made when there is something to look for.
pub(super) struct Second {
    options: Arc<PgConnectOptions>,
    connection: Option<PgConnection>,
    /// The session that is looked at, and the start of its server.
    pid: i32,
    server: String,
}

impl Second {
    pub(super) fn new(options: Arc<PgConnectOptions>, pid: i32, server: String) -> Self {
        let connection = None;
        Second {
            options,
            connection,
            pid,
            server,
        }
    }
}

impl Lookout for Second {
    fn look(&mut self) -> BoxFuture<'_, Result<Sight, Error>> {
        Box::pin(async move {
            // Taken out, so that one that fails is not used again.
            let mut connection = match self.connection.take() {
                Some(connection) => connection,
                None => PgConnection::connect_with(&self.options).await?,
            };
            let mut script = Script::new(&DIALECT);
            script.begin(Part::Ledger).answer();
            script.sql(OWN).number(self.pid).sql(BLOCKING);
            script.number(self.pid).sql(ACTIVITY);
            let answer = ask(&mut connection, &script.finish()).await;
            let answer = answer.map_err(|failure| failure.source)?;
            self.connection = Some(connection);
            Ok(sight(&answer, &self.server))
        })
    }
}

const OWN: &str = "SELECT 'server', NULL::pg_catalog.int4, \
    pg_catalog.pg_postmaster_start_time()::pg_catalog.text, NULL::pg_catalog.text, \
    NULL::pg_catalog.text, NULL::pg_catalog.int8, NULL::pg_catalog.text \
    UNION ALL SELECT 'own', a.pid, NULL, NULL, a.state, NULL, NULL \
    FROM pg_catalog.pg_stat_activity a WHERE a.pid OPERATOR(pg_catalog.=) ";
const BLOCKING: &str = " UNION ALL SELECT 'blocks', b.pid, a.usename::pg_catalog.text, \
    a.application_name, a.state, pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() \
    OPERATOR(pg_catalog.-) coalesce(a.xact_start, a.state_change))::pg_catalog.int8, \
    CASE WHEN a.state IS NOT NULL THEN pg_catalog.left(a.query, 200) END FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids(";
const ACTIVITY: &str = ")) b (pid) LEFT JOIN pg_catalog.pg_stat_activity a \
    ON a.pid OPERATOR(pg_catalog.=) b.pid";

fn sight(answer: &Answer, server: &str) -> Sight {
    let find = |kind| answer.rows.iter().find(|row| text(row, 0) == kind);
    let here = find("server").is_some_and(|row| text(row, 2) == server);
    let statement = match find("own").map(|row| text(row, 4)) {
        _ if !here => Statement::Elsewhere,
        None => Statement::Gone,
        Some(state) if state.starts_with("idle") => Statement::Ended,
        Some(_) => Statement::Runs,
    };
    let blockers = match statement {
        Statement::Elsewhere => Vec::new(),
        Statement::Runs | Statement::Ended | Statement::Gone => blockers(answer),
    };
    Sight {
        statement,
        blockers,
    }
}

/// The sessions that an answer tells of, each once.
pub(super) fn blockers(answer: &Answer) -> Vec<Blocker> {
    let rows = answer.rows.iter().filter(|row| text(row, 0) == "blocks");
    let mut found: Vec<Blocker> = rows.map(|row| blocker(row)).collect();
    found.dedup_by_key(|blocker| blocker.pid);
    found
}

fn blocker(row: &[Option<String>]) -> Blocker {
    let seconds = text(row, 5).parse().ok();
    Blocker {
        pid: text(row, 1).parse().unwrap_or(0),
        user: text(row, 2).to_owned(),
        application: text(row, 3).to_owned(),
        state: text(row, 4).to_owned(),
        since: seconds.map(Duration::from_secs),
        query: text(row, 6).to_owned(),
    }
}

fn text(row: &[Option<String>], column: usize) -> &str {
    let value = row.get(column).and_then(Option::as_deref);
    value.unwrap_or_default()
}
