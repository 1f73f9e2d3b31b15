//! A database of either kind: empties it, fills it, looks at it. It must not know
//! migrations.

use std::fmt;

use migrate_runtime::Database;
use migrate_tests::dump::{self, Rows};
use migrate_tests::postgres::{self, Server};
use migrate_tests::sqlite::{self, sqlite};
use sqlx::PgConnection;

/// A database that many histories use one after the other.
pub(crate) enum Place {
    /// With a connection that looks at it, whose caches are warm.
    Postgres(postgres::Database, PgConnection),
    Sqlite(sqlite::File),
}

/// What a database holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) schema: String,
    pub(crate) rows: Rows,
}

impl Place {
    /// The sessions have a zone that is not UTC, like those of many applications.
    pub(crate) async fn postgres(server: &Server) -> Place {
        let database = server.database("life_cycle").await;
        let zone = format!(
            "ALTER DATABASE \"{}\" SET timezone = 'Asia/Kolkata'",
            database.name
        );
        database.execute(&zone).await;
        let eye = database.connect().await;
        Place::Postgres(database, eye)
    }

    pub(crate) fn sqlite() -> Place {
        Place::Sqlite(sqlite("life_cycle"))
    }

    pub(crate) async fn clear(&mut self) {
        match self {
            Place::Postgres(database, _) => {
                let anew = "SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public";
                database.execute(anew).await;
            }
            Place::Sqlite(file) => *file = sqlite("life_cycle"),
        }
    }

    pub(crate) fn url(&self) -> &str {
        match self {
            Place::Postgres(database, _) => &database.url,
            Place::Sqlite(file) => &file.url,
        }
    }

    pub(crate) fn kind(&self) -> Database {
        match self {
            Place::Postgres(..) => Database::Postgres,
            Place::Sqlite(_) => Database::Sqlite,
        }
    }

    pub(crate) async fn execute(&self, sql: &str) {
        match self {
            Place::Postgres(database, _) => database.execute(sql).await,
            Place::Sqlite(file) => file.execute(sql).await,
        }
    }

    pub(crate) async fn contents(&mut self) -> Contents {
        match self {
            Place::Postgres(_, eye) => Contents {
                schema: dump::postgres(eye).await,
                rows: dump::postgres_rows(eye).await,
            },
            Place::Sqlite(file) => {
                let mut connection = file.connect().await;
                Contents {
                    schema: dump::sqlite(&mut connection).await,
                    rows: dump::sqlite_rows(&mut connection).await,
                }
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Postgres(database, _) => write!(f, "PostgreSQL {}", database.major),
            Place::Sqlite(_) => f.write_str("SQLite"),
        }
    }
}
