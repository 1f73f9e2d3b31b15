//! The run that begins a history: its migrations share transactions where they can, and
//! nobody sees a difference but in the time that it takes.

use std::sync::{Arc, Mutex};

use migrate_runtime::{Event, Migrator, apply, migration};
use migrate_tests::place::Place;
use migrate_tests::postgres::postgres;
use sqlx::{Connection, PgConnection, SqliteConnection};

migration! {
    /// Where it begins.
    static BIRDS on postgres, sqlite;

    create table birds { id: bigint primary key, name: text not null }
}

migration! {
    /// With rows, whose checks wait for the end.
    static NESTS after BIRDS;

    create table nests {
        id: bigint primary key,
        next: bigint not null references nests(id) deferrable initially deferred,
        index (next),
    }
    insert into nests (id, next) values (1, 2);
    insert into nests (id, next) values (2, 1);
}

migration! {
    /// A change of their table.
    static GROWN after NESTS;

    alter table nests add column height: int;
}

migration! {
    /// And another.
    static SEEN after GROWN;

    alter table birds add column seen: int not null default 0;
}

migration! {
    /// The same egg twice.
    static EGGS after SEEN;

    create table eggs { id: bigint primary key }
    insert into eggs (id) select 1 from nests;
}

migration! {
    /// What is not reached.
    static FEATHERS after EGGS;

    create table feathers { id: bigint primary key }
}

migration! {
    /// What is in use when the others come.
    static WOODS on postgres;

    create table woods { id: bigint primary key }
}

migration! {
    /// A new table, in a wood that may be anywhere.
    static OWLS after WOODS;

    create table owls { id: bigint primary key, wood: bigint, index (wood) }
}

migration! {
    /// Of the new table alone.
    static OWLS_AGE after OWLS;

    alter table owls add column age: int not null default 0;
}

migration! {
    /// Another.
    static CROWS after OWLS_AGE;

    create table crows { id: bigint primary key, owl: bigint references owls(id), index (owl) }
}

migration! {
    /// Of the table in use.
    static WOODS_NAMES after CROWS;

    alter table woods add column name: text;
}

migration! {
    /// A table that others use by now.
    static OWLS_NAMES after WOODS_NAMES;

    alter table owls add column name: text;
}

migration! {
    /// New, and locks the one in use.
    static HERONS after OWLS_NAMES;

    create table herons { id: bigint primary key, wood: bigint references woods(id), index (wood) }
}

migration! {
    /// New, and a statement that may lock anything.
    static STORKS after HERONS;

    create table storks { id: bigint primary key }
    sql "ALTER TABLE woods SET (fillfactor = 90)" undo "ALTER TABLE woods RESET (fillfactor)";
}

migration! {
    /// New.
    static SWIFTS after STORKS;

    create table swifts { id: bigint primary key }
}

migration! {
    /// Of the one before.
    static SWIFTS_AGE after SWIFTS;

    alter table swifts add column age: int;
}

#[tokio::test]
async fn later_ones_share_a_transaction_where_they_lock_but_tables_of_their_own() {
    let database = postgres().database("later").await;
    apply(&database.url, &WOODS).await.expect("begun");
    apply(&database.url, &SWIFTS_AGE).await.expect("applied");
    let eye = database.connect().await;
    let place = Place::Postgres(database, eye);
    let together = "SELECT string_agg(name, ' ' ORDER BY ordinal) FROM _migrations \
        GROUP BY started_at ORDER BY min(ordinal)";
    let expected = [
        "woods",
        "owls owls_age crows",
        "woods_names",
        "owls_names",
        "herons",
        "storks",
        "swifts swifts_age",
    ];
    assert_eq!(column(&place, together).await, expected);
}

/// The values of one column.
async fn column(place: &Place, query: &'static str) -> Vec<String> {
    match place {
        Place::Postgres(database, _) => {
            let mut connection = PgConnection::connect(&database.url).await.expect("connect");
            let rows = sqlx::query_scalar(query).fetch_all(&mut connection);
            rows.await.expect(query)
        }
        Place::Sqlite(file) => {
            let mut connection = SqliteConnection::connect(&file.url).await.expect("connect");
            let rows = sqlx::query_scalar(query).fetch_all(&mut connection);
            rows.await.expect(query)
        }
    }
}

async fn places() -> [Place; 2] {
    let server = postgres();
    [Place::sqlite("new"), Place::postgres(server, "new").await]
}

const LEDGER: &str = "SELECT name || ' ' || state FROM _migrations ORDER BY ordinal";
const TRANSACTIONS: &str = "SELECT count(DISTINCT xmin::text)::text FROM _migrations";

#[tokio::test]
async fn neighbours_share_a_transaction_up_to_one_that_writes_rows() {
    let place = Place::postgres(postgres(), "shared").await;
    apply(place.url(), &SEEN).await.expect("a new database");
    assert_eq!(column(&place, TRANSACTIONS).await, ["2"]);

    let place = Place::postgres(postgres(), "own").await;
    apply(place.url(), &BIRDS).await.expect("a new database");
    apply(place.url(), &SEEN).await.expect("a database in use");
    assert_eq!(column(&place, TRANSACTIONS).await, ["4"]);
}

#[tokio::test]
async fn a_failure_is_that_of_its_migration_and_leaves_those_before() {
    for place in places().await {
        let error = apply(place.url(), &FEATHERS).await.expect_err("two eggs");
        assert!(error.to_string().contains("`eggs`"), "{place}: {error}");
        let done: Vec<&str> = error
            .report()
            .done
            .iter()
            .map(|done| done.migration)
            .collect();
        assert_eq!(done, ["birds", "nests", "grown", "seen"], "{place}");
        let ledger = [
            "birds applied",
            "nests applied",
            "grown applied",
            "seen applied",
            "eggs failed",
        ];
        assert_eq!(column(&place, LEDGER).await, ledger, "{place}");
    }
}

#[tokio::test]
async fn events_come_in_the_order_of_the_history() {
    for place in places().await {
        let told = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&told);
        let migrator = Migrator::new(&SEEN).observer(move |event| {
            let word = match event {
                Event::Started { migration, .. } => format!("{migration} started"),
                Event::StepFinished {
                    migration, step, ..
                } => format!("{migration} {step}"),
                Event::Finished { migration, .. } => format!("{migration} finished"),
                _ => return,
            };
            seen.lock().expect("nobody panics").push(word);
        });
        migrator.up(place.url()).await.expect("a new database");
        let mut told = told.lock().expect("nobody panics").clone();
        told.retain(|word| {
            !word.ends_with(|last: char| last.is_ascii_digit()) || word.starts_with("birds")
        });
        let expected = [
            "birds started",
            "birds 0",
            "birds finished",
            "nests started",
            "nests finished",
            "grown started",
            "grown finished",
            "seen started",
            "seen finished",
        ];
        assert_eq!(told, expected, "{place}");
        let again = apply(place.url(), &SEEN).await.expect("nothing to do");
        assert!(again.is_empty(), "{place}");
    }
}

#[tokio::test]
async fn what_differs_at_a_glance_is_looked_at() {
    for place in places().await {
        apply(place.url(), &SEEN).await.expect("a new database");
        let changed = "UPDATE _migrations SET checksum = 'v1:0' WHERE name = 'grown'";
        match &place {
            Place::Postgres(database, _) => database.execute(changed).await,
            Place::Sqlite(file) => file.execute(changed).await,
        }
        let error = apply(place.url(), &SEEN)
            .await
            .expect_err("another checksum");
        assert!(error.to_string().contains("`grown`"), "{place}: {error}");
        let accepted = Migrator::new(&SEEN)
            .allow_changed("grown")
            .up(place.url())
            .await;
        assert!(accepted.expect("nothing to do").is_empty(), "{place}");
    }
}
