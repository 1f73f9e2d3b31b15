//! A process that is killed while it migrates, by SIGKILL and at every point: the next
//! one finishes, and the database is as if nothing had happened.

mod child;
mod held;

use std::sync::Arc;
use std::time::Duration;

use child::{Child, Way};
use migrate_runtime::{Database, Migrator};
use migrate_tests::long_history::HEAD;
use migrate_tests::place::{Contents, Place};
use migrate_tests::postgres::postgres;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// Databases that are migrated at the same time.
const AT_ONCE: usize = 4;

/// Milliseconds between two moments at which a process is killed, whatever it does.
const MOMENTS: [u64; 12] = [1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90, 130];

/// Where a process is killed.
#[derive(Clone, Copy, Debug)]
enum End {
    /// When this event is told.
    Event(usize),
    /// So many milliseconds after it was started.
    Moment(u64),
}

/// What a process finds.
#[derive(Clone, Copy, Debug)]
enum Before {
    /// An empty database.
    Nothing,
    /// Tables that are in use.
    Tables,
    /// The whole history, to be reverted.
    Everything,
}

impl Before {
    fn way(self) -> Way {
        match self {
            Before::Nothing | Before::Tables => Way::Up,
            Before::Everything => Way::Down,
        }
    }
}

async fn place(database: Database, before: Before) -> Place {
    let place = match database {
        Database::Postgres => Place::postgres(postgres(), "kill").await,
        _ => Place::sqlite("kill"),
    };
    match before {
        Before::Nothing => {}
        Before::Tables => apply_to(&place, "create_shelves").await,
        Before::Everything => apply_to(&place, HEAD.name()).await,
    }
    place
}

pub(crate) async fn apply_to(place: &Place, migration: &str) {
    let up = Migrator::new(&HEAD).to(migration).up(place.url()).await;
    up.expect("apply the first migrations");
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_survives_a_kill_at_every_point() {
    survives(Database::Postgres, Before::Tables).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_postgres_database_survives_a_kill_at_every_point() {
    survives(Database::Postgres, Before::Nothing).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_survives_a_kill_at_every_point() {
    survives(Database::Sqlite, Before::Tables).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_sqlite_file_survives_a_kill_at_every_point() {
    survives(Database::Sqlite, Before::Nothing).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_of_postgres_survives_a_kill_at_every_point() {
    survives(Database::Postgres, Before::Everything).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_of_sqlite_survives_a_kill_at_every_point() {
    survives(Database::Sqlite, Before::Everything).await;
}

async fn survives(database: Database, before: Before) {
    let mut undisturbed = place(database, before).await;
    let events = Child::start(before.way(), undisturbed.url(), None)
        .finish()
        .await
        .events;
    assert!(events > 20, "the long history tells {events} events");
    let expected = Arc::new(outcome(&mut undisturbed).await);

    let ends = (0..events).map(End::Event);
    let ends = ends.chain(MOMENTS.into_iter().map(End::Moment));
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let mut runs = JoinSet::new();
    for end in ends {
        let (turns, expected) = (Arc::clone(&turns), Arc::clone(&expected));
        runs.spawn(async move {
            let _turn = turns.acquire().await;
            let place = place(database, before).await;
            kill_and_finish(place, (before.way(), end), &expected).await;
        });
    }
    while let Some(run) = runs.join_next().await {
        run.expect("a run");
    }
}

async fn kill_and_finish(mut place: Place, (way, end): (Way, End), expected: &Outcome) {
    match end {
        End::Event(number) => {
            Child::start(way, place.url(), Some(number))
                .kill_when_stopped()
                .await;
        }
        End::Moment(milliseconds) => {
            let child = Child::start(way, place.url(), None);
            sleep(Duration::from_millis(milliseconds)).await;
            child.kill().await;
        }
    }
    Child::start(way, place.url(), None).finish().await;
    let found = outcome(&mut place).await;
    assert_eq!(&found, expected, "killed at {end:?} on {place}");
    let done = Child::start(way, place.url(), None).finish().await.done;
    assert!(done.is_empty(), "killed at {end:?} on {place}: {done:?}");
}

/// What a database holds in the end, and what its ledger says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    contents: Contents,
    ledger: Vec<(String, String)>,
}

pub(crate) async fn outcome(place: &mut Place) -> Outcome {
    const LEDGER: &str = "SELECT name, state FROM _migrations ORDER BY ordinal";

    let contents = place.contents().await;
    let ledger = match place {
        Place::Postgres(_, eye) => sqlx::query_as(LEDGER).fetch_all(eye).await,
        Place::Sqlite(file) => {
            sqlx::query_as(LEDGER)
                .fetch_all(&mut file.connect().await)
                .await
        }
    };
    Outcome {
        contents,
        ledger: ledger.expect("read the ledger"),
    }
}
