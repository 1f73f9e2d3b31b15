//! Temporary SQLite files, one a test. It must not know what tests do with them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection, SqlitePool};

/// A database in a folder of its own, which goes when this is dropped.
#[derive(Debug)]
pub struct File {
    /// What sqlx and an application connect to; the file is made when it is missing.
    pub url: String,
    pub path: PathBuf,
}

/// An empty database, whose file's name starts with `name`.
#[must_use]
pub fn sqlite(name: &str) -> File {
    static CREATED: AtomicU32 = AtomicU32::new(0);

    let number = CREATED.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("migrate-sqlite-{}-{number}", process::id()));
    // A process that had this number before us may have been killed.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).expect("create a folder for the database");
    let path = folder.join(format!("{name}.db"));
    File {
        url: format!("sqlite://{}?mode=rwc", path.display()),
        path,
    }
}

impl File {
    pub async fn connect(&self) -> SqliteConnection {
        SqliteConnection::connect(&self.url)
            .await
            .expect("open the database")
    }

    pub async fn pool(&self) -> SqlitePool {
        SqlitePoolOptions::new()
            .max_connections(4)
            .connect(&self.url)
            .await
            .expect("open a pool")
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

impl Drop for File {
    fn drop(&mut self) {
        if let Some(folder) = self.path.parent() {
            let _ = fs::remove_dir_all(folder);
        }
    }
}
