//! A PostgreSQL schema as `pg_dump` sees it: the second opinion, where the program
//! is as new as the server.

use std::process::Command;

use crate::postgres::{Database, PG_DUMP};

/// The schema of the database as SQL, the order of columns included, without the
/// ledger; `None` where `pg_dump` is missing or older than the server.
#[must_use]
pub fn pg_dump(database: &Database) -> Option<String> {
    let (_, program) = PG_DUMP
        .as_ref()
        .filter(|(major, _)| *major >= database.major)?;
    let output = Command::new(program)
        .args([
            "--schema-only",
            "--no-owner",
            "--no-privileges",
            "--exclude-table=_migrations*",
        ])
        .arg(&database.url)
        .output()
        .expect("run pg_dump");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(statements(&String::from_utf8_lossy(&output.stdout)))
}

/// Drops what names the run and not the schema: comments with versions, settings
/// of the session, and the random key of `\restrict`.
fn statements(dump: &str) -> String {
    let noise = [
        "--",
        "SET ",
        "SELECT pg_catalog.set_config",
        "\\restrict",
        "\\unrestrict",
    ];
    let mut kept = String::new();
    for line in dump.lines().filter(|line| !line.is_empty()) {
        if !noise.iter().any(|start| line.starts_with(start)) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}
