//! Migrations that were begun and came to no end: whether this program's plan is the one
//! they were begun with, and what takes back what stays. Pure; it must not know where the
//! route leads.

use super::leg::Way;
use crate::error::ErrorKind;
use crate::ledger::{Entry, State, Undo};
use crate::migration::{Action, Migration, Plan, Step, Transaction};
use crate::report::Direction;
use crate::settings::Loss;

/// A half-done migration: its row, and its plan where this program has it.
#[derive(Clone, Copy)]
pub(super) struct Half<'a> {
    pub(super) entry: &'a Entry,
    pub(super) source: Option<(&'static Migration, &'static Plan)>,
}

/// The identity of a plan: FNV-1a, 64 bits, over what each of its steps runs and how it
/// stands to transactions, each text followed by a zero byte. What steps cost, and how many
/// rows a batch has, make no other plan.
pub(crate) fn identity(steps: &[Step]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for step in steps {
        add(match step.transaction {
            Transaction::Begins => "begins",
            Transaction::Joins => "joins",
            Transaction::Outside => "outside",
        });
        match &step.action {
            Action::Sql(sql) => add(sql),
            Action::BuildIndex(index) => {
                let texts = [index.schema, index.index, index.build, index.drop];
                texts.into_iter().for_each(&mut add);
            }
            Action::DropIndex(index) => {
                let texts = [index.schema, index.index, index.drop];
                texts.into_iter().for_each(&mut add);
            }
            Action::Batches(batches) => {
                let texts = [batches.last, batches.next, batches.after, batches.run];
                texts.into_iter().for_each(&mut add);
            }
        }
    }
    format!("p1:{hash:016x}")
}

impl Half<'_> {
    /// The way in which it was begun.
    pub(super) fn begun(&self) -> Direction {
        match self.entry.position.state {
            State::Reverting | State::Restoring => Direction::Down,
            State::Running
            | State::Failed
            | State::Abandoning
            | State::Applied
            | State::Reverted
            | State::Baselined => Direction::Up,
        }
    }

    /// The steps that this program would go on with. What was begun on a new database was
    /// one transaction, so it is never the plan for one.
    fn steps(&self) -> Option<&'static [Step]> {
        let (_, plan) = self.source?;
        Some(match self.begun() {
            Direction::Up => &plan.up,
            Direction::Down => plan.down.steps(),
        })
    }

    /// Whether this program's plan is the one that it was begun with. Versions that noted
    /// no plan are taken by their source.
    pub(super) fn is_ours(&self) -> bool {
        let (Some((migration, _)), Some(steps)) = (self.source, self.steps()) else {
            return false;
        };
        let has_place = self.entry.position.step <= steps.len();
        if let Some(plan) = &self.entry.plan {
            return has_place && *plan == identity(steps);
        }
        let as_long = self.begun() == Direction::Down || self.entry.steps == steps.len();
        has_place && as_long && self.entry.checksum == migration.checksum()
    }

    /// Refuses to go on with another plan.
    pub(super) fn refuse_another_plan(&self) -> Result<(), ErrorKind> {
        if self.is_ours() {
            return Ok(());
        }
        Err(self.stuck())
    }

    /// What stays, whom it hinders, and the ways out.
    pub(super) fn stuck(&self) -> ErrorKind {
        let (migration, since) = (self.entry.name.clone(), self.entry.since.clone());
        let leaves = self.entry.leaves();
        if self.source.is_none() {
            return ErrorKind::Unfinished {
                migration,
                since,
                leaves,
            };
        }
        ErrorKind::OtherPlan {
            migration,
            direction: self.begun(),
            since,
            leaves,
        }
    }

    /// What takes back what stays: by the plan where it is the one that was begun, else as
    /// whoever began it wrote it down.
    pub(super) fn undo(&self) -> Result<Undo, ErrorKind> {
        let position = &self.entry.position;
        let is_begun = matches!(
            position.state,
            State::Running | State::Failed | State::Reverting
        );
        if let (true, Some((_, plan)), Some(steps)) =
            (is_begun && self.is_ours(), self.source, self.steps())
        {
            let stays = match self.begun() {
                Direction::Up => &plan.up_stays,
                Direction::Down => &plan.down_stays,
            };
            let migration = self.name();
            let reason = "its plan does not say what takes back the steps that are done";
            let undo = Undo::at(stays, steps, position);
            return undo.ok_or(ErrorKind::Irreversible { migration, reason });
        }
        let written = self.entry.undo.as_deref().and_then(Undo::parse);
        written.ok_or_else(|| self.stuck())
    }

    /// The way out, away from where it was going.
    pub(super) fn way_out(&self, loss: Loss) -> Result<Way, ErrorKind> {
        let undo = self.undo()?;
        let migration = self.name();
        if let Some(reason) = undo.impossible {
            return Err(ErrorKind::Irreversible { migration, reason });
        }
        let begun = matches!(
            self.entry.position.state,
            State::Abandoning | State::Restoring
        );
        if !undo.loses.is_empty() && loss == Loss::Refused && !begun {
            return Err(ErrorKind::Lossy {
                migration,
                loses: undo.loses.join(", ").leak(),
            });
        }
        Ok(match self.begun() {
            Direction::Up => Way::Abandon(undo),
            Direction::Down => Way::Restore(undo, self.entry.steps),
        })
    }

    /// Lives as long as the program, like that of a migration in the source: this happens
    /// once in a run that leaves a half-done migration.
    pub(super) fn name(&self) -> &'static str {
        match self.source {
            Some((migration, _)) => migration.name(),
            None => self.entry.name.clone().leak(),
        }
    }
}
