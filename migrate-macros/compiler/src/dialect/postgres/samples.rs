//! Plans from the text of migrations, for the tests of this dialect. Must not know what is
//! tested.

use super::PostgresDialect;
use migrate_contract::{PUBLIC, at_home};

use crate::diagnostic::Diagnostic;
use crate::dialect::{Action, Dialect, Situation, Step};
use crate::report::Report;
use crate::schema::{Reversal, reverse};
use crate::statements::testing::lower_on;
use crate::target::{Database, Target, Version};

/// The steps of the last migration of a text, and what was reported.
pub(super) fn steps(version: u16, text: &str) -> (Vec<Step>, Vec<Diagnostic>) {
    let target = target(version);
    let lowered = lower_on(&[target], text);
    assert!(lowered.errors.is_empty(), "{:?}", lowered.errors);
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
    let steps = PostgresDialect.steps(target, &situations, &mut report);
    (steps, report.drain())
}

/// The plan that takes back the last statement of a text.
pub(super) fn plan_back(version: u16, text: &str) -> Vec<String> {
    let lowered = lower_on(&[target(version)], text).accepted();
    let act = lowered.acts.last().expect("a statement");
    let Reversal::Changes { changes, .. } = reverse(&act.change, &act.before, &act.after) else {
        panic!("no way back from {text}");
    };
    let mut before = act.after.clone();
    let mut plan = Vec::new();
    for change in &changes {
        let mut after = before.clone();
        after.apply(change, 2);
        let situation = Situation {
            change,
            origin: act.origin,
            places: &act.places,
            before: &before,
            after: &after,
            new_since: 2,
        };
        let mut report = Report::default();
        let steps = PostgresDialect.steps(target(version), &[situation], &mut report);
        assert!(report.drain().is_empty());
        plan.extend(steps.iter().map(described));
        before = after;
    }
    plan
}

fn target(version: u16) -> Target {
    Target {
        database: Database::Postgres,
        version: Version([version, 0, 0]),
    }
}

/// Each step as its placement, its locks, its work and its text.
pub(super) fn plan(version: u16, text: &str) -> Vec<String> {
    let (steps, reported) = steps(version, text);
    assert!(reported.is_empty(), "{reported:?}");
    steps.iter().map(described).collect()
}

fn described(step: &Step) -> String {
    let locks = step.cost.locks.iter();
    let locks: Vec<String> = locks
        .map(|(table, lock)| format!("{table} {}", lock.title()))
        .collect();
    let text = match &step.action {
        Action::Sql(sql) => sql,
        Action::BuildIndex(index) => &index.build,
        Action::DropIndex(index) => &index.drop,
        Action::Batches(batches) => &batches.run,
        Action::Rebuild(_) => "",
    };
    let text = at_home(text, PUBLIC);
    let (placement, work) = (step.placement, step.cost.work);
    format!("{placement:?} [{}] {work:?}: {text}", locks.join(", "))
}
