//! Strangers in the search path: operators and functions of the very types that a
//! statement has, which PostgreSQL prefers to its own that need a cast. None of them may be
//! called by anything that is sent, and nothing that is stored may refer to one.

mod history;

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

use migrate_runtime::{Action, Database, Migration, Migrator, Step, apply};
use migrate_tests::golden::cases;
use migrate_tests::postgres::{self, Server, installed, postgres};
use sqlx::PgConnection;
use tokio::task::JoinSet;

/// Histories that a server runs at the same time.
const WORKERS: usize = 3;

/// What the statements of the ledger, of the lock and of the session call, beside what
/// stands in the plans.
const OWN: &str = "now,clock_timestamp,count,extract,date_part,concat,concat_ws,set_config,\
    current_setting,pg_backend_pid,pg_try_advisory_lock,pg_advisory_unlock,current_schemas,\
    statement_timestamp,coalesce,quote_literal";

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_called() {
    let mut found = run(postgres(), WORKERS, golden()).await;
    for major in installed().first().into_iter().chain(installed().last()) {
        let heads = VecDeque::from([history::HEAD]);
        found.extend(run(Server::version(*major), 1, heads).await);
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

/// Each is caught as it stands: an operator, one that only a word stands for, a function, a
/// table, a type.
const CARELESS: [&str; 7] = [
    "SELECT code <> 'a' FROM (VALUES ('a'::varchar)) one (code)",
    "SELECT 1 FROM (VALUES ('a'::varchar)) one (code) JOIN (VALUES ('a'::varchar)) two (code) USING (code)",
    "SELECT nullif('a'::varchar, 'b'::varchar)",
    "SELECT CASE 'a'::varchar WHEN 'b'::varchar THEN 1 END",
    "SELECT lower('a'::varchar)",
    "SELECT relname FROM pg_class",
    "SELECT 'a'::text",
];

#[tokio::test]
async fn the_careless_are_caught() {
    let names = called(&VecDeque::from([history::HEAD]));
    let database = planted(postgres(), &names).await;
    let mut connection = database.connect().await;
    let path = "SET search_path = planted, pg_catalog";
    sqlx::raw_sql(path)
        .execute(&mut connection)
        .await
        .expect(path);
    for statement in CARELESS {
        let caught = sqlx::raw_sql(statement).execute(&mut connection).await;
        assert!(caught.is_err(), "{statement}");
    }
}

/// What a connection brings along hides what has its name, unless its schema is said.
const CARRIED: &str = "SET search_path = pg_temp, planted, public, pg_catalog; \
    CREATE TEMP TABLE things (); CREATE TEMP TABLE pairs (); CREATE TEMP TABLE _migrations (); \
    CREATE TEMP TABLE pg_class (); CREATE TEMP TABLE pg_index (); \
    CREATE TYPE pg_temp.text AS (stranger bool); CREATE TYPE pg_temp.int4 AS (stranger bool); \
    CREATE TYPE pg_temp.mood AS (stranger bool); CREATE TYPE pg_temp.jsonb AS (stranger bool)";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_connection_carries_is_used() {
    let server = postgres();
    let [honest, carrying] = [server.database("honest").await, {
        let heads = VecDeque::from([history::HEAD]);
        planted(server, &called(&heads)).await
    }];
    apply(&honest.url, history::HEAD).await.expect("up");
    let mut connection = carrying.connect().await;
    sqlx::raw_sql(CARRIED)
        .execute(&mut connection)
        .await
        .expect("temporary objects");
    apply(&mut connection, history::HEAD).await.expect("up");
    let there = lines(&mut carrying.connect().await).await;
    assert_eq!(there, lines(&mut honest.connect().await).await);
    let back = Migrator::new(history::HEAD).allow_lossy().to_base();
    back.down(&mut connection).await.expect("down");
}

/// The golden histories that the server of the test is new enough for. What a fragment calls
/// is named by whoever wrote it.
fn golden() -> VecDeque<&'static Migration> {
    let major = postgres().major();
    let fits = |head: &&'static Migration| {
        let mut plans = head.plans().expect("plans").iter();
        plans.any(|plan| plan.database == Database::Postgres && plan.minimum.0[0] <= major)
    };
    let golden = cases(Database::Postgres).map(|case| case.head);
    let is_ours = |head: &&Migration| head.name() != "create_over_fragment";
    golden.filter(fits).filter(is_ours).collect()
}

async fn run(
    server: &'static Server,
    workers: usize,
    heads: VecDeque<&'static Migration>,
) -> Vec<String> {
    let template = planted(server, &called(&heads)).await.name;
    let queue = Arc::new(Mutex::new(heads));
    let mut set = JoinSet::new();
    for _ in 0..workers {
        let (queue, template) = (Arc::clone(&queue), template.clone());
        set.spawn(async move {
            let mut places = [
                server.database("honest").await,
                server.copy(&template, "planted").await,
            ];
            let [_, planted] = &places;
            planted.execute(&begins_with_strangers(planted)).await;
            let mut found = Vec::new();
            loop {
                let next = queue.lock().expect("no worker panics here").pop_front();
                let Some(head) = next else {
                    return found;
                };
                if let Err(difference) = compare(&mut places, head).await {
                    let name = head.name();
                    found.push(format!("{name} on {}: {difference}", server.major()));
                }
            }
        });
    }
    let mut found = Vec::new();
    while let Some(worker) = set.join_next().await {
        found.extend(worker.expect("a worker"));
    }
    found
}

/// Every name before a parenthesis.
fn called(heads: &VecDeque<&'static Migration>) -> String {
    let mut names: BTreeSet<String> = OWN.split(',').map(str::to_owned).collect();
    for head in heads {
        let mut migrations = vec![*head];
        while let Some(migration) = migrations.pop() {
            migrations.extend(migration.parents());
            let plans = migration.plans().expect("plans").iter();
            for step in plans.flat_map(|plan| plan.up.iter().chain(plan.down.steps())) {
                for sql in texts(step) {
                    let parts = sql.split('(');
                    let words = parts.filter_map(|part| {
                        part.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_')
                            .next()
                    });
                    names.extend(words.map(str::to_lowercase));
                }
            }
        }
    }
    names.into_iter().collect::<Vec<_>>().join(",")
}

fn texts(step: &Step) -> Vec<&'static str> {
    match &step.action {
        Action::Batches(batches) => vec![batches.last, batches.next, batches.after, batches.run],
        Action::Sql(_) | Action::BuildIndex(_) | Action::DropIndex(_) => vec![*step.sql()],
    }
}

async fn planted(server: &Server, names: &str) -> postgres::Database {
    let database = server.database("strangers").await;
    let plant = include_str!("plant.sql");
    database
        .execute(&format!("SET planted.names = '{names}'; {plant}"))
        .await;
    database
}

/// Where `pg_catalog` is not named, PostgreSQL looks there before anywhere else.
fn begins_with_strangers(database: &postgres::Database) -> String {
    let name = &database.name;
    format!("ALTER DATABASE \"{name}\" SET search_path = planted, public, pg_catalog")
}

/// The history up, down as far as it goes, and up again, with and without them.
async fn compare(
    places: &mut [postgres::Database; 2],
    head: &'static Migration,
) -> Result<(), String> {
    let mut seen: Vec<Vec<Vec<String>>> = Vec::new();
    for place in places.iter() {
        place
            .execute(
                "SET client_min_messages = warning; DROP SCHEMA IF EXISTS public, archive CASCADE; \
                 CREATE SCHEMA public",
            )
            .await;
        let mut eye = place.connect().await;
        let mut contents = Vec::new();
        for _ in 0..2 {
            apply(&place.url, head)
                .await
                .map_err(|error| format!("{}: {error}", place.name))?;
            contents.push(lines(&mut eye).await);
            let back = Migrator::new(head).allow_lossy();
            while back
                .down(&place.url)
                .await
                .is_ok_and(|report| !report.done.is_empty())
            {
                contents.push(lines(&mut eye).await);
            }
        }
        seen.push(contents);
    }
    let stranger = seen[1]
        .iter()
        .flatten()
        .find(|line| line.contains("planted"));
    if let Some(line) = stranger {
        return Err(format!("a stranger is stored: {line}"));
    }
    let [honest, planted] = [&seen[0], &seen[1]];
    if honest.len() != planted.len() {
        return Err(format!("{} states, and {}", honest.len(), planted.len()));
    }
    let mut pairs = honest.iter().zip(planted).enumerate();
    let Some((number, (one, other))) = pairs.find(|(_, (one, other))| one != other) else {
        return Ok(());
    };
    let only = |these: &[String], those: &[String]| {
        let only = these.iter().filter(|line| !those.contains(line));
        only.cloned().collect::<Vec<_>>().join("\n  ")
    };
    Err(format!(
        "state {number} differs:\n- {}\n+ {}",
        only(one, other),
        only(other, one)
    ))
}

async fn lines(connection: &mut PgConnection) -> Vec<String> {
    sqlx::raw_sql("SET search_path = pg_catalog")
        .execute(&mut *connection)
        .await
        .expect("set the search path");
    let mut lines: Vec<String> = sqlx::query_scalar(include_str!("lines.sql"))
        .fetch_all(&mut *connection)
        .await
        .expect("read the catalogue");
    lines.sort();
    lines
}
