//! What each step of each golden plan claims to lock and to do, beside what every
//! PostgreSQL says that it did: no more, and no less.

mod claims;
mod run;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use migrate_runtime::{Database, Migration, Migrator};
use migrate_tests::golden::{Case, cases};
use migrate_tests::postgres::{self, Server, installed};
use run::run;
use tokio::task::JoinSet;

/// Histories that a server runs at the same time.
const WORKERS: usize = 3;

/// Nobody knows what raw SQL locks.
const UNKNOWN: &[&str] = &["sql"];

type Queue = Arc<Mutex<VecDeque<Case>>>;

#[tokio::test(flavor = "multi_thread")]
async fn claims_are_exact() {
    let mut workers = JoinSet::new();
    for major in installed() {
        let server = Server::version(major);
        let fits = |case: &Case| {
            case.plan(Database::Postgres)
                .is_some_and(|plan| plan.minimum.0[0] <= major)
        };
        let known = cases(Database::Postgres).filter(|case| !UNKNOWN.contains(&case.statement));
        let queue: Queue = Arc::new(Mutex::new(known.filter(fits).collect()));
        for _ in 0..WORKERS {
            let queue = Arc::clone(&queue);
            workers.spawn(async move {
                let database = server.database("claims").await;
                work(&database, &queue).await
            });
        }
    }
    let mut found = Vec::new();
    while let Some(worker) = workers.join_next().await {
        found.extend(worker.expect("a worker"));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn work(database: &postgres::Database, queue: &Queue) -> Vec<String> {
    let mut found = Vec::new();
    loop {
        let next = queue.lock().expect("no worker panics here").pop_front();
        let Some(case) = next else {
            return found;
        };
        database.clear().await;
        found.extend(differences(database, case).await);
    }
}

/// What the plans of a case claim and do not do, and the other way round.
async fn differences(database: &postgres::Database, case: Case) -> Vec<String> {
    if let Some(parent) = case.parent() {
        prepare(database, parent).await;
    }
    let Some(plan) = case.plan(Database::Postgres) else {
        return Vec::new();
    };
    let mut found = run(database, &plan.up).await;
    found.extend(run(database, plan.down.steps()).await);
    let title = format!("{} on PostgreSQL {}", case.head.name(), database.major);
    found
        .iter()
        .map(|difference| format!("{title}: {difference}"))
        .collect()
}

async fn prepare(database: &postgres::Database, parent: &'static Migration) {
    let applied = Migrator::new(parent).up(&database.url).await;
    applied.unwrap_or_else(|error| panic!("{}: {error}", parent.name()));
}
