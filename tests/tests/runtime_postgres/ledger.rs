//! What can stand in the ledger's place or in its way: an older table, a newer row, no
//! ledger at all, and writes that are swallowed.

use std::sync::Mutex;

use migrate_runtime::{Error, ErrorKind, Event, Migrator, Report, apply};
use migrate_tests::postgres::{Database as Server, postgres};
use sqlx::{AssertSqlSafe, Connection as _};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

use crate::shop::{CUSTOMERS, LEDGER, NOTES, text};

/// The table as the first version made it, with a row.
pub(crate) const FIRST: &str = "CREATE TABLE _migrations (history text NOT NULL, \
    name text NOT NULL, ordinal bigint NOT NULL, checksum text NOT NULL, state text NOT NULL, \
    step integer NOT NULL, steps integer NOT NULL, cursor text, started_at timestamptz NOT NULL, \
    finished_at timestamptz, elapsed_ms bigint, up_sql text NOT NULL, down_sql text, \
    tool_version text NOT NULL, applied_by text NOT NULL, error text, \
    PRIMARY KEY (history, name)); \
    INSERT INTO _migrations VALUES ('default', 'customers', 1, 'v1:customers', 'applied', 2, 2, \
    NULL, now(), now(), 1, '', '', '0.1.0', 'me', NULL)";

const COLUMNS: &str = "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute \
    WHERE attrelid = '_migrations'::regclass AND attnum > 16";

async fn database() -> Server {
    postgres().database("ledger").await
}

#[tokio::test]
async fn an_older_table_is_read_as_it_is_and_brought_up_to_date_by_the_next_write() {
    let database = database().await;
    database.execute(FIRST).await;
    database
        .execute("CREATE TABLE customers (id text PRIMARY KEY, name text)")
        .await;
    assert!(apply(&database.url, &*CUSTOMERS).await.unwrap().is_empty());
    assert_eq!(text(&database, COLUMNS).await, "");
    apply(&database.url, &*NOTES).await.unwrap();
    assert_eq!(
        text(&database, COLUMNS).await,
        "format plan undo leaves breaks"
    );
    let ledger = "customers applied 2/2, notes applied 2/2";
    assert_eq!(text(&database, LEDGER).await, ledger);
    let format = "SELECT format::text FROM _migrations WHERE name = 'notes'";
    assert_eq!(text(&database, format).await, "2");
}

#[tokio::test]
async fn a_newer_row_is_refused_by_name() {
    let database = database().await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    database.execute("UPDATE _migrations SET format = 3").await;
    let error = apply(&database.url, &*CUSTOMERS).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::NewerLedger { format: 3, .. }),
        "{error}"
    );
}

#[tokio::test]
async fn what_is_no_ledger_is_refused_and_left_alone() {
    for (there, said) in [
        ("CREATE TABLE _migrations (id int)", "no column"),
        (
            "CREATE TABLE _migrations (name text, state text)",
            "no column",
        ),
        (
            "CREATE SCHEMA other; CREATE TABLE other.ledger (history text, name text, \
             ordinal bigint, checksum text, state text, step integer, steps integer, cursor text, \
             started_at timestamptz, finished_at timestamptz, elapsed_ms bigint, up_sql text, \
             down_sql text, tool_version text, applied_by text, error text); \
             CREATE VIEW _migrations AS SELECT * FROM other.ledger",
            "it is a view",
        ),
        ("CREATE SEQUENCE _migrations", "_migrations"),
    ] {
        let database = database().await;
        database.execute(there).await;
        let error = apply(&database.url, &*CUSTOMERS).await.unwrap_err();
        let is_no_ledger = matches!(error.kind(), ErrorKind::NoLedger { .. });
        assert!(is_no_ledger, "{there}: {error}");
        let text = error.to_string();
        assert!(
            text.contains(said) || text.contains("does not exist"),
            "{there}: {error}"
        );
    }
    let database = database().await;
    database
        .execute(&format!(
            "{FIRST}; ALTER TABLE _migrations ADD team int NOT NULL DEFAULT 1"
        ))
        .await;
    database
        .execute("ALTER TABLE _migrations ALTER team DROP DEFAULT")
        .await;
    database
        .execute("CREATE TABLE customers (id text PRIMARY KEY, name text)")
        .await;
    let error = apply(&database.url, &*NOTES).await.unwrap_err();
    assert!(
        error.to_string().contains("its column `team` is not null"),
        "{error}"
    );
}

/// A role that may create tables where the ledger is, and somebody to run its functions.
async fn stranger(database: &Server) -> String {
    let name = format!("{}_stranger", database.name);
    let create = format!(
        "CREATE ROLE \"{name}\"; GRANT CREATE ON SCHEMA public TO \"{name}\"; \
         CREATE TABLE caught (by text); GRANT ALL ON caught TO public; \
         SET ROLE \"{name}\"; \
         CREATE FUNCTION catch() RETURNS int LANGUAGE sql AS \
         'INSERT INTO public.caught VALUES (current_user) RETURNING 1'; \
         CREATE FUNCTION caught() RETURNS trigger LANGUAGE plpgsql AS \
         'BEGIN PERFORM public.catch(); RETURN new; END'; \
         RESET ROLE"
    );
    database.execute(&create).await;
    name
}

#[tokio::test]
async fn a_strangers_ledger_runs_nothing_of_his() {
    let caught = "SELECT count(*)::text FROM caught";
    let database = database().await;
    let name = stranger(&database).await;
    let columns = FIRST.replace("CREATE TABLE _migrations", "CREATE TABLE hidden");
    let columns = columns.replace("INTO _migrations", "INTO hidden");
    database
        .execute(&format!(
            "SET ROLE \"{name}\"; {columns}; \
             CREATE VIEW _migrations AS SELECT * FROM hidden WHERE catch() = 1"
        ))
        .await;
    let migrator = Migrator::new(&*CUSTOMERS);
    let by_status = migrator.status(&database.url).await.unwrap_err();
    let by_up = migrator.up(&database.url).await.unwrap_err();
    for error in [by_status, by_up] {
        assert!(error.to_string().contains("it is a view"), "{error}");
    }
    assert_eq!(text(&database, caught).await, "0");
    database
        .execute(&format!(
            "DROP VIEW _migrations; DELETE FROM caught; SET ROLE \"{name}\"; \
             ALTER TABLE hidden RENAME TO _migrations; DELETE FROM _migrations; \
             CREATE TRIGGER catch BEFORE INSERT OR UPDATE ON _migrations \
             FOR EACH ROW EXECUTE FUNCTION caught()"
        ))
        .await;
    let error = migrator.up(&database.url).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::NoLedger { .. }),
        "{error}"
    );
    let of = format!("it is a table of the role `{name}`");
    assert!(error.to_string().contains(&of), "{error}");
    assert_eq!(text(&database, caught).await, "0");
    // What a superuser owns is nobody's trap.
    database
        .execute("DROP TRIGGER catch ON _migrations; ALTER TABLE _migrations OWNER TO current_user")
        .await;
    migrator.up(&database.url).await.unwrap();
}

/// Does what somebody else does while a run has looked and not yet made the ledger.
async fn raced(database: &Server, meanwhile: String) -> Result<Report, Error> {
    let other = Mutex::new(database.connect().await);
    let migrator = Migrator::new(&*CUSTOMERS).observer(move |event| {
        if let Event::Planned { .. } = event {
            let mut other = other.lock().unwrap();
            let statements = sqlx::raw_sql(AssertSqlSafe(meanwhile.as_str()));
            let done = statements.execute(&mut *other);
            block_in_place(|| Handle::current().block_on(done)).unwrap();
        }
    });
    migrator.up(&database.url).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_takes_the_ledgers_place_at_the_last_moment_is_looked_at() {
    let caught = "SELECT count(*)::text FROM caught";
    let made = "SELECT to_regclass('customers')::text";
    let mut columns = FIRST
        .split("; INSERT")
        .next()
        .unwrap_or_default()
        .to_owned();
    columns.push_str("; CREATE TRIGGER catch BEFORE INSERT ON _migrations FOR EACH ROW EXECUTE FUNCTION caught()");
    for (takes, said) in [
        (columns.as_str(), "it is a table of the role"),
        ("CREATE VIEW _migrations AS SELECT 1 AS id", "it is a view"),
        ("CREATE SEQUENCE _migrations", "it is a sequence"),
    ] {
        let database = database().await;
        let name = stranger(&database).await;
        let taken = raced(&database, format!("SET ROLE \"{name}\"; {takes}")).await;
        let error = taken.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::NoLedger { .. }),
            "{takes}: {error}"
        );
        assert!(error.to_string().contains(said), "{takes}: {error}");
        assert_eq!(text(&database, caught).await, "0", "{takes}");
        assert_eq!(text(&database, made).await, "", "{takes}");
    }
    // Another of our own may have been there.
    let database = database().await;
    let made = FIRST
        .split("; INSERT")
        .next()
        .unwrap_or_default()
        .to_owned();
    assert_eq!(raced(&database, made).await.unwrap().done.len(), 1);
    assert_eq!(text(&database, LEDGER).await, "customers applied 2/2");
}

/// The application's own role, which may not create anything but in its schema.
async fn role(database: &Server, grants: &str) -> String {
    let name = format!("{}_role", database.name);
    let create = format!("CREATE ROLE \"{name}\" LOGIN PASSWORD 'p'; {grants}");
    database
        .execute(&create.replace("{role}", &format!("\"{name}\"")))
        .await;
    name
}

#[tokio::test]
async fn a_record_that_changes_no_row_takes_its_migration_with_it() {
    for swallows in [
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; \
         CREATE TRIGGER no BEFORE INSERT OR UPDATE ON _migrations FOR EACH ROW EXECUTE FUNCTION no()",
        "CREATE RULE no AS ON INSERT TO _migrations DO INSTEAD NOTHING",
    ] {
        let database = database().await;
        apply(&database.url, &*CUSTOMERS).await.unwrap();
        database.execute(swallows).await;
        let error = apply(&database.url, &*NOTES).await.unwrap_err();
        assert!(error.to_string().contains("record"), "{swallows}: {error}");
        let notes = "SELECT to_regclass('notes')::text";
        assert_eq!(text(&database, notes).await, "", "{swallows}");
    }
}

#[tokio::test]
async fn rows_that_a_policy_hides_are_not_taken_for_none() {
    let database = database().await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    database
        .execute("ALTER TABLE _migrations ENABLE ROW LEVEL SECURITY")
        .await;
    let name = role(&database, "GRANT ALL ON _migrations TO {role}").await;
    let mut connection = database.connect().await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("SET ROLE \"{name}\"")))
        .execute(&mut connection)
        .await
        .unwrap();
    let error = Migrator::new(&*CUSTOMERS)
        .status(&mut connection)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("row-level security"), "{error}");
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_schema_that_is_there_is_not_created() {
    let database = database().await;
    let grants = "CREATE SCHEMA tools; GRANT ALL ON SCHEMA tools, public TO {role}";
    let name = role(&database, grants).await;
    let mut connection = database.connect().await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("SET ROLE \"{name}\"")))
        .execute(&mut connection)
        .await
        .unwrap();
    let migrator = Migrator::new(&*CUSTOMERS).ledger("tools.ledger");
    migrator.up(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_name_that_the_server_would_cut_is_refused() {
    let database = database().await;
    let long = "m".repeat(64);
    let migrator = Migrator::new(&*CUSTOMERS).ledger(&long);
    let error = migrator.up(&database.url).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::LedgerName { .. }),
        "{error}"
    );
    let migrator = Migrator::new(&*CUSTOMERS).ledger(&long[..63]);
    migrator.up(&database.url).await.unwrap();
}
