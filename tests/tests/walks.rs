//! Walks over keys that are hard to write down, and what a walk does when its table is
//! written meanwhile. It must not know how a walk is made.

use std::future::Future;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use migrate_runtime::{Event, Migration, Migrator, apply, migration};
use migrate_tests::place::Place;
use migrate_tests::postgres::{Durability, Server, postgres};
use migrate_tests::sqlite::sqlite;
use sqlx::{Connection, PgConnection, SqliteConnection};

migration! {
    /// Keys of several types.
    static KEYS on postgres, sqlite;

    create table words { key: text primary key, visits: int not null default 0 }
    create table measures { key: double primary key, visits: int not null default 0 }
    create table bytes { key: bytea, word: varchar(9), visits: int not null default 0, primary key (key, word) }
}

migration! {
    /// More than once would be seen.
    static VISIT after KEYS;

    update words set visits = visits + 1 where visits >= 0 in batches of 1;
    update measures set visits = visits + 1 where visits >= 0 in batches of 1;
    update bytes set visits = visits + 1 where visits >= 0 in batches of 1;
}

const ONCE: &str = "SELECT (SELECT count(*) FROM words WHERE visits = 1) \
    + (SELECT count(*) FROM measures WHERE visits = 1) \
    + (SELECT count(*) FROM bytes WHERE visits = 1)";

#[tokio::test]
async fn sqlite_walks_over_every_key() {
    let file = sqlite("keys");
    apply(&file.url, &KEYS).await.expect("make the tables");
    let mut connection = file.connect().await;
    let rows = "INSERT INTO words (key) VALUES ('a'), ('a' || char(0)), ('a' || char(0) || 'b'), \
            ('a' || char(0) || 'c'), ('é''\"'), (char(0)), ('');
        INSERT INTO measures (key) VALUES (9e999), (-9e999), (0.1), (0.1 + 0.2), (5e-324), \
            (1.7976931348623157e308), (-0.0), (123456789012345680.0);
        INSERT INTO bytes (key, word) VALUES (x'', 'a'), (x'00', ''), (x'00', char(0)), \
            (x'00', char(0) || 'b'), (x'00ff', 'c'), (x'00ff', 'd')";
    sqlx::raw_sql(rows)
        .execute(&mut connection)
        .await
        .expect("insert");
    apply(&file.url, &VISIT).await.expect("visit every row");
    let once: i64 = sqlx::query_scalar(ONCE)
        .fetch_one(&mut connection)
        .await
        .expect("count");
    assert_eq!(once, 7 + 8 + 6);
}

migration! {
    /// Keys whose texts hang on settings of the session.
    static SETTINGS on postgres;

    create table reals { key: real primary key, visits: int not null default 0 }
    create table doubles { key: double primary key, visits: int not null default 0 }
    create table moments { key: timestamptz, day: date, visits: int not null default 0, primary key (key, day) }
    create table spans { key: interval primary key, visits: int not null default 0 }
    #[expect(char_type, reason = "such keys are there")]
    create table codes { key: char(5) primary key, visits: int not null default 0 }
    create table blobs { key: bytea primary key, visits: int not null default 0 }
}

migration! {
    /// More than once would be seen.
    static VISIT_SETTINGS after SETTINGS;

    update reals set visits = visits + 1 where visits >= 0 in batches of 1;
    update doubles set visits = visits + 1 where visits >= 0 in batches of 1;
    update moments set visits = visits + 1 where visits >= 0 in batches of 1;
    update spans set visits = visits + 1 where visits >= 0 in batches of 1;
    update codes set visits = visits + 1 where visits >= 0 in batches of 1;
    update blobs set visits = visits + 1 where visits >= 0 in batches of 1;
}

#[tokio::test]
async fn postgres_walks_over_every_key_whatever_the_settings() {
    const ROWS: &str = "INSERT INTO reals (key) VALUES ('NaN'), ('-0'), ('Infinity'), (0.1), (0.10000001), (1e-40);
        INSERT INTO doubles (key) VALUES ('NaN'), ('-Infinity'), (0.1), (0.3), (0.1::float8 + 0.2::float8), (1.0/3), (2.0/3);
        INSERT INTO moments (key, day) VALUES ('2026-03-29 02:30+01', '2026-02-03'), ('2026-03-29 02:30+02', '2026-03-02'),
            ('infinity', '-infinity'), ('0044-03-15 12:00:00.000001+00 BC', '0044-03-15 BC'), ('2026-01-01 00:00:00.1+05:30', 'infinity');
        INSERT INTO spans (key) VALUES ('1 day -01:00'), ('-1 day 01:00'), ('-1 mon +2 days -3.5 secs'), ('1 year');
        INSERT INTO codes (key) VALUES ('a'), ('a b'), ('');
        INSERT INTO blobs (key) VALUES (''), ('\\x00'), ('\\x5c27'), ('\\xff')";
    const MISSED: &str = "SELECT (SELECT count(*) FROM reals WHERE visits <> 1) \
        + (SELECT count(*) FROM doubles WHERE visits <> 1) + (SELECT count(*) FROM moments WHERE visits <> 1) \
        + (SELECT count(*) FROM spans WHERE visits <> 1) + (SELECT count(*) FROM codes WHERE visits <> 1) \
        + (SELECT count(*) FROM blobs WHERE visits <> 1)";
    let database = postgres().database("settings").await;
    for setting in [
        "extra_float_digits = -10",
        "datestyle = 'SQL, DMY'",
        "intervalstyle = 'sql_standard'",
        "timezone = 'Asia/Kolkata'",
        "bytea_output = 'escape'",
    ] {
        let alter = format!("ALTER DATABASE \"{}\" SET {setting}", database.name);
        database.execute(&alter).await;
    }
    apply(&database.url, &SETTINGS)
        .await
        .expect("make the tables");
    database.execute(ROWS).await;
    apply(&database.url, &VISIT_SETTINGS)
        .await
        .expect("visit every row");
    assert_eq!(number(&database.url, MISSED).await, 0);
}

migration! {
    /// Many rows.
    static HERDS on postgres;

    create table herds { id: bigint primary key, visits: int not null default 0 }
}

migration! {
    /// More than once would be seen.
    static VISIT_HERDS after HERDS;

    update herds set visits = visits + 1 where visits >= 0 in batches of 10;
}

/// A batch does not wait for the disk. One that a crash takes goes with its record.
#[tokio::test(flavor = "multi_thread")]
async fn batches_that_a_crash_of_the_server_takes_are_made_again() {
    const BATCHES: usize = 50;
    let server = Server::start(postgres().major(), Durability::On);
    let database = server.database("crash").await;
    let slowly = "ALTER SYSTEM SET wal_writer_delay = 10000";
    database.execute(slowly).await;
    database.execute("SELECT pg_reload_conf()").await;
    apply(&database.url, &HERDS).await.expect("make the table");
    let rows = "INSERT INTO herds (id) SELECT generate_series(1, 1000)";
    database.execute(rows).await;
    let victim = number(
        &database.url,
        "SELECT pid::bigint FROM pg_stat_activity WHERE backend_type = 'checkpointer'",
    );
    let victim = victim.await.to_string();
    let told = AtomicUsize::new(0);
    let migrator = Migrator::new(&VISIT_HERDS).observer(move |event| {
        if let Event::Batch { .. } = event
            && told.fetch_add(1, Ordering::Relaxed) + 1 == BATCHES
        {
            // The server begins again from what is on the disk.
            let killed = Command::new("kill").args(["-9", &victim]).status();
            assert!(killed.expect("kill").success());
        }
    });
    migrator.up(&database.url).await.expect_err("it crashed");
    let mut tries = 0;
    while PgConnection::connect(&database.url).await.is_err() {
        tries += 1;
        assert!(tries < 600, "the server does not come back");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let visited = number(&database.url, "SELECT count(*) FROM herds WHERE visits = 1").await;
    assert!(
        visited < 10 * i64::try_from(BATCHES).expect("small"),
        "nothing was lost"
    );
    let done = apply(&database.url, &VISIT_HERDS).await.expect("go on");
    assert_eq!(done.done.len(), 1);
    let once = number(&database.url, "SELECT count(*) FROM herds WHERE visits = 1").await;
    assert_eq!(once, 1000);
}

migration! {
    /// Rows of which some move.
    static ROWS on postgres, sqlite;

    create table notes { id: bigint primary key, text: text, visits: int not null default 0 }
    create table copies { id: bigint primary key, text: text, visits: int not null default 0 }
}

migration! {
    /// Every row once, also one that moves.
    static FILL after ROWS;

    update notes set text = "none", visits = visits + 1 where text is null in batches of 5;
}

migration! {
    /// Every row that is there.
    static CLEAR after FILL;

    delete from notes where text = "none" in batches of 5;
}

migration! {
    /// Those from before, whatever they say.
    static CLEAR_COPIES after CLEAR;

    #[expect(mutation_without_where, reason = "all of them")]
    delete from copies in batches of 5;
}

/// Sixty rows, of which some are put behind the walk, beyond its end, and in its way; and
/// one that is new.
const MANY: &str = "INSERT INTO notes (id) WITH RECURSIVE n (i) AS \
    (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT i FROM n;
    INSERT INTO copies (id) SELECT id FROM notes";

const MOVES: [&str; 4] = [
    "UPDATE notes SET id = -id WHERE id IN (55, 56, 57)",
    "UPDATE notes SET id = id + 1000 WHERE id = 58",
    "UPDATE copies SET id = -id WHERE id IN (55, 56, 57)",
    "INSERT INTO copies (id) VALUES (2000)",
];

/// Moves rows as soon as the third batch is committed.
fn migrator(place: &Place, head: &'static Migration) -> Migrator {
    let url = place.url().to_owned();
    let batches = AtomicUsize::new(0);
    Migrator::new(head).observer(move |event| {
        let is_batch = matches!(event, Event::Batch { .. });
        if is_batch && batches.fetch_add(1, Ordering::SeqCst) == 2 {
            let url = url.clone();
            let moves = thread::spawn(move || in_a_runtime(execute(&url, &MOVES.join(";"))));
            moves.join().expect("the rows move");
        }
    })
}

fn in_a_runtime(work: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(work);
}

async fn execute(url: &str, sql: &str) {
    let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql));
    let result = if url.starts_with("postgres") {
        let mut connection = PgConnection::connect(url).await.expect("connect");
        sql.execute(&mut connection).await.map(drop)
    } else {
        let mut connection = SqliteConnection::connect(url).await.expect("connect");
        sql.execute(&mut connection).await.map(drop)
    };
    result.expect("the statements");
}

async fn number(url: &str, query: &'static str) -> i64 {
    if url.starts_with("postgres") {
        let mut connection = PgConnection::connect(url).await.expect("connect");
        let number = sqlx::query_scalar(query).fetch_one(&mut connection);
        return number.await.expect(query);
    }
    let mut connection = SqliteConnection::connect(url).await.expect("connect");
    let number = sqlx::query_scalar(query).fetch_one(&mut connection);
    number.await.expect(query)
}

async fn places() -> [Place; 2] {
    [
        Place::sqlite("moved"),
        Place::postgres(postgres(), "moved").await,
    ]
}

#[tokio::test]
async fn a_row_that_moves_is_changed_once_nevertheless() {
    for place in places().await {
        apply(place.url(), &ROWS).await.expect("make the tables");
        execute(place.url(), MANY).await;
        let report = migrator(&place, &FILL).up(place.url()).await.expect("fill");
        assert_eq!(report.done[0].left, 0, "{place}");
        let once = "SELECT count(*) FROM notes WHERE text = 'none' AND visits = 1";
        assert_eq!(number(place.url(), once).await, 60, "{place}");

        execute(
            place.url(),
            "UPDATE notes SET id = abs(id); DELETE FROM copies",
        )
        .await;
        let clear = migrator(&place, &CLEAR).up(place.url()).await;
        clear.expect("delete the rows");
        assert_eq!(
            number(place.url(), "SELECT count(*) FROM notes").await,
            0,
            "{place}"
        );
    }
}

#[tokio::test]
async fn a_delete_of_every_row_leaves_those_that_are_new() {
    for place in places().await {
        apply(place.url(), &CLEAR).await.expect("make the tables");
        execute(place.url(), MANY).await;
        let clear = migrator(&place, &CLEAR_COPIES).up(place.url()).await;
        clear.expect("delete the rows");
        assert_eq!(
            number(place.url(), "SELECT max(id) FROM copies").await,
            2000,
            "{place}"
        );
        assert_eq!(
            number(place.url(), "SELECT count(*) FROM copies").await,
            1,
            "{place}"
        );
    }
}

#[tokio::test]
async fn what_resists_is_told() {
    let trigger = "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
        IF OLD.id = 7 THEN RETURN NULL; END IF; RETURN OLD; END $$; \
        CREATE TRIGGER keep BEFORE DELETE ON notes FOR EACH ROW EXECUTE FUNCTION keep()";
    let place = Place::postgres(postgres(), "resists").await;
    apply(place.url(), &FILL).await.expect("make the tables");
    execute(place.url(), MANY).await;
    execute(place.url(), "UPDATE notes SET text = 'none'").await;
    execute(place.url(), trigger).await;
    let told = Arc::new(AtomicU64::new(0));
    let seen = Arc::clone(&told);
    let migrator = Migrator::new(&CLEAR).observer(move |event| {
        if let Event::RowsLeft { rows, .. } = event {
            seen.store(*rows, Ordering::SeqCst);
        }
    });
    let report = migrator.up(place.url()).await.expect("delete the rows");
    assert_eq!(told.load(Ordering::SeqCst), 1);
    assert!(
        report.to_string().contains("1 rows that it is for"),
        "{report}"
    );
}

#[tokio::test]
async fn a_sweep_that_was_cut_off_goes_on() {
    for place in places().await {
        apply(place.url(), &ROWS).await.expect("make the tables");
        execute(place.url(), MANY).await;
        let refuse = match &place {
            Place::Postgres(..) => {
                "ALTER TABLE notes ADD CONSTRAINT no CHECK (id > 0 OR text IS NULL OR id <> -56) NOT VALID"
            }
            Place::Sqlite(_) => {
                "CREATE TRIGGER no BEFORE UPDATE ON notes WHEN old.id = -56 AND new.text IS NOT NULL \
                 BEGIN SELECT raise(ABORT, 'no'); END"
            }
        };
        execute(place.url(), refuse).await;
        let failed = migrator(&place, &FILL).up(place.url()).await;
        failed.expect_err("the sweep fails");
        let state =
            "SELECT count(*) FROM _migrations WHERE state = 'failed' AND cursor IS NOT NULL";
        assert_eq!(number(place.url(), state).await, 1, "{place}");
        let accept = match &place {
            Place::Postgres(..) => "ALTER TABLE notes DROP CONSTRAINT no",
            Place::Sqlite(_) => "DROP TRIGGER no",
        };
        execute(place.url(), accept).await;
        apply(place.url(), &FILL).await.expect("go on");
        let once = "SELECT count(*) FROM notes WHERE text = 'none' AND visits = 1";
        assert_eq!(number(place.url(), once).await, 60, "{place}");
    }
}
