//! What many rows cost: a change of all of them in batches beside one `UPDATE`, and an
//! index that is built while clients write, beside `CREATE INDEX CONCURRENTLY` by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use migrate_runtime::{Migration, Migrator, migration};
use migrate_tests::postgres::{Database, postgres};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::build::median;

const ROWS: u32 = 2_000_000;
const ROUNDS: usize = 3;
const CLIENTS: usize = 8;

migration! {
    /// What there is much of.
    static ITEMS on postgres;

    create table items {
        id: bigint identity primary key,
        state: int not null default 0,
        note: text not null default "",
    }
}

migration! {
    /// In the batches that are the default.
    static BY_THOUSAND after ITEMS as branch;

    update items set state = 1 where state = 0 in batches of 1000;
}

migration! {
    /// In large batches.
    static BY_TEN_THOUSAND after ITEMS as branch;

    update items set state = 1 where state = 0 in batches of 10000;
}

migration! {
    /// Beside those who write.
    static INDEX after ITEMS as branch;

    create index on items(note);
}

pub fn measure() {
    println!("\n## {ROWS} rows, PostgreSQL\n");
    println!("| what | ms | by hand, ms | ratio |\n|---|---|---|---|");
    let runtime = Runtime::new().expect("a runtime");
    let update = "UPDATE items SET state = 1 WHERE state = 0";
    for (name, head) in [
        ("update in batches of 1,000", &BY_THOUSAND),
        ("update in batches of 10,000", &BY_TEN_THOUSAND),
    ] {
        ratio(name, |ours| {
            runtime.block_on(async {
                let database = filled().await;
                time(&database, ours.then_some(head), update).await
            })
        });
    }
    let index = "CREATE INDEX CONCURRENTLY items_note_idx ON items (note)";
    ratio(&format!("create index beside {CLIENTS} clients"), |ours| {
        runtime.block_on(async {
            let database = filled().await;
            let clients = Clients::start(&database).await;
            let time = time(&database, ours.then_some(&INDEX), index).await;
            clients.stop().await;
            time
        })
    });
}

/// One after the other, so that both see the same machine.
fn ratio(name: &str, mut timed: impl FnMut(bool) -> f64) {
    let mut floors = Vec::new();
    let ours = median(ROUNDS, || {
        floors.push(timed(false));
        timed(true)
    });
    floors.sort_by(f64::total_cmp);
    let floor = floors[ROUNDS / 2];
    let ratio = ours / floor;
    println!("| {name} | {ours:.0} | {floor:.0} | {ratio:.2} |");
}

/// A database with the rows, at rest.
async fn filled() -> Database {
    let database = postgres().database("rows").await;
    let applied = Migrator::new(&ITEMS).up(&database.url).await;
    applied.expect("a table");
    let fill =
        format!("INSERT INTO items (note) SELECT md5(n::text) FROM generate_series(1, {ROWS}) n");
    database.execute(&fill).await;
    database.execute("VACUUM (ANALYZE) items").await;
    database.execute("CHECKPOINT").await;
    database
}

/// Milliseconds of the migration, or of the statement by hand.
async fn time(database: &Database, migration: Option<&'static Migration>, statement: &str) -> f64 {
    let started = Instant::now();
    match migration {
        Some(migration) => {
            let applied = Migrator::new(migration).up(&database.url).await;
            applied.expect("applied");
        }
        None => database.execute(statement).await,
    }
    started.elapsed().as_secs_f64() * 1000.0
}

/// Those who write meanwhile, row by row.
struct Clients {
    tasks: JoinSet<()>,
    done: Arc<AtomicBool>,
}

impl Clients {
    async fn start(database: &Database) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let mut tasks = JoinSet::new();
        for client in 0..CLIENTS {
            let mut connection = database.connect().await;
            let done = Arc::clone(&done);
            tasks.spawn(async move {
                let mut row = i64::try_from(client).expect("a small number");
                while !done.load(Ordering::Relaxed) {
                    row = (row * 6_364_136 + 1_442_695) % i64::from(ROWS);
                    sqlx::query("UPDATE items SET note = md5(note) WHERE id = $1")
                        .bind(row)
                        .execute(&mut connection)
                        .await
                        .expect("a write");
                }
            });
        }
        Self { tasks, done }
    }

    async fn stop(mut self) {
        self.done.store(true, Ordering::Relaxed);
        while let Some(client) = self.tasks.join_next().await {
            client.expect("a client");
        }
    }
}
