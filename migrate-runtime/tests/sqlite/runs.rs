//! Whole runs: up, down, again, at once, and refused.

use std::sync::LazyLock;
use std::time::Duration;

use migrate_runtime::{
    Direction, Down, ErrorKind, Migration, Migrator, Place, Standing, State, apply,
};
use sqlx::Connection as _;
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};

use crate::history::{compiled, migration, steps};
use crate::shop::{CUSTOMERS, EMAIL, LEDGER, ORDERS, plan, pool, text};

const SCHEMA: &str = "SELECT group_concat(sql, char(10)) FROM \
    (SELECT sql FROM sqlite_schema WHERE name <> '_migrations' AND sql NOT NULL ORDER BY name)";

#[tokio::test]
async fn up_down_up_leads_to_the_same_schema() {
    let pool = pool("up-down-up").await;
    let report = apply(&pool, &*EMAIL).await.unwrap();
    let names: Vec<_> = report.names(Direction::Up).collect();
    assert_eq!(names, ["customers", "orders", "email"]);
    let schema = text(&pool, SCHEMA).await;
    assert!(apply(&pool, &*EMAIL).await.unwrap().is_empty());

    let refused = Migrator::new(&*EMAIL)
        .steps(2)
        .down(&pool)
        .await
        .unwrap_err();
    assert!(matches!(
        refused.kind(),
        ErrorKind::Lossy {
            migration: "orders",
            ..
        }
    ));
    let down = Migrator::new(&*EMAIL)
        .to("customers")
        .allow_lossy()
        .down(&pool)
        .await
        .unwrap();
    let names: Vec<_> = down.names(Direction::Down).collect();
    assert_eq!(names, ["email", "orders"]);
    let ledger = "customers applied 2/2, orders reverted 1/2, email reverted 1/1";
    assert_eq!(text(&pool, LEDGER).await, ledger);

    apply(&pool, &*EMAIL).await.unwrap();
    assert_eq!(text(&pool, SCHEMA).await, schema);
    let filled = "SELECT group_concat(tool_version <> '' AND applied_by <> '' AND up_sql <> '' \
        AND down_sql <> '' AND elapsed_ms BETWEEN 0 AND 60000 AND started_at <= finished_at, '') \
        FROM _migrations";
    assert_eq!(text(&pool, filled).await, "111");
}

#[tokio::test]
async fn with_nothing_pending_nothing_is_written() {
    let pool = pool("nothing").await;
    let plan = Migrator::new(&*EMAIL).plan(&pool).await.unwrap();
    assert_eq!(plan.len(), 3);
    assert_eq!(plan[1].steps[0].sql.split(' ').next(), Some("CREATE"));
    assert_eq!(
        text(&pool, "SELECT count(*) || '' FROM sqlite_schema").await,
        "0"
    );
    apply(&pool, &*EMAIL).await.unwrap();
    let bytes = || std::fs::read(pool.connect_options().get_filename()).unwrap();
    let before = bytes();
    apply(&pool, &*EMAIL).await.unwrap();
    let after = bytes();
    assert_eq!(before, after);
}

migration!(
    BROKEN,
    "broken",
    [&ORDERS],
    plan(
        steps![
            "CREATE TABLE half (id integer PRIMARY KEY)",
            "INSERT INTO nowhere VALUES (1)"
        ],
        Down::Irreversible("a test")
    )
);
migration!(
    MENDED,
    "broken",
    [&ORDERS],
    plan(
        steps!["CREATE TABLE half (id integer PRIMARY KEY)"],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn a_failed_migration_leaves_nothing_and_is_tried_again() {
    let pool = pool("failed").await;
    let error = apply(&pool, &*BROKEN).await.unwrap_err();
    assert_eq!(error.report().done.len(), 2);
    let ErrorKind::Step(failure) = error.kind() else {
        panic!("{error}");
    };
    assert_eq!(
        (failure.migration, failure.place),
        ("broken", Place::Step(1))
    );
    assert_eq!(failure.sql, "INSERT INTO nowhere VALUES (1)");
    let ledger = "customers applied 2/2, orders applied 2/2, broken failed 0/2";
    assert_eq!(text(&pool, LEDGER).await, ledger);
    let tables = "SELECT count(*) || '' FROM sqlite_schema WHERE name = 'half'";
    assert_eq!(text(&pool, tables).await, "0");
    let status = Migrator::new(&*BROKEN).status(&pool).await.unwrap();
    assert_eq!(
        status.migrations[2].standing,
        Standing::Recorded(State::Failed)
    );
    assert!(
        status.migrations[2]
            .error
            .as_ref()
            .unwrap()
            .contains("no such table: nowhere")
    );

    assert_eq!(apply(&pool, &*MENDED).await.unwrap().done.len(), 1);
    assert_eq!(text(&pool, tables).await, "1");
    let error = Migrator::new(&*MENDED).down(&pool).await.unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::Irreversible {
            reason: "a test",
            ..
        }
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_at_once_apply_each_migration_once() {
    let pool = pool("race").await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let options = pool.connect_options();
            tokio::spawn(async move {
                let pool = SqlitePoolOptions::new()
                    .connect_with((*options).clone())
                    .await
                    .unwrap();
                apply(&pool, &*EMAIL).await
            })
        })
        .collect();
    let mut applied = Vec::new();
    for task in tasks {
        let report = task.await.unwrap().unwrap();
        applied.extend(report.names(Direction::Up).map(ToOwned::to_owned));
    }
    applied.sort();
    assert_eq!(applied, ["customers", "email", "orders"]);
    assert_eq!(text(&pool, "SELECT count(*) || '' FROM orders").await, "5");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_until_it_is_accepted_by_name() {
    let pool = pool("refused").await;
    apply(&pool, &*EMAIL).await.unwrap();
    sqlx::query("UPDATE _migrations SET checksum = 'v1:old' WHERE name = 'orders'")
        .execute(&pool)
        .await
        .unwrap();
    let error = apply(&pool, &*EMAIL).await.unwrap_err();
    assert!(
        matches!(
            error.kind(),
            ErrorKind::Changed {
                migration: "orders",
                ..
            }
        ),
        "{error}"
    );
    let accepting = Migrator::new(&*EMAIL).allow_changed("orders");
    assert!(accepting.up(&pool).await.unwrap().is_empty());
    // The same database, seen by an older release.
    let error = Migrator::new(&*ORDERS)
        .allow_changed("orders")
        .strict()
        .up(&pool)
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Newer { .. }), "{error}");
    sqlx::query("DELETE FROM _migrations WHERE name = 'orders'")
        .execute(&pool)
        .await
        .unwrap();
    let error = apply(&pool, &*EMAIL).await.unwrap_err();
    let ErrorKind::OutOfOrder {
        migration: "orders",
        later: "email",
        ..
    } = error.kind()
    else {
        panic!("{error}");
    };
}

#[tokio::test]
async fn a_url_and_a_connection_are_targets_too() {
    let error = apply("mongodb://localhost", &*EMAIL).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Url { .. }));
    let pool = pool("targets").await;
    let mut connection = pool.acquire().await.unwrap();
    apply(&mut *connection, &*CUSTOMERS).await.unwrap();
    let url = format!("sqlite:{}", pool.connect_options().get_filename().display());
    assert_eq!(apply(&url, &*ORDERS).await.unwrap().done.len(), 1);
    // The database is the connection: another one would be another database.
    let memory = SqlitePool::connect("sqlite::memory:").await.unwrap();
    apply(&memory, &*EMAIL).await.unwrap();
    assert_eq!(
        text(&memory, "SELECT count(*) || '' FROM orders").await,
        "5"
    );
    let mut transaction = connection.begin().await.unwrap();
    let error = apply(&mut *transaction, &*EMAIL).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::InTransaction), "{error}");
}

#[test]
fn futures_can_be_sent_to_other_threads() {
    fn sent(_: impl Send) {}
    fn all(pool: &SqlitePool) {
        sent(apply(pool, &*EMAIL));
        sent(Migrator::new(&*EMAIL).lock_wait(Duration::ZERO).down(pool));
        sent(Migrator::new(&*EMAIL).status(pool));
        sent(Migrator::new(&*EMAIL).plan(pool));
    }
    let _ = all;
}

static PLANLESS: LazyLock<Migration> = LazyLock::new(|| compiled("root", &[], &[]));
static CHILD: LazyLock<Migration> = LazyLock::new(|| compiled("child", &[&PLANLESS], &[]));

#[tokio::test]
async fn a_history_without_a_plan_for_the_database_is_refused() {
    let error = apply(&pool("plan").await, &*CHILD).await.unwrap_err();
    assert!(
        matches!(
            error.kind(),
            ErrorKind::NoPlan {
                migration: "root",
                ..
            }
        ),
        "{error}"
    );
}
