//! A small shop, and what to look at in its database. It must not test anything.

use migrate_runtime::{Database, Down, Plan, Step, Version};
use migrate_tests::postgres::Database as Server;
use sqlx::Connection as _;

use crate::history::{migration, steps};

pub(crate) fn plan(up: Vec<Step>, down: Down) -> Plan {
    Plan::new(Database::Postgres, Version([13, 0, 0]), up, down)
}

migration!(
    CUSTOMERS,
    "customers",
    [],
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
    [&CUSTOMERS],
    plan(
        steps![
            "CREATE TABLE notes (id bigint PRIMARY KEY)",
            "COMMENT ON TABLE notes IS 'it''s \"quoted\" \\ ' -- and a comment"
        ],
        Down::Lossy(steps!["DROP TABLE notes"], "the rows")
    )
);

pub(crate) async fn text(database: &Server, query: &'static str) -> String {
    let mut connection = database.connect().await;
    let value: Option<String> = sqlx::query_scalar(query)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    value.unwrap_or_default()
}

pub(crate) const LEDGER: &str = "SELECT string_agg(name || ' ' || state || ' ' || step || '/' || steps \
    || coalesce(' at ' || cursor, ''), ', ' ORDER BY ordinal, name) FROM _migrations";
