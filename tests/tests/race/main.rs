//! Eight processes that start at once on one database: each migration is applied by one
//! of them, all succeed, and whoever comes later asks one question and goes on.

use std::fs;
use std::process::Stdio;

use migrate_runtime::{Migrator, Standing, State, apply};
use migrate_tests::long_history::HEAD;
use migrate_tests::place::Place;
use migrate_tests::postgres::{Server, postgres};
use tokio::process::Command;
use tokio::task::JoinSet;

const PROCESSES: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    race(Place::postgres(postgres(), "race").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    race(Place::sqlite("race")).await;
}

async fn race(mut place: Place) {
    let mut processes = JoinSet::new();
    for _ in 0..PROCESSES {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runner"));
        command.args(["up", place.url()]).stdin(Stdio::null());
        processes.spawn(async move { command.output().await.expect("run the runner") });
    }
    let mut applied = Vec::new();
    while let Some(output) = processes.join_next().await {
        let output = output.expect("a process");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{place}: {errors}");
        let text = String::from_utf8_lossy(&output.stdout);
        let mut names: Vec<String> = text.lines().map(str::to_owned).collect();
        // The last line is the number of events.
        names.pop();
        applied.extend(names);
    }
    let expected = history(&place).await;
    applied.sort_unstable_by_key(|name| expected.iter().position(|known| known == name));
    assert_eq!(applied, expected, "{place}");
    as_if_alone(&mut place).await;
}

/// The migrations of the history, all of which are applied.
async fn history(place: &Place) -> Vec<String> {
    let status = Migrator::new(&HEAD).status(place.url()).await;
    let migrations = status.expect("the status").migrations.into_iter();
    let names = migrations.map(|migration| {
        let standing = migration.standing;
        assert_eq!(
            standing,
            Standing::Recorded(State::Applied),
            "{}",
            migration.name
        );
        migration.name
    });
    names.collect()
}

async fn as_if_alone(place: &mut Place) {
    let mut alone = match place {
        Place::Postgres(..) => Place::postgres(postgres(), "alone").await,
        Place::Sqlite(_) => Place::sqlite("alone"),
    };
    apply(alone.url(), &HEAD).await.expect("apply alone");
    assert_eq!(place.contents().await, alone.contents().await);
}

/// Of every message that a session sends, the server writes a line into its log.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_pending_is_one_query_on_postgres() {
    let server: &Server = postgres();
    let database = server.database("nothing").await;
    let pool = database.pool().await;
    apply(&pool, &HEAD).await.expect("apply everything");
    let log = format!(
        "ALTER DATABASE \"{}\" SET log_statement = 'all'",
        database.name
    );
    database.execute(&log).await;
    let before = server.log().len();
    let report = apply(&database.url, &HEAD).await.expect("apply nothing");
    assert!(report.is_empty());
    let log = server.log();
    let statements: Vec<&str> = log[before..]
        .lines()
        .filter(|line| is_statement(line))
        .collect();
    assert_eq!(statements.len(), 1, "{statements:#?}");
}

fn is_statement(line: &str) -> bool {
    line.contains("LOG:  statement:") || line.contains("LOG:  execute")
}

/// Somebody else has the only lock for writers meanwhile.
#[tokio::test]
async fn nothing_pending_needs_no_lock_on_sqlite() {
    let place = Place::sqlite("nothing");
    let Place::Sqlite(file) = &place else {
        panic!("this is SQLite");
    };
    apply(&file.url, &HEAD).await.expect("apply everything");
    let before = fs::read(&file.path).expect("read the file");
    let mut writer = file.connect().await;
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut writer)
        .await
        .expect("take the lock");
    let report = apply(&file.url, &HEAD).await.expect("apply nothing");
    assert!(report.is_empty());
    assert!(fs::read(&file.path).expect("read the file") == before);
}
