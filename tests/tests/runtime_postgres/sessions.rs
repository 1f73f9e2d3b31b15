//! What a connection carries in does not decide what a run does, and what a run sets is
//! not left on it.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use migrate_runtime::{Down, ErrorKind, Event, Migrator, apply};
use migrate_tests::postgres::postgres;
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, PgConnection};

use crate::history::{migration, step, steps};
use crate::shop::{CUSTOMERS, LEDGER, NOTES, plan, text};

async fn execute(connection: &mut PgConnection, sql: &str) {
    let result = sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await;
    result.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

async fn ask(connection: &mut PgConnection, sql: &'static str) -> String {
    let row = sqlx::query_scalar(sql).fetch_one(connection).await;
    row.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

const SETTINGS: &str = "SELECT string_agg(name || ' = ' || setting, '; ' ORDER BY name) \
    FROM pg_settings WHERE source = 'session' AND setting <> reset_val";
const LOCKS: &str = "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' \
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

#[tokio::test]
async fn a_transaction_that_was_begun_by_hand_is_refused_and_goes_on() {
    let database = postgres().database("by_hand").await;
    let mut connection = database.connect().await;
    for begin in ["BEGIN", "START TRANSACTION ISOLATION LEVEL SERIALIZABLE"] {
        execute(&mut connection, begin).await;
        let error = apply(&mut connection, &*NOTES).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InTransaction), "{error}");
        execute(&mut connection, "CREATE TABLE mine (id int)").await;
        let error = apply(&mut connection, &*NOTES).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InTransaction), "{error}");
        execute(
            &mut connection,
            "SAVEPOINT here; DROP TABLE mine; ROLLBACK TO here",
        )
        .await;
        execute(&mut connection, "ROLLBACK").await;
    }
    // One that has failed, too.
    execute(&mut connection, "BEGIN").await;
    let failing = sqlx::raw_sql("SELECT 1 / 0").execute(&mut connection).await;
    failing.unwrap_err();
    let error = apply(&mut connection, &*NOTES).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::InTransaction), "{error}");
    execute(&mut connection, "ROLLBACK").await;
    apply(&mut connection, &*NOTES).await.unwrap();
}

#[tokio::test]
async fn a_borrowed_session_decides_nothing_and_is_given_back_as_it_was() {
    let database = postgres().database("carried").await;
    database
        .execute("CREATE SCHEMA elsewhere; CREATE ROLE carrier SUPERUSER")
        .await;
    let mut connection = database.connect().await;
    execute(
        &mut connection,
        "SET search_path = elsewhere, pg_temp; SET lock_timeout = 7; SET statement_timeout = 1; \
         SET default_transaction_read_only = on; SET default_transaction_isolation = serializable; \
         SET standard_conforming_strings = off; SET ROLE carrier",
    )
    .await;
    execute(&mut connection, "SET statement_timeout = 9000").await;
    execute(
        &mut connection,
        "BEGIN READ WRITE; CREATE TEMP TABLE customers (id int); CREATE TEMP TABLE _migrations (id int); COMMIT",
    )
    .await;
    let before = ask(&mut connection, SETTINGS).await;
    apply(&mut connection, &*NOTES).await.unwrap();
    assert_eq!(ask(&mut connection, SETTINGS).await, before);
    assert_eq!(
        ask(&mut connection, "SELECT current_user::text").await,
        "carrier"
    );
    let tables = "SELECT string_agg(schemaname || '.' || tablename, ' ' ORDER BY tablename) \
        FROM pg_tables WHERE schemaname IN ('public', 'elsewhere')";
    let expected = "public._migrations public.customers public.notes";
    assert_eq!(text(&database, tables).await, expected);
    assert_eq!(text(&database, LOCKS).await, "0");
}

#[tokio::test]
async fn a_pool_prepares_the_session_that_migrates_even_if_it_has_but_one() {
    let database = postgres().database("after_connect").await;
    database
        .execute(
            "CREATE ROLE owning; GRANT CREATE ON SCHEMA public TO owning; \
             CREATE ROLE alone LOGIN CONNECTION LIMIT 1; GRANT owning TO alone",
        )
        .await;
    let url = database.url.replace("postgres@", "alone@");
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .after_connect(|connection, _| {
            Box::pin(async move {
                let set = sqlx::raw_sql("SET ROLE owning; SET app.tenant = 'one'");
                set.execute(connection).await.map(drop)
            })
        })
        .connect(&url)
        .await
        .unwrap();
    apply(&pool, &*SETTLED).await.unwrap();
    let owners = "SELECT string_agg(DISTINCT tableowner, ' ') FROM pg_tables \
        WHERE schemaname = 'public'";
    assert_eq!(text(&database, owners).await, "owning");
    pool.close().await;
    // The server takes a moment to see that a session has ended.
    let sessions = "SELECT count(*)::text FROM pg_stat_activity WHERE usename = 'alone'";
    while text(&database, sessions).await != "0" {}
    assert!(apply(&url, &*SETTLED).await.unwrap().is_empty());
    while text(&database, sessions).await != "0" {}
    let reverted = Migrator::new(&*SETTLED).down(&url).await.unwrap();
    assert_eq!(reverted.done.len(), 1);
}

migration!(
    SETS,
    "sets",
    [&CUSTOMERS],
    plan(
        steps![
            "SET search_path = pg_catalog",
            "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE",
            "SET work_mem = '3MB'",
            "SET ROLE pg_monitor",
            "SELECT set_config('statement_timeout', '2000', false)"
        ],
        Down::Steps(steps![])
    )
);
migration!(
    SETTLED,
    "settled",
    [&SETS_NOTHING],
    plan(
        steps![
            "CREATE TABLE settled (role text DEFAULT current_user)",
            "SELECT pg_sleep(0.01)"
        ],
        Down::Steps(steps!["DROP TABLE settled"])
    )
);
migration!(
    SETS_NOTHING,
    "sets_nothing",
    [&CUSTOMERS],
    plan(
        steps!["RESET ROLE", "SET LOCAL ROLE NONE"],
        Down::Steps(steps![])
    )
);
migration!(
    AFTER,
    "after",
    [&SETS],
    plan(
        vec![
            step!(Outside migrate_runtime::Action::Sql("VACUUM customers")),
            step!(Begins migrate_runtime::Action::Sql(
                "CREATE TABLE after AS SELECT current_setting('work_mem') AS memory, current_user AS role, \
                 current_setting('transaction_isolation') AS isolation, \
                 current_setting('default_transaction_isolation') AS other"
            ))
        ],
        Down::Steps(steps!["DROP TABLE after"])
    )
);

#[tokio::test]
async fn what_a_statement_sets_lasts_to_the_end_of_its_transaction() {
    let database = postgres().database("settings").await;
    let seen = "SELECT concat_ws(' ', memory, role, isolation, other) FROM public.after";
    apply(&database.url, &*AFTER).await.unwrap();
    assert_eq!(
        text(&database, seen).await,
        "4MB postgres read committed read committed"
    );
    Migrator::new(&*AFTER)
        .to_base()
        .allow_lossy()
        .down(&database.url)
        .await
        .unwrap();
    let mut connection = database.connect().await;
    execute(
        &mut connection,
        "SET work_mem = '5MB'; SET app.tenant = 'one'",
    )
    .await;
    Migrator::new(&*AFTER)
        .to("sets")
        .up(&mut connection)
        .await
        .unwrap();
    apply(&mut connection, &*AFTER).await.unwrap();
    assert_eq!(
        text(&database, seen).await,
        "5MB postgres read committed read committed"
    );
    assert_eq!(ask(&mut connection, SETTINGS).await, "work_mem = 5120");
    assert_eq!(
        ask(&mut connection, "SELECT current_setting('app.tenant')").await,
        "one"
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
async fn a_role_with_other_defaults_waits_and_tries_like_any() {
    let database = postgres().database("defaults").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let role = "CREATE ROLE hasty SUPERUSER LOGIN; ALTER ROLE hasty SET statement_timeout = 100; \
        ALTER ROLE hasty SET default_transaction_isolation = serializable; \
        ALTER ROLE hasty SET default_transaction_read_only = on";
    database.execute(role).await;
    let mut reader = database.connect().await;
    execute(&mut reader, "BEGIN; SELECT FROM customers").await;
    let url = database.url.replace("postgres@", "hasty@");
    let migrator = Migrator::new(&*WIDEN).lock_timeout(Duration::from_millis(300));
    let run = migrator.up(&url);
    let release = async {
        tokio::time::sleep(Duration::from_millis(800)).await;
        execute(&mut reader, "ROLLBACK").await;
    };
    let (result, ()) = tokio::join!(run, release);
    result.unwrap();
}

#[tokio::test]
async fn an_observer_that_panics_leaves_a_borrowed_connection_as_it_was() {
    let database = postgres().database("panics").await;
    let mut connection = database.connect().await;
    execute(&mut connection, "SET work_mem = '5MB'").await;
    for verb in ["up", "dry_run"] {
        let migrator = Migrator::new(&*NOTES).observer(|event| {
            assert!(
                !matches!(event, Event::StepStarted { step: 1, .. }),
                "seen enough"
            );
        });
        let run = async {
            match verb {
                "up" => migrator.up(&mut connection).await,
                _ => migrator.dry_run(&mut connection).await,
            }
        };
        let panicked = caught(run).await;
        assert!(panicked, "{verb}");
        assert_eq!(text(&database, LOCKS).await, "0");
        assert_eq!(ask(&mut connection, SETTINGS).await, "work_mem = 5120");
    }
    apply(&mut connection, &*NOTES).await.unwrap();
}

/// Whether it panics.
async fn caught(future: impl Future) -> bool {
    let mut future = Box::pin(future);
    let poll = |context: &mut std::task::Context<'_>| {
        let polled = std::panic::catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        match polled {
            Ok(poll) => poll.map(|_| false),
            Err(_) => std::task::Poll::Ready(true),
        }
    };
    std::future::poll_fn(poll).await
}

migration!(
    SLOW,
    "slow",
    [&CUSTOMERS],
    plan(
        steps!["CREATE TABLE slow (id int)", "SELECT pg_sleep(0.5)"],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn a_run_that_is_dropped_gives_a_borrowed_connection_back() {
    let database = postgres().database("let_go").await;
    let mut connection = database.connect().await;
    execute(&mut connection, "SET work_mem = '5MB'").await;
    let run = Box::pin(apply(&mut connection, &*SLOW));
    let limit = Duration::from_millis(300);
    assert!(tokio::time::timeout(limit, run).await.is_err());
    // The server ends what it was told to do, and then lets go, without being asked again.
    let mut locks = String::new();
    for _ in 0..100 {
        locks = text(&database, LOCKS).await;
        if locks == "0" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(locks, "0");
    assert_eq!(ask(&mut connection, SETTINGS).await, "work_mem = 5120");
    assert!(apply(&mut connection, &*SLOW).await.unwrap().is_empty());
    assert_eq!(
        text(&database, LEDGER).await,
        "customers applied 2/2, slow applied 2/2"
    );
}
