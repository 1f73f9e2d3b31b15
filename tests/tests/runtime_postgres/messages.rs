//! How many messages a run sends.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use migrate_runtime::apply;
use migrate_tests::postgres::postgres;
use tracing::Metadata;
use tracing::span::{Attributes, Id, Record};

use crate::shop::{CUSTOMERS, NOTES};

/// Counts the messages that sqlx sends on this thread.
#[derive(Clone, Default)]
struct Messages(Arc<AtomicUsize>);

impl tracing::Subscriber for Messages {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }
    fn event(&self, _: &tracing::Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn one_message_a_migration_and_one_when_nothing_is_pending() {
    let database = postgres().database("messages").await;
    let mut connection = database.connect().await;
    let messages = Messages::default();
    // With one subscriber alone, `tracing` asks the thread that sends first, be it of
    // another test, whether anybody listens, and keeps the answer.
    let _second = tracing::Dispatch::new(messages.clone());
    let _guard = tracing::subscriber::set_default(messages.clone());
    let sent = || messages.0.swap(0, Ordering::Relaxed);
    apply(&mut connection, &*CUSTOMERS).await.unwrap();
    // Whether there is a transaction, a glance, read; two looks for a pooler, learn the settings,
    // set, lock, read again, make the ledger, the migration, unlock and set back.
    assert_eq!(sent(), 12);
    apply(&mut connection, &*NOTES).await.unwrap();
    // The same, with a look at the ledger's table in place of making it.
    assert_eq!(sent(), 12);
    apply(&mut connection, &*NOTES).await.unwrap();
    assert_eq!(sent(), 2);
    // A connection of our own is in no transaction.
    apply(&database.url, &*NOTES).await.unwrap();
    assert_eq!(sent(), 1);
}
