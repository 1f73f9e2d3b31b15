//! An older program on a newer database: it starts where the newer migrations broke nothing
//! for it.

use std::time::Duration;

use migrate_runtime::{Database, ErrorKind, Migrator, apply, migration};
use migrate_tests::place::Place;
use migrate_tests::postgres::postgres;

migration! {
    /// The older release.
    pub static NOTES on postgres, sqlite;
    create table notes { id: bigint primary key, text: text, color: text, size: int }
}

migration! {
    /// Nobody who does not know it is broken by it.
    pub static PINNED after NOTES;
    alter table notes add column pinned: bool not null default false;
}

migration! {
    /// Whoever reads the column fails.
    pub static PLAIN after PINNED;
    #[expect(drop_column, reason = "a test")]
    alter table notes drop column color;
}

migration! {
    /// What the older release has.
    pub static AUTHORS after NOTES as branch;
    create table authors { id: bigint primary key }
}

/// The newer release, into which a branch was merged before that.
mod merged {
    use super::{NOTES, migration};

    migration! {
        /// The branch.
        pub static TAGS after NOTES as branch;
        create table tags { id: bigint primary key, name: text }
    }

    migration! {
        /// What the older release has.
        pub static AUTHORS after TAGS;
        create table authors { id: bigint primary key }
    }
}

migration! {
    /// Code that reads a number meets a text.
    pub static RETYPED after NOTES as branch;
    #[expect(change_column_type, reason = "a test")]
    alter table notes alter column size type text;
}

migration! {
    /// A raw statement drops what others read.
    pub static NO_VIEW after NOTES as branch;
    sql "DROP TABLE IF EXISTS boards" undo "CREATE TABLE boards (id int)";
}

async fn rolls_out(place: Place) {
    apply(place.url(), &PINNED)
        .await
        .expect("the newer release");
    let older = Migrator::new(&NOTES);
    assert!(older.up(place.url()).await.expect("starts").is_empty());
    assert!(older.ready(place.url()).await.expect("an answer"));
    let strict = older.clone().strict();
    let error = strict.up(place.url()).await.expect_err("strict");
    assert!(matches!(error.kind(), ErrorKind::Newer { .. }), "{error}");
    assert!(!strict.ready(place.url()).await.expect("an answer"));
    let error = older
        .down(place.url())
        .await
        .expect_err("beneath a newer one");
    assert!(matches!(error.kind(), ErrorKind::Newer { .. }), "{error}");
    assert!(
        !Migrator::new(&PLAIN)
            .ready(place.url())
            .await
            .expect("an answer")
    );

    apply(place.url(), &PLAIN)
        .await
        .expect("the newest release");
    let error = older.up(place.url()).await.expect_err("a column is gone");
    let text = error.to_string();
    assert!(text.contains("`plain`") && text.contains("color"), "{text}");
    assert!(!older.ready(place.url()).await.expect("an answer"));
    assert!(
        Migrator::new(&PLAIN)
            .ready(place.url())
            .await
            .expect("an answer")
    );
    let accepted = older.allow_missing("plain");
    assert!(accepted.up(place.url()).await.expect("accepted").is_empty());
}

#[tokio::test]
async fn an_older_release_starts_on_postgres() {
    rolls_out(Place::postgres(postgres(), "rollout").await).await;
}

#[tokio::test]
async fn an_older_release_starts_on_sqlite() {
    rolls_out(Place::sqlite("rollout")).await;
}

/// A branch that was merged later may stand before what the older release has.
async fn rolls_out_a_merge(place: Place) {
    apply(place.url(), &AUTHORS)
        .await
        .expect("the older release");
    // SQLite's clock counts seconds.
    if place.kind() == Database::Sqlite {
        tokio::time::sleep(Duration::from_millis(1100)).await;
    }
    let newer = Migrator::new(&merged::AUTHORS).allow_out_of_order("tags");
    newer.up(place.url()).await.expect("the newer release");
    let older = apply(place.url(), &AUTHORS).await.expect("starts");
    assert!(older.is_empty());
    let strict = Migrator::new(&AUTHORS).strict();
    let error = strict.up(place.url()).await.expect_err("strict");
    assert!(matches!(error.kind(), ErrorKind::Newer { .. }), "{error}");
}

#[tokio::test]
async fn a_merge_is_rolled_out_on_postgres() {
    rolls_out_a_merge(Place::postgres(postgres(), "rollout").await).await;
}

#[tokio::test]
async fn a_merge_is_rolled_out_on_sqlite() {
    rolls_out_a_merge(Place::sqlite("rollout")).await;
}

#[tokio::test]
async fn what_breaks_is_said() {
    for (newer, said) in [
        (&RETYPED, "code that reads or writes int fails"),
        (&NO_VIEW, "`DROP TABLE IF EXISTS boards` has been run"),
    ] {
        let place = Place::postgres(postgres(), "rollout").await;
        apply(place.url(), newer).await.expect("the newer release");
        let error = apply(place.url(), &NOTES).await.expect_err("it broke");
        assert!(matches!(error.kind(), ErrorKind::Newer { .. }), "{error}");
        assert!(error.to_string().contains(said), "{error}");
    }
}
