//! A history in a schema that is chosen when it is run: side by side for several tenants of
//! one database, who must not notice each other.

mod history;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use migrate_runtime::{ErrorKind, Event, Migration, Migrator, Standing, State, apply, migration};
use migrate_tests::postgres::{Database, Server, installed, postgres};
use migrate_tests::sqlite::sqlite;
use tokio::time::timeout;

use history::{CHANGES, ROWS, SHOP};

/// A name that has to be quoted wherever it stands.
const ODD: &str = "Tenant \"2\" o'clock; 100%";

fn tenant(name: &str, head: &'static Migration) -> Migrator {
    Migrator::new(head).schema(name)
}

/// Everything in a schema, under a neutral name.
async fn contents(database: &Database, schema: &str) -> Vec<String> {
    let mut connection = database.connect().await;
    let lines: Vec<String> = sqlx::query_scalar(include_str!("contents.sql"))
        .bind(schema)
        .fetch_all(&mut connection)
        .await
        .expect("read the catalogue");
    let mut named: Vec<String> = lines;
    for line in &mut named {
        for name in [
            format!("\"{}\"", schema.replace('"', "\"\"")),
            schema.to_owned(),
        ] {
            *line = line.replace(&name, "home");
            *line = line.replace(&name.replace('\'', "''"), "home");
        }
    }
    named.sort();
    named
}

#[tokio::test(flavor = "multi_thread")]
async fn tenants_are_migrated_side_by_side() {
    for major in installed().first().into_iter().chain(installed().last()) {
        let database = &Server::version(*major).database("tenants").await;
        for head in [&SHOP, &ROWS, &CHANGES] {
            let migrators = ["tenant_1", ODD].map(|name| tenant(name, head));
            let [one, other] = &migrators;
            let (one, other) = tokio::join!(one.up(&database.url), other.up(&database.url));
            assert_eq!(one.expect("tenant 1").done.len(), 1);
            assert_eq!(other.expect("the other").done.len(), 1);
            assert!(one_is_done(&migrators, database).await);
        }
        let there = contents(database, "tenant_1").await;
        assert_eq!(there, contents(database, ODD).await, "on {major}");
        assert!(there.len() > 20, "{there:#?}");
        assert_eq!(contents(database, "public").await, [""; 0]);
        let numbers = "SELECT nextval('tenant_1.orders_id_seq')";
        assert_eq!(number(database, numbers).await, 101, "behind the rows");

        let back = tenant("tenant_1", &CHANGES).allow_lossy().to_base();
        assert_eq!(back.down(&database.url).await.expect("down").done.len(), 3);
        assert_eq!(there, contents(database, ODD).await, "the other stays");
        let left = contents(database, "tenant_1").await;
        assert!(
            left.iter().all(|line| line.contains("_migrations")),
            "{left:#?}"
        );
        let again = tenant("tenant_1", &CHANGES).up(&database.url).await;
        assert_eq!(again.expect("up again").done.len(), 3);
        assert_eq!(there, contents(database, "tenant_1").await);
    }
}

async fn one_is_done(migrators: &[Migrator], database: &Database) -> bool {
    for migrator in migrators {
        let status = migrator.status(&database.url).await.expect("status");
        let applied = Standing::Recorded(State::Applied);
        if !status.migrations.iter().all(|it| it.standing == applied) {
            return false;
        }
    }
    true
}

async fn number(database: &Database, query: &'static str) -> i64 {
    let mut connection = database.connect().await;
    let number = sqlx::query_scalar(query).fetch_one(&mut connection).await;
    number.expect(query)
}

#[tokio::test]
async fn what_is_told_names_the_schema() {
    let database = &postgres().database("told").await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let texts = Arc::clone(&seen);
    let migrator = tenant("tenant_1", &SHOP).observer(move |event| {
        if let Event::StepStarted { sql, .. } = event {
            texts.lock().expect("no panic").push((*sql).to_owned());
        }
    });
    let planned = migrator.plan(&database.url).await.expect("a plan");
    let planned: Vec<&str> = planned
        .iter()
        .flat_map(|it| &it.steps)
        .map(|it| &*it.sql)
        .collect();
    assert!(planned[1].starts_with("CREATE TABLE \"tenant_1\".\"customers\""));
    let tried = migrator.dry_run(&database.url).await.expect("a try");
    assert_eq!(tried.done.len(), 1);
    let schemas = "SELECT count(*) FROM pg_namespace WHERE nspname = 'tenant_1'";
    assert_eq!(number(database, schemas).await, 0, "nothing stays of a try");
    seen.lock().expect("no panic").clear();
    migrator.up(&database.url).await.expect("up");
    assert_eq!(*seen.lock().expect("no panic"), planned);
    let sql = "SELECT count(*) FROM tenant_1._migrations \
        WHERE up_sql LIKE '%\"tenant_1\".\"orders\"%' AND down_sql LIKE '%\"tenant_1\".%'";
    assert_eq!(number(database, sql).await, 1);
}

#[tokio::test]
async fn one_tenant_does_not_wait_for_another() {
    let database = &postgres().database("waiting").await;
    for name in ["tenant_1", "tenant_2"] {
        tenant(name, &SHOP).up(&database.url).await.expect("up");
    }
    let mut reader = database.connect().await;
    let hold = "BEGIN; LOCK TABLE tenant_1.orders IN ACCESS SHARE MODE";
    sqlx::raw_sql(hold)
        .execute(&mut reader)
        .await
        .expect("a lock");
    let url = database.url.clone();
    let waiting = tokio::spawn(async move { tenant("tenant_1", &CHANGES).up(&url).await });
    let other = tenant("tenant_2", &CHANGES);
    let other = timeout(Duration::from_mins(1), other.up(&database.url)).await;
    assert_eq!(other.expect("in time").expect("up").done.len(), 2);
    assert!(!waiting.is_finished());
    sqlx::raw_sql("COMMIT")
        .execute(&mut reader)
        .await
        .expect("commit");
    let done = waiting.await.expect("no panic").expect("up").done;
    assert_eq!(done.len(), 2);
}

migration! {
    /// A check that old rows violate, in a transaction of its own.
    pub static STRICT after SHOP as branch;

    alter table orders add constraint large check (total > 100);
}

#[tokio::test]
async fn a_half_applied_migration_is_taken_back_where_it_stands() {
    let database = &postgres().database("half").await;
    for name in [ODD, "tenant_2"] {
        tenant(name, &SHOP).up(&database.url).await.expect("up");
    }
    let before = contents(database, ODD).await;
    let failed = tenant(ODD, &STRICT).up(&database.url).await;
    let failed = failed.expect_err("rows violate it").to_string();
    assert!(
        failed.contains("\"Tenant \"\"2\"\" o'clock; 100%\".\"orders\""),
        "{failed}"
    );
    let back = tenant(ODD, &STRICT).abandon(&database.url).await;
    back.expect("abandoned");
    let counts = |lines: Vec<String>| lines.iter().filter(|line| line.contains("large")).count();
    assert_eq!(counts(contents(database, ODD).await), 0);
    assert_eq!(before, contents(database, ODD).await);
    assert_eq!(before, contents(database, "tenant_2").await);
}

migration! {
    /// One table of all tenants.
    pub static SHARED on postgres;

    create table public.countries { code: text primary key }
    create table addresses { id: bigint identity primary key, country: text not null references public.countries }
    create index on addresses(country);
    insert into public.countries (code) values ("fi");
    insert into addresses (country) select code from public.countries;
}

#[tokio::test]
async fn a_name_that_says_public_stays_there() {
    let database = &postgres().database("shared").await;
    tenant("tenant_1", &SHARED)
        .up(&database.url)
        .await
        .expect("up");
    let tables = "SELECT count(*) FROM tenant_1.addresses JOIN public.countries ON code = country";
    assert_eq!(number(database, tables).await, 1);
    let again = tenant("tenant_2", &SHARED).up(&database.url).await;
    let again = again.expect_err("it is there").to_string();
    assert!(again.contains("\"countries\" already exists"), "{again}");
}

#[tokio::test]
async fn a_ledger_with_a_schema_stays_there() {
    let database = &postgres().database("ledger").await;
    for name in ["tenant_1", "tenant_2"] {
        let migrator = tenant(name, &CHANGES)
            .ledger("ops.migrations")
            .history(name);
        assert_eq!(migrator.up(&database.url).await.expect("up").done.len(), 3);
        assert!(migrator.up(&database.url).await.expect("up").is_empty());
    }
    let rows = "SELECT count(*) FROM ops.migrations WHERE state = 'applied'";
    assert_eq!(number(database, rows).await, 6);
    let tables = "SELECT count(*) FROM pg_class WHERE relname = '_migrations'";
    assert_eq!(number(database, tables).await, 0);
}

#[tokio::test]
async fn a_role_that_may_make_no_schema_works_in_its_own() {
    let database = &postgres().database("owned").await;
    database
        .execute("CREATE ROLE lodger LOGIN; CREATE SCHEMA tenant_1 AUTHORIZATION lodger")
        .await;
    let url = database.url.replace("postgres@", "lodger@");
    tenant("tenant_1", &CHANGES).up(&url).await.expect("up");
}

migration! {
    /// A table of two databases.
    static ANYWHERE on sqlite, postgres;

    create table t { id: int primary key }
}

#[tokio::test]
async fn what_cannot_be_a_schema_is_refused() {
    let database = &postgres().database("refused").await;
    let long = "x".repeat(64);
    for name in [
        "",
        "pg_temp",
        "pg_tenants",
        "information_schema",
        "a\\b",
        "a\0b",
        &long,
    ] {
        let refused = tenant(name, &ANYWHERE).up(&database.url).await;
        let kind = refused.expect_err(name);
        let kind = kind.kind();
        assert!(matches!(kind, ErrorKind::Schema { .. }), "{name}: {kind}");
    }
    let file = sqlite("tenants");
    let refused = tenant("tenant_1", &ANYWHERE).up(&file.url).await;
    let refused = refused.expect_err("no schemas").to_string();
    assert!(
        refused.starts_with("SQLite has no schema `tenant_1`"),
        "{refused}"
    );
    let planned = tenant("tenant_1", &ANYWHERE).plan(&file.url).await;
    assert!(planned.is_err());
    apply(&file.url, &ANYWHERE).await.expect("up");
}
