//! What takes back the part of a migration that stays. Takes what the compiler knows of a
//! plan and how far it came, gives the steps, and their text in the ledger: a program with
//! another plan, or without the migration, reads them there. It must not run them.
//!
//! Each line is a word and what belongs to it; before each text stands its length, since it
//! may hold anything.

use std::fmt::Write as _;

use migrate_contract::at_home;

use super::{Position, State};
use crate::migration::{
    Action, BuildIndex, Down, DropIndex, Stay, Step, Transaction, Work, stands_alone,
};

/// The first line: what does not begin with it was written by another version.
const FORMAT: &str = "undo 1\n";

/// The way back from a half-done migration, newest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Undo {
    pub(crate) steps: Vec<Step>,
    /// What does not come back, a phrase each.
    pub(crate) loses: Vec<&'static str>,
    /// Why there is no way back.
    pub(crate) impossible: Option<&'static str>,
    /// Whether a table is rebuilt.
    pub(crate) rebuilds: bool,
}

/// The phrases of what is done for certain.
pub(crate) fn leaves_at(stays: &[Stay], position: &Position) -> Vec<&'static str> {
    let end = position.step + usize::from(position.cursor.is_some());
    let done = stays.iter().filter(|stay| stay.steps as usize <= end);
    done.flat_map(|stay| stay.leaves.iter().copied()).collect()
}

impl Undo {
    /// The way back from a position; nothing where the plan does not say what stays there.
    pub(crate) fn at(stays: &[Stay], steps: &[Step], position: &Position) -> Option<Self> {
        let end = position.step + usize::from(may_be_done(steps, position));
        let mut undo = Undo::default();
        let behind = stays.iter().filter(|stay| stay.steps as usize <= end);
        let known = behind.clone().next_back();
        if known.map_or(0, |stay| stay.steps as usize) != end {
            return None;
        }
        for stay in behind.rev() {
            undo.rebuilds |= stay.rebuilds;
            match &stay.undo {
                Down::Steps(steps) => undo.steps.extend(steps.iter().cloned()),
                Down::Lossy(steps, loses) => {
                    undo.steps.extend(steps.iter().cloned());
                    undo.loses.push(loses);
                }
                Down::Irreversible(reason) => {
                    undo.impossible.get_or_insert(reason);
                }
            }
        }
        Some(undo)
    }

    /// What is left when only so many steps are.
    pub(crate) fn last(&self, steps: usize) -> Self {
        let start = self.steps.len().saturating_sub(steps);
        Undo {
            steps: self.steps[start..].to_vec(),
            ..self.clone()
        }
    }

    /// The text for tables of this schema, where the source gives them none.
    pub(crate) fn text(&self, home: &str) -> String {
        let mut lines = Lines {
            text: FORMAT.to_owned(),
            home,
        };
        if self.rebuilds {
            lines.text.push_str("rebuilds\n");
        }
        for loses in &self.loses {
            lines.line("loses", &[loses]);
        }
        if let Some(reason) = &self.impossible {
            lines.line("impossible", &[reason]);
        }
        for step in &self.steps {
            lines.step(step);
        }
        lines.text
    }

    /// Reads a text; nothing where it is none. Its parts live as long as the program, like
    /// those of a plan: this happens once in a run that leaves a half-done migration.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut rest: &'static str = text.strip_prefix(FORMAT)?.to_owned().leak();
        let mut undo = Undo::default();
        while !rest.is_empty() {
            let (word, tail) = rest.split_once([' ', '\n'])?;
            rest = tail;
            match word {
                "rebuilds" => undo.rebuilds = true,
                "loses" => undo.loses.push(next_text(&mut rest)?),
                "impossible" => undo.impossible = Some(next_text(&mut rest)?),
                _ => undo.steps.push(read_step(word, &mut rest)?),
            }
        }
        Some(undo)
    }
}

/// Whether the next step may be done, wholly or in part: it stands alone, and nobody noted how
/// it ended; or it failed, and such a step leaves the batches that went well, or an index that
/// serves nobody.
fn may_be_done(steps: &[Step], position: &Position) -> bool {
    let Some(step) = steps.get(position.step) else {
        return false;
    };
    match position.state {
        State::Running | State::Reverting => stands_alone(step),
        State::Failed => match step.action {
            Action::Batches(_) => position.cursor.is_some(),
            Action::BuildIndex(_) | Action::DropIndex(_) => true,
            Action::Sql(_) => false,
        },
        State::Applied
        | State::Reverted
        | State::Abandoning
        | State::Restoring
        | State::Baselined => false,
    }
}

/// A text while it is written.
struct Lines<'h> {
    text: String,
    home: &'h str,
}

impl Lines<'_> {
    /// Nothing can fail that writes to a string.
    fn line(&mut self, word: &str, texts: &[&str]) {
        self.text.push_str(word);
        for part in texts {
            let part = at_home(part, self.home);
            let _ = write!(self.text, " {}:{part}", part.len());
        }
        self.text.push('\n');
    }

    fn step(&mut self, step: &Step) {
        let transaction = match step.transaction {
            Transaction::Begins => "begins",
            Transaction::Joins => "joins",
            Transaction::Outside => "outside",
        };
        let known = WORK.iter().find(|(work, _)| *work == step.work);
        let work = known.map_or("rewrite", |(_, work)| work);
        let begin = |kind: &str| format!("{kind} {transaction} {work}");
        match &step.action {
            Action::Sql(sql) => self.line(&begin("sql"), &[sql]),
            Action::BuildIndex(index) => {
                let texts = [index.schema, index.index, index.build, index.drop];
                self.line(&begin("build"), &texts);
            }
            Action::DropIndex(index) => {
                let texts = [index.schema, index.index, index.drop];
                self.line(&begin("drop"), &texts);
            }
            // No reversal changes rows in batches.
            Action::Batches(_) => self.line("impossible", &["it would change rows in batches"]),
        }
    }
}

const WORK: [(Work, &str); 5] = [
    (Work::Metadata, "metadata"),
    (Work::Scan, "scan"),
    (Work::BuildIndex, "index"),
    (Work::Rows, "rows"),
    (Work::Rewrite, "rewrite"),
];

fn read_step(kind: &str, rest: &mut &'static str) -> Option<Step> {
    let transaction = match word(rest)? {
        "begins" => Transaction::Begins,
        "joins" => Transaction::Joins,
        "outside" => Transaction::Outside,
        _ => return None,
    };
    let work = word(rest)?;
    let (work, _) = WORK.into_iter().find(|(_, word)| *word == work)?;
    let mut next = || next_text(rest);
    let action = match kind {
        "sql" => Action::Sql(next()?),
        "build" => Action::BuildIndex(BuildIndex::new(next()?, next()?, next()?, next()?)),
        "drop" => Action::DropIndex(DropIndex::new(next()?, next()?, next()?)),
        _ => return None,
    };
    let mut step = Step::new(action, transaction);
    step.work = work;
    Some(step)
}

fn word(rest: &mut &'static str) -> Option<&'static str> {
    let (word, tail) = rest.split_once(' ')?;
    *rest = tail;
    Some(word)
}

/// A text and the space or the end of the line behind it.
fn next_text(rest: &mut &'static str) -> Option<&'static str> {
    let (length, tail) = rest.split_once(':')?;
    let (text, tail) = tail.split_at_checked(length.parse().ok()?)?;
    *rest = tail.strip_prefix([' ', '\n'])?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_survives_any_text_in_it() {
        let step = |action, transaction| {
            let mut step = Step::new(action, transaction);
            step.work = Work::Scan;
            step
        };
        let undo = Undo {
            steps: vec![
                step(Action::Sql("SELECT '\n4:é'"), Transaction::Begins),
                step(Action::Sql(""), Transaction::Joins),
                step(
                    Action::DropIndex(DropIndex::new("a b", "1:", "DROP INDEX")),
                    Transaction::Outside,
                ),
            ],
            loses: vec!["the rows of `t\n`", "more"],
            impossible: Some("no: why"),
            rebuilds: true,
        };
        let text = undo.text("public");
        let read = Undo::parse(&text).expect("readable");
        assert_eq!(format!("{read:?}"), format!("{undo:?}"));
        for (at, _) in text.char_indices() {
            let _ = Undo::parse(&text[..at]);
        }
        assert!(Undo::parse("undo 2\n").is_none());
    }
}
