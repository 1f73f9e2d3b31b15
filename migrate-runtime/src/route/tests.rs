//! Routes over small histories: what is run, and what is refused.

use std::sync::LazyLock;

use migrate_contract::write;

use super::{Aim, Leg, Situation, decide};
use crate::error::ErrorKind;
use crate::history::History;
use crate::ledger::{Entry, Position, State};
use crate::migration::{
    About, Action, Database, Down, Migration, Parents, Plan, Step, Transaction, Version,
};
use crate::report::Direction;
use crate::settings::{Destination, Settings};

fn step() -> Step {
    Step::new(Action::Sql("SELECT 1"), Transaction::Begins)
}

fn migration(name: &'static str, down: Down, parents: &[&'static Migration]) -> Migration {
    let up = vec![step(), step()];
    let plan = Plan::new(Database::Sqlite, Version([3, 35, 0]), up, down);
    let text = write(name, "v1:1", &About::default(), &[plan]).leak();
    Migration::new(Parents::Several(parents.to_vec().leak()), text)
}

// A root, two branches, and their merge.
static ROOT: LazyLock<Migration> =
    LazyLock::new(|| migration("root", Down::Irreversible("it began here"), &[]));
static LEFT: LazyLock<Migration> =
    LazyLock::new(|| migration("left", Down::Steps(vec![step()]), &[&ROOT]));
static RIGHT: LazyLock<Migration> =
    LazyLock::new(|| migration("right", Down::Lossy(vec![step()], "rows"), &[&ROOT]));
static MERGE: LazyLock<Migration> =
    LazyLock::new(|| migration("merge", Down::Steps(vec![step()]), &[&LEFT, &RIGHT]));

// What no compiler wrote.
static BROKEN: Migration = Migration::new(Parents::None, "broken|v1:1|1|4.0.0.x");

fn entry(name: &str, state: State) -> Entry {
    let step = usize::from(state == State::Running);
    Entry {
        name: name.to_owned(),
        ordinal: 1,
        checksum: "v1:1".to_owned(),
        position: Position {
            state,
            step,
            cursor: None,
        },
        since: "2026-01-02".to_owned(),
        elapsed_ms: None,
        error: None,
        steps: 2,
        plan: None,
        undo: None,
        leaves: None,
        breaks: None,
    }
}

fn applied(names: &[&str]) -> Vec<Entry> {
    let entries = names.iter().map(|name| entry(name, State::Applied));
    entries.collect()
}

/// The route as text: `+name` applies, `-name` reverts, `@1` goes on at a step.
fn route(
    entries: &[Entry],
    aim: Aim,
    change: impl FnOnce(&mut Settings),
) -> Result<String, ErrorKind> {
    let history = History::of(&[&MERGE])?;
    let mut settings = Settings::default();
    change(&mut settings);
    let situation = Situation::new(&history, entries, &settings, Database::Sqlite);
    let text = |leg: &Leg| {
        let sign = match leg.direction() {
            Direction::Up => '+',
            Direction::Down => '-',
        };
        let step = match leg.start.step() {
            0 => String::new(),
            step => format!("@{step}"),
        };
        format!("{sign}{}{step}", leg.name)
    };
    let legs = decide(&situation, aim)?;
    Ok(legs.iter().map(text).collect::<Vec<_>>().join(" "))
}

fn to(name: &str) -> impl FnOnce(&mut Settings) {
    let destination = Destination::Migration(name.to_owned());
    |settings| settings.destination = destination
}

#[test]
fn up_runs_what_is_pending_parents_first() {
    let up = |entries: &[Entry]| route(entries, Aim::Up, |_| {}).unwrap();
    assert_eq!(up(&[]), "+root +left +right +merge");
    assert_eq!(up(&applied(&["root", "right"])), "+left +merge");
    assert_eq!(up(&applied(&["root", "left", "right", "merge"])), "");
    assert_eq!(
        up(&[entry("root", State::Reverted)]),
        "+root +left +right +merge"
    );
    let right = route(&[], Aim::Up, to("right")).unwrap();
    assert_eq!(right, "+root +right");
}

#[test]
fn what_was_cut_off_is_finished_first() {
    let mut entries = applied(&["root", "left"]);
    entries.push(entry("right", State::Running));
    let up = route(&entries, Aim::Up, |_| {}).unwrap();
    assert_eq!(up, "+right@1 +merge");
    let down = route(&entries, Aim::Down, to("left")).unwrap_err();
    assert!(matches!(
        down,
        ErrorKind::Lossy {
            migration: "right",
            ..
        }
    ));

    let mut entries = applied(&["root", "left"]);
    entries.push(entry("right", State::Reverting));
    let up = route(&entries, Aim::Up, to("right")).unwrap();
    assert_eq!(up, "+right", "nothing of it is reverted yet");
    let down = route(&entries, Aim::Down, |_| {}).unwrap();
    assert_eq!(down, "-right");
}

#[test]
fn down_reverts_children_first_and_stops_at_what_cannot_be_reverted() {
    let entries = applied(&["root", "left", "right", "merge"]);
    let down = |change: fn(&mut Settings)| route(&entries, Aim::Down, change);
    assert_eq!(down(|_| {}).unwrap(), "-merge");
    let refused = down(|settings| settings.destination = Destination::Steps(2)).unwrap_err();
    assert!(matches!(refused, ErrorKind::Lossy { loses: "rows", .. }));
    let refused = down(|settings| {
        settings.destination = Destination::Base;
        settings.accepted.loss = crate::settings::Loss::Accepted;
    });
    assert!(matches!(
        refused,
        Err(ErrorKind::Irreversible {
            migration: "root",
            ..
        })
    ));
}

#[test]
fn a_name_that_is_not_there_is_met_with_the_nearest() {
    let refused = route(&[], Aim::Up, to("rigth")).unwrap_err();
    let ErrorKind::UnknownMigration { nearest, .. } = refused else {
        panic!("{refused}");
    };
    assert_eq!(nearest, Some("right"));
    let refused = route(&applied(&["root"]), Aim::Down, to("left")).unwrap_err();
    assert!(matches!(
        refused,
        ErrorKind::NotApplied { migration: "left" }
    ));
}

#[test]
fn a_branch_that_was_merged_later_is_not_out_of_order() {
    let entries = applied(&["root", "left"]);
    assert_eq!(route(&entries, Aim::Up, |_| {}).unwrap(), "+right +merge");
    let entries = applied(&["root", "left", "merge"]);
    let refused = route(&entries, Aim::Up, |_| {}).unwrap_err();
    assert!(matches!(
        refused,
        ErrorKind::OutOfOrder {
            migration: "right",
            later: "merge",
            ..
        }
    ));
    let accept = |settings: &mut Settings| settings.accepted.out_of_order.push("right".into());
    assert_eq!(route(&entries, Aim::Up, accept).unwrap(), "+right");
}

#[test]
fn a_failed_migration_that_left_nothing_may_be_edited_and_deleted() {
    let mut failed = entry("left", State::Failed);
    failed.checksum = "v1:older".to_owned();
    let entries = [entry("root", State::Applied), failed.clone()];
    assert_eq!(
        route(&entries, Aim::Up, |_| {}).unwrap(),
        "+left +right +merge"
    );
    failed.name = "deleted".to_owned();
    let entries = [entry("root", State::Applied), failed.clone()];
    assert_eq!(
        route(&entries, Aim::Up, |_| {}).unwrap(),
        "+left +right +merge"
    );
    failed.position.step = 1;
    let refused = route(&[failed], Aim::Up, |_| {}).unwrap_err();
    assert!(matches!(refused, ErrorKind::Unfinished { .. }));
}

#[test]
fn plans_are_read_when_they_are_run_and_not_before() {
    let history = History::of(&[&BROKEN]).unwrap();
    let settings = Settings::default();
    let legs = |entries: &[Entry]| {
        let situation = Situation::new(&history, entries, &settings, Database::Sqlite);
        decide(&situation, Aim::Up).map(|legs| legs.len())
    };
    assert_eq!(legs(&applied(&["broken"])).unwrap(), 0);
    insta::assert_snapshot!(legs(&[]).unwrap_err(), @r"
    the plans of migration `broken` cannot be read
    why:  its text is broken at byte 20: it was compiled for another version of `migrate-runtime`
    help: run `cargo clean`, and build the whole program again
    ");
}
