//! The cases of other tools that the language can say today, by their numbers in our
//! catalogue, with our own verdicts: where a tool says something else, it does not know
//! the schema. Every case names all that is found in its last migration.

mod columns;
mod constraints;
mod indexes;
mod nulls;
mod orm;
mod rows;
mod sqlite;
mod tables;
mod types;

use super::testing::{after_shop, errors, found, postgres};
use crate::target::{Target, Version};

/// The case's number, a history behind the shop, and the rules that speak, in the order of
/// the list; `error: …` begins the title where the statement is refused.
type Case = (&'static str, &'static str, &'static [&'static str]);

#[track_caller]
fn check(cases: &[Case]) {
    check_on(postgres(), cases);
}

#[track_caller]
fn check_since(version: u16, cases: &[Case]) {
    let version = Version([version, 0, 0]);
    check_on(
        Target {
            version,
            ..postgres()
        },
        cases,
    );
}

#[track_caller]
fn check_on(target: Target, cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| differs(target, case))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn differs(target: Target, (number, history, expected): &Case) -> Option<String> {
    let history = after_shop(history);
    let refused = errors(target, &history);
    let found: Vec<String> = if refused.is_empty() {
        found(target, &history)
            .into_iter()
            .map(|(rule, _)| rule.to_owned())
            .collect()
    } else {
        refused
            .into_iter()
            .map(|title| format!("error: {title}"))
            .collect()
    };
    let fits = |(found, expected): (&String, &&str)| {
        found == expected || (expected.starts_with("error: ") && found.starts_with(*expected))
    };
    let same = found.len() == expected.len() && found.iter().zip(*expected).all(fits);
    (!same).then(|| format!("{number}: found {found:?} instead of {expected:?}"))
}
