//! What one statement does to a running PostgreSQL: takes a connection and SQL,
//! gives locks, scans and rewrites as the server reports them. It must not know
//! what the compiler claims.

mod notices;
mod relations;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use migrate_runtime::{LockMode, Work};
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgTransaction};
use tokio::time::sleep;
use tracing::instrument::WithSubscriber;

use crate::postgres::Database;
use notices::Notices;
use relations::{Relations, lock_tables, locks_of};

/// What a statement did to relations that existed before it. A name outside
/// `public` carries its schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    /// The strongest lock on each table, view and sequence.
    pub locks: BTreeMap<String, LockMode>,
    /// The strongest lock on each index.
    pub index_locks: BTreeMap<String, LockMode>,
    /// Tables that were read from start to end, for whatever reason.
    pub scanned: BTreeSet<String>,
    /// Tables for which an index was built or rebuilt.
    pub indexed: BTreeSet<String>,
    /// Tables of which rows were inserted, updated or deleted.
    pub changed: BTreeSet<String>,
    /// Tables that were written anew.
    pub rewritten: BTreeSet<String>,
}

impl Observed {
    /// The heaviest class of work that was seen.
    #[must_use]
    pub fn work(&self) -> Work {
        let classes = [
            (&self.rewritten, Work::Rewrite),
            (&self.changed, Work::Rows),
            (&self.indexed, Work::BuildIndex),
            (&self.scanned, Work::Scan),
        ];
        let seen = classes.into_iter().find(|(tables, _)| !tables.is_empty());
        seen.map_or(Work::Metadata, |(_, work)| work)
    }
}

/// How an observed transaction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Commit,
    Rollback,
}

/// Runs a statement in a transaction of its own and sees what it did.
pub async fn observe(
    connection: &mut PgConnection,
    statement: &str,
    ending: Ending,
) -> Result<Observed, sqlx::Error> {
    let mut transaction = connection.begin().await?;
    let observed = observe_in(&mut transaction, statement).await;
    match ending {
        Ending::Commit if observed.is_ok() => transaction.commit().await?,
        Ending::Commit | Ending::Rollback => transaction.rollback().await?,
    }
    observed
}

/// Runs statements in one transaction, commits it, and sees what each did. The locks of
/// the earlier ones are held, and so they are seen again.
pub async fn observe_together(
    connection: &mut PgConnection,
    statements: &[String],
) -> Result<Vec<Observed>, sqlx::Error> {
    let mut transaction = connection.begin().await?;
    let mut observed = Vec::with_capacity(statements.len());
    for statement in statements {
        observed.push(observe_in(&mut transaction, statement).await?);
    }
    transaction.commit().await?;
    Ok(observed)
}

async fn observe_in(
    transaction: &mut PgTransaction<'_>,
    statement: &str,
) -> Result<Observed, sqlx::Error> {
    // What the server only says at this level: "building index".
    sqlx::raw_sql("SET LOCAL client_min_messages = debug1")
        .execute(&mut **transaction)
        .await?;
    let before = Relations::read(transaction).await?;
    let notices = Notices::default();
    let run = sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut **transaction);
    run.with_subscriber(notices.clone()).await?;
    let locks = locks_of(transaction, None).await?;
    let after = Relations::read(transaction).await?;
    Ok(before.compare(&after, &locks, &notices))
}

/// Runs a statement that cannot stand in a transaction, such as `CREATE INDEX
/// CONCURRENTLY`, and sees what it did. A transaction that has written to every
/// table holds it up meanwhile, so that its locks can be seen; a statement that
/// waits for nobody shows none.
pub async fn observe_outside(
    database: &Database,
    statement: &str,
) -> Result<Observed, sqlx::Error> {
    let mut runner = database.connect().await;
    let mut watcher = database.connect().await;
    let mut writer = database.connect().await;
    sqlx::raw_sql("SET client_min_messages = debug1")
        .execute(&mut runner)
        .await?;
    let pid = sqlx::query_scalar("SELECT pg_backend_pid()")
        .fetch_one(&mut runner)
        .await?;
    let before = Relations::read(&mut watcher).await?;
    let mut writing = writer.begin().await?;
    lock_tables(&mut writing).await?;

    let notices = Notices::default();
    let done = AtomicBool::new(false);
    let run = async {
        let result = sqlx::raw_sql(AssertSqlSafe(statement))
            .execute(&mut runner)
            .await;
        done.store(true, Ordering::Relaxed);
        result
    };
    let watch = async {
        let locks = locks_while_waiting(&mut watcher, pid, &done).await;
        writing.rollback().await.and(locks)
    };
    let (result, locks) = tokio::join!(run.with_subscriber(notices.clone()), watch);
    result?;
    let after = Relations::read(&mut watcher).await?;
    Ok(before.compare(&after, &locks?, &notices))
}

/// The locks of another session at the moment when it waits for somebody.
async fn locks_while_waiting(
    watcher: &mut PgConnection,
    pid: i32,
    done: &AtomicBool,
) -> Result<Vec<(i64, LockMode)>, sqlx::Error> {
    let waits = "SELECT EXISTS (SELECT FROM pg_locks WHERE pid = $1 AND NOT granted)";
    while !done.load(Ordering::Relaxed) {
        if sqlx::query_scalar(waits)
            .bind(pid)
            .fetch_one(&mut *watcher)
            .await?
        {
            return locks_of(watcher, Some(pid)).await;
        }
        sleep(Duration::from_millis(2)).await;
    }
    Ok(Vec::new())
}
