//! SQLite: a table that is not what the history says, since a hand or a newer release has
//! changed it. No statement may write anything but what it says, and a rebuild loses nothing.

mod histories;

use histories::{ADDED, BESIDE, CASCADES, CHECKED, LOOSE, PLAIN, SHELF, TWINS};
use migrate_runtime::{ErrorKind, Migration, Migrator, apply};
use migrate_tests::sqlite::{File, sqlite};
use sqlx::{AssertSqlSafe, Row as _};

/// A database as the history has made it, with rows.
async fn shelf() -> File {
    let file = sqlite("by_hand");
    apply(file.url.as_str(), &SHELF).await.expect("the shelf");
    file
}

async fn texts(file: &File, sql: &str) -> Vec<String> {
    let mut connection = file.connect().await;
    let rows = sqlx::query(AssertSqlSafe(sql))
        .fetch_all(&mut connection)
        .await;
    let rows = rows.expect(sql);
    rows.iter().map(|row| row.get(0)).collect()
}

/// All that is in the database, apart from the ledger.
async fn contents(file: &File) -> Vec<String> {
    let schema = "SELECT coalesce(sql, name) FROM sqlite_schema WHERE name NOT LIKE '_migrations%'";
    let mut found = texts(file, schema).await;
    for table in ["items", "parts"] {
        let columns =
            format!("SELECT 'quote(\"' || name || '\")' FROM pragma_table_xinfo('{table}')");
        let columns = texts(file, &columns).await.join(" || ', ' || ");
        found.extend(texts(file, &format!("SELECT {columns} FROM {table}")).await);
    }
    found
}

/// `items` as the history has made it, in other words.
const ITEMS: &str = "(id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name text NOT NULL, \
    price INTEGER DEFAULT (5), code TEXT NULL)";

/// Makes `items` anew with another definition, as a hand would, and keeps the rows.
async fn redefine(file: &File, definition: &str) {
    file.execute(&format!(
        "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; \
         CREATE TABLE \"by hand\" {definition}; \
         INSERT INTO \"by hand\" (id, name, code) SELECT id, name, code FROM items; \
         DROP TABLE items; ALTER TABLE \"by hand\" RENAME TO items; \
         CREATE INDEX items_name_idx ON items (name)"
    ))
    .await;
}

/// What the run of a rebuild says; it changes nothing.
async fn stopped(file: &File, head: &'static Migration) -> String {
    let before = contents(file).await;
    let run = apply(file.url.as_str(), head).await;
    let error = run.expect_err("a difference");
    let ErrorKind::TableDiffers { table: "items", .. } = error.kind() else {
        panic!("{error}");
    };
    assert_eq!(contents(file).await, before, "{error}");
    error.to_string()
}

#[tokio::test]
async fn a_rebuild_takes_a_table_that_is_said_in_other_words() {
    let file = shelf().await;
    redefine(&file, ITEMS).await;
    apply(file.url.as_str(), &LOOSE).await.expect("the rebuild");
}

#[tokio::test]
async fn a_rebuild_stops_where_the_definition_is_another() {
    let price = "price INTEGER DEFAULT (5)";
    let end = "code TEXT NULL)";
    let cases = [
        (price, "price INTEGER DEFAULT 6", "`price` has `default 6`"),
        (price, "price INTEGER", "`default 5` in the history"),
        (price, "price TEXT DEFAULT 5", "`price` has `type text`"),
        (
            price,
            "price INTEGER DEFAULT 5 NOT NULL",
            "`price` has `not null`",
        ),
        (
            price,
            "price INTEGER AS (length(name)) STORED",
            "generated as (length(name)) stored",
        ),
        (
            price,
            "price INTEGER DEFAULT 5, vip INTEGER",
            "column `vip` is in the database and not in the history",
        ),
        (
            price,
            "price INTEGER DEFAULT 5 REFERENCES parts",
            "foreign key (price) references parts ()",
        ),
        (
            price,
            "price INTEGER DEFAULT 5 UNIQUE ON CONFLICT REPLACE",
            "unique (price) on conflict replace",
        ),
        (
            price,
            "price INTEGER DEFAULT 5 CHECK (price < 100)",
            "check (price < 100)",
        ),
        (
            end,
            "code TEXT COLLATE RTRIM)",
            "`code` has `collate rtrim`",
        ),
        (
            "name text NOT NULL",
            "name text",
            "`not null` in the history",
        ),
        (" AUTOINCREMENT", "", "`autoincrement` in the history"),
        (
            "PRIMARY KEY AUTOINCREMENT",
            "UNIQUE",
            "primary key (id): it is in the history",
        ),
        (
            "PRIMARY KEY AUTOINCREMENT NOT NULL, name text NOT NULL",
            "NOT NULL, name text NOT NULL PRIMARY KEY",
            "primary key (name): it is in the database",
        ),
        (
            end,
            "code TEXT, UNIQUE (name, code))",
            "unique (name, code): it is in the database",
        ),
        (
            end,
            "code TEXT, CONSTRAINT short CHECK (length(code) < 9))",
            "constraint `short`: check (length(code) < 9)",
        ),
        (
            end,
            "code TEXT) STRICT",
            "option strict: it is in the database",
        ),
    ];
    for (from, to, told) in cases {
        let file = shelf().await;
        assert!(ITEMS.contains(from), "{from}");
        redefine(&file, &ITEMS.replace(from, to)).await;
        let error = stopped(&file, &LOOSE).await;
        assert!(error.contains(told), "{to}: {error}");
    }
}

#[tokio::test]
async fn a_rebuild_stops_where_an_index_is_another_or_a_name_is_taken() {
    for (by_hand, told) in [
        (
            "CREATE UNIQUE INDEX mine ON items (lower(name))",
            "index `mine` is in the database and not in the history",
        ),
        (
            "DROP INDEX items_name_idx; CREATE INDEX items_name_idx ON items (name, code)",
            "index `items_name_idx` is `(name, code)` in the database",
        ),
        (
            "DROP INDEX items_name_idx",
            "index `items_name_idx` is in the history",
        ),
        (
            "ALTER TABLE items DROP COLUMN code",
            "column `code` is in the history and not in the database",
        ),
        (
            "ALTER TABLE items RENAME COLUMN code TO sku",
            "column `sku` is in the database and not in the history",
        ),
        (
            "CREATE TABLE \"items (REBUILT)\" (n)",
            "the name `items (REBUILT)` is taken",
        ),
        (
            "CREATE INDEX \"items (rebuilt)\" ON parts (note)",
            "the name `items (rebuilt)` is taken",
        ),
    ] {
        let file = shelf().await;
        file.execute(by_hand).await;
        let error = stopped(&file, &LOOSE).await;
        assert!(error.contains(told), "{by_hand}: {error}");
    }
}

/// What a newer release has added stays where an older one is told to go on without it.
#[tokio::test]
async fn a_rebuild_stops_where_a_newer_release_has_been() {
    let file = shelf().await;
    apply(file.url.as_str(), &ADDED)
        .await
        .expect("the newer release");
    let before = contents(&file).await;
    let older = Migrator::new(&LOOSE).allow_missing("added");
    let error = older.up(file.url.as_str()).await.expect_err("a difference");
    let told = "column `colour` is in the database and not in the history";
    assert!(error.to_string().contains(told), "{error}");
    assert_eq!(contents(&file).await, before);
}

/// SQLite reads a name in double quotes that is no column as a text.
#[tokio::test]
async fn a_column_that_was_renamed_or_dropped_is_no_text() {
    for by_hand in [
        "ALTER TABLE items RENAME COLUMN code TO sku",
        "ALTER TABLE items DROP COLUMN code",
    ] {
        for head in PLAIN.iter().copied() {
            let file = shelf().await;
            file.execute(by_hand).await;
            let before = contents(&file).await;
            let run = apply(file.url.as_str(), head).await;
            let error = run.expect_err(head.name()).to_string();
            assert!(
                error.contains("no such column") || error.contains("has no column named"),
                "{}: {error}",
                head.name()
            );
            assert_eq!(contents(&file).await, before, "{}", head.name());
        }
        let file = shelf().await;
        file.execute(by_hand).await;
        stopped(&file, &CHECKED).await;
    }
}

/// A history may have a table of the name that a rebuild needs.
#[tokio::test]
async fn a_rebuild_beside_a_table_of_its_name_takes_another() {
    let file = sqlite("twins");
    apply(file.url.as_str(), &TWINS).await.expect("the rebuild");
    let rows = "SELECT name FROM \"items (rebuilt)\" UNION ALL SELECT name FROM items";
    assert_eq!(texts(&file, rows).await, ["kept", "cup"]);
}

#[tokio::test]
async fn rows_that_are_deleted_beside_a_rebuild_take_others_along() {
    for head in [&CASCADES, &BESIDE] {
        let file = shelf().await;
        apply(file.url.as_str(), head).await.expect("the rebuild");
        let parts = "SELECT id || ': ' || coalesce(item_id, 'none') FROM parts ORDER BY id";
        assert_eq!(
            texts(&file, parts).await,
            ["3: 2", "4: none"],
            "{}",
            head.name()
        );
        let dangling = "SELECT \"table\" FROM pragma_foreign_key_check";
        assert_eq!(texts(&file, dangling).await, [""; 0], "{}", head.name());
    }
}
