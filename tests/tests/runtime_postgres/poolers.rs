//! Runs through a pooler: refused where sessions change, and nothing is left behind.

use std::sync::Mutex;
use std::time::Duration;

use migrate_runtime::{ErrorKind, Event, Migrator, apply};
use migrate_tests::postgres::{Database, Mode, Pooler, Turn, postgres};
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection as _, PgConnection, Row as _};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

use crate::shop::{CUSTOMERS, LEDGER, NOTES, text};

/// Nothing was made, no lock is held, and no session was told anything.
async fn is_untouched(database: &Database, through: &str) {
    let left = "SELECT concat(to_regclass('_migrations'), \
        (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' \
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())))";
    assert_eq!(text(database, left).await, "0");
    let mut client = PgConnection::connect(through).await.unwrap();
    let told = "SELECT count(*)::text FROM pg_settings WHERE source = 'session'";
    assert_eq!(ask(&mut client, told).await, "0");
}

/// In one message: prepared statements are lost where sessions change.
async fn ask(client: &mut PgConnection, query: &'static str) -> String {
    let row = sqlx::raw_sql(query).fetch_one(client).await.expect(query);
    row.try_get_unchecked(0).expect(query)
}

#[tokio::test]
async fn a_pooler_that_changes_sessions_is_refused_before_anything_is_changed() {
    for (mode, sessions, turn) in [
        (Mode::Transaction, 1, Turn::Last),
        (Mode::Transaction, 5, Turn::Last),
        (Mode::Transaction, 2, Turn::First),
        (Mode::Statement, 1, Turn::Last),
        (Mode::Statement, 5, Turn::First),
    ] {
        let database = postgres().database("pooled").await;
        let pooler = Pooler::start(postgres(), mode, sessions, turn);
        let url = pooler.url(&database.name);
        // As many sessions as there may be, as in a pooler that is in use.
        let mut asleep = tokio::task::JoinSet::new();
        for _ in 0..sessions {
            let mut client = PgConnection::connect(&url).await.unwrap();
            asleep.spawn(async move { ask(&mut client, "SELECT pg_sleep(0.1)::text").await });
        }
        asleep.join_all().await;
        let pool = PgPoolOptions::new().connect(&url).await.unwrap();
        let by_url = apply(&url, &*NOTES).await.unwrap_err();
        let by_pool = apply(&pool, &*NOTES).await.unwrap_err();
        for error in [by_url, by_pool] {
            assert!(
                matches!(error.kind(), ErrorKind::Pooler),
                "{mode:?} {sessions} {turn:?}: {error}"
            );
        }
        is_untouched(&database, &url).await;
        // Reading needs no session of its own.
        let status = Migrator::new(&*NOTES).status(&url).await.unwrap();
        assert_eq!(status.migrations.len(), 2);
        apply(&database.url, &*NOTES).await.unwrap();
        assert!(apply(&url, &*NOTES).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_borrowed_connection_without_transactions_is_refused() {
    let database = postgres().database("statements").await;
    let pooler = Pooler::start(postgres(), Mode::Statement, 1, Turn::Last);
    let url = pooler.url(&database.name);
    let mut connection = PgConnection::connect(&url).await.unwrap();
    let error = apply(&mut connection, &*NOTES).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Pooler), "{error}");
    is_untouched(&database, &url).await;
}

#[tokio::test]
async fn what_cannot_be_recognised_leaves_neither_a_lock_nor_settings() {
    let database = postgres().database("unseen").await;
    let pooler = Pooler::start(postgres(), Mode::Transaction, 1, Turn::Last);
    let url = pooler.url(&database.name);
    let mut connection = PgConnection::connect(&url).await.unwrap();
    // No second connection, and no other client: one session serves it as its own.
    apply(&mut connection, &*CUSTOMERS).await.unwrap();
    let locks = "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' \
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    assert_eq!(text(&database, locks).await, "0");
    let mut client = PgConnection::connect(&url).await.unwrap();
    let left = "SELECT concat(current_setting('migrate_runtime.run', true), \
        (SELECT string_agg(name || setting, ' ') FROM pg_settings \
        WHERE source = 'session' AND setting <> reset_val))";
    assert_eq!(ask(&mut client, left).await, "");
}

/// Somebody else is given the session with the lock, and leaves it a moment later.
#[tokio::test(flavor = "multi_thread")]
async fn a_lock_that_stays_on_a_session_of_the_pooler_is_let_go() {
    let database = postgres().database("left").await;
    let pooler = Pooler::start(postgres(), Mode::Transaction, 2, Turn::Last);
    let url = pooler.url(&database.name);
    let mut connection = PgConnection::connect(&url).await.unwrap();
    let other = Mutex::new(Some(PgConnection::connect(&url).await.unwrap()));
    let migrator = Migrator::new(&*CUSTOMERS).observer(move |event| {
        let other = match event {
            Event::Started { .. } => other.lock().unwrap().take(),
            _ => None,
        };
        if let Some(mut other) = other {
            let begun = sqlx::raw_sql("BEGIN").execute(&mut other);
            block_in_place(|| Handle::current().block_on(begun)).unwrap();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(300)).await;
                sqlx::raw_sql("COMMIT").execute(&mut other).await.unwrap();
                tokio::time::sleep(Duration::from_mins(1)).await;
            });
        }
    });
    let error = migrator.up(&mut connection).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::LockLost { .. }),
        "{error}"
    );
    let locks = "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' \
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    assert_eq!(text(&database, locks).await, "0");
    apply(&database.url, &*CUSTOMERS).await.unwrap();
}

#[tokio::test]
async fn a_pooler_in_session_mode_serves_even_with_one_session() {
    for sessions in [1, 4] {
        let database = postgres().database("session_mode").await;
        let pooler = Pooler::start(postgres(), Mode::Session, sessions, Turn::Last);
        apply(pooler.url(&database.name), &*NOTES).await.unwrap();
        let done = "customers applied 2/2, notes applied 2/2";
        assert_eq!(text(&database, LEDGER).await, done);
    }
}
