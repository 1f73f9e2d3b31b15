//! Steps that are more than a statement: batches and rebuilds.

use std::sync::{Arc, Mutex};

use migrate_runtime::{Action, Batches, Down, ErrorKind, Event, Expected, Migrator, Plan, apply};

use crate::history::{migration, step, steps};
use crate::shop::{CUSTOMERS, LEDGER, ORDERS, plan, pool, text};

/// Two rows in a batch, a millisecond apart.
fn fill() -> Batches {
    let mut fill = Batches::new(
        "SELECT quote(max(id)) FROM customers HAVING count(*) > 0",
        "SELECT quote(max(id)) FROM (SELECT id FROM customers \
           WHERE {after} AND id <= {last} ORDER BY id LIMIT {size}) HAVING count(*) > 0",
        "id > {place}",
        "UPDATE customers SET name = name || '!' WHERE {after} AND id <= {place} AND id <> 99",
    );
    fill.size = 2;
    fill.pause = 1;
    fill
}

migration!(
    FILL_NAMES,
    "fill_names",
    [&CUSTOMERS],
    plan(
        vec![
            step!(Outside Action::Batches(fill())),
            step!(Begins Action::Sql("CREATE INDEX customers_name_idx ON customers (name)"))
        ],
        Down::Lossy(
            steps!["DROP INDEX customers_name_idx"],
            "names keep their marks"
        )
    )
);

const NAMES: &str = "SELECT group_concat(name, '') FROM (SELECT name FROM customers ORDER BY id)";

#[tokio::test]
async fn batches_walk_the_key_once() {
    let pool = pool("batches").await;
    let batches = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&batches);
    let observer = move |event: &Event<'_>| {
        if let Event::Batch { rows, place, .. } = event {
            seen.lock().unwrap().push((*rows, (*place).to_owned()));
        }
    };
    Migrator::new(&*FILL_NAMES)
        .observer(observer)
        .up(&pool)
        .await
        .unwrap();
    let expected = [
        (2, "2".to_owned()),
        (2, "4".to_owned()),
        (1, "5".to_owned()),
    ];
    assert_eq!(*batches.lock().unwrap(), expected);
    assert_eq!(text(&pool, NAMES).await, "a!b!c!d!e!");
}

#[tokio::test]
async fn a_loop_that_was_cut_off_goes_on_where_it_stopped() {
    let pool = pool("resume").await;
    apply(&pool, &*CUSTOMERS).await.unwrap();
    sqlx::query(
        "CREATE TRIGGER stop BEFORE UPDATE ON customers WHEN old.id = 3 \
                 BEGIN SELECT raise(ABORT, 'not today'); END",
    )
    .execute(&pool)
    .await
    .unwrap();
    let error = apply(&pool, &*FILL_NAMES).await.unwrap_err();
    assert!(error.to_string().contains("not today"), "{error}");
    let ledger = "customers applied 2/2, fill_names failed 0/2 at 1:2 of 5";
    assert_eq!(text(&pool, LEDGER).await, ledger);
    sqlx::query("DROP TRIGGER stop")
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query("INSERT INTO customers (name) VALUES ('late')")
        .execute(&pool)
        .await
        .unwrap();
    apply(&pool, &*FILL_NAMES).await.unwrap();
    assert_eq!(text(&pool, NAMES).await, "a!b!c!d!e!late");
    let ledger = "customers applied 2/2, fill_names applied 2/2";
    assert_eq!(text(&pool, LEDGER).await, ledger);
}

/// A plan that makes the table of customers anew, from these rows.
fn rebuild(copy: &'static str) -> Plan {
    let mut up =
        steps!["CREATE TABLE new_customers (id integer PRIMARY KEY, name varchar NOT NULL)"];
    let behind = [
        copy,
        "DROP TABLE customers",
        "ALTER TABLE new_customers RENAME TO customers",
    ];
    up.extend(behind.map(|sql| step!(Joins Action::Sql(sql))));
    let table = "CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL)";
    up[0].expects = Some(Expected::new(
        "customers",
        vec![table],
        vec!["new_customers"],
    ));
    let mut plan = plan(up, Down::Irreversible("a test"));
    plan.rebuilds = true;
    plan
}

migration!(
    RETYPE,
    "retype",
    [&ORDERS],
    rebuild("INSERT INTO new_customers SELECT id, name FROM customers")
);
migration!(
    FORGET,
    "forget",
    [&ORDERS],
    rebuild("INSERT INTO new_customers SELECT id, name FROM customers WHERE id > 1")
);

#[tokio::test]
async fn a_rebuild_keeps_the_rows_that_refer_to_the_table() {
    let pool = pool("rebuild").await;
    apply(&pool, &*RETYPE).await.unwrap();
    assert_eq!(text(&pool, "SELECT count(*) || '' FROM orders").await, "5");
    // Every connection of the pool, the one that was used among them.
    let mut connections = Vec::new();
    for _ in 0..pool.size() {
        connections.push(pool.acquire().await.unwrap());
    }
    for connection in &mut connections {
        let on: i64 = sqlx::query_scalar("PRAGMA foreign_keys")
            .fetch_one(&mut **connection)
            .await
            .unwrap();
        assert_eq!(on, 1);
    }
}

#[tokio::test]
async fn a_rebuild_that_loses_referenced_rows_is_rolled_back() {
    let pool = pool("dangling").await;
    let error = apply(&pool, &*FORGET).await.unwrap_err();
    let ErrorKind::ForeignKeys {
        migration: "forget",
        rows,
    } = error.kind()
    else {
        panic!("{error}");
    };
    assert_eq!(rows, &["orders row 1 refers to customers"]);
    assert_eq!(
        text(&pool, "SELECT count(*) || '' FROM customers").await,
        "5"
    );
    let on: i64 = sqlx::query_scalar("PRAGMA foreign_keys")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(on, 1);
}

#[tokio::test]
async fn a_dry_run_finds_what_would_fail_and_leaves_nothing() {
    let pool = pool("dry-run").await;
    apply(&pool, &*ORDERS).await.unwrap();
    let before = std::fs::read(pool.connect_options().get_filename()).unwrap();
    let tried = Migrator::new(&*RETYPE).dry_run(&pool).await.unwrap();
    assert_eq!(tried.done[0].migration, "retype");
    let error = Migrator::new(&*FORGET).dry_run(&pool).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::ForeignKeys { .. }),
        "{error}"
    );
    Migrator::new(&*FILL_NAMES)
        .allow_missing("orders")
        .dry_run(&pool)
        .await
        .unwrap();
    let tried = Migrator::new(&*ORDERS)
        .to_base()
        .allow_lossy()
        .dry_run_down(&pool)
        .await
        .unwrap();
    assert_eq!(tried.done.len(), 2);
    let after = std::fs::read(pool.connect_options().get_filename()).unwrap();
    assert_eq!(before, after);
}

migration!(
    SPLIT,
    "split",
    [&CUSTOMERS],
    plan(
        vec![
            step!(Begins Action::Sql("CREATE TABLE one (id integer)")),
            step!(Begins Action::Sql("CREATE TABLE two AS SELECT * FROM switch"))
        ],
        Down::Steps(vec![
            step!(Begins Action::Sql("DROP TABLE two")),
            step!(Begins Action::Sql("DROP TABLE one"))
        ])
    )
);

#[tokio::test]
async fn what_was_cut_off_is_finished_before_anything_else() {
    let pool = pool("cut-off").await;
    let error = apply(&pool, &*SPLIT).await.unwrap_err();
    assert!(error.to_string().contains("1 of 2 steps stay"), "{error}");
    assert_eq!(
        text(&pool, LEDGER).await,
        "customers applied 2/2, split failed 1/2"
    );
    sqlx::raw_sql("CREATE TABLE switch (x)")
        .execute(&pool)
        .await
        .unwrap();
    // Down goes through the end of the way up.
    let report = Migrator::new(&*SPLIT).down(&pool).await.unwrap();
    assert_eq!(report.to_string().matches("split").count(), 2, "{report}");
    assert_eq!(
        text(&pool, LEDGER).await,
        "customers applied 2/2, split reverted 2/2"
    );

    apply(&pool, &*SPLIT).await.unwrap();
    sqlx::raw_sql("ALTER TABLE one RENAME TO gone")
        .execute(&pool)
        .await
        .unwrap();
    Migrator::new(&*SPLIT).down(&pool).await.unwrap_err();
    assert_eq!(
        text(&pool, LEDGER).await,
        "customers applied 2/2, split reverting 1/2"
    );
    sqlx::raw_sql("ALTER TABLE gone RENAME TO one")
        .execute(&pool)
        .await
        .unwrap();
    // And up through the end of the way down.
    let report = apply(&pool, &*SPLIT).await.unwrap();
    assert_eq!(report.to_string().matches("split").count(), 2, "{report}");
    assert_eq!(
        text(&pool, LEDGER).await,
        "customers applied 2/2, split applied 2/2"
    );
}
