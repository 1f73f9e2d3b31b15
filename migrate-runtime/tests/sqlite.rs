//! What the runtime does to an SQLite database, with histories written by hand.

mod history;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use migrate_runtime::{
    Action, Batches, Database, Direction, Down, ErrorKind, Event, Migration, Migrator, Place, Plan,
    Standing, State, Transaction, apply,
};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};

use history::{migration, step, steps};

const fn plan(up: &'static [migrate_runtime::Step], down: Down) -> Plan {
    Plan {
        database: Database::Sqlite,
        minimum: [3, 35, 0],
        up,
        down,
        rebuilds: false,
    }
}

migration!(
    CUSTOMERS,
    "customers",
    &[],
    plan(
        steps![
            "CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL)",
            "INSERT INTO customers (name) VALUES ('a'), ('b'), ('c'), ('d'), ('e')"
        ],
        Down::Lossy(
            steps!["DROP TABLE customers"],
            "the rows of `customers` are lost"
        )
    )
);
migration!(
    ORDERS,
    "orders",
    &[&CUSTOMERS],
    plan(
        steps![
            "CREATE TABLE orders (id integer PRIMARY KEY, \
            customer integer NOT NULL REFERENCES customers ON DELETE CASCADE)",
            "INSERT INTO orders (customer) SELECT id FROM customers -- all"
        ],
        Down::Lossy(steps!["DROP TABLE orders"], "the rows of `orders` are lost")
    )
);
migration!(
    EMAIL,
    "email",
    &[&ORDERS],
    plan(
        steps!["ALTER TABLE customers ADD COLUMN email text"],
        Down::Steps(steps!["ALTER TABLE customers DROP COLUMN email"])
    )
);

/// A pool on a file of its own, in a directory that goes with it.
async fn pool(name: &str) -> SqlitePool {
    let file = std::env::temp_dir().join(format!("migrate-{}-{name}.db", std::process::id()));
    let _ = std::fs::remove_file(&file);
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true);
    SqlitePoolOptions::new()
        .max_connections(8)
        .connect_with(options)
        .await
        .unwrap()
}

async fn text(pool: &SqlitePool, query: &'static str) -> String {
    let value: Option<String> = sqlx::query_scalar(query).fetch_one(pool).await.unwrap();
    value.unwrap_or_default()
}

const SCHEMA: &str = "SELECT group_concat(sql, char(10)) FROM \
    (SELECT sql FROM sqlite_schema WHERE name <> '_migrations' AND sql NOT NULL ORDER BY name)";

const LEDGER: &str = "SELECT group_concat(line, ', ') FROM (SELECT name || ' ' || state || ' ' \
    || step || '/' || steps || coalesce(' at ' || cursor, '') AS line FROM _migrations ORDER BY ordinal)";

#[tokio::test]
async fn up_down_up_leads_to_the_same_schema() {
    let pool = pool("up-down-up").await;
    let report = apply(&pool, &EMAIL).await.unwrap();
    let names: Vec<_> = report.names(Direction::Up).collect();
    assert_eq!(names, ["customers", "orders", "email"]);
    let schema = text(&pool, SCHEMA).await;
    assert!(apply(&pool, &EMAIL).await.unwrap().is_empty());

    let refused = Migrator::new(&EMAIL)
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
    let down = Migrator::new(&EMAIL)
        .to("customers")
        .allow_lossy()
        .down(&pool)
        .await
        .unwrap();
    let names: Vec<_> = down.names(Direction::Down).collect();
    assert_eq!(names, ["email", "orders"]);
    let ledger = "customers applied 2/2, orders reverted 1/2, email reverted 1/1";
    assert_eq!(text(&pool, LEDGER).await, ledger);

    apply(&pool, &EMAIL).await.unwrap();
    assert_eq!(text(&pool, SCHEMA).await, schema);
    let filled = "SELECT group_concat(tool_version <> '' AND applied_by <> '' AND up_sql <> '' \
        AND down_sql <> '' AND elapsed_ms BETWEEN 0 AND 60000 AND started_at <= finished_at, '') \
        FROM _migrations";
    assert_eq!(text(&pool, filled).await, "111");
}

#[tokio::test]
async fn with_nothing_pending_nothing_is_written() {
    let pool = pool("nothing").await;
    let plan = Migrator::new(&EMAIL).plan(&pool).await.unwrap();
    assert_eq!(plan.len(), 3);
    assert_eq!(plan[1].steps[0].sql.split(' ').next(), Some("CREATE"));
    assert_eq!(
        text(&pool, "SELECT count(*) || '' FROM sqlite_schema").await,
        "0"
    );
    apply(&pool, &EMAIL).await.unwrap();
    let bytes = || std::fs::read(pool.connect_options().get_filename()).unwrap();
    let before = bytes();
    apply(&pool, &EMAIL).await.unwrap();
    let after = bytes();
    assert_eq!(before, after);
}

migration!(
    BROKEN,
    "broken",
    &[&ORDERS],
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
    &[&ORDERS],
    Plan {
        up: steps!["CREATE TABLE half (id integer PRIMARY KEY)"],
        ..plan(&[], Down::Irreversible("a test"))
    }
);

#[tokio::test]
async fn a_failed_migration_leaves_nothing_and_is_tried_again() {
    let pool = pool("failed").await;
    let error = apply(&pool, &BROKEN).await.unwrap_err();
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
    let status = Migrator::new(&BROKEN).status(&pool).await.unwrap();
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

    assert_eq!(apply(&pool, &MENDED).await.unwrap().done.len(), 1);
    assert_eq!(text(&pool, tables).await, "1");
    let error = Migrator::new(&MENDED).down(&pool).await.unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::Irreversible {
            reason: "a test",
            ..
        }
    ));
}

const FILL: Batches = Batches {
    last: "SELECT quote(max(id)) FROM customers HAVING count(*) > 0",
    next: "SELECT quote(max(id)) FROM (SELECT id FROM customers \
           WHERE {after} AND id <= {last} ORDER BY id LIMIT {size}) HAVING count(*) > 0",
    after: "id > {place}",
    run: "UPDATE customers SET name = name || '!' WHERE {after} AND id <= {place} AND id <> 99",
    size: 2,
    pause: 1,
};

migration!(
    FILL_NAMES,
    "fill_names",
    &[&CUSTOMERS],
    plan(
        &[
            step!(Outside Action::Batches(FILL)),
            step!(Begins Action::Sql("CREATE INDEX customers_name_idx ON customers (name)"))
        ],
        Down::Lossy(
            steps!["DROP INDEX customers_name_idx"],
            "names keep their marks"
        )
    )
);

const NAMES: &str = "SELECT group_concat(name, '') FROM (SELECT name FROM customers ORDER BY id)";

#[tokio::test]
async fn batches_walk_the_key_once() {
    let pool = pool("batches").await;
    let batches = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&batches);
    let observer = move |event: &Event<'_>| {
        if let Event::Batch { rows, place, .. } = event {
            seen.lock().unwrap().push((*rows, (*place).to_owned()));
        }
    };
    Migrator::new(&FILL_NAMES)
        .observer(observer)
        .up(&pool)
        .await
        .unwrap();
    let expected = [
        (2, "2".to_owned()),
        (2, "4".to_owned()),
        (1, "5".to_owned()),
    ];
    assert_eq!(*batches.lock().unwrap(), expected);
    assert_eq!(text(&pool, NAMES).await, "a!b!c!d!e!");
}

#[tokio::test]
async fn a_loop_that_was_cut_off_goes_on_where_it_stopped() {
    let pool = pool("resume").await;
    apply(&pool, &CUSTOMERS).await.unwrap();
    sqlx::query(
        "CREATE TRIGGER stop BEFORE UPDATE ON customers WHEN old.id = 3 \
                 BEGIN SELECT raise(ABORT, 'not today'); END",
    )
    .execute(&pool)
    .await
    .unwrap();
    let error = apply(&pool, &FILL_NAMES).await.unwrap_err();
    assert!(error.to_string().contains("not today"), "{error}");
    let ledger = "customers applied 2/2, fill_names failed 0/2 at 1:2 of 5";
    assert_eq!(text(&pool, LEDGER).await, ledger);
    sqlx::query("DROP TRIGGER stop")
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query("INSERT INTO customers (name) VALUES ('late')")
        .execute(&pool)
        .await
        .unwrap();
    apply(&pool, &FILL_NAMES).await.unwrap();
    assert_eq!(text(&pool, NAMES).await, "a!b!c!d!e!late");
    let ledger = "customers applied 2/2, fill_names applied 2/2";
    assert_eq!(text(&pool, LEDGER).await, ledger);
}

const REBUILD: &[migrate_runtime::Step] = steps![
    "CREATE TABLE new_customers (id integer PRIMARY KEY, name varchar NOT NULL)",
    "INSERT INTO new_customers SELECT id, name FROM customers",
    "DROP TABLE customers",
    "ALTER TABLE new_customers RENAME TO customers"
];

migration!(
    RETYPE,
    "retype",
    &[&ORDERS],
    Plan {
        rebuilds: true,
        ..plan(REBUILD, Down::Irreversible("a test"))
    }
);
migration!(
    FORGET,
    "forget",
    &[&ORDERS],
    Plan {
        rebuilds: true,
        ..plan(
            steps![
                "CREATE TABLE new_customers (id integer PRIMARY KEY, name varchar NOT NULL)",
                "INSERT INTO new_customers SELECT id, name FROM customers WHERE id > 1",
                "DROP TABLE customers",
                "ALTER TABLE new_customers RENAME TO customers"
            ],
            Down::Irreversible("a test")
        )
    }
);

#[tokio::test]
async fn a_rebuild_keeps_the_rows_that_refer_to_the_table() {
    let pool = pool("rebuild").await;
    apply(&pool, &RETYPE).await.unwrap();
    assert_eq!(text(&pool, "SELECT count(*) || '' FROM orders").await, "5");
    // Every connection of the pool, the one that was used among them.
    let mut connections = Vec::new();
    for _ in 0..pool.size() {
        connections.push(pool.acquire().await.unwrap());
    }
    for connection in &mut connections {
        let on: i64 = sqlx::query_scalar("PRAGMA foreign_keys")
            .fetch_one(&mut **connection)
            .await
            .unwrap();
        assert_eq!(on, 1);
    }
}

#[tokio::test]
async fn a_rebuild_that_loses_referenced_rows_is_rolled_back() {
    let pool = pool("dangling").await;
    let error = apply(&pool, &FORGET).await.unwrap_err();
    let ErrorKind::ForeignKeys {
        migration: "forget",
        rows,
    } = error.kind()
    else {
        panic!("{error}");
    };
    assert_eq!(rows, &["orders row 1 refers to customers"]);
    assert_eq!(
        text(&pool, "SELECT count(*) || '' FROM customers").await,
        "5"
    );
    let on: i64 = sqlx::query_scalar("PRAGMA foreign_keys")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(on, 1);
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
                apply(&pool, &EMAIL).await
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
    apply(&pool, &EMAIL).await.unwrap();
    sqlx::query("UPDATE _migrations SET checksum = 'v1:old' WHERE name = 'orders'")
        .execute(&pool)
        .await
        .unwrap();
    let error = apply(&pool, &EMAIL).await.unwrap_err();
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
    let accepting = Migrator::new(&EMAIL).allow_changed("orders");
    assert!(accepting.up(&pool).await.unwrap().is_empty());
    // The same database, seen by an older release.
    let error = Migrator::new(&ORDERS)
        .allow_changed("orders")
        .up(&pool)
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Newer { .. }), "{error}");
    sqlx::query("DELETE FROM _migrations WHERE name = 'orders'")
        .execute(&pool)
        .await
        .unwrap();
    let error = apply(&pool, &EMAIL).await.unwrap_err();
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
    let error = apply("mongodb://localhost", &EMAIL).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Url { .. }));
    let pool = pool("targets").await;
    let mut connection = pool.acquire().await.unwrap();
    apply(&mut *connection, &CUSTOMERS).await.unwrap();
    let url = format!("sqlite:{}", pool.connect_options().get_filename().display());
    assert_eq!(apply(&url, &ORDERS).await.unwrap().done.len(), 1);
    sqlx::raw_sql("BEGIN")
        .execute(&mut *connection)
        .await
        .unwrap();
}

#[test]
fn futures_can_be_sent_to_other_threads() {
    fn sent(_: impl Send) {}
    fn all(pool: &SqlitePool) {
        sent(apply(pool, &EMAIL));
        sent(Migrator::new(&EMAIL).lock_wait(Duration::ZERO).down(pool));
        sent(Migrator::new(&EMAIL).status(pool));
        sent(Migrator::new(&EMAIL).plan(pool));
    }
    let _ = all;
}

static DEEP: [Migration; 2] = [
    Migration {
        name: "root",
        description: "",
        checksum: "",
        parents: &[],
        plans: &[],
    },
    Migration {
        name: "child",
        description: "",
        checksum: "",
        parents: &[&DEEP[0]],
        plans: &[],
    },
];

#[tokio::test]
async fn a_history_without_a_plan_for_the_database_is_refused() {
    let error = apply(&pool("plan").await, &DEEP[1]).await.unwrap_err();
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

const _: Transaction = Transaction::Joins;
