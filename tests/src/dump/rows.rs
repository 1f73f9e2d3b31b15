//! The rows of a database as text: takes a connection, gives the rows of each table. It
//! must not know the schema but by asking.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, PgConnection, SqliteConnection};

/// The rows of each table in an order of their own; a row has a value for each column,
/// and nothing where it is null.
pub type Rows = BTreeMap<String, Vec<Row>>;
pub type Row = BTreeMap<String, Option<String>>;

/// A table, and its columns in order.
type Tables = BTreeMap<String, Vec<String>>;

const POSTGRES: &str = "
    SELECT c.oid::regclass::text, quote_ident(attname) FROM pg_class c
    JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text !~ '^(pg_|information_schema$)'
        AND relname !~ '^_migrations'
    ORDER BY attnum";

const SQLITE: &str = r#"
    SELECT '"' || t.name || '"', '"' || c.name || '"' FROM sqlite_schema t, pragma_table_xinfo(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
        AND t.name NOT LIKE '\_migrations%' ESCAPE '\' ORDER BY cid"#;

/// The rows of the database, without the ledger.
pub async fn postgres_rows(connection: &mut PgConnection) -> Rows {
    let listed = sqlx::query_as(POSTGRES).fetch_all(&mut *connection).await;
    let mut rows = Rows::new();
    for (table, columns) in tables(listed.expect("list the columns")) {
        let values: Vec<String> = columns.iter().map(|name| format!("{name}::text")).collect();
        let query = format!("SELECT ARRAY[{}] FROM {table}", values.join(", "));
        let found: Vec<Vec<Option<String>>> = sqlx::query_scalar(AssertSqlSafe(query))
            .fetch_all(&mut *connection)
            .await
            .unwrap_or_else(|error| panic!("read {table}: {error}"));
        rows.insert(table, named(&columns, found));
    }
    rows
}

/// The rows of the database, without the ledger.
pub async fn sqlite_rows(connection: &mut SqliteConnection) -> Rows {
    // No value holds this character.
    const BETWEEN: char = '\u{1f}';

    let listed = sqlx::query_as(SQLITE).fetch_all(&mut *connection).await;
    let mut rows = Rows::new();
    for (table, columns) in tables(listed.expect("list the columns")) {
        let values: Vec<String> = columns
            .iter()
            .map(|name| format!("quote({name})"))
            .collect();
        let query = format!("SELECT {} FROM {table}", values.join(" || char(31) || "));
        let found: Vec<String> = sqlx::query_scalar(AssertSqlSafe(query))
            .fetch_all(&mut *connection)
            .await
            .unwrap_or_else(|error| panic!("read {table}: {error}"));
        let value = |text: &str| (text != "NULL").then(|| text.to_owned());
        let split = |row: String| row.split(BETWEEN).map(value).collect();
        rows.insert(table, named(&columns, found.into_iter().map(split)));
    }
    rows
}

fn tables(listed: Vec<(String, String)>) -> Tables {
    let mut tables = Tables::new();
    for (table, column) in listed {
        tables.entry(table).or_default().push(column);
    }
    tables
}

fn named(columns: &[String], rows: impl IntoIterator<Item = Vec<Option<String>>>) -> Vec<Row> {
    let row = |values| columns.iter().cloned().zip::<Vec<_>>(values).collect();
    let mut rows: Vec<Row> = rows.into_iter().map(row).collect();
    rows.sort_unstable();
    rows
}
