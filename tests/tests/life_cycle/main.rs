//! Every history up, down and up again, on SQLite and on PostgreSQL, with rows in
//! the tables: what comes back is what was there before.

mod abandon;
mod corrected;
mod deferred;
mod half_batches;
#[path = "../../../examples/quickstart/src/migrations/mod.rs"]
mod quickstart;
mod renamed;
mod rollout;
mod walk;
mod way_back;

use std::collections::{BTreeSet, VecDeque};
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use abandon::{abandon, turn};
use migrate_runtime::{Database, Migration};
use migrate_tests::golden::{cases, plans};
use migrate_tests::place::Place;
use migrate_tests::postgres::{Server, installed, postgres};
use tokio::task::JoinSet;
use walk::{Difference, walk};

/// Histories that a server runs at the same time.
const WORKERS: usize = 3;

/// The golden histories and the quickstart's, that are for servers of this version.
fn heads(database: Database, version: u16) -> Vec<&'static Migration> {
    let fits = |head: &&'static Migration| {
        let mut plans = plans(head).iter();
        plans.any(|plan| plan.database == database && plan.minimum.0[0] <= version)
    };
    let golden = cases(database).map(|case| case.head);
    golden.chain([&quickstart::HEAD]).filter(fits).collect()
}

/// The oldest version, the newest, and the one that `pg_dump` knows best.
fn majors() -> BTreeSet<u16> {
    let all = installed();
    let ends = [all.first(), all.last()];
    let ends = ends.into_iter().flatten().copied();
    ends.chain([postgres().major()]).collect()
}

/// What is done with a history on an empty database.
type Trial = for<'a> fn(
    &'a mut Place,
    &'static Migration,
) -> Pin<Box<dyn Future<Output = Difference> + Send + 'a>>;

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    try_on_postgres(majors(), |place, head| Box::pin(walk(place, head))).await;
}

/// Names that the server gives by itself, and what it computes from columns.
#[tokio::test(flavor = "multi_thread")]
async fn names_and_types_there_and_back() {
    let mut found = Vec::new();
    for major in majors().into_iter().filter(|major| *major > 13) {
        let mut place = Place::postgres(Server::version(major), "renamed").await;
        for head in renamed::HEADS {
            place.clear().await;
            if let Err(difference) = walk(&mut place, head).await {
                found.push(format!("{} on {place}: {difference}", head.name()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    try_on_sqlite(|place, head| Box::pin(walk(place, head))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn abandoned_on_postgres() {
    try_on_postgres(majors(), |place, head| Box::pin(abandon(place, head))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn abandoned_on_sqlite() {
    try_on_sqlite(|place, head| Box::pin(abandon(place, head))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn turned_on_postgres() {
    let newest = majors().into_iter().next_back();
    try_on_postgres(newest, |place, head| Box::pin(turn(place, head))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn turned_on_sqlite() {
    try_on_sqlite(|place, head| Box::pin(turn(place, head))).await;
}

async fn try_on_postgres(majors: impl IntoIterator<Item = u16>, trial: Trial) {
    let mut workers = JoinSet::new();
    for major in majors {
        let server = Server::version(major);
        let queue = VecDeque::from(heads(Database::Postgres, major));
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..WORKERS {
            let queue = Arc::clone(&queue);
            workers.spawn(async move {
                work(Place::postgres(server, "life_cycle").await, &queue, trial).await
            });
        }
    }
    report(workers).await;
}

async fn try_on_sqlite(trial: Trial) {
    let mut workers = JoinSet::new();
    let queue = VecDeque::from(heads(Database::Sqlite, 3));
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..WORKERS {
        let queue = Arc::clone(&queue);
        workers.spawn(async move { work(Place::sqlite("life_cycle"), &queue, trial).await });
    }
    report(workers).await;
}

/// Takes histories one by one, and gives what went wrong.
async fn work(
    mut place: Place,
    queue: &Mutex<VecDeque<&'static Migration>>,
    trial: Trial,
) -> Vec<String> {
    let mut found = Vec::new();
    loop {
        let next = queue.lock().expect("no worker panics here").pop_front();
        let Some(head) = next else {
            return found;
        };
        place.clear().await;
        if let Err(difference) = trial(&mut place, head).await {
            found.push(format!("{} on {place}: {difference}", head.name()));
        }
    }
}

async fn report(mut workers: JoinSet<Vec<String>>) {
    let mut found = Vec::new();
    while let Some(worker) = workers.join_next().await {
        found.extend(worker.expect("a worker"));
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}
