//! Ways back that rows written since would make fail: such rows are named before anything
//! is changed, and without them it is the way back.

mod kinds;
mod lite;

use migrate_runtime::{ErrorKind, Migration, Migrator, apply, migration};
use migrate_tests::place::Place;
use migrate_tests::postgres::{Server, postgres};

use crate::majors;

migration! {
    /// People and their teams.
    pub static PEOPLE on postgres, sqlite;

    create table teams { id: bigint primary key }
    create table people {
        id: bigint primary key,
        name: text not null,
        email: text unique,
        age: int not null,
        code: varchar(5),
        team: bigint references teams(id),
        index (team),
        constraint adult check (age > 17),
    }
}

migration! {
    /// One change that allows more than before.
    pub static NO_NAME after PEOPLE as branch;
    #[expect(drop_column, reason = "a test")]
    alter table people drop column name;
}

migration! {
    /// One change that allows more than before.
    pub static NO_AGE after PEOPLE as branch;
    #[expect(drop_not_null, reason = "a test")]
    alter table people alter column age drop not null;
}

migration! {
    /// One change that allows more than before.
    pub static TWICE after PEOPLE as branch;
    #[expect(drop_unique_or_check_constraint, reason = "a test")]
    alter table people drop constraint people_email_key;
}

migration! {
    /// One change that allows more than before.
    pub static CHILDREN after PEOPLE as branch;
    #[expect(drop_unique_or_check_constraint, reason = "a test")]
    alter table people drop constraint adult;
}

migration! {
    /// One change that allows more than before.
    pub static LONGER after PEOPLE as branch;
    alter table people alter column code type text;
}

migration! {
    /// One change that allows more than before.
    pub static STRANGERS after PEOPLE as branch;
    #[expect(drop_foreign_key, reason = "a test")]
    alter table people drop constraint people_team_fkey;
}

migration! {
    /// One change that allows more than before.
    pub static OLDER after PEOPLE as branch;
    #[expect(change_column_type, reason = "a test")]
    alter table people alter column age type bigint;
}

migration! {
    /// Ages that are not known, which the way back makes up.
    pub static UNKNOWN_AGE after PEOPLE as branch;
    #[expect(drop_not_null, reason = "a test")]
    alter table people alter column age drop not null;
    sql "DELETE FROM people WHERE age = 1" undo "UPDATE people SET age = 18 WHERE age IS NULL";
}

migration! {
    /// Ages beyond what the column takes again, which the way back cuts.
    pub static CUT_AGE after PEOPLE as branch;
    #[expect(change_column_type, reason = "a test")]
    alter table people alter column age type bigint;
    down {
        #[expect(change_column_type, reason = "a test")]
        alter table people alter column age type int using least(age, 99)::int;
    }
}

/// A migration, rows that it allows, and what names them.
const CASES: &[(&Migration, &str, &[&str])] = &[
    (&NO_NAME, "people (id, age) VALUES (1, 20)", &["id = 1"]),
    (
        &NO_AGE,
        "people (id, name, age) VALUES (1, 'a', NULL)",
        &["age is null"],
    ),
    (
        &TWICE,
        "people (id, name, age, email) VALUES (1, 'a', 20, 'e'), (2, 'b', 20, 'e')",
        &["email = e"],
    ),
    (
        &CHILDREN,
        "people (id, name, age) VALUES (1, 'a', 5)",
        &["age = 5"],
    ),
    (
        &LONGER,
        "people (id, name, age, code) VALUES (1, 'a', 20, 'abcdef')",
        &["code = abcdef"],
    ),
    (
        &STRANGERS,
        "people (id, name, age, team) VALUES (1, 'a', 20, 7)",
        &["team = 7"],
    ),
    (
        &OLDER,
        "people (id, name, age) VALUES (1, 'a', 3000000000)",
        &["age = 3000000000"],
    ),
];

type Case = (&'static Migration, &'static str, &'static [&'static str]);

async fn refuses(place: &mut Place, (head, rows, names): Case) {
    apply(place.url(), head).await.expect("apply");
    let empty = place.contents().await.schema;
    place.execute(&format!("INSERT INTO {rows}")).await;
    let before = place.contents().await;
    let migrator = Migrator::new(head).allow_lossy();
    let error = migrator.down(place.url()).await.expect_err(head.name());
    let text = error.to_string();
    assert!(
        matches!(error.kind(), ErrorKind::RowsInTheWay { .. }),
        "{}: {text}",
        head.name()
    );
    for name in names {
        assert!(text.contains(name), "{}: {text}", head.name());
    }
    assert_eq!(before, place.contents().await, "nothing is changed");
    let started = apply(place.url(), head).await.expect("the service starts");
    assert!(started.is_empty());
    let (table, _) = rows.split_once(' ').expect("a table");
    place.execute(&format!("DELETE FROM {table}")).await;
    if let Some((_, more)) = rows.split_once("INSERT INTO ") {
        let (table, _) = more.split_once(' ').expect("a table");
        place.execute(&format!("DELETE FROM {table}")).await;
    }
    migrator.down(place.url()).await.expect("the rows are gone");
    apply(place.url(), head).await.expect("up again");
    assert_eq!(empty, place.contents().await.schema);
}

#[tokio::test]
async fn rows_in_the_way_are_named_on_postgres() {
    for major in majors() {
        let mut place = Place::postgres(Server::version(major), "way_back").await;
        let kinds = kinds::CASES.iter().filter(|_| major >= 15);
        for case in CASES.iter().chain(kinds) {
            place.clear().await;
            refuses(&mut place, *case).await;
        }
    }
}

#[tokio::test]
async fn rows_in_the_way_are_named_on_sqlite() {
    for case in CASES.iter().chain(lite::CASES) {
        refuses(&mut Place::sqlite("way_back"), *case).await;
    }
}

/// Each pair of types by itself: what the type before does not take is named before the first
/// step, and what it takes comes back.
#[tokio::test]
async fn values_that_do_not_fit_are_named_on_sqlite() {
    let mut place = Place::sqlite("way_back");
    apply(place.url(), &lite::WIDER).await.expect("apply");
    let migrator = Migrator::new(&lite::WIDER).allow_lossy();
    let insert = |(column, value): (&str, &str)| {
        format!("INSERT INTO measures (id, {column}) VALUES (1, {value})")
    };
    for case in lite::MISFITS {
        place.execute(&insert(*case)).await;
        let before = place.contents().await;
        let error = migrator.down(place.url()).await.expect_err(case.1);
        let text = error.to_string();
        let named = matches!(error.kind(), ErrorKind::RowsInTheWay { .. })
            && text.contains(&format!("id = 1, {} = ", case.0));
        assert!(named, "{case:?}: {text}");
        assert_eq!(
            before,
            place.contents().await,
            "{case:?}: nothing is changed"
        );
        place.execute("DELETE FROM measures").await;
    }
    for case in lite::FITS {
        place.execute(&insert(*case)).await;
        let down = migrator.down(place.url()).await;
        down.unwrap_or_else(|error| panic!("{case:?}: {error}"));
        apply(place.url(), &lite::WIDER).await.expect("up again");
        place.execute("DELETE FROM measures").await;
    }
}

/// The user's own conversion decides which values fit.
#[tokio::test]
async fn values_that_the_way_back_converts_are_not_in_it() {
    for place in [
        Place::postgres(postgres(), "way_back").await,
        Place::sqlite("way_back"),
    ] {
        apply(place.url(), &CUT_AGE).await.expect("apply");
        let rows = "INSERT INTO people (id, name, age) VALUES (1, 'a', 3000000000)";
        place.execute(rows).await;
        let migrator = Migrator::new(&CUT_AGE).allow_lossy();
        migrator.down(place.url()).await.expect("it is cut");
    }
}

/// What a statement of the user's own does to rows on the way back is not known before it.
#[tokio::test]
async fn rows_that_are_corrected_on_the_way_are_not_in_it() {
    for place in [
        Place::postgres(postgres(), "way_back").await,
        Place::sqlite("way_back"),
    ] {
        apply(place.url(), &UNKNOWN_AGE).await.expect("apply");
        place
            .execute("INSERT INTO people (id, name) VALUES (1, 'a')")
            .await;
        let down = Migrator::new(&UNKNOWN_AGE).down(place.url()).await;
        down.expect("its own statement gives it a value");
        place
            .execute("INSERT INTO people (id, name, age) SELECT 2, 'b', age FROM people")
            .await;
    }
}
