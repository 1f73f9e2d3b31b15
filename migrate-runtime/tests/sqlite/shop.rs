//! A small shop, a file for its database, and what to look at in it. It must not test
//! anything.

use migrate_runtime::{Database, Down, Plan, Step, Version};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};

use crate::history::{migration, steps};

pub(crate) fn plan(up: Vec<Step>, down: Down) -> Plan {
    Plan::new(Database::Sqlite, Version([3, 35, 0]), up, down)
}

migration!(
    CUSTOMERS,
    "customers",
    [],
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
    [&CUSTOMERS],
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
    [&ORDERS],
    plan(
        steps!["ALTER TABLE customers ADD COLUMN email text"],
        Down::Steps(steps!["ALTER TABLE customers DROP COLUMN email"])
    )
);

/// A pool on a file of its own, in a directory that goes with it.
pub(crate) async fn pool(name: &str) -> SqlitePool {
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

pub(crate) async fn text(pool: &SqlitePool, query: &'static str) -> String {
    let value: Option<String> = sqlx::query_scalar(query).fetch_one(pool).await.unwrap();
    value.unwrap_or_default()
}

pub(crate) const LEDGER: &str = "SELECT group_concat(line, ', ') FROM (SELECT name || ' ' || state || ' ' \
    || step || '/' || steps || coalesce(' at ' || cursor, '') AS line FROM _migrations ORDER BY ordinal)";
