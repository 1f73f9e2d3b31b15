//! A constraint that is not valid at the end of a history is told of by each run, until it
//! is validated.

use std::sync::{Arc, Mutex};

use migrate_runtime::{Event, Migration, Migrator, migration};
use migrate_tests::postgres::postgres;

migration! {
    /// A table with a row.
    pub static START on postgres;
    create table orders { id: bigint identity primary key, total: int not null }
}

migration! {
    /// Enforced for new rows only.
    pub static NOT_YET after START;
    alter table orders add constraint positive check (total > 0) not valid;
}

migration! {
    /// The table's name changes, the constraint does not.
    pub static RENAMED after NOT_YET;
    #[expect(rename_table, reason = "nobody reads it")]
    rename table orders to invoices;
}

migration! {
    /// And for old ones.
    pub static VALIDATED after RENAMED;
    alter table invoices validate constraint positive;
}

#[tokio::test]
async fn what_is_not_valid_at_the_end_is_told() {
    let database = postgres().database("unvalidated").await;
    assert_eq!(told(&database.url, &NOT_YET).await, ["orders.positive"]);
    assert_eq!(told(&database.url, &NOT_YET).await, ["orders.positive"]);
    assert_eq!(told(&database.url, &RENAMED).await, ["invoices.positive"]);
    assert!(told(&database.url, &VALIDATED).await.is_empty());
}

async fn told(url: &str, head: &'static Migration) -> Vec<&'static str> {
    let found = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&found);
    let watch = move |event: &Event<'_>| {
        if let Event::Unvalidated { constraints } = event {
            seen.lock().unwrap().extend_from_slice(constraints);
        }
    };
    Migrator::new(head)
        .observer(watch)
        .up(url)
        .await
        .expect("applied");
    found.lock().unwrap().clone()
}
