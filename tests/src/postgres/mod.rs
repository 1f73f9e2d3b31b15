//! Temporary PostgreSQL servers: gives each test a database of its own on a
//! cluster that ends with the test process. It must not know what tests do with it.

mod cluster;
mod installation;
mod pooler;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool};

pub use cluster::{Durability, Server};
pub use installation::{INSTALLATIONS, Installation, PG_DUMP};
pub use pooler::{Mode, Pooler, Turn};

/// The server that a test takes when any will do: the newest that `pg_dump` can
/// dump, shared by the tests of this process.
#[must_use]
pub fn postgres() -> &'static Server {
    let dumpable = PG_DUMP.as_ref().map_or(u16::MAX, |(major, _)| *major);
    let majors = installed();
    let major = majors
        .iter()
        .rfind(|major| **major <= dumpable)
        .or(majors.last());
    Server::version(*major.expect("PostgreSQL is missing: `tests/run` installs it or says how to"))
}

/// The major versions that this machine can start, oldest first.
#[must_use]
pub fn installed() -> Vec<u16> {
    INSTALLATIONS.keys().copied().collect()
}

impl Server {
    /// The server of one major version, shared by the tests of this process.
    #[must_use]
    pub fn version(major: u16) -> &'static Server {
        static SHARED: Mutex<BTreeMap<u16, &'static Server>> = Mutex::new(BTreeMap::new());

        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared
            .entry(major)
            .or_insert_with(|| Box::leak(Box::new(Server::start(major, Durability::Off))))
    }

    /// Creates an empty database, whose name starts with `name`.
    pub async fn database(&self, name: &str) -> Database {
        // Nobody can be connected to it, which would make the copy fail.
        self.copy("template0", name).await
    }

    /// Creates a database like another, to which nobody is connected.
    pub async fn copy(&self, template: &str, name: &str) -> Database {
        static CREATED: AtomicU32 = AtomicU32::new(0);

        let name = format!("{name}_{}", CREATED.fetch_add(1, Ordering::Relaxed));
        let mut connection = connect(&self.url("postgres")).await;
        let create = format!("CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        sqlx::raw_sql(AssertSqlSafe(create))
            .execute(&mut connection)
            .await
            .expect("create a database");
        connection.close().await.expect("close the connection");
        Database {
            url: self.url(&name),
            name,
            major: self.major(),
        }
    }
}

/// One database of a temporary server; it goes when the server goes.
#[derive(Clone, Debug)]
pub struct Database {
    /// What sqlx, `psql` and an application connect to.
    pub url: String,
    pub name: String,
    /// The server's major version.
    pub major: u16,
}

impl Database {
    pub async fn connect(&self) -> PgConnection {
        connect(&self.url).await
    }

    pub async fn pool(&self) -> PgPool {
        PgPoolOptions::new()
            .max_connections(4)
            .connect(&self.url)
            .await
            .expect("connect a pool")
    }

    /// Drops all that is in it, the ledger too.
    pub async fn clear(&self) {
        const CLEAR: &str = "
            SET client_min_messages = warning;
            DO $$ DECLARE name text; BEGIN
                FOR name IN SELECT quote_ident(nspname) FROM pg_namespace
                    WHERE nspname !~ '^(pg_|information_schema$)'
                LOOP EXECUTE 'DROP SCHEMA ' || name || ' CASCADE'; END LOOP;
            END $$;
            CREATE SCHEMA public";

        self.execute(CLEAR).await;
    }

    /// Runs statements that have to succeed.
    pub async fn execute(&self, sql: &str) {
        let mut connection = self.connect().await;
        let result = sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut connection)
            .await;
        result.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        connection.close().await.expect("close the connection");
    }
}

async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url)
        .await
        .unwrap_or_else(|error| panic!("connect to {url}: {error}"))
}
