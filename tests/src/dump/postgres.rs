//! A PostgreSQL schema from the catalogue, on every version alike, which no single
//! `pg_dump` can give.

use sqlx::{Connection, PgConnection};

use super::sorted;

/// The schema of the database, without the ledger and the order of columns.
pub async fn postgres(connection: &mut PgConnection) -> String {
    let mut transaction = connection.begin().await.expect("begin");
    // With nothing on the path, every name is printed with its schema.
    let path = "SET LOCAL search_path = pg_catalog";
    sqlx::raw_sql(path)
        .execute(&mut *transaction)
        .await
        .expect("set the search path");
    let lines = sqlx::query_scalar(include_str!("postgres.sql"))
        .fetch_all(&mut *transaction)
        .await;
    transaction.rollback().await.expect("roll back");
    sorted(lines.expect("read the catalogue"))
}
