//! Brings a small shop's database up to date, and back: on an SQLite file, or on the
//! database that `DATABASE_URL` names.

mod migrations;

use std::path::PathBuf;

use migrate_runtime::{Error, Migrator};
use migrations::HEAD;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let url = std::env::var("DATABASE_URL").unwrap_or_else(|_| fresh_file());
    let url = url.as_str();

    println!("Apply everything to {url}:");
    println!("{}\n", migrate_runtime::apply(url, &HEAD).await?);

    println!("Apply everything again:");
    println!("{}\n", migrate_runtime::apply(url, &HEAD).await?);

    println!("Go back two, and lose what they made:");
    let back = Migrator::new(&HEAD).steps(2).allow_lossy();
    println!("{}\n", back.down(url).await?);

    println!("And forward again:");
    println!("{}\n", migrate_runtime::apply(url, &HEAD).await?);

    println!("The ledger:");
    for migration in Migrator::new(&HEAD).status(url).await?.migrations {
        let (name, what) = (migration.name, migration.description);
        println!("{name:20} {:25} {what}", migration.since);
    }
    let _ = std::fs::remove_file(file());
    Ok(())
}

/// An SQLite file that holds nothing yet, so that every run shows the same.
fn fresh_file() -> String {
    format!("sqlite://{}?mode=rwc", file().display())
}

fn file() -> PathBuf {
    std::env::temp_dir().join(format!("quickstart-{}.db", std::process::id()))
}
