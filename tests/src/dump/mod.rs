//! Schemas as text: takes a connection, gives sorted lines that are equal exactly
//! when two schemas are; and rows, likewise. It must not know how they came about.

mod pg_dump;
mod postgres;
mod rows;
mod sqlite;
mod sqlite_text;

pub use pg_dump::pg_dump;
pub use postgres::postgres;
pub use rows::{Row, Rows, postgres_rows, sqlite_rows};
pub use sqlite::sqlite;

/// In the order of their bytes, whatever the database's collation says.
fn sorted(mut lines: Vec<String>) -> String {
    lines.sort_unstable();
    lines.push(String::new());
    lines.join("\n")
}
