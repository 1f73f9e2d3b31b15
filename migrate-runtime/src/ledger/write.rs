//! Takes how far a migration has come, adds the statement that records it to a
//! message. The record fails, and the transaction with it, when the lock is not held
//! any more. It must not know when to record.

use std::fmt::Write as _;
use std::sync::OnceLock;

use migrate_contract::at_home;

use super::{FORMAT, Position, Record, Relatives, Seen, Source, State, Trail};
use crate::backend::Hold;
use crate::migration::{Down, Step};
use crate::report::Direction;
use crate::script::{Part, Script, Value};

/// What is written into a row.
struct Progress<'a> {
    position: &'a Position,
    error: Option<&'a str>,
    /// The migrations that share the time: they were sent together.
    among: u64,
}

impl Record<'_> {
    /// Adds the statement that records how far the migration has come.
    pub(crate) fn write(&self, script: &mut Script, position: &Position) {
        self.write_row(
            script,
            &Progress {
                position,
                error: None,
                among: 1,
            },
        );
    }

    /// Adds the statement that records a failure.
    pub(crate) fn write_failure(&self, script: &mut Script, position: &Position, error: &str) {
        let error = Some(error);
        match (&self.seen, self.extent()) {
            // Nothing was changed: the row goes on to say where it stands, and since when.
            (Seen::Earlier(_), Extent::Progress) => {
                let counted = &self.dialect.counted;
                script
                    .begin(Part::Ledger)
                    .sql(counted.before)
                    .sql("UPDATE ");
                self.settings.ledger.write(script, self.dialect);
                script.sql(" SET error = ").literal_or_null(error);
                self.this_row(script);
                self.count(script, 1);
            }
            _ => self.write_row(
                script,
                &Progress {
                    position,
                    error,
                    among: 1,
                },
            ),
        }
    }

    fn write_row(&self, script: &mut Script, progress: &Progress<'_>) {
        script.begin(Part::Ledger).sql(self.dialect.counted.before);
        match &self.seen {
            Seen::Nothing => self.insert(script, progress),
            Seen::Earlier(_) => self.update(script, progress, self.extent()),
            Seen::Own(seen) if is_next_batch(seen, progress.position) => {
                self.update(script, progress, Extent::Place);
            }
            Seen::Own(_) => self.update(script, progress, Extent::Progress),
        }
        self.count(script, 1);
    }

    /// Makes the statement fail unless it changes so many rows.
    fn count(&self, script: &mut Script, rows: u64) {
        let counted = &self.dialect.counted;
        let rows = [("{rows}", Value::Number(rows))];
        script.template(counted.behind, &rows);
        if let Some(then) = counted.then {
            script.begin(Part::Ledger).template(then, &rows);
        }
    }

    /// What the first record of a run writes.
    fn extent(&self) -> Extent {
        match (&self.trail, self.direction) {
            (Trail::Forth { .. }, Direction::Up) => Extent::Declared,
            (Trail::Forth { .. }, Direction::Down) | (Trail::Back(_), _) => Extent::Progress,
        }
    }

    /// Adds the statement that records migrations which begin and end in one transaction,
    /// and which no row speaks of.
    pub(crate) fn write_together(script: &mut Script, ends: &[(&Self, Position)]) {
        let Some((first, _)) = ends.first() else {
            return;
        };
        let among = ends.len() as u64;
        script.begin(Part::Ledger).sql(first.dialect.counted.before);
        first.insert_into(script);
        for (index, (record, position)) in ends.iter().enumerate() {
            script.sql(if index == 0 { "" } else { "," });
            let error = None;
            record.values(
                script,
                &Progress {
                    position,
                    error,
                    among,
                },
            );
        }
        first.count(script, among);
    }

    fn insert(&self, script: &mut Script, progress: &Progress<'_>) {
        self.insert_into(script);
        self.values(script, progress);
    }

    fn insert_into(&self, script: &mut Script) {
        script.sql("INSERT INTO ");
        self.settings.ledger.write(script, self.dialect);
        script.sql(
            " (state, cursor, step, finished_at, elapsed_ms, error, format, undo, leaves, plan, \
             ordinal, checksum, steps, started_at, up_sql, down_sql, tool_version, applied_by, \
             breaks, history, name) VALUES",
        );
    }

    fn values(&self, script: &mut Script, progress: &Progress<'_>) {
        let mut columns = Columns {
            script,
            form: Form::Values,
            separator: " (",
        };
        self.progress(progress, &mut columns);
        self.declared(&mut columns);
        columns.column("history").literal(&self.settings.history);
        columns.column("name").literal(self.name).sql(")");
    }

    fn update(&self, script: &mut Script, progress: &Progress<'_>, extent: Extent) {
        script.sql("UPDATE ");
        self.settings.ledger.write(script, self.dialect);
        let mut columns = Columns {
            script,
            form: Form::Assignments,
            separator: " SET ",
        };
        match extent {
            Extent::Declared => {
                self.progress(progress, &mut columns);
                self.declared(&mut columns);
            }
            Extent::Progress => self.progress(progress, &mut columns),
            Extent::Place => self.place(progress.position, &mut columns),
        }
        self.this_row(script);
    }

    fn this_row(&self, script: &mut Script) {
        script
            .sql(" WHERE history")
            .equal()
            .literal(&self.settings.history);
        script.sql(" AND name").equal().literal(self.name);
    }

    /// All that changes from one batch of a walk to the next.
    fn place(&self, position: &Position, columns: &mut Columns<'_>) {
        let Position { state, cursor, .. } = position;
        // Null where the lock is not held, which the column refuses.
        let script = columns.column("state").sql("CASE WHEN ");
        self.held(script);
        script.sql(" THEN ").literal(state.as_str()).sql(" END");
        columns.column("cursor").literal_or_null(cursor.as_deref());
    }

    fn progress(&self, progress: &Progress<'_>, columns: &mut Columns<'_>) {
        let Position { state, step, .. } = progress.position;
        self.place(progress.position, columns);
        columns.column("step").number(*step as u64);
        let values = self.clock.values();
        let [finished, elapsed] = match state {
            State::Applied | State::Reverted | State::Baselined => {
                [self.dialect.now, self.dialect.elapsed]
            }
            State::Running
            | State::Failed
            | State::Reverting
            | State::Abandoning
            | State::Restoring => ["NULL", "NULL"],
        };
        columns.column("finished_at").sql(finished);
        let script = columns.column("elapsed_ms").sql("(");
        script.template(elapsed, &values).sql(") / ");
        script.number(progress.among);
        columns.column("error").literal_or_null(progress.error);
        columns.column("format").number(FORMAT);
        self.way_back(progress.position, columns);
    }

    /// What stays and what takes it back, while the migration is half done.
    fn way_back(&self, position: &Position, columns: &mut Columns<'_>) {
        let (undo, leaves) = match position.state {
            State::Applied | State::Reverted | State::Baselined => (None, Some(String::new())),
            State::Running
            | State::Failed
            | State::Reverting
            | State::Abandoning
            | State::Restoring => self.trail.at(position, self.settings.home(self.dialect)),
        };
        let undo = undo.as_deref();
        columns.column("undo").literal_or_null(undo);
        if let Some(leaves) = leaves {
            let leaves = Some(leaves.as_str()).filter(|leaves| !leaves.is_empty());
            columns.column("leaves").literal_or_null(leaves);
        }
        if let Trail::Forth { plan, .. } = &self.trail {
            columns.column("plan").literal(plan);
        }
    }

    /// What does not change while the migration runs.
    fn declared(&self, columns: &mut Columns<'_>) {
        let Some(Source {
            migration,
            plan,
            up,
        }) = self.source
        else {
            return;
        };
        let home = self.settings.home(self.dialect);
        let down = match &plan.down {
            Down::Steps(steps) | Down::Lossy(steps, _) => Some(text(steps, home)),
            Down::Irreversible(_) => None,
        };
        columns.column("ordinal").number(self.ordinal as u64);
        columns.column("checksum").literal(migration.checksum());
        columns.column("steps").number(up.len() as u64);
        columns
            .column("started_at")
            .template(self.dialect.began, &self.clock.values());
        columns.column("up_sql").literal(&text(up, home));
        columns.column("down_sql").literal_or_null(down.as_deref());
        columns
            .column("tool_version")
            .literal(env!("CARGO_PKG_VERSION"));
        columns
            .column("applied_by")
            .sql(self.dialect.user)
            .literal(program());
        columns.column("breaks").literal(&plan.breaks.join("\n"));
    }

    /// The condition under which the lock is still held.
    fn held(&self, script: &mut Script) {
        match self.hold {
            Hold::Session { query, number } => {
                script.sql(query).equal().number(number);
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
            .sql(" AND name ");
        match names.as_slice() {
            // A list would make SQLite build an index of it.
            [name] => script.sql("= ").literal(name),
            names => list(script, names),
        };
        script
            .sql(" AND state IN ('applied', 'baselined')) = ")
            .number(applied as u64);
    }
}

/// Whether the row is that of the batch before.
fn is_next_batch(seen: &Position, position: &Position) -> bool {
    let within = seen.cursor.is_some() && position.cursor.is_some();
    within && seen.state == position.state && seen.step == position.step
}

fn list<'a>(script: &'a mut Script, names: &[&str]) -> &'a mut Script {
    for (index, name) in names.iter().enumerate() {
        script
            .sql(if index == 0 { "IN (" } else { ", " })
            .literal(name);
    }
    script.sql(")")
}

/// Which columns are written.
#[derive(Clone, Copy)]
enum Extent {
    /// The row says all else already.
    Place,
    Progress,
    /// And what the migration's source says.
    Declared,
}

/// Writes columns as values of an `INSERT` or as assignments of an `UPDATE`.
struct Columns<'a> {
    script: &'a mut Script,
    form: Form,
    /// What stands before the next one.
    separator: &'static str,
}

#[derive(Clone, Copy)]
enum Form {
    Values,
    Assignments,
}

impl Columns<'_> {
    fn column(&mut self, name: &'static str) -> &mut Script {
        self.script.sql(self.separator);
        self.separator = ", ";
        match self.form {
            Form::Values => self.script,
            Form::Assignments => self.script.sql(name).sql(" = "),
        }
    }
}

/// The SQL of steps, for people who read the ledger.
fn text(steps: &[Step], home: &str) -> String {
    let mut text = String::new();
    for step in steps {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{};", at_home(step.sql(), home));
    }
    text
}

/// The name of the running program.
fn program() -> &'static str {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let path = std::env::current_exe().ok();
        let name = path.as_deref().and_then(|path| path.file_name());
        name.map_or("unknown".to_owned(), |name| {
            name.to_string_lossy().into_owned()
        })
    })
}
