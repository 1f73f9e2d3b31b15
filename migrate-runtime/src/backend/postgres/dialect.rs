//! The words of PostgreSQL. Every operator and function is the catalogue's own, whatever
//! path the session carries. It must not know what is said with them.

use super::catalogue::COLUMNS;
use super::joined;
use super::literal::literal;
use crate::migration::Database;
use crate::script::{Counted, Dialect};

pub(super) static DIALECT: Dialect = Dialect {
    database: Database::Postgres,
    schema: "public",
    name_quote: '"',
    literal,
    unhurried: Some("SET LOCAL synchronous_commit = off"),
    joined: joined::JOINED,
    moment: "timestamptz",
    equal: " OPERATOR(pg_catalog.=) ",
    began: "pg_catalog.now()",
    now: "pg_catalog.clock_timestamp()",
    elapsed: "{spent} OPERATOR(pg_catalog.+) (EXTRACT(epoch FROM (pg_catalog.clock_timestamp() \
        OPERATOR(pg_catalog.-) pg_catalog.now())) OPERATOR(pg_catalog.*) 1000)::pg_catalog.int8",
    user: "session_user::pg_catalog.text OPERATOR(pg_catalog.||) '/' OPERATOR(pg_catalog.||) ",
    foreign_keys: None,
    kept: None,
    create_schema: Some("CREATE SCHEMA IF NOT EXISTS "),
    // <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS>
    longest_name: Some(63),
    // <https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-ROW-SECURITY>
    unfiltered: Some(
        "SELECT pg_catalog.set_config('row_security', 'off', TRUE), \
        pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', TRUE)",
    ),
    // The parser refuses it for what has no rows of its own.
    // <https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM>
    every_row: " TABLESAMPLE pg_catalog.system (100)",
    columns: COLUMNS,
    counted: Counted {
        before: "WITH record AS (",
        behind: " RETURNING 1) SELECT 1 OPERATOR(pg_catalog./) CASE WHEN pg_catalog.count(*) \
            OPERATOR(pg_catalog.=) {rows} THEN 1 ELSE 0 END FROM record",
        then: None,
    },
};
