//! The sentences about migrations that came to no end: what failed, what stays, whom it
//! hinders, and the ways out. It must not know how errors are printed.

use super::wording::{Text, text};
use super::{InTheWay, Outcome, Place, StepFailure};
use crate::report::Direction;

pub(super) fn step(failure: &StepFailure) -> Text {
    let (verb, name, steps) = (failure.direction.verb(), failure.migration, failure.steps);
    let title = match failure.place {
        Place::Step(step) => {
            format!(
                "could not {verb} `{name}`: step {} of {steps} failed",
                step + 1
            )
        }
        Place::Commit => format!("could not {verb} `{name}`: its commit failed"),
        Place::Ledger => format!("could not {verb} `{name}`: it could not be recorded"),
    };
    text(title, said(failure), next(failure))
}

/// What the server said, and about what.
fn said(failure: &StepFailure) -> String {
    let server = &failure.server;
    let code = server.code.as_ref().map(|code| format!(" ({code})"));
    let position = server.position.map(|at| format!(" at character {at}"));
    let (code, position) = (code.unwrap_or_default(), position.unwrap_or_default());
    let mut said = vec![format!("{}{code}{position}", server.message)];
    let sql = (!failure.sql.is_empty()).then_some(&failure.sql);
    let fields = [
        ("detail", server.detail.as_ref()),
        ("hint", server.hint.as_ref()),
        ("sql", sql),
    ];
    for (label, field) in fields {
        said.extend(field.map(|field| format!("{label}: {field}")));
    }
    if failure.tries > 1 {
        said.push(format!("it was tried {} times", failure.tries));
    }
    let blockers = failure.blockers.iter();
    said.extend(blockers.map(|blocker| format!("in the way: {blocker}")));
    said.join("\n")
}

/// What stays, whom it hinders, and what to do.
fn next(failure: &StepFailure) -> String {
    let (steps, cure) = (failure.steps, cure(failure.server.code.as_deref()));
    let stays = match (failure.outcome, failure.committed, &failure.cursor) {
        (Outcome::Unknown, ..) => {
            return "the connection is lost, and with it the answer whether the last transaction \
                    was committed; run again: the ledger says so, and it goes on from there"
                .into();
        }
        (Outcome::InvalidIndex(index), ..) => format!(
            "the index `{index}` stays, not valid: it is of no use to queries, and a cost to \
             whoever writes; "
        ),
        (Outcome::RolledBack, 0, None) if failure.leaves.is_empty() => {
            return format!("nothing of it is left in the database; {cure} and run again");
        }
        (Outcome::Partial, 0, None) if failure.leaves.is_empty() => {
            return format!(
                "the statement makes transactions of its own, of which some may be committed; \
                 look what it has left, {cure} and run again"
            );
        }
        (_, 0, None) => String::new(),
        (_, done, None) => format!("{done} of {steps} steps stay; "),
        (_, _, Some(cursor)) => format!("the batches up to {cursor} stay; "),
    };
    let mut next = format!(
        "{stays}{cure} and run again, and it goes on there, or take back what stays \
         with `.abandon(…)`, after which the migration may be changed or removed"
    );
    for phrase in &failure.leaves {
        next.push_str("\nuntil then ");
        next.push_str(phrase);
    }
    next
}

/// What to do before the next try, by PostgreSQL's code; SQLite's are none of these.
///
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>
fn cure(code: Option<&str>) -> &'static str {
    match code {
        Some("55P03") => {
            "end the sessions in the way or let them end, or wait longer with `.lock_wait(…)`,"
        }
        Some("57014") => "where it was the role's `statement_timeout` that ended it, raise that",
        Some("42704" | "42883") => {
            "make what the message names in a migration before, as with \
             `sql \"CREATE EXTENSION …\"`,"
        }
        Some("42501") => "grant the role what the message names, or migrate as the owner,",
        Some("25006") => "connect to the primary, as a role that may write,",
        Some("53100") => "make room on the server's disk",
        Some(_) | None => "correct the cause",
    }
}

pub(super) fn other_plan(
    migration: &str,
    direction: Direction,
    since: &str,
    leaves: &[String],
) -> Text {
    let done = match direction {
        Direction::Up => "applied",
        Direction::Down => "reverted",
    };
    text(
        format!("`{migration}` is half {done}, by another plan than this program has for it"),
        stays(since, leaves),
        "run the program that began it, or take back what stays with `.abandon(…)`, and run again",
    )
}

pub(super) fn unfinished(migration: &str, since: &str, leaves: &[String]) -> Text {
    text(
        format!("`{migration}` came to no end, and this program does not have it"),
        stays(since, leaves),
        format!(
            "run the program that began it, or take back what stays with `.abandon(…)`; to start \
             beside it as it is, say `.allow_missing(\"{migration}\")`"
        ),
    )
}

fn stays(since: &str, leaves: &[String]) -> String {
    let mut text = format!("it was begun at {since}, and its steps so far stay");
    for phrase in leaves {
        text.push_str("\nuntil it is at an end ");
        text.push_str(phrase);
    }
    text
}

pub(super) fn newer(migration: &str, since: &str, breaks: &[String]) -> Text {
    let mut why = format!("a newer release applied it at {since}");
    if !breaks.is_empty() {
        why.push_str("; for programs from before it, ");
        why.push_str(&breaks.join("; "));
    }
    text(
        format!("migration `{migration}` is applied, and this program is older than it"),
        why,
        format!(
            "start the newer release, or revert with the newer one first; when this one works \
             with the newer schema, say so with `.allow_missing(\"{migration}\")`"
        ),
    )
}

pub(super) fn rows_in_the_way(migration: &str, found: &[InTheWay]) -> Text {
    let found = found
        .iter()
        .map(|InTheWay { why, rows }| format!("{why}: {}", rows.join("; ")));
    text(
        format!("`{migration}` is not reverted: rows are in the way"),
        found.collect::<Vec<_>>().join("\n"),
        "correct or delete these rows, and run again; nothing was changed",
    )
}
