//! Migrations that failed half way, and what became of their source since: each can be left,
//! corrected and removed. On PostgreSQL, where they are several transactions.

use migrate_contract::{About, write};
use std::sync::{Arc, Mutex};

use migrate_runtime::__private::Parents;
use migrate_runtime::{Down, ErrorKind, Event, Migration, Migrator, Plan, apply, migration};
use migrate_tests::golden::plans;
use migrate_tests::place::Place;
use migrate_tests::postgres::postgres;

migration! {
    #![allow(undocumented_migration)]
    pub static NUMBERS on postgres;

    create table numbers { id: bigint primary key, a: int not null, b: int }
}

migration! {
    pub static BIG after NUMBERS;

    alter table numbers add constraint big check (a > 100);
}

migration! {
    pub static SMALL after NUMBERS as branch;

    create table small { id: bigint primary key }
}

/// The same migration, corrected.
mod later {
    use super::{NUMBERS, migration};

    migration! {
        pub static BIG after NUMBERS as branch;

        alter table numbers add constraint big check (a > 1);
    }
}

migration! {
    pub static LOOSE after BIG;

    alter table numbers {
        #[expect(drop_not_null, reason = "a test")]
        alter column a drop not null,
        #[expect(drop_unique_or_check_constraint, reason = "a test")]
        drop constraint big,
    }
}

async fn numbers(rows: &str) -> Place {
    let place = Place::postgres(postgres(), "half").await;
    apply(place.url(), &NUMBERS)
        .await
        .expect("create the table");
    place
        .execute(&format!("INSERT INTO numbers VALUES {rows}"))
        .await;
    place
}

/// `alter table … add check` fails behind its first transaction.
async fn half_done() -> (Place, String) {
    let mut place = numbers("(1, 5, 5)").await;
    let before = place.contents().await.schema;
    let error = apply(place.url(), &BIG).await.expect_err("a row of 5");
    let text = error.to_string();
    assert!(
        text.contains("rows of `numbers` that violate `big` can no longer be inserted"),
        "{text}"
    );
    assert!(text.contains(".abandon("), "{text}");
    assert_ne!(before, place.contents().await.schema, "the check stays");
    (place, before)
}

async fn is_as_before(place: &mut Place, before: &str) {
    assert_eq!(before, place.contents().await.schema);
    place.execute("INSERT INTO numbers VALUES (2, 6, 6)").await;
}

#[tokio::test]
async fn what_stays_is_taken_back_by_down_and_by_abandon() {
    for verb in ["down", "abandon"] {
        let (mut place, before) = half_done().await;
        let migrator = Migrator::new(&BIG);
        let report = match verb {
            "down" => migrator.down(place.url()).await,
            _ => migrator.abandon(place.url()).await,
        };
        assert_eq!(report.expect(verb).done.len(), 1, "{verb}");
        is_as_before(&mut place, &before).await;
        let status = migrator.status(place.url()).await.expect("a status");
        assert!(format!("{status:?}").contains("Reverted"), "{status:?}");
        assert!(
            migrator
                .abandon(place.url())
                .await
                .expect("nothing")
                .is_empty()
        );
        place.execute("UPDATE numbers SET a = 101").await;
        apply(place.url(), &BIG)
            .await
            .expect("the row is corrected");
    }
}

#[tokio::test]
async fn a_corrected_source_is_no_changed_one() {
    let (mut place, before) = half_done().await;
    for migrator in [
        Migrator::new(&later::BIG),
        Migrator::new(&later::BIG).allow_changed("big"),
    ] {
        let error = migrator.up(place.url()).await.expect_err("another plan");
        assert!(
            matches!(error.kind(), ErrorKind::OtherPlan { .. }),
            "{error}"
        );
        let text = error.to_string();
        assert!(
            text.contains("rows of `numbers` that violate `big`"),
            "{text}"
        );
    }
    let report = Migrator::new(&later::BIG).abandon(place.url()).await;
    assert_eq!(report.expect("taken back").done.len(), 1);
    is_as_before(&mut place, &before).await;
    apply(place.url(), &later::BIG)
        .await
        .expect("applied as it is now");
}

#[tokio::test]
async fn a_removed_source_can_still_be_left() {
    let (mut place, before) = half_done().await;
    for migrator in [Migrator::new(&NUMBERS).strict(), Migrator::new(&SMALL)] {
        let error = migrator.up(place.url()).await.expect_err("it is half done");
        assert!(
            matches!(error.kind(), ErrorKind::Unfinished { .. }),
            "{error}"
        );
        assert!(
            error
                .to_string()
                .contains("rows of `numbers` that violate `big`"),
            "{error}"
        );
    }
    // What has nothing to do starts, as an older release has to, and says what it sees.
    let told = Arc::new(Mutex::new(Vec::new()));
    let tell = Arc::clone(&told);
    let beside = Migrator::new(&NUMBERS).observer(move |event| {
        if let Event::HalfDone { migration, leaves } = event {
            let mut told = tell.lock().expect("nobody panics here");
            told.push(format!("{migration}: {}", leaves.join("; ")));
        }
    });
    assert!(beside.up(place.url()).await.expect("starts").is_empty());
    let told = told.lock().expect("nobody panics here").join("\n");
    assert!(
        told.contains("big: rows of `numbers` that violate `big`"),
        "{told}"
    );
    let report = Migrator::new(&NUMBERS).abandon(place.url()).await;
    assert_eq!(report.expect("taken back").done.len(), 1);
    is_as_before(&mut place, &before).await;
    assert!(
        apply(place.url(), &NUMBERS)
            .await
            .expect("nothing to do")
            .is_empty()
    );
}

/// A plan of another length under the same name and checksum, as another release of the
/// compiler, or a newer oldest version, would make it.
#[tokio::test]
async fn another_plan_of_the_same_source_is_refused() {
    let (mut place, before) = half_done().await;
    let shorter = another_plan(&BIG);
    let error = apply(place.url(), shorter).await.expect_err("another plan");
    assert!(
        matches!(error.kind(), ErrorKind::OtherPlan { .. }),
        "{error}"
    );
    Migrator::new(shorter)
        .down(place.url())
        .await
        .expect("taken back");
    is_as_before(&mut place, &before).await;
}

/// Without its last step.
fn another_plan(migration: &'static Migration) -> &'static Migration {
    let plan = &plans(migration)[0];
    let up = plan.up[..1].to_vec();
    let plan = Plan::new(plan.database, plan.minimum, up, Down::Steps(Vec::new()));
    let (name, checksum) = (migration.name(), migration.checksum());
    let text = write(name, checksum, &About::default(), &[plan]).leak();
    let parents = Parents::Several(migration.parents());
    Box::leak(Box::new(Migration::new(parents, text)))
}

/// A row that an older version wrote says nothing of plans, and is taken as it is.
#[tokio::test]
async fn a_row_of_an_older_version_goes_on_by_its_source() {
    let (place, _) = half_done().await;
    place
        .execute("ALTER TABLE _migrations DROP format, DROP plan, DROP undo, DROP leaves")
        .await;
    place.execute("UPDATE numbers SET a = 101").await;
    apply(place.url(), &BIG).await.expect("goes on");
    let (mut place, before) = half_done().await;
    place
        .execute("ALTER TABLE _migrations DROP format, DROP plan, DROP undo, DROP leaves")
        .await;
    let error = apply(place.url(), &later::BIG)
        .await
        .expect_err("another source");
    assert!(
        matches!(error.kind(), ErrorKind::OtherPlan { .. }),
        "{error}"
    );
    Migrator::new(&BIG)
        .abandon(place.url())
        .await
        .expect("by its plan");
    is_as_before(&mut place, &before).await;
}

#[tokio::test]
async fn a_half_done_way_back_is_left_by_up() {
    let mut place = numbers("(1, 500, 5)").await;
    apply(place.url(), &LOOSE).await.expect("apply all");
    let loose = place.contents().await.schema;
    place
        .execute("INSERT INTO numbers VALUES (2, 101, 0)")
        .await;
    // The rows change behind the last look at them.
    place
        .execute(
            "CREATE FUNCTION late() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN \
        EXECUTE 'UPDATE numbers SET a = 5 WHERE id = 2 AND a = 101'; END $$; \
        CREATE EVENT TRIGGER late ON ddl_command_start EXECUTE FUNCTION late()",
        )
        .await;
    let down = Migrator::new(&LOOSE).down(place.url()).await;
    place
        .execute("DROP EVENT TRIGGER late; DROP FUNCTION late()")
        .await;
    down.expect_err("a row of 5");
    let report = apply(place.url(), &LOOSE).await.expect("leads out");
    assert_eq!(report.done.len(), 1, "{report}");
    assert_eq!(loose, place.contents().await.schema);
    place
        .execute("INSERT INTO numbers VALUES (3, NULL, 0)")
        .await;
}
