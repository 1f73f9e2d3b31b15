//! The table rebuild: a new table with the definition after the changes takes the rows and
//! the name of the old one. Takes consecutive changes of one table, gives the statements;
//! must not know which of them could have been made without.
//!
//! The order is that of <https://www.sqlite.org/lang_altertable.html#otheralter>: the old
//! table is never renamed, since the foreign keys of other tables would follow it. Foreign
//! keys are off around the transaction and checked inside it; both are the runtime's.

use migrate_contract::Expected;

use super::copy::Sources;
use super::definition::is_counted;
use super::spelling::{Lite, Scope, sql};
use super::tables::Subject;
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::Writer;
use crate::dialect::{self, Action, Cost, Lock, Placement, Situation, Step, Undo, Work};
use crate::report::Report;
use crate::schema::{Schema, Table};
use crate::target::Target;

/// What the schema does not know and the old table would take along.
const KEPT: &str = "_migrations_kept";
const CHECKED: &str = "_migrations_checked";

/// Changes of one table that are made at once.
#[derive(Debug)]
pub(super) struct Rebuild<'a> {
    target: Target,
    before: &'a Table,
    after: &'a Table,
    situations: Vec<Situation<'a>>,
    /// The place of the first.
    place: usize,
    sources: Sources<'a>,
}

impl<'a> Rebuild<'a> {
    /// Begins with a change of a table that is there before and after.
    pub(super) fn begin(
        target: Target,
        (place, situation): (usize, Situation<'a>),
        (before, after): (&'a Table, &'a Table),
    ) -> Self {
        let mut sources = Sources::of(before);
        sources.join(situation.change);
        Self {
            target,
            before,
            after,
            situations: vec![situation],
            place,
            sources,
        }
    }

    /// Takes a further change in, if it is of the same table and the rows need not be seen
    /// as they are between the two.
    pub(super) fn join(&mut self, situation: Situation<'a>) -> bool {
        let is_same = situation.change.table() == Some(&self.before.name);
        let Some(after) = situation.after.table(&self.before.name).filter(|_| is_same) else {
            return false;
        };
        if !self.sources.join(situation.change) {
            return false;
        }
        self.after = after;
        self.situations.push(situation);
        true
    }

    /// The step, unless the new table cannot be written.
    pub(super) fn step(&self, report: &mut Report) -> Option<Step> {
        if !self.is_sound(report) {
            return None;
        }
        let first = self.situations.first()?;
        let is_new = first.is_new(&self.before.name);
        let lock = (self.before.name.clone(), Lock::AccessExclusive);
        let new = self.new_name(first.before);
        let rebuild = dialect::Rebuild {
            expects: self.expects(&new),
            statements: self.statements(&new, report),
        };
        Some(Step {
            action: Action::Rebuild(rebuild),
            placement: Placement::Shared,
            cost: Cost {
                locks: if is_new { Vec::new() } else { vec![lock] },
                work: Work::Rewrite,
            },
            situation: self.place,
            undo: Undo::Reversal,
        })
    }

    /// Reports what cannot be written, where it was asked for; what earlier migrations
    /// asked for was reported there.
    fn is_sound(&self, report: &mut Report) -> bool {
        let Some(last) = self.situations.last() else {
            return false;
        };
        let wrong = self.errors(last, self.after);
        if wrong.is_empty() {
            return true;
        }
        let mut known = self.errors(last, self.before);
        for situation in &self.situations {
            let table = situation.after.table(&self.before.name);
            for error in self.errors(situation, table.unwrap_or(self.after)) {
                let is_in = |found: &[Diagnostic]| found.iter().any(|it| it.repeats(&error));
                if is_in(&wrong) && !is_in(&known) {
                    known.push(error.clone());
                    report.error(error);
                }
            }
        }
        false
    }

    /// What cannot be written of a table.
    fn errors(&self, situation: &Situation<'_>, table: &Table) -> Vec<Diagnostic> {
        let subject = Subject {
            target: self.target,
            table,
            at: Some(*situation),
        };
        let mut found = Report::default();
        subject.create("", &mut found);
        subject.indexes(&mut found);
        found.drain()
    }

    fn after(&self) -> Subject<'a> {
        Subject {
            target: self.target,
            table: self.after,
            at: None,
        }
    }

    fn before(&self) -> Subject<'a> {
        Subject {
            table: self.before,
            ..self.after()
        }
    }

    /// The new table until it gets its name: a row that it does not take is reported by
    /// SQLite under this one. The history may have one of that name.
    fn new_name(&self, schema: &Schema) -> String {
        let table = &self.before.name;
        let mut names = (1..).map(|number| match number {
            1 => format!("{} (rebuilt)", table.name),
            number => format!("{} (rebuilt {number})", table.name),
        });
        let is_taken = |name: &String| {
            let mut tables = schema.names();
            tables.any(|table| table.name.eq_ignore_ascii_case(name))
        };
        names.find(|name| !is_taken(name)).unwrap_or_default()
    }

    /// What the rows are copied from; what else is there would be lost.
    fn expects(&self, new: &str) -> Expected<String> {
        let name = &self.before.name.name;
        // What cannot be written of it was reported when it was made.
        let mut known = Report::default();
        let create = self.before().create(name, &mut known);
        let indexes = self.before().indexes(&mut known);
        known.drain();
        let definition = std::iter::once(create).chain(indexes).collect();
        let free = [new, KEPT, CHECKED].map(str::to_owned).to_vec();
        Expected::new(name.clone(), definition, free)
    }

    fn statements(&self, new: &str, report: &mut Report) -> Vec<String> {
        let mut statements = vec![self.keep_triggers()];
        statements.push(self.after().create(new, report));
        let tables = (self.before, self.after);
        statements.push(self.sources.copy(self.target, tables, (new, report)));
        if is_counted(self.before) && is_counted(self.after) {
            statements.extend(self.count_on(new));
        }
        statements.push(self.text(|writer| {
            writer.word("DROP TABLE").table(&self.before.name);
        }));
        statements.extend(self.rename(new));
        statements.extend(self.after().indexes(report));
        statements.extend(self.restore());
        statements
    }

    fn text(&self, write: impl FnOnce(&mut Writer<'_>)) -> String {
        let lite = Lite::new(self.target, Scope::Nothing);
        let mut report = Report::default();
        sql(lite, &mut report, |_, writer| write(writer))
    }

    /// Triggers are nobody's but those of raw SQL, and go with the old table.
    fn keep_triggers(&self) -> String {
        self.text(|writer| {
            writer.word("CREATE TABLE").name(KEPT);
            writer.word(
                "AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name =",
            );
            writer.string(&self.before.name.name).word("COLLATE NOCASE");
        })
    }

    /// Numbers of rows that are gone are not given again.
    fn count_on(&self, new: &str) -> [String; 2] {
        let forget = self.text(|writer| {
            writer
                .word("DELETE FROM sqlite_sequence WHERE name =")
                .string(new);
        });
        let count = self.text(|writer| {
            writer
                .word("INSERT INTO sqlite_sequence (name, seq) SELECT")
                .string(new);
            writer.comma().word("seq FROM sqlite_sequence WHERE name =");
            writer.string(&self.before.name.name);
        });
        [forget, count]
    }

    /// Views and triggers that mention the table would stop the renaming, since it is gone
    /// at this moment; the old way of renaming does not look.
    fn rename(&self, new: &str) -> [String; 3] {
        let rename = self.text(|writer| {
            writer
                .word("ALTER TABLE")
                .name(new)
                .word("RENAME TO")
                .table(&self.after.name);
        });
        [
            "PRAGMA legacy_alter_table = ON".to_owned(),
            rename,
            "PRAGMA legacy_alter_table = OFF".to_owned(),
        ]
    }

    /// Triggers come back by what `CREATE TRIGGER` does itself: a row in the schema's
    /// table. Renaming any table then makes SQLite test all views and triggers against the
    /// new definition, and name the one that does not fit any more.
    fn restore(&self) -> Vec<String> {
        let restore = self.text(|writer| {
            writer.word("INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)");
            writer
                .word("SELECT 'trigger', name")
                .comma()
                .string(&self.after.name.name);
            writer.comma().word("0, sql FROM").name(KEPT);
        });
        let check = self.text(|writer| {
            writer
                .word("ALTER TABLE")
                .name(KEPT)
                .word("RENAME TO")
                .name(CHECKED);
        });
        let drop = self.text(|writer| {
            writer.word("DROP TABLE").name(CHECKED);
        });
        vec![
            "PRAGMA writable_schema = ON".to_owned(),
            restore,
            "PRAGMA writable_schema = RESET".to_owned(),
            check,
            drop,
        ]
    }
}
