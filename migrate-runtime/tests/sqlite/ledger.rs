//! What can stand in the ledger's place or in its way: an older table, a newer row, no
//! ledger at all, and writes that are swallowed.

use migrate_runtime::{ErrorKind, apply};
use sqlx::SqlitePool;

use crate::shop::{CUSTOMERS, LEDGER, ORDERS, pool, text};

/// The table as the first version made it, with a row.
const FIRST: &str = "CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL); \
    CREATE TABLE _migrations (history text NOT NULL, \
    name text NOT NULL, ordinal bigint NOT NULL, checksum text NOT NULL, state text NOT NULL, \
    step integer NOT NULL, steps integer NOT NULL, cursor text, started_at text NOT NULL, \
    finished_at text, elapsed_ms bigint, up_sql text NOT NULL, down_sql text, \
    tool_version text NOT NULL, applied_by text NOT NULL, error text, \
    PRIMARY KEY (history, name)); \
    INSERT INTO _migrations VALUES ('default', 'customers', 1, 'v1:customers', 'applied', 2, 2, \
    NULL, 'x', 'x', 1, '', '', '0.1.0', 'me', NULL)";

const COLUMNS: &str = "SELECT group_concat(name, ' ') FROM pragma_table_info('_migrations') \
    WHERE cid > 15";

async fn execute(pool: &SqlitePool, sql: &'static str) {
    sqlx::raw_sql(sql).execute(pool).await.unwrap();
}

#[tokio::test]
async fn an_older_table_is_read_as_it_is_and_brought_up_to_date_by_the_next_write() {
    let pool = pool("older").await;
    execute(&pool, FIRST).await;
    assert!(apply(&pool, &*CUSTOMERS).await.unwrap().is_empty());
    assert_eq!(text(&pool, COLUMNS).await, "");
    apply(&pool, &*ORDERS).await.unwrap();
    assert_eq!(text(&pool, COLUMNS).await, "format plan undo leaves breaks");
    let ledger = "customers applied 2/2, orders applied 2/2";
    assert_eq!(text(&pool, LEDGER).await, ledger);
}

#[tokio::test]
async fn a_newer_row_is_refused_by_name() {
    let pool = pool("newer_row").await;
    apply(&pool, &*CUSTOMERS).await.unwrap();
    execute(&pool, "UPDATE _migrations SET format = 3").await;
    let error = apply(&pool, &*CUSTOMERS).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::NewerLedger { format: 3, .. }),
        "{error}"
    );
}

#[tokio::test]
async fn what_is_no_ledger_is_refused_and_left_alone() {
    for (name, there) in [
        ("shape", "CREATE TABLE _migrations (id int)"),
        ("names", "CREATE TABLE _migrations (history, name, state)"),
        (
            "view",
            "CREATE TABLE l (history, name, ordinal, checksum, state, step, steps, cursor, \
             started_at, finished_at, elapsed_ms, up_sql, down_sql, tool_version, applied_by, error); \
             CREATE VIEW _migrations AS SELECT * FROM l",
        ),
    ] {
        let pool = pool(name).await;
        execute(&pool, there).await;
        let error = apply(&pool, &*CUSTOMERS).await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::NoLedger { .. }),
            "{there}: {error}"
        );
    }
}

#[tokio::test]
async fn a_record_that_changes_no_row_takes_its_migration_with_it() {
    let pool = pool("swallowed").await;
    apply(&pool, &*CUSTOMERS).await.unwrap();
    execute(
        &pool,
        "CREATE TRIGGER no BEFORE INSERT ON _migrations BEGIN SELECT raise(IGNORE); END",
    )
    .await;
    let error = apply(&pool, &*ORDERS).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::NotRecorded { .. }),
        "{error}"
    );
    let orders = "SELECT count(*) || '' FROM sqlite_schema WHERE name = 'orders'";
    assert_eq!(text(&pool, orders).await, "0");
}
