//! What a database has seen: takes a connection, gives the rows of its ledger. The
//! writing is in `write`. It must not know what follows from the rows.

mod record;
mod write;

pub(crate) use record::{Clock, Record, Relatives, Seen};

use crate::backend::{Answer, Backend, Cause, Failure};
use crate::error::ErrorKind;
use crate::migration::Work;
use crate::retry::{Backoff, sleep};
use crate::script::{Dialect, Message, Part, Script};
use crate::settings::Settings;

/// The state of a migration in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// It is applied.
    Applied,
    /// It is being applied, or was cut off while it was.
    Running,
    /// Applying it failed; the next run goes on where it stands.
    Failed,
    /// It is being reverted, or was cut off while it was.
    Reverting,
    /// It was reverted. The row stays, for the record, until it is applied again.
    Reverted,
    /// A squashed baseline stands for it.
    Baselined,
}

impl State {
    const ALL: [State; 6] = [
        State::Applied,
        State::Running,
        State::Failed,
        State::Reverting,
        State::Reverted,
        State::Baselined,
    ];

    /// As it is written in the ledger.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Applied => "applied",
            State::Running => "running",
            State::Failed => "failed",
            State::Reverting => "reverting",
            State::Reverted => "reverted",
            State::Baselined => "baselined",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether the schema is the one after this migration.
    pub(crate) fn is_applied(self) -> bool {
        match self {
            State::Applied | State::Baselined => true,
            State::Running | State::Failed | State::Reverting | State::Reverted => false,
        }
    }
}

/// How far a migration has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) state: State,
    /// Steps that are done.
    pub(crate) step: usize,
    /// Where the loop of batches of the next step stands.
    pub(crate) cursor: Option<String>,
}

/// One row.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) ordinal: u64,
    pub(crate) checksum: String,
    pub(crate) position: Position,
    /// When it ended, or began where it has not.
    pub(crate) since: String,
    pub(crate) elapsed_ms: Option<u64>,
    pub(crate) error: Option<String>,
}

impl Entry {
    /// Whether a failure has left nothing behind, so that it may be changed.
    pub(crate) fn is_untouched(&self) -> bool {
        let Position {
            state,
            step,
            cursor,
        } = &self.position;
        *state == State::Failed && *step == 0 && cursor.is_none()
    }
}

/// The whole ledger.
pub(crate) enum Contents {
    /// There is no such table: nothing was ever applied.
    NoTable,
    Rows(Vec<Entry>),
}

impl Contents {
    pub(crate) fn entries(&self) -> &[Entry] {
        match self {
            Contents::NoTable => &[],
            Contents::Rows(entries) => entries,
        }
    }
}

/// Reads the ledger in one query, without a lock, and without making it.
pub(crate) async fn read(
    backend: &mut dyn Backend,
    settings: &Settings,
) -> Result<Contents, ErrorKind> {
    let dialect = backend.dialect();
    let mut script = Script::new(dialect);
    script.begin(Part::Ledger).answer();
    script.sql(
        "SELECT name, ordinal, checksum, state, step, cursor, \
         coalesce(finished_at, started_at), elapsed_ms, error FROM ",
    );
    settings.ledger.write(&mut script, dialect);
    script.sql(" WHERE history = ").literal(&settings.history);
    match send(backend, settings, &script.finish()).await {
        Ok(answer) => {
            let entries = answer.rows.into_iter().map(entry);
            entries.collect::<Result<_, _>>().map(Contents::Rows)
        }
        Err(failure) if backend.cause(&failure.source) == Cause::NoTable => Ok(Contents::NoTable),
        Err(failure) => Err(unreachable_ledger("read", failure)),
    }
}

fn entry(row: Vec<Option<String>>) -> Result<Entry, ErrorKind> {
    let mut columns = row.into_iter();
    let mut text = || columns.next().flatten();
    let number = |text: Option<String>| text.and_then(|text| text.parse().ok());
    let name = text().unwrap_or_default();
    let ordinal = number(text()).unwrap_or(0);
    let checksum = text().unwrap_or_default();
    let state = text().unwrap_or_default();
    let Some(state) = State::parse(&state) else {
        let migration = name;
        return Err(ErrorKind::UnknownState { migration, state });
    };
    let step = text().and_then(|step| step.parse().ok()).unwrap_or(0);
    let cursor = text();
    Ok(Entry {
        name,
        ordinal,
        checksum,
        position: Position {
            state,
            step,
            cursor,
        },
        since: text().unwrap_or_default(),
        elapsed_ms: number(text()),
        error: text(),
    })
}

/// Makes the table. Only under the lock, and only when something is to be recorded.
pub(crate) async fn create(
    backend: &mut dyn Backend,
    settings: &Settings,
) -> Result<(), ErrorKind> {
    let dialect = backend.dialect();
    let mut script = Script::new(dialect);
    backend.begin(&mut script, settings.limits(Work::Metadata));
    let schema = settings.ledger.own_schema(dialect);
    if let (Some(schema), Some(create)) = (schema, dialect.create_schema) {
        script.begin(Part::Ledger).sql(create).name(schema);
    }
    create_table(&mut script, settings, dialect);
    script.statement(Part::Commit, "COMMIT");
    let created = send(backend, settings, &script.finish()).await;
    if created.is_err() {
        leave(backend).await;
    }
    created
        .map(drop)
        .map_err(|failure| unreachable_ledger("created", failure))
}

fn create_table(script: &mut Script, settings: &Settings, dialect: &Dialect) {
    script
        .begin(Part::Ledger)
        .sql("CREATE TABLE IF NOT EXISTS ");
    settings.ledger.write(script, dialect);
    script.sql(
        " (history text NOT NULL, name text NOT NULL, ordinal bigint NOT NULL, \
         checksum text NOT NULL, state text NOT NULL, step integer NOT NULL, \
         steps integer NOT NULL, cursor text, started_at ",
    );
    script
        .sql(dialect.moment)
        .sql(" NOT NULL, finished_at ")
        .sql(dialect.moment);
    script.sql(
        ", elapsed_ms bigint, up_sql text NOT NULL, down_sql text, \
         tool_version text NOT NULL, applied_by text NOT NULL, error text, \
         PRIMARY KEY (history, name))",
    );
}

/// Sends a message, again when the database is busy with another's.
async fn send(
    backend: &mut dyn Backend,
    settings: &Settings,
    message: &Message,
) -> Result<Answer, Failure> {
    let mut backoff = Backoff::for_runners(settings.lock_wait);
    loop {
        match backend.send(message).await {
            Err(failure) if backend.cause(&failure.source) == Cause::Busy => {
                leave(backend).await;
                let Some(pause) = backoff.pause() else {
                    return Err(failure);
                };
                sleep(pause).await;
            }
            result => return result,
        }
    }
}

/// Leaves the transaction that has failed, where one was begun.
async fn leave(backend: &mut dyn Backend) {
    let mut script = Script::new(backend.dialect());
    script.statement(Part::Commit, "ROLLBACK");
    let _ = backend.send(&script.finish()).await;
}

fn unreachable_ledger(doing: &'static str, failure: Failure) -> ErrorKind {
    let source = failure.source;
    ErrorKind::Ledger { doing, source }
}
