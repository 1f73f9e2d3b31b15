//! A table that is not what the history has made it, and a rebuild that would lose what
//! differs: nothing may be changed, and each difference must be named.

use migrate_runtime::{Action, Down, ErrorKind, Expected, Migrator, Plan, apply};

use crate::history::{migration, step, steps};
use crate::shop::{LEDGER, ORDERS, plan, pool, text};

const TABLE: &str = "CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL)";

/// As the compiler writes it, for a table without indexes.
fn rebuild() -> Plan {
    let mut up = steps!["CREATE TABLE \"customers (rebuilt)\" (id integer PRIMARY KEY, name text)"];
    up[0].expects = Some(Expected::new(
        "customers",
        vec![TABLE],
        vec!["customers (rebuilt)"],
    ));
    let behind = [
        "INSERT INTO \"customers (rebuilt)\" SELECT id, name FROM customers",
        "DROP TABLE customers",
        "ALTER TABLE \"customers (rebuilt)\" RENAME TO customers",
    ];
    up.extend(behind.map(|sql| step!(Joins Action::Sql(sql))));
    // Rows go to those that refer to them by keys that are on again.
    up.push(step!(Begins Action::Sql("DELETE FROM customers WHERE id = 2")));
    let mut plan = plan(up, Down::Irreversible("a test"));
    plan.rebuilds = true;
    plan
}

migration!(LOOSEN, "loosen", [&ORDERS], rebuild());

/// What the run says after somebody did this to the database by hand.
async fn told(name: &str, by_hand: &'static str) -> Vec<String> {
    let pool = pool(name).await;
    apply(&pool, &*ORDERS).await.unwrap();
    sqlx::raw_sql(by_hand).execute(&pool).await.unwrap();
    let schema = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
    let before = text(&pool, schema).await;
    let tried = Migrator::new(&*LOOSEN).dry_run(&pool).await.unwrap_err();
    let error = apply(&pool, &*LOOSEN).await.unwrap_err();
    assert_eq!(tried.kind().to_string(), error.kind().to_string());
    assert_eq!(text(&pool, schema).await, before);
    let ledger = text(&pool, LEDGER).await;
    assert!(ledger.ends_with("loosen failed 0/5"), "{ledger}");
    let ErrorKind::TableDiffers {
        migration: "loosen",
        table: "customers",
        differences,
    } = error.kind()
    else {
        panic!("{error}");
    };
    assert!(error.to_string().contains(&differences[0]), "{error}");
    differences.clone()
}

#[tokio::test]
async fn what_a_hand_has_added_stops_a_rebuild() {
    let cases = [
        (
            "ALTER TABLE customers ADD COLUMN vip integer NOT NULL DEFAULT 0",
            "column `vip` is in the database and not in the history",
        ),
        (
            "ALTER TABLE customers RENAME COLUMN name TO title",
            "column `title` is in the database and not in the history",
        ),
        (
            "CREATE INDEX mine ON customers (name)",
            "index `mine` is in the database and not in the history",
        ),
        (
            "CREATE TABLE \"Customers (REBUILT)\" (x)",
            "the name `Customers (REBUILT)` is taken, and the rebuild of `customers` needs it for \
             a moment",
        ),
        (
            "PRAGMA foreign_keys = OFF; DROP TABLE customers; CREATE TABLE customers \
             (id integer PRIMARY KEY, name text NOT NULL COLLATE NOCASE CHECK (name <> '')) STRICT",
            "column `name` has `collate nocase` in the database and nothing of it in the history",
        ),
        (
            "PRAGMA foreign_keys = OFF; DROP TABLE customers; \
             CREATE VIEW customers AS SELECT 1 AS id, 'a' AS name",
            "`customers` is a view",
        ),
    ];
    for (number, (by_hand, expected)) in cases.into_iter().enumerate() {
        let told = told(&format!("by-hand-{number}"), by_hand).await;
        assert_eq!(told[0], expected, "{told:?}");
    }
}

#[tokio::test]
async fn what_says_the_same_in_other_words_is_the_same() {
    let pool = pool("other-words").await;
    apply(&pool, &*ORDERS).await.unwrap();
    let by_hand = "PRAGMA foreign_keys = OFF; CREATE TABLE \"new\" (`NAME` TEXT not null /* a */, \
                   [id] INTEGER, primary key (\"id\")); INSERT INTO new SELECT name, id FROM customers; \
                   DROP TABLE customers; ALTER TABLE new RENAME TO customers; \
                   CREATE TRIGGER kept AFTER INSERT ON customers BEGIN SELECT 1; END";
    sqlx::raw_sql(by_hand).execute(&pool).await.unwrap();
    apply(&pool, &*LOOSEN).await.unwrap();
}

#[tokio::test]
async fn rows_behind_a_rebuild_take_along_what_refers_to_them() {
    let pool = pool("cascade").await;
    apply(&pool, &*LOOSEN).await.unwrap();
    assert_eq!(text(&pool, "SELECT count(*) || '' FROM orders").await, "4");
    let dangling = "SELECT count(*) || '' FROM pragma_foreign_key_check";
    assert_eq!(text(&pool, dangling).await, "0");
}
