//! A connection that somebody else goes on to use: it is left alone inside a transaction,
//! and given back as it was.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll};

use migrate_runtime::{ErrorKind, Event, Migrator, apply};
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::shop::{CUSTOMERS, EMAIL, pool};
use crate::steps::RETYPE;

async fn execute(connection: &mut SqliteConnection, sql: &str) {
    let result = sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await;
    result.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

async fn number(connection: &mut SqliteConnection, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(connection).await.unwrap()
}

#[tokio::test]
async fn a_transaction_that_was_begun_by_hand_is_refused_and_goes_on() {
    let pool = pool("by-hand").await;
    apply(&pool, &*CUSTOMERS).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    for begin in ["BEGIN", "BEGIN IMMEDIATE", "SAVEPOINT here"] {
        execute(&mut connection, begin).await;
        execute(&mut connection, "INSERT INTO customers (name) VALUES ('z')").await;
        let error = apply(&mut *connection, &*EMAIL).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InTransaction), "{error}");
        execute(&mut connection, "COMMIT").await;
    }
    let rows = "SELECT count(*) FROM customers WHERE name = 'z'";
    assert_eq!(number(&mut connection, rows).await, 3);
    apply(&mut *connection, &*EMAIL).await.unwrap();
}

async fn panics(future: impl Future) -> bool {
    let mut future = pin!(future);
    let poll = |context: &mut Context<'_>| {
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        match polled {
            Ok(poll) => poll.map(|_| false),
            Err(_) => Poll::Ready(true),
        }
    };
    std::future::poll_fn(poll).await
}

#[tokio::test]
async fn an_observer_that_panics_leaves_foreign_keys_on_and_no_transaction() {
    let pool = pool("panics").await;
    let mut connection = pool.acquire().await.unwrap();
    for verb in ["up", "dry_run"] {
        let migrator = Migrator::new(&*RETYPE).observer(|event| {
            let migration = match event {
                Event::StepStarted { migration, .. } => *migration,
                _ => "",
            };
            assert_ne!(migration, "retype", "seen enough");
        });
        let run = async {
            match verb {
                "up" => migrator.up(&mut *connection).await,
                _ => migrator.dry_run(&mut *connection).await,
            }
        };
        assert!(panics(run).await, "{verb}");
        assert_eq!(number(&mut connection, "PRAGMA foreign_keys").await, 1);
        execute(&mut connection, "BEGIN; COMMIT").await;
    }
    apply(&mut *connection, &*RETYPE).await.unwrap();
}
