//! What is said of a database that cannot be opened, and of one that would be gone with its
//! connection.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use migrate_runtime::{ErrorKind, Migrator, apply};
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::shop::{CUSTOMERS, text};

fn path(name: &str) -> PathBuf {
    let name = format!("migrate-sqlite-{name}-{}.db", std::process::id());
    let path = std::env::temp_dir().join(name);
    let _ = fs::remove_file(&path);
    path
}

async fn refused(url: &str) -> String {
    let error = apply(url, &*CUSTOMERS).await.unwrap_err();
    let text = error.to_string();
    let sources = std::iter::successors(std::error::Error::source(&error), |error| error.source());
    assert_eq!(sources.count(), 0, "it would be printed twice: {text}");
    text
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_is_told_for_what_it_is() {
    let missing = path("missing");
    let error = refused(&format!("sqlite:{}", missing.display())).await;
    assert!(
        error.starts_with("the file of the database cannot be opened"),
        "{error}"
    );
    assert!(error.contains("?mode=rwc"), "{error}");
    assert!(!missing.exists());

    let garbage = path("garbage");
    fs::write(&garbage, "id;name\n1;a\n".repeat(200)).unwrap();
    let error = refused(&format!("sqlite:{}", garbage.display())).await;
    assert!(error.contains("file is not a database"), "{error}");
    assert!(error.contains("check the path"), "{error}");
    fs::remove_file(&garbage).unwrap();

    let read_only = path("read_only");
    let url = format!("sqlite:{}", read_only.display());
    drop(
        SqlitePool::connect(&format!("{url}?mode=rwc"))
            .await
            .unwrap(),
    );
    let error = refused(&format!("{url}?mode=ro")).await;
    assert!(error.contains("open it without `mode=ro`"), "{error}");
    apply(format!(" SQLite:{}\n", read_only.display()), &*CUSTOMERS)
        .await
        .unwrap();
    fs::remove_file(&read_only).unwrap();
}

#[tokio::test]
async fn what_is_no_url_is_not_taken_for_one() {
    for (url, said) in [
        ("app.db", "write `sqlite:` before the name of a file"),
        (
            "app.db?mode=rwc",
            "write `sqlite:` before the name of a file",
        ),
        ("host=db password=secret:er dbname=shop", "this is no URL"),
        ("shop:secret@localhost/shop", "this is no URL"),
        (
            "mysql://root:secret@localhost/shop",
            "`mysql:` leads to a database that is not supported",
        ),
        (
            "jdbc:postgresql://localhost/shop",
            "the scheme of PostgreSQL is `postgres`",
        ),
    ] {
        let error = refused(url).await;
        assert!(error.contains(said), "{url}: {error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn a_database_that_would_be_gone_with_its_connection_is_refused() {
    for url in [
        "sqlite::memory:",
        "sqlite://:memory:",
        "sqlite:file:shared?mode=memory&cache=shared",
    ] {
        let error = apply(url, &*CUSTOMERS).await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::InMemory),
            "{url}: {error}"
        );
    }
    let options: SqliteConnectOptions = "sqlite::memory:".parse().unwrap();
    let error = apply(options, &*CUSTOMERS).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::InMemory), "{error}");
}

#[tokio::test]
async fn a_pool_that_loses_the_only_connection_loses_the_database_and_says_so() {
    let keeping = SqlitePool::connect("sqlite::memory:").await.unwrap();
    Migrator::new(&*CUSTOMERS).dry_run(&keeping).await.unwrap();
    apply(&keeping, &*CUSTOMERS).await.unwrap();
    assert!(apply(&keeping, &*CUSTOMERS).await.unwrap().is_empty());
    assert_eq!(
        text(&keeping, "SELECT count(*) || '' FROM customers").await,
        "5"
    );

    let losing = SqlitePoolOptions::new()
        .max_connections(1)
        .max_lifetime(Duration::from_millis(1))
        .connect("sqlite::memory:")
        .await
        .unwrap();
    let error = apply(&losing, &*CUSTOMERS).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::InMemory), "{error}");
}
