//! What would be run, as data: takes a route, gives its steps with their SQL and what
//! they cost. It must not run anything.

use migrate_contract::at_home;

use super::{Errand, Migrator, Run, read_and_decide};
use crate::backend::{Connecting, IntoTarget, connect};
use crate::error::Error;
use crate::history::History;
use crate::migration::{Step, TableLock, Work};
use crate::report::Direction;
use crate::route::{Aim, Leg};

/// A migration that would be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedMigration {
    /// Its name.
    pub name: &'static str,
    /// Its description.
    pub description: &'static str,
    /// Whether it would be applied or reverted.
    pub direction: Direction,
    /// The steps that are left, in order.
    pub steps: Vec<PlannedStep>,
}

/// A step that would be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// Its SQL; for batches, the template of one.
    pub sql: String,
    /// The locks that it takes on tables in use, the strongest on each.
    pub locks: Vec<TableLock>,
    /// How much work it does under them.
    pub work: Work,
}

impl Migrator {
    /// What [`up`](Self::up) would run, in order. Reads the ledger, and nothing else.
    ///
    /// # Errors
    ///
    /// What [`up`](Self::up) would refuse before it changes anything, the age of the server
    /// aside.
    pub fn plan<'r>(&'r self, target: impl IntoTarget<'r>) -> Run<'r, Vec<PlannedMigration>> {
        Run::new(self.planned(connect(target), Aim::Up))
    }

    /// What [`down`](Self::down) would run, in order. Reads the ledger, and nothing else.
    ///
    /// # Errors
    ///
    /// What [`down`](Self::down) would refuse before it changes anything, the age of the
    /// server aside.
    pub fn plan_down<'r>(&'r self, target: impl IntoTarget<'r>) -> Run<'r, Vec<PlannedMigration>> {
        Run::new(self.planned(connect(target), Aim::Down))
    }

    async fn planned(
        &self,
        connecting: Connecting<'_>,
        aim: Aim,
    ) -> Result<Vec<PlannedMigration>, Error> {
        let (history, settings) = (&History::of(&self.heads)?, &self.settings);
        let errand = Errand {
            history,
            settings,
            aim,
        };
        let mut backend = connecting.await?;
        let (_, legs) = read_and_decide(&mut *backend, &errand, settings).await?;
        let home = settings.home(backend.dialect());
        backend.close().await?;
        Ok(legs.iter().map(|leg| planned(leg, home)).collect())
    }
}

fn planned(leg: &Leg, home: &str) -> PlannedMigration {
    let steps = leg.steps().iter().skip(leg.start.step());
    PlannedMigration {
        name: leg.name,
        description: leg
            .source
            .map_or("", |source| source.migration.description()),
        direction: leg.direction(),
        steps: steps.map(|step| planned_step(step, home)).collect(),
    }
}

fn planned_step(step: &Step, home: &str) -> PlannedStep {
    PlannedStep {
        sql: at_home(step.sql(), home).into_owned(),
        locks: step.locks.clone(),
        work: step.work,
    }
}
