//! Updates in batches that fail, or are killed, behind some of them: what the batches changed
//! stays, is told, and nothing takes it back without a word.

use migrate_runtime::{ErrorKind, Migrator, apply, migration};
use migrate_tests::place::Place;
use migrate_tests::postgres::postgres;

migration! {
    #![allow(undocumented_migration, ddl_with_dml)]
    pub static COUNTERS on postgres, sqlite;

    create table counters { id: bigint primary key, old: int not null, new: int }
}

migration! {
    pub static COPIED after COUNTERS as branch;

    update counters set new = old where new is null;
}

migration! {
    pub static ADDED after COUNTERS as branch;

    alter table counters add column newest: int;
    update counters set newest = old where newest is null;
}

const ROWS: &str = "INSERT INTO counters (id, old) \
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) \
    SELECT i, i FROM n";

async fn stopped(mut place: Place, head: &'static migrate_runtime::Migration) -> (Place, String) {
    apply(place.url(), &COUNTERS)
        .await
        .expect("create the table");
    place.execute(ROWS).await;
    let before = place.contents().await.schema;
    let stops = match &place {
        Place::Postgres(..) => {
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN IF NEW.id = 2500 THEN RAISE 'stop'; END IF; RETURN NEW; END $$; \
             CREATE TRIGGER stop BEFORE UPDATE ON counters FOR EACH ROW EXECUTE FUNCTION stop()"
        }
        Place::Sqlite(_) => {
            "CREATE TRIGGER stop BEFORE UPDATE ON counters WHEN NEW.id = 2500 \
             BEGIN SELECT raise(ABORT, 'stop'); END"
        }
    };
    place.execute(stops).await;
    let error = apply(place.url(), head).await.expect_err("it is stopped");
    let text = error.to_string();
    assert!(text.contains("the batches up to"), "{text}");
    place
        .execute(match &place {
            Place::Postgres(..) => "DROP TRIGGER stop ON counters; DROP FUNCTION stop()",
            Place::Sqlite(_) => "DROP TRIGGER stop",
        })
        .await;
    (place, before)
}

async fn is_left(place: Place, head: &'static migrate_runtime::Migration) {
    let (mut place, before) = stopped(place, head).await;
    let migrator = Migrator::new(head);
    for left in [
        migrator.abandon(place.url()).await,
        migrator.down(place.url()).await,
        Migrator::new(&COUNTERS).abandon(place.url()).await,
    ] {
        let error = left.expect_err("values are replaced");
        assert!(matches!(error.kind(), ErrorKind::Lossy { .. }), "{error}");
    }
    let left = migrator.clone().allow_lossy().abandon(place.url()).await;
    assert_eq!(left.expect("accepted").done.len(), 1);
    assert_eq!(before, place.contents().await.schema);
    apply(place.url(), head).await.expect("from the beginning");
}

async fn goes_on(place: Place, head: &'static migrate_runtime::Migration) {
    let (place, _) = stopped(place, head).await;
    apply(place.url(), head).await.expect("where it stopped");
}

#[tokio::test]
async fn what_batches_changed_is_not_left_without_a_word_on_postgres() {
    for head in [&COPIED, &ADDED] {
        is_left(Place::postgres(postgres(), "batches").await, head).await;
        goes_on(Place::postgres(postgres(), "batches").await, head).await;
    }
}

#[tokio::test]
async fn what_batches_changed_is_not_left_without_a_word_on_sqlite() {
    for head in [&COPIED, &ADDED] {
        is_left(Place::sqlite("batches"), head).await;
        goes_on(Place::sqlite("batches"), head).await;
    }
}
