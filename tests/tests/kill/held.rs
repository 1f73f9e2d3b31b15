//! A process that is killed in the middle of a step, where another transaction holds the
//! step up: in a concurrent index build and in a batch, on PostgreSQL.

use std::time::Duration;

use migrate_tests::place::Place;
use migrate_tests::postgres::postgres;
use sqlx::{Connection, PgConnection};
use tokio::time::sleep;

use crate::child::{Child, Way};
use crate::{apply_to, outcome};

/// What becomes of the server's side of a killed process.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Backend {
    /// It notices, as it does when it has something to say.
    Ends,
    /// It waits on, and does what it was told when it can.
    GoesOn,
}

const BUILD: &str = "CREATE % INDEX CONCURRENTLY%goods_code_key%";
const INVALID: &str = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";
const BATCH: &str = "%UPDATE \"public\".\"goods\" SET \"price\"%";

/// A database as it is before the step.
async fn prepared(until: &str) -> Place {
    let place = Place::postgres(postgres(), "held").await;
    apply_to(&place, until).await;
    place
}

async fn number(connection: &mut PgConnection, query: &'static str) -> i64 {
    sqlx::query_scalar(query)
        .fetch_one(connection)
        .await
        .expect(query)
}

/// The server's side of the process, when it runs a statement like this and waits.
async fn waiting(watcher: &mut PgConnection, statement: &str) -> i32 {
    const WAITS: &str = "SELECT pid FROM pg_stat_activity \
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE $1";

    for _ in 0..3000 {
        let found: Option<i32> = sqlx::query_scalar(WAITS)
            .bind(statement)
            .fetch_optional(&mut *watcher)
            .await
            .expect("ask for activity");
        if let Some(pid) = found {
            return pid;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody waits in {statement}");
}

/// Holds a statement up, kills the process that runs it, and lets another finish.
async fn killed_within(until: &str, statement: &str, backend: Backend) {
    let mut place = prepared(until).await;
    let Place::Postgres(database, _) = &place else {
        panic!("this is PostgreSQL");
    };
    let (mut holder, mut watcher) = (database.connect().await, database.connect().await);
    let mut holding = holder.begin().await.expect("begin");
    let hold = "UPDATE goods SET shelf = shelf WHERE code = 'e'";
    sqlx::raw_sql(hold)
        .execute(&mut *holding)
        .await
        .expect(hold);

    let child = Child::start(Way::Up, &database.url, None);
    let pid = waiting(&mut watcher, statement).await;
    child.kill().await;
    if backend == Backend::Ends {
        end(&mut watcher, pid).await;
        let leftovers = i64::from(statement == BUILD);
        assert_eq!(number(&mut watcher, INVALID).await, leftovers);
    }
    let next = Child::start(Way::Up, &database.url, None);
    if backend == Backend::GoesOn {
        // Time to find that the lock is taken.
        sleep(Duration::from_millis(200)).await;
    }
    holding.rollback().await.expect("roll back");
    next.finish().await;

    assert_eq!(number(&mut watcher, INVALID).await, 0);
    let mut undisturbed = prepared(until).await;
    Child::start(Way::Up, undisturbed.url(), None)
        .finish()
        .await;
    assert_eq!(outcome(&mut place).await, outcome(&mut undisturbed).await);
}

async fn end(watcher: &mut PgConnection, pid: i32) {
    let end = "SELECT pg_terminate_backend($1)";
    sqlx::query(end)
        .bind(pid)
        .execute(&mut *watcher)
        .await
        .expect(end);
    let alive = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1)";
    while sqlx::query_scalar(alive)
        .bind(pid)
        .fetch_one(&mut *watcher)
        .await
        .expect(alive)
    {
        sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_an_index_build() {
    killed_within("name_the_first", BUILD, Backend::Ends).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_an_index_build_that_goes_on() {
    killed_within("name_the_first", BUILD, Backend::GoesOn).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_batch() {
    killed_within("create_shelves", BATCH, Backend::Ends).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_batch_that_goes_on() {
    killed_within("create_shelves", BATCH, Backend::GoesOn).await;
}
