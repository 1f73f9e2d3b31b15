//! Steps that are more than a statement: concurrent index builds and batches.

use migrate_runtime::{
    Action, Batches, BuildIndex, Down, DropIndex, ErrorKind, LockMode, Migrator, Step, TableLock,
    Transaction, apply,
};
use migrate_tests::postgres::{Database as Server, postgres};

use crate::history::{migration, step, steps};
use crate::shop::{CUSTOMERS, LEDGER, plan, text};

const UNIQUE: BuildIndex = BuildIndex::new(
    "public",
    "customers_name_key",
    "CREATE UNIQUE INDEX CONCURRENTLY customers_name_key ON customers (name)",
    "DROP INDEX CONCURRENTLY customers_name_key",
);
const DROP: DropIndex = DropIndex::new(
    "public",
    "customers_name_key",
    "DROP INDEX CONCURRENTLY customers_name_key",
);

migration!(
    UNIQUE_NAMES,
    "unique_names",
    [&CUSTOMERS],
    plan(
        vec![
            step!(Outside Action::BuildIndex(UNIQUE)),
            step!(Begins Action::Sql("ALTER TABLE customers ADD CONSTRAINT customers_name_key UNIQUE USING INDEX customers_name_key"))
        ],
        Down::Steps(vec![
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
    let error = apply(&database.url, &*UNIQUE_NAMES).await.unwrap_err();
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
    apply(&database.url, &*UNIQUE_NAMES).await.unwrap();
    assert_eq!(text(&database, INDEXES).await, "customers_name_key true");
    Migrator::new(&*UNIQUE_NAMES)
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
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let error = apply(&database.url, &*UNIQUE_NAMES).await.unwrap_err();
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
    apply(&database.url, &*UNIQUE_NAMES).await.unwrap();
    assert_eq!(text(&database, INDEXES).await, "customers_name_key true");

    let database = postgres().database("taken").await;
    killed_in_the_build(&database).await;
    database.execute("UPDATE customers SET name = id").await;
    database
        .execute("CREATE UNIQUE INDEX customers_name_key ON customers (name)")
        .await;
    apply(&database.url, &*UNIQUE_NAMES).await.unwrap();

    // Nobody was cut off here, so the name is somebody else's.
    let database = postgres().database("foreign").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    database
        .execute("CREATE INDEX customers_name_key ON customers (id)")
        .await;
    let error = apply(&database.url, &*UNIQUE_NAMES).await.unwrap_err();
    assert!(error.to_string().contains("already exists"), "{error}");
}

/// Two rows in a batch.
fn fill() -> Batches {
    let mut fill = Batches::new(
        "SELECT quote_literal(id) FROM customers ORDER BY id DESC LIMIT 1",
        "SELECT quote_literal(max(id)) FROM (SELECT id FROM customers WHERE {after} \
           AND id <= {last} ORDER BY id LIMIT {size}) q HAVING count(*) > 0",
        "id > {place}",
        "UPDATE customers SET name = name || name WHERE {after} AND id <= {place}",
    );
    fill.size = 2;
    fill
}

fn on_customers(action: Action) -> Step {
    let mut step = Step::new(action, Transaction::Outside);
    let lock = TableLock::new("customers", LockMode::ShareUpdateExclusive);
    step.locks.push(lock);
    step
}

migration!(
    FOREIGN_NAME,
    "foreign_name",
    [&CUSTOMERS],
    plan(
        vec![on_customers(Action::BuildIndex(UNIQUE))],
        Down::Steps(vec![on_customers(Action::DropIndex(DROP))])
    )
);

#[tokio::test]
async fn an_index_of_another_table_is_left_alone_even_if_it_is_invalid() {
    let database = postgres().database("others").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    database
        .execute("CREATE TABLE other (name text); INSERT INTO other VALUES ('x'), ('x')")
        .await;
    let mut connection = database.connect().await;
    let others = "CREATE UNIQUE INDEX CONCURRENTLY customers_name_key ON other (name)";
    let failing = sqlx::raw_sql(others).execute(&mut connection).await;
    failing.unwrap_err();
    let error = apply(&database.url, &*FOREIGN_NAME).await.unwrap_err();
    assert!(error.to_string().contains("already exists"), "{error}");
    assert_eq!(text(&database, INDEXES).await, "customers_name_key false");

    database
        .execute("UPDATE customers SET name = id; DROP INDEX customers_name_key")
        .await;
    apply(&database.url, &*FOREIGN_NAME).await.unwrap();
    database
        .execute("DROP INDEX customers_name_key; CREATE INDEX customers_name_key ON other (name)")
        .await;
    Migrator::new(&*FOREIGN_NAME)
        .down(&database.url)
        .await
        .unwrap();
    assert_eq!(text(&database, INDEXES).await, "customers_name_key true");
}

migration!(
    FILL_NAMES,
    "fill_names",
    [&CUSTOMERS],
    plan(
        vec![step!(Outside Action::Batches(fill()))],
        Down::Lossy(steps![], "the names stay as they are")
    )
);

#[tokio::test]
async fn batches_resume_from_their_place_whatever_it_is() {
    let database = postgres().database("batches").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    database.execute(
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF OLD.id LIKE '%c' THEN RAISE 'not today' USING HINT = 'tomorrow'; END IF; RETURN NEW; END $$; \
         CREATE TRIGGER stop BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION stop()").await;
    let error = apply(&database.url, &*FILL_NAMES).await.unwrap_err();
    assert!(error.to_string().contains("hint: tomorrow"), "{error}");
    let ledger = text(&database, LEDGER).await;
    assert!(ledger.contains("fill_names failed 0/1 at "), "{ledger}");
    database
        .execute("DROP TRIGGER stop ON customers; INSERT INTO customers VALUES ('zz', 'late')")
        .await;
    apply(&database.url, &*FILL_NAMES).await.unwrap();
    let names = "SELECT string_agg(name, ' ' ORDER BY id) FROM customers";
    assert_eq!(text(&database, names).await, "xx xx xx xx xx late");
}
