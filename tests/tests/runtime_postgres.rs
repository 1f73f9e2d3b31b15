//! What the runtime does to a PostgreSQL database, with histories written by hand.

#[path = "../../migrate-runtime/tests/history/mod.rs"]
mod history;

use std::future::IntoFuture as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use history::{migration, step, steps};
use migrate_runtime::{
    Action, Batches, BuildIndex, Database, Direction, Down, DropIndex, ErrorKind, Event, Migrator,
    Place, Plan, Step, apply,
};
use migrate_tests::postgres::{Database as Server, postgres};
use sqlx::Connection as _;

const fn plan(up: &'static [Step], down: Down) -> Plan {
    Plan {
        database: Database::Postgres,
        minimum: [13, 0, 0],
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
            "CREATE TABLE customers (id text PRIMARY KEY, name text)",
            "INSERT INTO customers SELECT 'it''s \\ ' || chr(96 + n), 'x' FROM generate_series(1, 5) n"
        ],
        Down::Lossy(steps!["DROP TABLE customers"], "the rows")
    )
);
migration!(
    NOTES,
    "notes",
    &[&CUSTOMERS],
    plan(
        steps![
            "CREATE TABLE notes (id bigint PRIMARY KEY)",
            "COMMENT ON TABLE notes IS 'it''s \"quoted\" \\ ' -- and a comment"
        ],
        Down::Lossy(steps!["DROP TABLE notes"], "the rows")
    )
);

async fn text(database: &Server, query: &'static str) -> String {
    let mut connection = database.connect().await;
    let value: Option<String> = sqlx::query_scalar(query)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    value.unwrap_or_default()
}

const LEDGER: &str = "SELECT string_agg(name || ' ' || state || ' ' || step || '/' || steps \
    || coalesce(' at ' || cursor, ''), ', ' ORDER BY ordinal) FROM _migrations";

#[tokio::test]
async fn up_down_up() {
    let database = postgres().database("up_down_up").await;
    let pool = database.pool().await;
    let report = apply(&pool, &NOTES).await.unwrap();
    assert_eq!(
        report.names(Direction::Up).collect::<Vec<_>>(),
        ["customers", "notes"]
    );
    assert!(apply(&pool, &NOTES).await.unwrap().is_empty());
    let down = Migrator::new(&NOTES)
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
    apply(&pool, &NOTES).await.unwrap();
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
    &[&NOTES],
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
    &[&NOTES],
    plan(
        steps![
            "COMMENT ON TABLE notes IS 'ö'",
            "CREATE TABEL half (id int)"
        ],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn an_error_names_the_step_its_sql_and_the_place_in_it() {
    let database = postgres().database("errors").await;
    let error = apply(&database.url, &BROKEN).await.unwrap_err();
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
    let error = apply(&database.url, &GARBLED).await.unwrap_err();
    insta::assert_snapshot!(error, @"");
    let ledger = "customers applied 2/2, notes applied 2/2, broken failed 0/2";
    let error = apply(&database.url, &BROKEN).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Step(_)));
    let state = text(&database, LEDGER).await;
    assert!(state.starts_with(ledger), "{state}");
}

const UNIQUE: BuildIndex = BuildIndex {
    schema: "public",
    index: "customers_name_key",
    build: "CREATE UNIQUE INDEX CONCURRENTLY customers_name_key ON customers (name)",
    drop: "DROP INDEX CONCURRENTLY customers_name_key",
};
const DROP: DropIndex = DropIndex {
    schema: "public",
    index: "customers_name_key",
    drop: "DROP INDEX CONCURRENTLY customers_name_key",
};

migration!(
    UNIQUE_NAMES,
    "unique_names",
    &[&CUSTOMERS],
    plan(
        &[
            step!(Outside Action::BuildIndex(UNIQUE)),
            step!(Begins Action::Sql("ALTER TABLE customers ADD CONSTRAINT customers_name_key UNIQUE USING INDEX customers_name_key"))
        ],
        Down::Steps(&[
            step!(Begins Action::Sql("ALTER TABLE customers DROP CONSTRAINT customers_name_key")),
            step!(Outside Action::DropIndex(DROP))
        ])
    )
);

const INDEXES: &str = "SELECT string_agg(relname || ' ' || indisvalid, ', ') FROM pg_index \
    JOIN pg_class ON oid = indexrelid WHERE relname = 'customers_name_key'";

#[tokio::test]
async fn a_build_that_fails_leaves_no_index_and_is_tried_again() {
    let database = postgres().database("unique").await;
    let error = apply(&database.url, &UNIQUE_NAMES).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("detail: Key (name)=(x) is duplicated."),
        "{error}"
    );
    assert_eq!(text(&database, INDEXES).await, "");
    assert_eq!(
        text(&database, LEDGER).await,
        "customers applied 2/2, unique_names failed 0/2"
    );
    database.execute("UPDATE customers SET name = id").await;
    apply(&database.url, &UNIQUE_NAMES).await.unwrap();
    assert_eq!(text(&database, INDEXES).await, "customers_name_key true");
    Migrator::new(&UNIQUE_NAMES)
        .down(&database.url)
        .await
        .unwrap();
    assert_eq!(
        text(&database, LEDGER).await,
        "customers applied 2/2, unique_names reverted 2/2"
    );
}

/// The state that a killed process leaves: the row says that the step was begun.
async fn killed_in_the_build(database: &Server) {
    apply(&database.url, &CUSTOMERS).await.unwrap();
    let error = apply(&database.url, &UNIQUE_NAMES).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Step(_)), "{error}");
    database
        .execute("UPDATE _migrations SET state = 'running', error = NULL WHERE state = 'failed'")
        .await;
}

#[tokio::test]
async fn an_invalid_leftover_is_dropped_and_a_valid_one_is_taken() {
    let database = postgres().database("leftover").await;
    killed_in_the_build(&database).await;
    let mut connection = database.connect().await;
    sqlx::raw_sql(UNIQUE.build)
        .execute(&mut connection)
        .await
        .unwrap_err();
    assert_eq!(text(&database, INDEXES).await, "customers_name_key false");
    database.execute("UPDATE customers SET name = id").await;
    apply(&database.url, &UNIQUE_NAMES).await.unwrap();
    assert_eq!(text(&database, INDEXES).await, "customers_name_key true");

    let database = postgres().database("taken").await;
    killed_in_the_build(&database).await;
    database.execute("UPDATE customers SET name = id").await;
    database
        .execute("CREATE UNIQUE INDEX customers_name_key ON customers (name)")
        .await;
    apply(&database.url, &UNIQUE_NAMES).await.unwrap();

    // Nobody was cut off here, so the name is somebody else's.
    let database = postgres().database("foreign").await;
    apply(&database.url, &CUSTOMERS).await.unwrap();
    database
        .execute("CREATE INDEX customers_name_key ON customers (id)")
        .await;
    let error = apply(&database.url, &UNIQUE_NAMES).await.unwrap_err();
    assert!(error.to_string().contains("already exists"), "{error}");
}

const FILL: Batches = Batches {
    last: "SELECT quote_literal(id) FROM customers ORDER BY id DESC LIMIT 1",
    next: "SELECT quote_literal(max(id)) FROM (SELECT id FROM customers WHERE {after} \
           AND id <= {last} ORDER BY id LIMIT {size}) q HAVING count(*) > 0",
    after: "id > {place}",
    run: "UPDATE customers SET name = name || name WHERE {after} AND id <= {place}",
    size: 2,
    pause: 0,
};
migration!(
    FILL_NAMES,
    "fill_names",
    &[&CUSTOMERS],
    plan(
        &[step!(Outside Action::Batches(FILL))],
        Down::Lossy(steps![], "the names stay as they are")
    )
);

#[tokio::test]
async fn batches_resume_from_their_place_whatever_it_is() {
    let database = postgres().database("batches").await;
    apply(&database.url, &CUSTOMERS).await.unwrap();
    database.execute(
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF OLD.id LIKE '%c' THEN RAISE 'not today' USING HINT = 'tomorrow'; END IF; RETURN NEW; END $$; \
         CREATE TRIGGER stop BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION stop()").await;
    let error = apply(&database.url, &FILL_NAMES).await.unwrap_err();
    assert!(error.to_string().contains("hint: tomorrow"), "{error}");
    let ledger = text(&database, LEDGER).await;
    assert!(ledger.contains("fill_names failed 0/1 at "), "{ledger}");
    database
        .execute("DROP TRIGGER stop ON customers; INSERT INTO customers VALUES ('zz', 'late')")
        .await;
    apply(&database.url, &FILL_NAMES).await.unwrap();
    let names = "SELECT string_agg(name, ' ' ORDER BY id) FROM customers";
    assert_eq!(text(&database, names).await, "xx xx xx xx xx late");
}

migration!(
    SLOW,
    "slow",
    &[&CUSTOMERS],
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
            tokio::spawn(async move { apply(&url, &SLOW).await })
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
    let waiting = Duration::from_millis(300);
    let run = Box::pin(apply(&database.url, &SLOW));
    assert!(tokio::time::timeout(waiting, run).await.is_err());
    let error = Migrator::new(&SLOW)
        .lock_wait(Duration::ZERO)
        .up(&database.url)
        .await
        .unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::LockWait { .. }),
        "{error}"
    );
    apply(&database.url, &SLOW).await.unwrap();
    assert_eq!(
        text(&database, LEDGER).await,
        "customers applied 2/2, slow applied 2/2"
    );
}

migration!(
    WIDEN,
    "widen",
    &[&CUSTOMERS],
    plan(
        steps!["ALTER TABLE customers ADD COLUMN email text"],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn a_lock_that_is_not_to_be_had_is_tried_again() {
    let database = postgres().database("busy").await;
    apply(&database.url, &CUSTOMERS).await.unwrap();
    let mut reader = database.connect().await;
    let mut reading = reader.begin().await.unwrap();
    sqlx::query("SELECT FROM customers")
        .execute(&mut *reading)
        .await
        .unwrap();
    let retries = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&retries);
    let observer = move |event: &Event<'_>| {
        if let Event::Retrying { reason, .. } = event {
            seen.lock().unwrap().push((*reason).to_owned());
        }
    };
    let migrator = Migrator::new(&WIDEN)
        .lock_timeout(Duration::from_millis(50))
        .observer(observer);
    let run = migrator.up(&database.url).into_future();
    let release = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        reading.rollback().await.unwrap();
    };
    let (result, ()) = tokio::join!(run, release);
    result.unwrap();
    assert_eq!(
        *retries.lock().unwrap(),
        ["canceling statement due to lock timeout"]
    );
}

migration!(
    FUTURE,
    "future",
    &[],
    Plan {
        minimum: [99, 0, 0],
        ..plan(&[], Down::Irreversible("a test"))
    }
);
migration!(
    FORGED,
    "forged",
    &[],
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
    let error = apply(&database.url, &FUTURE).await.unwrap_err();
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
    let error = apply(&database.url, &FORGED).await.unwrap_err();
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
    let migrator = Migrator::new(&CUSTOMERS)
        .ledger("ops.\"history")
        .history("shop");
    migrator.up(&database.url).await.unwrap();
    assert!(migrator.up(&database.url).await.unwrap().is_empty());
    let row = r#"SELECT history || ' ' || state FROM ops."""history""#;
    assert_eq!(text(&database, row).await, "shop applied");
}
