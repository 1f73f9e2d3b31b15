//! An older program on a newer database: it starts where the newer migrations broke nothing
//! for it.

use migrate_runtime::{ErrorKind, Migrator, apply, migration};
use migrate_tests::place::Place;
use migrate_tests::postgres::postgres;

migration! {
    /// The older release.
    pub static NOTES on postgres, sqlite;
    create table notes { id: bigint primary key, text: text, color: text }
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
