//! Plans from the text of migrations, for the tests of this dialect. Must not know what is
//! tested.

use super::SqliteDialect;
use crate::dialect::{Action, Dialect, Situation, Step};
use crate::report::Report;
use crate::statements::testing::lower_on;
use crate::target::{Database, Target, Version};

/// The steps of the last migration of a text, and the titles of what was reported.
pub(super) fn steps(minor: u16, text: &str) -> (Vec<Step>, Vec<String>) {
    let target = Target {
        database: Database::Sqlite,
        version: Version([3, minor, 0]),
    };
    let lowered = lower_on(&[target], text).accepted();
    let new_since = text.split("\n---\n").map(|_| 1).sum();
    let situations = lowered.acts.iter().map(|act| Situation {
        change: &act.change,
        origin: act.origin,
        places: &act.places,
        before: &act.before,
        after: &act.after,
        new_since,
    });
    let situations: Vec<Situation<'_>> = situations.collect();
    let mut report = Report::default();
    let steps = SqliteDialect.steps(target, &situations, &mut report);
    let titles = report.drain().into_iter().map(|error| error.title);
    (steps, titles.collect())
}

/// Each step as its work and its text; a rebuild as its name.
pub(super) fn plan(minor: u16, text: &str) -> Vec<String> {
    let (steps, refused) = steps(minor, text);
    assert!(refused.is_empty(), "{refused:?}");
    let described = |step: &Step| {
        let text = match &step.action {
            Action::Sql(sql) => sql,
            Action::Batches(batches) => &batches.run,
            Action::Rebuild(_) => "rebuild",
            Action::BuildIndex(index) => &index.index,
            Action::DropIndex(index) => &index.index,
        };
        format!("{:?}: {text}", step.cost.work)
    };
    steps.iter().map(described).collect()
}
