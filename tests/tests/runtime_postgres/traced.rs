//! What `tracing` gets of a run: levels, messages and fields.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use migrate_runtime::{Down, Migrator, apply};
use migrate_tests::postgres::postgres;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata};

use crate::history::{migration, steps};
use crate::shop::{CUSTOMERS, NOTES, plan};

/// Keeps a line for each event and each span of the runtime.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

/// The message, then the names of the fields with their values.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = match field.name() {
            "message" => write!(self.0, " {value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}

impl Lines {
    fn begins(&self, start: &str) -> Vec<String> {
        let lines = self.0.lock().unwrap();
        let found = lines.iter().filter(|line| line.starts_with(start));
        found.cloned().collect()
    }
}

impl tracing::Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("migrate_runtime")
    }
    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let metadata = span.metadata();
        let mut line = Line(format!("{} span {}", metadata.level(), metadata.name()));
        span.record(&mut line);
        self.0.lock().unwrap().push(line.0);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

migration!(
    FAILS,
    "fails",
    [&NOTES],
    plan(
        steps!["ALTER TABLE customers ADD COLUMN id int"],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn a_run_is_seen_at_info_and_its_steps_at_debug() {
    let database = postgres().database("traced").await;
    let lines = Lines::default();
    // As in `messages`: with one subscriber alone, its answers are kept for other threads.
    let _second = tracing::Dispatch::new(lines.clone());
    let _guard = tracing::subscriber::set_default(lines.clone());
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let mut reader = database.connect().await;
    let locks = "BEGIN; LOCK TABLE customers";
    sqlx::raw_sql(locks).execute(&mut reader).await.unwrap();
    let migrator = Migrator::new(&*FAILS)
        .lock_timeout(Duration::from_millis(200))
        .lock_wait(Duration::from_millis(300));
    migrator.up(&database.url).await.unwrap_err();
    for start in [
        "INFO span migrate direction=\"apply\"",
        "INFO planned migrations=1",
        "INFO span migration name=\"customers\" direction=\"apply\"",
        "INFO started migration=\"customers\" direction=\"apply\" step=0 steps=2",
        "DEBUG step started migration=\"customers\" step=1 sql=\"INSERT INTO",
        "DEBUG step finished migration=\"customers\" step=1 elapsed=",
        "INFO finished migration=\"customers\" direction=\"apply\" elapsed=",
        "INFO retrying migration=\"fails\" reason=\"canceling statement due to lock timeout\" pause=",
        "ERROR failed migration=\"fails\" error=\"could not apply `fails`",
    ] {
        let seen = lines.begins("");
        assert!(!lines.begins(start).is_empty(), "{start}: {seen:#?}");
    }
    let retrying = lines.begins("INFO retrying").remove(0);
    assert!(
        retrying.contains("tries=1 blockers=\"session "),
        "{retrying}"
    );
}
