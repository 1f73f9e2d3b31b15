//! Takes a failed message, gives why the migration stops there. It must not know
//! what is done about it.

use super::{Running, place};
use crate::backend::{Cause, Failure, Hold, server_message};
use crate::error::{Blocker, ErrorKind, Outcome, StepFailure};
use crate::migration::{Action, Step, stands_alone};
use crate::script::{Message, Part};
use crate::session::Session;

/// Why a migration did not come to its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Another process has gone ahead; look at the ledger again.
    Overtaken,
    Failed {
        cause: Cause,
        error: ErrorKind,
    },
}

impl From<ErrorKind> for Stop {
    fn from(error: ErrorKind) -> Self {
        let cause = Cause::Other;
        Stop::Failed { cause, error }
    }
}

impl Stop {
    /// Whether another try may succeed.
    pub(super) fn is_busy(&self) -> bool {
        match self {
            Stop::Failed { cause, .. } => *cause == Cause::Busy,
            Stop::Overtaken => false,
        }
    }

    /// Notes how often it was tried.
    pub(super) fn after_tries(mut self, tries: u32) -> Self {
        if let Stop::Failed {
            error: ErrorKind::Step(failure),
            ..
        } = &mut self
        {
            failure.tries = tries;
        }
        self
    }

    /// Notes that this index is there, and not valid.
    pub(super) fn leaving(mut self, index: &'static str) -> Self {
        if let Stop::Failed {
            error: ErrorKind::Step(failure),
            ..
        } = &mut self
            && failure.outcome == Outcome::RolledBack
        {
            failure.outcome = Outcome::InvalidIndex(index);
        }
        self
    }

    /// Whether the step that failed has to be taken for one that may be done.
    pub(crate) fn leaves_an_index(&self) -> bool {
        match self {
            Stop::Failed {
                error: ErrorKind::Step(failure),
                ..
            } => matches!(failure.outcome, Outcome::InvalidIndex(_)),
            Stop::Failed { .. } | Stop::Overtaken => false,
        }
    }

    /// Who was in the way.
    pub(super) fn blockers(&self) -> &[Blocker] {
        match self {
            Stop::Failed {
                error: ErrorKind::Step(failure),
                ..
            } => &failure.blockers,
            Stop::Failed { .. } | Stop::Overtaken => &[],
        }
    }

    pub(super) fn reason(&self) -> String {
        match self {
            Stop::Failed {
                error: ErrorKind::Step(failure),
                ..
            } => failure.server.message.clone(),
            Stop::Failed { .. } | Stop::Overtaken => String::new(),
        }
    }
}

/// Called before the transaction is left, in case that it has more to tell.
pub(super) async fn of(
    running: &Running<'_>,
    session: &mut Session<'_>,
    message: &Message,
    failure: Failure,
) -> Stop {
    let cause = session.cause(&failure);
    let migration = running.leg.name;
    match (message.part(failure.completed), cause, session.hold()) {
        (Part::Ledger, Cause::Constraint, Hold::Session { .. }) => {
            ErrorKind::LockLost { migration }.into()
        }
        (Part::Ledger, Cause::Constraint, Hold::Transaction) => Stop::Overtaken,
        (Part::Ledger, Cause::Miscounted, _) => ErrorKind::NotRecorded { migration }.into(),
        (Part::ForeignKeys, Cause::Miscounted | Cause::Other, _) => {
            dangling(running, session).await
        }
        _ => {
            let error = ErrorKind::Step(Box::new(step_failure(running, message, failure)));
            Stop::Failed { cause, error }
        }
    }
}

async fn dangling(running: &Running<'_>, session: &mut Session<'_>) -> Stop {
    let mut script = session.script();
    if let Some(keys) = session.dialect().foreign_keys {
        script.statement(Part::ForeignKeys, keys.list).answer();
    }
    // Still inside the transaction: after it the rows are gone.
    let rows = session
        .send(&script.finish())
        .await
        .map(|answer| answer.rows);
    let rows = rows.unwrap_or_default().into_iter().flatten().flatten();
    let error = ErrorKind::ForeignKeys {
        migration: running.leg.name,
        rows: rows.collect(),
    };
    error.into()
}

/// Whether anything of the step itself may be there.
fn outcome(running: &Running<'_>, part: Part, source: &sqlx::Error) -> Outcome {
    if source.as_database_error().is_none() {
        return Outcome::Unknown;
    }
    let step = match part {
        Part::Step(step) => running.leg.steps().get(step),
        Part::Begin | Part::ForeignKeys | Part::Ledger | Part::Commit => None,
    };
    let alone = step.filter(|step| stands_alone(step));
    match alone.map(|Step { action, .. }| action) {
        Some(Action::Sql(_) | Action::DropIndex(_)) => Outcome::Partial,
        // What a build leaves is dropped, and a batch is a transaction.
        Some(Action::BuildIndex(_) | Action::Batches(_)) | None => Outcome::RolledBack,
    }
}

fn step_failure(running: &Running<'_>, message: &Message, failure: Failure) -> StepFailure {
    let mut server = server_message(&failure.source);
    let located = server
        .position
        .and_then(|position| message.locate(position));
    // PostgreSQL parses the whole message first: an error of syntax comes before
    // anything is run, and only its position tells the statement.
    let index = match located {
        Some((index, _)) if failure.completed == 0 => index,
        _ => failure.completed,
    };
    server.position = located
        .filter(|located| located.0 == index)
        .map(|located| located.1);
    let part = message.part(index);
    let sql = match part {
        Part::Step(_) => message.text(index).to_owned(),
        Part::Begin | Part::ForeignKeys | Part::Ledger | Part::Commit => String::new(),
    };
    StepFailure {
        migration: running.leg.name,
        direction: running.leg.direction(),
        place: place(part, running.committed),
        steps: running.leg.steps().len(),
        committed: running.committed,
        cursor: running.cursor(),
        leaves: running.stays(),
        outcome: outcome(running, part, &failure.source),
        sql,
        server,
        tries: 0,
        blockers: failure.blockers,
        source: failure.source,
    }
}
