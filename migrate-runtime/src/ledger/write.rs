//! Takes how far a migration has come, adds the statement that records it to a
//! message. The record fails, and the transaction with it, when the lock is not held
//! any more. It must not know when to record.

use std::fmt::Write as _;
use std::time::{Duration, Instant, SystemTime};

use super::{Entry, Position, State};
use crate::backend::Hold;
use crate::migration::{Action, Down, Migration, Plan, Step};
use crate::report::Direction;
use crate::script::{Dialect, Part, Script, Value};
use crate::settings::Settings;

/// When a migration was begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    start: SystemTime,
    began: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        let (start, began) = (SystemTime::now(), Instant::now());
        Clock { start, began }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    fn values(&self) -> [(&'static str, Value<'static>); 2] {
        let start = self.start.duration_since(SystemTime::UNIX_EPOCH);
        let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        [
            (
                "{start}",
                Value::Number(milliseconds(start.unwrap_or_default())),
            ),
            ("{spent}", Value::Number(milliseconds(self.elapsed()))),
        ]
    }
}

/// The row as this run last knew it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// There was none.
    Nothing,
    /// An earlier run wrote it.
    Earlier(Position),
    /// This run wrote it.
    Own(Position),
}

impl Seen {
    fn position(&self) -> Option<&Position> {
        match self {
            Seen::Nothing => None,
            Seen::Earlier(position) | Seen::Own(position) => Some(position),
        }
    }
}

/// What is written into a row.
struct Progress<'a> {
    position: &'a Position,
    error: Option<&'a str>,
}

/// The migrations on which this one stands, or which stand on it.
#[derive(Clone, Debug)]
pub(crate) enum Relatives {
    /// All of these have to be applied.
    Applied(Vec<&'static str>),
    /// None of these may be.
    NotApplied(Vec<&'static str>),
}

/// A migration's row.
pub(crate) struct Record<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) dialect: &'static Dialect,
    pub(crate) migration: &'static Migration,
    pub(crate) plan: &'static Plan,
    pub(crate) direction: Direction,
    pub(crate) ordinal: usize,
    pub(crate) relatives: Relatives,
    pub(crate) seen: Seen,
    pub(crate) hold: Hold,
    pub(crate) clock: Clock,
}

impl Record<'_> {
    /// Adds the statement that records how far the migration has come.
    pub(crate) fn write(&self, script: &mut Script, position: &Position) {
        self.write_row(
            script,
            &Progress {
                position,
                error: None,
            },
        );
    }

    /// Adds the statement that records a failure.
    pub(crate) fn write_failure(&self, script: &mut Script, position: &Position, error: &str) {
        let error = Some(error);
        match (&self.seen, self.direction) {
            // Nothing of it is reverted: the row goes on to say when it was applied.
            (Seen::Earlier(_), Direction::Down) => {
                script.begin(Part::Ledger).sql("UPDATE ");
                self.settings.ledger.write(script, self.dialect);
                script.sql(" SET error = ").literal_or_null(error);
                self.this_row(script);
            }
            _ => self.write_row(script, &Progress { position, error }),
        }
    }

    /// Whether the ledger is as this run last knew it, as far as it matters here.
    pub(crate) fn stands(&self, entries: &[Entry]) -> bool {
        let find = |name: &str| entries.iter().find(|entry| entry.name == name);
        let row = find(self.migration.name).map(|entry| &entry.position);
        let applied =
            |name: &&'static str| find(name).is_some_and(|e| e.position.state.is_applied());
        let relatives = match &self.relatives {
            Relatives::Applied(names) => names.iter().all(applied),
            Relatives::NotApplied(names) => !names.iter().any(applied),
        };
        relatives && row == self.seen.position()
    }

    fn write_row(&self, script: &mut Script, progress: &Progress<'_>) {
        script.begin(Part::Ledger);
        match (&self.seen, self.direction) {
            (Seen::Nothing, _) => self.insert(script, progress),
            (Seen::Earlier(_), Direction::Up) => self.update(script, progress, Extent::Declared),
            (Seen::Earlier(_), Direction::Down) | (Seen::Own(_), _) => {
                self.update(script, progress, Extent::Progress);
            }
        }
    }

    fn insert(&self, script: &mut Script, progress: &Progress<'_>) {
        script.sql("INSERT INTO ");
        self.settings.ledger.write(script, self.dialect);
        script.sql(
            " (history, name, state, step, cursor, finished_at, elapsed_ms, error, ordinal, \
             checksum, steps, started_at, up_sql, down_sql, tool_version, applied_by) VALUES (",
        );
        script
            .literal(&self.settings.history)
            .sql(", ")
            .literal(self.migration.name);
        self.progress(progress, &mut Columns::values(script));
        self.declared(&mut Columns::values(script));
        script.sql(")");
    }

    fn update(&self, script: &mut Script, progress: &Progress<'_>, extent: Extent) {
        script.sql("UPDATE ");
        self.settings.ledger.write(script, self.dialect);
        script.sql(" SET history = history");
        self.progress(progress, &mut Columns::assignments(script));
        match extent {
            Extent::Declared => self.declared(&mut Columns::assignments(script)),
            Extent::Progress => {}
        }
        self.this_row(script);
    }

    fn this_row(&self, script: &mut Script) {
        script
            .sql(" WHERE history = ")
            .literal(&self.settings.history);
        script.sql(" AND name = ").literal(self.migration.name);
    }

    fn progress(&self, progress: &Progress<'_>, columns: &mut Columns<'_>) {
        let Position {
            state,
            step,
            cursor,
        } = progress.position;
        // Null where the lock is not held, which the column refuses.
        let script = columns.column("state").sql("CASE WHEN ");
        self.held(script);
        script.sql(" THEN ").literal(state.as_str()).sql(" END");
        columns.column("step").number(*step as u64);
        columns.column("cursor").literal_or_null(cursor.as_deref());
        let values = self.clock.values();
        let [finished, elapsed] = match state {
            State::Applied | State::Reverted | State::Baselined => {
                [self.dialect.now, self.dialect.elapsed]
            }
            State::Running | State::Failed | State::Reverting => ["NULL", "NULL"],
        };
        columns.column("finished_at").sql(finished);
        columns.column("elapsed_ms").template(elapsed, &values);
        columns.column("error").literal_or_null(progress.error);
    }

    /// What does not change while the migration runs.
    fn declared(&self, columns: &mut Columns<'_>) {
        let Plan { up, down, .. } = self.plan;
        let down = match down {
            Down::Steps(steps) | Down::Lossy(steps, _) => Some(text(steps)),
            Down::Irreversible(_) => None,
        };
        columns.column("ordinal").number(self.ordinal as u64);
        columns.column("checksum").literal(self.migration.checksum);
        columns.column("steps").number(up.len() as u64);
        columns
            .column("started_at")
            .template(self.dialect.began, &self.clock.values());
        columns.column("up_sql").literal(&text(up));
        columns.column("down_sql").literal_or_null(down.as_deref());
        columns
            .column("tool_version")
            .literal(env!("CARGO_PKG_VERSION"));
        columns
            .column("applied_by")
            .sql(self.dialect.user)
            .literal(program());
    }

    /// The condition under which the lock is still held.
    fn held(&self, script: &mut Script) {
        match self.hold {
            Hold::Session { query, number } => {
                script.sql(query).sql(" = ").number(number);
            }
            Hold::Transaction => {
                self.relatives_stand(script);
                self.row_stands(script);
            }
        }
    }

    /// The row is as it was seen. Where none was, the primary key refuses a second.
    fn row_stands(&self, script: &mut Script) {
        let Some(position) = self.seen.position() else {
            return;
        };
        script.sql(" AND state = ").literal(position.state.as_str());
        script.sql(" AND step = ").number(position.step as u64);
        script
            .sql(" AND cursor IS ")
            .literal_or_null(position.cursor.as_deref());
    }

    fn relatives_stand(&self, script: &mut Script) {
        let (names, applied) = match &self.relatives {
            Relatives::Applied(names) => (names, names.len()),
            Relatives::NotApplied(names) => (names, 0),
        };
        if names.is_empty() {
            script.sql("1 = 1");
            return;
        }
        script.sql("(SELECT count(*) FROM ");
        self.settings.ledger.write(script, self.dialect);
        script
            .sql(" WHERE history = ")
            .literal(&self.settings.history)
            .sql(" AND name IN (");
        for (index, name) in names.iter().enumerate() {
            script.sql(if index == 0 { "" } else { ", " }).literal(name);
        }
        script
            .sql(") AND state IN ('applied', 'baselined')) = ")
            .number(applied as u64);
    }
}

/// Which columns are written.
#[derive(Clone, Copy)]
enum Extent {
    Progress,
    /// And what the migration's source says.
    Declared,
}

/// Writes columns as values of an `INSERT` or as assignments of an `UPDATE`.
struct Columns<'a> {
    script: &'a mut Script,
    form: Form,
}

enum Form {
    Values,
    Assignments,
}

impl<'a> Columns<'a> {
    fn values(script: &'a mut Script) -> Self {
        let form = Form::Values;
        Columns { script, form }
    }

    fn assignments(script: &'a mut Script) -> Self {
        let form = Form::Assignments;
        Columns { script, form }
    }

    fn column(&mut self, name: &'static str) -> &mut Script {
        self.script.sql(", ");
        match self.form {
            Form::Values => self.script,
            Form::Assignments => self.script.sql(name).sql(" = "),
        }
    }
}

/// The SQL of steps, for people who read the ledger.
fn text(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{};", step_sql(step));
    }
    text
}

/// The statement that a step is about.
pub(crate) fn step_sql(step: &Step) -> &'static str {
    match &step.action {
        Action::Sql(sql) => sql,
        Action::BuildIndex(index) => index.build,
        Action::DropIndex(index) => index.drop,
        Action::Batches(batches) => batches.run,
    }
}

/// The name of the running program.
fn program() -> &'static str {
    static PROGRAM: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    PROGRAM.get_or_init(|| {
        let path = std::env::current_exe().ok();
        let name = path.as_deref().and_then(|path| path.file_name());
        name.map_or("unknown".to_owned(), |name| {
            name.to_string_lossy().into_owned()
        })
    })
}
