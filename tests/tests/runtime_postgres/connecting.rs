//! What is said of a server that does not let a run in, and in which forms a database can be
//! handed over.

use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use migrate_runtime::{Database, Down, ErrorKind, Migrator, Plan, apply};
use migrate_tests::postgres::postgres;
use migrate_tests::sqlite::sqlite;
use sqlx::AnyPool;
use sqlx::any::AnyConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::history::{migration, steps};
use crate::shop::{CUSTOMERS, NOTES, plan};

async fn refused(url: &str) -> String {
    apply(url, &*CUSTOMERS).await.unwrap_err().to_string()
}

#[tokio::test]
async fn a_connection_that_is_refused_is_told_for_what_it_is() {
    let database = postgres().database("refuses").await;
    let missing = database.url.replace(&database.name, "nowhere");
    let error = refused(&missing).await;
    assert!(
        error.starts_with("the server has no such database"),
        "{error}"
    );
    database
        .execute("CREATE ROLE nobody LOGIN CONNECTION LIMIT 0")
        .await;
    let full = database.url.replace("postgres@", "nobody@");
    let error = refused(&full).await;
    assert!(
        error.starts_with("the server takes no more connections"),
        "{error}"
    );
    let error = refused(&database.url.replace("postgres@", "stranger@")).await;
    assert!(
        error.starts_with("the server does not let this role in"),
        "{error}"
    );
    assert!(!error.contains("at line"), "{error}");
    database.execute("CREATE ROLE reader LOGIN").await;
    let error = refused(&database.url.replace("postgres@", "reader@")).await;
    assert!(
        error.contains("permission denied") && !error.contains("at line"),
        "{error}"
    );
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(Duration::from_millis(100))
        .connect(&database.url)
        .await
        .unwrap();
    let _busy = pool.acquire().await.unwrap();
    let error = apply(&pool, &*CUSTOMERS).await.unwrap_err().to_string();
    assert!(
        error.starts_with("no connection of the pool became free"),
        "{error}"
    );
}

#[tokio::test]
async fn a_database_is_taken_in_every_form() {
    let database = postgres().database("forms").await;
    let pool = database.pool().await;
    let options: PgConnectOptions = database.url.parse().unwrap();
    apply(&options, &*NOTES).await.unwrap();
    apply(options, &*NOTES).await.unwrap();
    apply(database.url.clone(), &*NOTES).await.unwrap();
    apply(Arc::new(pool.clone()), &*NOTES).await.unwrap();
    let shared = Arc::new(pool.clone());
    apply(&shared, &*NOTES).await.unwrap();
    apply(&mut pool.acquire().await.unwrap(), &*NOTES)
        .await
        .unwrap();
    apply(pool, &*NOTES).await.unwrap();
}

migration!(
    LITE,
    "lite",
    [],
    Plan::new(
        Database::Sqlite,
        Database::Sqlite.oldest(),
        steps!["CREATE TABLE notes (id integer PRIMARY KEY)"],
        Down::Irreversible("a test")
    )
);

/// Its connections keep to themselves what they are, so that the URL decides.
#[tokio::test]
async fn a_pool_of_any_database_is_taken() {
    sqlx::any::install_default_drivers();
    let database = postgres().database("any").await;
    let pool = AnyPool::connect(&database.url).await.unwrap();
    assert_eq!(apply(&pool, &*NOTES).await.unwrap().done.len(), 2);
    assert!(
        apply(Arc::new(pool.clone()), &*NOTES)
            .await
            .unwrap()
            .is_empty()
    );
    let shared = Arc::new(pool.clone());
    assert!(apply(&shared, &*NOTES).await.unwrap().is_empty());
    let options = pool.connect_options();
    assert!(apply(&*options, &*NOTES).await.unwrap().is_empty());
    assert!(apply(pool, &*NOTES).await.unwrap().is_empty());

    let file = sqlite("any");
    let pool = AnyPool::connect(&file.url).await.unwrap();
    assert_eq!(apply(&pool, &*LITE).await.unwrap().done.len(), 1);
    let count = "SELECT count(*) FROM notes";
    let count: i64 = sqlx::query_scalar(count).fetch_one(&pool).await.unwrap();
    assert_eq!(count, 0);

    let memory = AnyPool::connect("sqlite::memory:").await.unwrap();
    let error = apply(&memory, &*LITE).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::InMemory), "{error}");
    let other = AnyConnectOptions::from_str("mysql://localhost/shop").unwrap();
    let error = apply(other, &*LITE).await.unwrap_err().to_string();
    assert!(
        error.contains("a database that is not supported"),
        "{error}"
    );
}

/// A run is a future like any other: it can be sent to another task.
#[tokio::test]
async fn a_run_can_be_spawned() {
    let database = postgres().database("spawned").await;
    let pool = database.pool().await;
    let run = tokio::spawn(apply(pool, &*NOTES)).await;
    assert_eq!(run.unwrap().unwrap().done.len(), 2);
}

migration!(
    UNKNOWN_TYPE,
    "unknown_type",
    [],
    plan(
        steps!["CREATE TABLE places (at geography)"],
        Down::Irreversible("a test")
    )
);
migration!(
    TOO_SLOW,
    "too_slow",
    [],
    plan(steps!["SELECT pg_sleep(20)"], Down::Irreversible("a test"))
);

#[tokio::test]
async fn a_failure_says_what_to_do_about_it() {
    let database = postgres().database("cures").await;
    let error = apply(&database.url, &*UNKNOWN_TYPE).await.unwrap_err();
    let error = error.to_string();
    assert!(error.contains("`sql \"CREATE EXTENSION …\"`"), "{error}");
    database
        .execute("CREATE ROLE slow SUPERUSER LOGIN; ALTER ROLE slow SET statement_timeout = 100")
        .await;
    let migrator = Migrator::new(&*TOO_SLOW).lock_timeout(Duration::from_millis(100));
    let url = database.url.replace("postgres@", "slow@");
    let error = migrator.up(&url).await.unwrap_err().to_string();
    assert!(error.contains("raise that and run again"), "{error}");
}
