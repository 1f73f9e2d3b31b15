//! A database of either kind: empties it, fills it, looks at it. It must not know
//! migrations.

use std::fmt;

use migrate_runtime::Database;
use sqlx::PgConnection;

use crate::dump::{self, Rows};
use crate::postgres::{self, Server};
use crate::sqlite::{self, sqlite};

/// A database that many histories use one after the other.
#[derive(Debug)]
pub enum Place {
    /// With a connection that looks at it, whose caches are warm.
    Postgres(postgres::Database, PgConnection),
    Sqlite(sqlite::File),
}

/// What a database holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    pub schema: String,
    pub rows: Rows,
}

impl Place {
    /// The sessions have a zone that is not UTC, like those of many applications.
    #[must_use]
    pub async fn postgres(server: &Server, name: &str) -> Place {
        let database = server.database(name).await;
        let zone = format!(
            "ALTER DATABASE \"{}\" SET timezone = 'Asia/Kolkata'",
            database.name
        );
        database.execute(&zone).await;
        let eye = database.connect().await;
        Place::Postgres(database, eye)
    }

    /// A new file.
    #[must_use]
    pub fn sqlite(name: &str) -> Place {
        Place::Sqlite(sqlite(name))
    }

    /// Empties it, the ledger too.
    pub async fn clear(&mut self) {
        match self {
            Place::Postgres(database, _) => database.clear().await,
            Place::Sqlite(file) => *file = sqlite("anew"),
        }
    }

    #[must_use]
    pub fn url(&self) -> &str {
        match self {
            Place::Postgres(database, _) => &database.url,
            Place::Sqlite(file) => &file.url,
        }
    }

    #[must_use]
    pub fn kind(&self) -> Database {
        match self {
            Place::Postgres(..) => Database::Postgres,
            Place::Sqlite(_) => Database::Sqlite,
        }
    }

    /// Runs statements that have to succeed.
    pub async fn execute(&self, sql: &str) {
        match self {
            Place::Postgres(database, _) => database.execute(sql).await,
            Place::Sqlite(file) => file.execute(sql).await,
        }
    }

    /// What is in it, beside the ledger.
    pub async fn contents(&mut self) -> Contents {
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
