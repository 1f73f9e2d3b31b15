//! An SQLite schema: what its pragmas say, and from the stored text what they do not.

use sqlx::SqliteConnection;

use super::sorted;
use super::sqlite_text::{normalized, table_facts};

const OBJECTS: &str = r"SELECT type, name, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND tbl_name NOT LIKE '\_migrations%' ESCAPE '\'";

/// The schema of the database, without the ledger and the order of columns.
pub async fn sqlite(connection: &mut SqliteConnection) -> String {
    let objects: Vec<(String, String, String)> = sqlx::query_as(OBJECTS)
        .fetch_all(&mut *connection)
        .await
        .expect("read the schema's table");
    let described = sqlx::query_scalar(include_str!("sqlite.sql"))
        .fetch_all(connection)
        .await;
    let mut lines: Vec<String> = described.expect("read the pragmas");
    for (kind, name, sql) in objects {
        if kind == "table" {
            lines.push(format!("table {name}"));
            lines.extend(table_facts(&name, &sql));
        } else {
            lines.push(format!("{kind} {name}: {}", normalized(&sql)));
        }
    }
    sorted(lines)
}
