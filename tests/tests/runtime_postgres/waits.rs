//! What a run says while it waits, and when it gives up: for whom.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use migrate_runtime::{Action, BuildIndex, Down, ErrorKind, Event, Migrator, apply};
use migrate_tests::postgres::{Database, postgres};
use sqlx::PgConnection;

use crate::history::{migration, step, steps};
use crate::shop::{CUSTOMERS, plan, text};

migration!(
    WIDEN,
    "widen",
    [&CUSTOMERS],
    plan(
        steps!["ALTER TABLE customers ADD COLUMN email text"],
        Down::Irreversible("a test")
    )
);
migration!(
    INDEXED,
    "indexed",
    [&CUSTOMERS],
    plan(
        vec![step!(Outside Action::BuildIndex(BuildIndex::new(
            "public",
            "by_name",
            "CREATE INDEX CONCURRENTLY by_name ON customers (name)",
            "DROP INDEX CONCURRENTLY by_name",
        )))],
        Down::Irreversible("a test")
    )
);

/// A client in the middle of a transaction that has read, or written, the table.
async fn client(database: &Database, statement: &'static str) -> PgConnection {
    let mut client = database.connect().await;
    let named = "SET application_name = 'billing'";
    for sql in [named, "BEGIN", statement] {
        sqlx::raw_sql(sql).execute(&mut client).await.expect(sql);
    }
    client
}

type Lines = Arc<Mutex<Vec<String>>>;

/// Notes the waits of a run, with who is in the way.
fn noting(lines: &Lines) -> impl Fn(&Event<'_>) + Send + Sync + 'static {
    let lines = Arc::clone(lines);
    move |event| {
        let line = match event {
            Event::Retrying {
                tries, blockers, ..
            } => format!(
                "try {tries}: {}",
                blockers
                    .first()
                    .map(ToString::to_string)
                    .unwrap_or_default()
            ),
            Event::Blocked { step, blockers, .. } => format!("step {step}: {}", blockers[0]),
            Event::Waiting { tries, holder, .. } => {
                format!(
                    "lock {tries}: {}",
                    holder.map(ToString::to_string).unwrap_or_default()
                )
            }
            _ => return,
        };
        lines.lock().unwrap().push(line);
    }
}

const BILLING: &str = "of `postgres` (billing), idle in transaction for ";

#[tokio::test]
async fn a_wait_for_a_table_says_for_whom_and_how_often() {
    let database = postgres().database("waits").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let _client = client(&database, "SELECT FROM customers").await;
    let lines = Lines::default();
    let migrator = Migrator::new(&*WIDEN)
        .lock_timeout(Duration::from_millis(400))
        .lock_wait(Duration::from_millis(600))
        .observer(noting(&lines));
    let error = migrator.up(&database.url).await.unwrap_err();
    let ErrorKind::Step(failure) = error.kind() else {
        panic!("{error}");
    };
    assert!(failure.tries >= 2, "{error}");
    assert!(error.to_string().contains(".lock_wait(…)"), "{error}");
    assert_eq!(failure.blockers[0].application, "billing");
    assert!(error.to_string().contains(BILLING), "{error}");
    assert!(
        error.to_string().contains(": SELECT FROM customers"),
        "{error}"
    );
    let lines = lines.lock().unwrap();
    assert!(lines[0].starts_with("try 1: session "), "{lines:?}");
    assert!(lines[0].contains(BILLING), "{lines:?}");
}

#[tokio::test]
async fn a_wait_for_another_run_says_whose() {
    let database = postgres().database("runs").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let _client = client(&database, "LOCK TABLE customers").await;
    let url = format!("{}&application_name=first-pod", database.url);
    let first = tokio::spawn(async move { apply(&url, &*WIDEN).await });
    let locks = "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' \
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    while text(&database, locks).await == "0" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let lines = Lines::default();
    let second = Migrator::new(&*WIDEN)
        .lock_wait(Duration::ZERO)
        .observer(noting(&lines));
    let error = second.up(&database.url).await.unwrap_err();
    assert!(error.to_string().contains("it is session "), "{error}");
    assert!(error.to_string().contains("(first-pod)"), "{error}");
    assert!(lines.lock().unwrap()[0].contains("(first-pod)"));
    first.abort();
}

#[tokio::test]
async fn an_index_build_that_waits_says_for_whom_and_no_longer_than_it_may() {
    let database = postgres().database("builds").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let writer = client(&database, "INSERT INTO customers VALUES ('z', 'z')").await;
    let lines = Lines::default();
    let migrator = Migrator::new(&*INDEXED)
        .lock_wait(Duration::from_secs(2))
        .observer(noting(&lines));
    let began = Instant::now();
    let error = migrator.up(&database.url).await.unwrap_err();
    assert!(
        began.elapsed() < Duration::from_secs(30),
        "{:?}",
        began.elapsed()
    );
    assert!(error.to_string().contains(BILLING), "{error}");
    let line = lines.lock().unwrap()[0].clone();
    assert!(
        line.starts_with("step 0: session ") && line.contains(BILLING),
        "{line}"
    );
    // Its first half is committed.
    assert!(
        error
            .to_string()
            .contains("the index `by_name` stays, not valid"),
        "{error}"
    );
    drop(writer);
    Migrator::new(&*INDEXED).up(&database.url).await.unwrap();
    let valid = "SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'by_name'::regclass";
    assert_eq!(text(&database, valid).await, "true");
}

#[tokio::test]
async fn an_index_build_waits_for_old_snapshots_and_says_whose_they_are() {
    let database = postgres().database("snapshots").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let mut reader = client(&database, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").await;
    let looks = "SELECT count(*) FROM pg_class";
    sqlx::raw_sql(looks).execute(&mut reader).await.unwrap();
    let lines = Lines::default();
    let migrator = Migrator::new(&*INDEXED)
        .lock_wait(Duration::from_secs(2))
        .observer(noting(&lines));
    let error = migrator.up(&database.url).await.unwrap_err();
    assert!(error.to_string().contains(looks), "{error}");
    let lines = lines.lock().unwrap();
    assert!(lines[0].contains(BILLING), "{lines:?}");
}

#[tokio::test]
async fn whoever_may_not_see_others_is_told_of_them_by_number_and_role() {
    let database = postgres().database("unseen").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let role = format!("{}_role", database.name);
    database
        .execute(&format!(
            "CREATE ROLE {role} LOGIN; GRANT ALL ON _migrations TO {role}; \
             ALTER TABLE customers OWNER TO {role}; GRANT ALL ON SCHEMA public TO {role}"
        ))
        .await;
    let _client = client(&database, "LOCK TABLE customers").await;
    let migrator = Migrator::new(&*WIDEN)
        .lock_timeout(Duration::from_millis(400))
        .lock_wait(Duration::from_millis(600));
    let url = database.url.replace("postgres@", &format!("{role}@"));
    let error = migrator.up(&url).await.unwrap_err().to_string();
    assert!(error.contains("in the way: session "), "{error}");
    assert!(error.contains("of `postgres`"), "{error}");
    assert!(!error.contains("insufficient privilege"), "{error}");
}

migration!(
    TOUCHED,
    "touched",
    [&CUSTOMERS],
    plan(
        steps!["UPDATE customers SET name = 'y'"],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn a_wait_for_a_row_says_for_whom() {
    let database = postgres().database("rows").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let _client = client(&database, "SELECT id FROM customers LIMIT 1 FOR UPDATE").await;
    let migrator = Migrator::new(&*TOUCHED)
        .lock_timeout(Duration::from_millis(400))
        .lock_wait(Duration::from_millis(600));
    let error = migrator.up(&database.url).await.unwrap_err().to_string();
    assert!(
        error.contains(BILLING) && error.contains("FOR UPDATE"),
        "{error}"
    );
    assert!(error.contains("it was tried 2 times"), "{error}");
}

#[tokio::test]
async fn a_build_that_is_cut_off_does_not_say_that_nothing_is_left() {
    let database = postgres().database("cut_off").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let writer = client(&database, "INSERT INTO customers VALUES ('z', 'z')").await;
    let url = format!("{}&application_name=build", database.url);
    let run = tokio::spawn(async move { apply(&url, &*INDEXED).await });
    let builds = "SELECT count(*)::text FROM pg_index WHERE indexrelid = to_regclass('by_name')";
    while text(&database, builds).await == "0" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    database
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE application_name = 'build' AND query LIKE 'CREATE INDEX%'",
        )
        .await;
    let error = run.await.unwrap().unwrap_err().to_string();
    assert!(error.contains("the index `by_name` stays"), "{error}");
    assert!(!error.contains("nothing of it is left"), "{error}");
    drop(writer);
    apply(&database.url, &*INDEXED).await.unwrap();
    let valid = "SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'by_name'::regclass";
    assert_eq!(text(&database, valid).await, "true");
}
