//! Walks over keys that are hard to write down, and what a walk does when its table is
//! written meanwhile. It must not know how a walk is made.

use migrate_runtime::{apply, migration};
use migrate_tests::sqlite::sqlite;

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
