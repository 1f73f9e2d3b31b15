//! What a database has seen: takes a connection, gives the rows of its ledger. The
//! writing is in `write`. It must not know what follows from the rows.

mod glance;
mod record;
mod shape;
mod undo;
mod write;

pub(crate) use glance::says_the_same;
pub(crate) use record::{Clock, Record, Relatives, Seen, Source, Trail};
pub(crate) use shape::{add_home, prepare};
pub(crate) use undo::{Undo, leaves_at};

use crate::backend::{Answer, Backend, Cause, Failure};
use crate::error::{ErrorKind, plain};
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
    /// It was half applied, and what stayed is being taken back.
    Abandoning,
    /// It was half reverted, and what was taken back is being restored.
    Restoring,
    /// It was reverted. The row stays, for the record, until it is applied again.
    Reverted,
    /// A squashed baseline stands for it.
    Baselined,
}

impl State {
    const ALL: [State; 8] = [
        State::Applied,
        State::Running,
        State::Failed,
        State::Reverting,
        State::Abandoning,
        State::Restoring,
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
            State::Abandoning => "abandoning",
            State::Restoring => "restoring",
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
            State::Running
            | State::Failed
            | State::Reverting
            | State::Abandoning
            | State::Restoring
            | State::Reverted => false,
        }
    }
}

/// How far a migration has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) state: State,
    /// Steps that are done; of a way that is taken back, steps that are left.
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
    /// Steps of the way up.
    pub(crate) steps: usize,
    /// The identity of the plan that it was begun with; older versions wrote none.
    pub(crate) plan: Option<String>,
    /// What takes back what stays, as [`Undo::text`] writes it.
    pub(crate) undo: Option<String>,
    /// What stays and whom it hinders, a phrase a line.
    pub(crate) leaves: Option<String>,
    /// What it broke for programs that were written before, a sentence a line; nothing where
    /// an older version wrote the row and did not say.
    pub(crate) breaks: Option<String>,
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

    /// Whether it was begun, in either direction, and came to no end: the schema is neither
    /// the one before nor the one after.
    pub(crate) fn is_half_done(&self) -> bool {
        match self.position.state {
            State::Running | State::Reverting | State::Abandoning | State::Restoring => true,
            State::Failed => !self.is_untouched(),
            State::Applied | State::Reverted | State::Baselined => false,
        }
    }

    /// The phrases of what stays.
    pub(crate) fn leaves(&self) -> Vec<String> {
        let lines = self.leaves.iter().flat_map(|text| text.lines());
        lines.map(ToOwned::to_owned).collect()
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

/// What a row is written as; a later one is refused by name, since it may mean what this
/// version does not know. Columns that are missing in an older table are no difference.
const FORMAT: u64 = 2;

/// The columns that later versions added, and their types.
const LATER: [(&str, &str); 5] = [
    ("format", "bigint"),
    ("plan", "text"),
    ("undo", "text"),
    ("leaves", "text"),
    ("breaks", "text"),
];

/// Reads the ledger in one query, without a lock, and without making it: what was recorded
/// first comes first. A column that an
/// older table lacks is that of the empty table beside it: where both have it, a natural
/// join gives the first one's.
pub(crate) async fn read(
    backend: &mut dyn Backend,
    settings: &Settings,
) -> Result<Contents, ErrorKind> {
    let dialect = backend.dialect();
    refuse_names(settings, dialect)?;
    let mut script = Script::new(dialect);
    ask_for_all(&mut script, dialect).sql(
        "SELECT name, ordinal, checksum, state, step, cursor, \
         coalesce(finished_at, started_at), elapsed_ms, error, steps",
    );
    for (column, _) in LATER {
        script.sql(", ").sql(column);
    }
    from_table(&mut script, dialect, settings);
    script.sql(" NATURAL LEFT JOIN (SELECT ");
    for (number, (column, ty)) in LATER.into_iter().enumerate() {
        script.sql(if number == 0 {
            "CAST(NULL AS "
        } else {
            ", CAST(NULL AS "
        });
        script.sql(ty).sql(") AS ").sql(column);
    }
    script.sql(" WHERE 1 = 0) AS later WHERE history");
    script.equal().literal(&settings.history);
    script.sql(" ORDER BY coalesce(finished_at, started_at)");
    match send(backend, settings, &script.finish()).await {
        Ok(answer) => {
            let entries = answer.rows.into_iter().map(entry);
            entries.collect::<Result<_, _>>().map(Contents::Rows)
        }
        Err(failure) => match backend.cause(&failure.source) {
            Cause::NoTable => Ok(Contents::NoTable),
            Cause::NoColumn => Err(no_ledger(backend, settings, plain(&failure.source))),
            Cause::NoRows => {
                shape::refuse_other(backend, settings).await?;
                Err(unreachable_ledger("read", failure))
            }
            _ => Err(unreachable_ledger("read", failure)),
        },
    }
}

/// Begins a query of the ledger, from which no rows are hidden.
fn ask_for_all<'s>(script: &'s mut Script, dialect: &Dialect) -> &'s mut Script {
    if let Some(unfiltered) = dialect.unfiltered {
        script.statement(Part::Ledger, unfiltered);
    }
    script.begin(Part::Ledger).answer()
}

/// From the ledger, if it is a table.
fn from_table(script: &mut Script, dialect: &Dialect, settings: &Settings) {
    script.sql(" FROM ");
    settings.ledger.write(script, dialect);
    script.sql(dialect.every_row);
}

fn refuse_names(settings: &Settings, dialect: &Dialect) -> Result<(), ErrorKind> {
    if let Some(schema) = settings.ledger.home().filter(|home| !dialect.takes(home)) {
        let (schema, database) = (schema.to_owned(), dialect.database);
        return Err(ErrorKind::Schema { schema, database });
    }
    match settings.ledger.too_long(dialect) {
        Some(name) => Err(ErrorKind::LedgerName {
            name: name.to_owned(),
        }),
        None => Ok(()),
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
    let step = text().and_then(|step| step.parse().ok()).unwrap_or(0);
    let cursor = text();
    let (since, elapsed_ms, error) = (text().unwrap_or_default(), number(text()), text());
    let steps = text().and_then(|steps| steps.parse().ok()).unwrap_or(0);
    if let Some(format) = number(text()).filter(|format| *format > FORMAT) {
        return Err(ErrorKind::NewerLedger {
            migration: name,
            format,
            known: FORMAT,
        });
    }
    let Some(state) = State::parse(&state) else {
        let migration = name;
        return Err(ErrorKind::UnknownState { migration, state });
    };
    Ok(Entry {
        name,
        ordinal,
        checksum,
        position: Position {
            state,
            step,
            cursor,
        },
        since,
        elapsed_ms,
        error,
        steps,
        plan: text(),
        undo: text(),
        leaves: text(),
        breaks: text(),
    })
}

/// Sends a message, again when the database is busy with another's.
async fn send(
    backend: &mut dyn Backend,
    settings: &Settings,
    message: &Message,
) -> Result<Answer, Failure> {
    let mut backoff = Backoff::for_runners(settings.lock_wait);
    loop {
        match backend.ask(message).await {
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
    let _ = backend.ask(&script.finish()).await;
}

/// What has the ledger's name is something else.
fn no_ledger(backend: &dyn Backend, settings: &Settings, found: String) -> ErrorKind {
    let table = settings.ledger.title(backend.dialect());
    ErrorKind::NoLedger { table, found }
}

fn unreachable_ledger(doing: &'static str, failure: Failure) -> ErrorKind {
    let source = failure.source;
    ErrorKind::Ledger { doing, source }
}
