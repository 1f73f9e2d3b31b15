//! Whole runs: up, down, again, at once, cut off, and refused.

use std::future::IntoFuture as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use migrate_runtime::{
    Database, Direction, Down, ErrorKind, Event, Migrator, Place, Plan, Version, apply,
};
use migrate_tests::postgres::postgres;
use sqlx::Connection as _;
use tokio::sync::Notify;

use crate::history::{migration, steps};
use crate::shop::{CUSTOMERS, LEDGER, NOTES, plan, text};

#[tokio::test]
async fn up_down_up() {
    let database = postgres().database("up_down_up").await;
    let pool = database.pool().await;
    let report = apply(&pool, &*NOTES).await.unwrap();
    assert_eq!(
        report.names(Direction::Up).collect::<Vec<_>>(),
        ["customers", "notes"]
    );
    assert!(apply(&pool, &*NOTES).await.unwrap().is_empty());
    let down = Migrator::new(&*NOTES)
        .to_base()
        .allow_lossy()
        .down(&pool)
        .await
        .unwrap();
    assert_eq!(
        down.names(Direction::Down).collect::<Vec<_>>(),
        ["notes", "customers"]
    );
    assert_eq!(
        text(&database, LEDGER).await,
        "customers reverted 1/2, notes reverted 1/2"
    );
    apply(&pool, &*NOTES).await.unwrap();
    assert_eq!(
        text(&database, LEDGER).await,
        "customers applied 2/2, notes applied 2/2"
    );
    let filled = "SELECT string_agg((applied_by LIKE 'postgres/%' AND up_sql LIKE 'CREATE%' \
        AND elapsed_ms BETWEEN 0 AND 60000 AND started_at < finished_at)::text, '') FROM _migrations";
    assert_eq!(text(&database, filled).await, "truetrue");
}

migration!(
    BROKEN,
    "broken",
    [&NOTES],
    plan(
        steps![
            "CREATE TABLE half (id int)",
            "INSERT INTO nowhere VALUES ('ö', 1)"
        ],
        Down::Irreversible("a test")
    )
);
migration!(
    GARBLED,
    "garbled",
    [&NOTES],
    plan(
        steps![
            "COMMENT ON TABLE notes IS 'ö'",
            "CREATE TABEL half (id int)"
        ],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn a_table_without_a_schema_is_one_of_public() {
    let database = postgres().database("search_path").await;
    let elsewhere = format!(
        "CREATE SCHEMA elsewhere; ALTER DATABASE {} SET search_path = elsewhere",
        database.name
    );
    database.execute(&elsewhere).await;
    apply(&database.url, &*NOTES).await.unwrap();
    let tables = "SELECT string_agg(DISTINCT schemaname, ', ') FROM pg_tables \
                  WHERE schemaname IN ('public', 'elsewhere')";
    assert_eq!(text(&database, tables).await, "public");
}

#[tokio::test]
async fn an_error_names_the_step_its_sql_and_the_place_in_it() {
    let database = postgres().database("errors").await;
    let error = apply(&database.url, &*BROKEN).await.unwrap_err();
    assert_eq!(error.report().done.len(), 2);
    let ErrorKind::Step(failure) = error.kind() else {
        panic!("{error}");
    };
    assert_eq!(failure.place, Place::Step(1));
    assert_eq!(failure.sql, "INSERT INTO nowhere VALUES ('ö', 1)");
    assert_eq!(
        (failure.server.code.as_deref(), failure.server.position),
        (Some("42P01"), Some(13))
    );
    let error = apply(&database.url, &*GARBLED).await.unwrap_err();
    insta::assert_snapshot!(error, @r#"
    could not apply `garbled`: step 2 of 2 failed
    why:  syntax error at or near "TABEL" (42601) at character 8
          sql: CREATE TABEL half (id int)
    help: nothing of it is left in the database; correct the cause and run again
    "#);
    let ledger = "customers applied 2/2, notes applied 2/2, broken failed 0/2, garbled failed 0/2";
    assert_eq!(text(&database, LEDGER).await, ledger);
}

migration!(
    SLOW,
    "slow",
    [&CUSTOMERS],
    plan(
        steps!["SELECT pg_sleep(1)", "CREATE TABLE slow (id int)"],
        Down::Irreversible("a test")
    )
);

#[tokio::test(flavor = "multi_thread")]
async fn eight_at_once_and_one_applies() {
    let database = postgres().database("race").await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let url = database.url.clone();
            tokio::spawn(async move { apply(&url, &*SLOW).await })
        })
        .collect();
    let mut applied = Vec::new();
    for task in tasks {
        applied.push(task.await.unwrap().unwrap().done.len());
    }
    applied.sort_unstable();
    assert_eq!(applied, [0, 0, 0, 0, 0, 0, 0, 2]);
}

#[tokio::test]
async fn a_dropped_run_lets_go_of_the_lock() {
    let database = postgres().database("dropped").await;
    let began = Arc::new(Notify::new());
    let seen = Arc::clone(&began);
    let migrator = Migrator::new(&*SLOW).observer(move |event: &Event<'_>| {
        if matches!(
            event,
            Event::StepStarted {
                migration: "slow",
                ..
            }
        ) {
            seen.notify_one();
        }
    });
    tokio::select! {
        done = migrator.up(&database.url) => panic!("{done:?}"),
        () = began.notified() => {}
    }
    let error = Migrator::new(&*SLOW)
        .lock_wait(Duration::ZERO)
        .up(&database.url)
        .await
        .unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::LockWait { .. }),
        "{error}"
    );
    apply(&database.url, &*SLOW).await.unwrap();
    assert_eq!(
        text(&database, LEDGER).await,
        "customers applied 2/2, slow applied 2/2"
    );
}

migration!(
    WIDEN,
    "widen",
    [&CUSTOMERS],
    plan(
        steps!["ALTER TABLE customers ADD COLUMN email text"],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn a_lock_that_is_not_to_be_had_is_tried_again() {
    let database = postgres().database("busy").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let mut reader = database.connect().await;
    let mut reading = reader.begin().await.unwrap();
    sqlx::query("SELECT FROM customers")
        .execute(&mut *reading)
        .await
        .unwrap();
    let retries = Arc::new(Mutex::new(Vec::new()));
    let tried = Arc::new(Notify::new());
    let (seen, first) = (Arc::clone(&retries), Arc::clone(&tried));
    let observer = move |event: &Event<'_>| {
        if let Event::Retrying { reason, .. } = event {
            seen.lock().unwrap().push((*reason).to_owned());
            first.notify_one();
        }
    };
    let migrator = Migrator::new(&*WIDEN)
        .lock_timeout(Duration::from_millis(50))
        .observer(observer);
    let run = migrator.up(&database.url).into_future();
    let release = async {
        tried.notified().await;
        reading.rollback().await.unwrap();
    };
    let (result, ()) = tokio::join!(run, release);
    result.unwrap();
    let retries = retries.lock().unwrap();
    assert_eq!(retries[0], "canceling statement due to lock timeout");
}

migration!(
    FUTURE,
    "future",
    [],
    Plan::new(
        Database::Postgres,
        Version([99, 0, 0]),
        steps![],
        Down::Irreversible("a test")
    )
);
migration!(
    FORGED,
    "forged",
    [],
    plan(
        steps![
            "INSERT INTO _migrations SELECT 'default', 'forged', 1, '', 'applied', 0, 0, \
            NULL, now(), NULL, NULL, '', NULL, '', '', NULL"
        ],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn what_cannot_be_right_is_refused() {
    let database = postgres().database("refused").await;
    let error = apply(&database.url, &*FUTURE).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("needs PostgreSQL 99, and this is PostgreSQL"),
        "{error}"
    );
    assert_eq!(
        text(&database, "SELECT to_regclass('_migrations')::text").await,
        ""
    );
    let error = apply(&database.url, &*FORGED).await.unwrap_err();
    assert!(
        matches!(
            error.kind(),
            ErrorKind::LockLost {
                migration: "forged"
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn a_ledger_may_have_a_schema_of_its_own() {
    let database = postgres().database("ledger").await;
    let migrator = Migrator::new(&*CUSTOMERS)
        .ledger("ops.\"history")
        .history("shop");
    migrator.up(&database.url).await.unwrap();
    assert!(migrator.up(&database.url).await.unwrap().is_empty());
    let row = r#"SELECT history || ' ' || state FROM ops."""history""#;
    assert_eq!(text(&database, row).await, "shop applied");
}
