//! Takes an error, gives its text: what happens, why, and what to do next. It must
//! not know where the error came from.

use std::fmt::{self, Formatter};

use super::half;
use super::wording::{self as say, Text};
use super::{Error, ErrorKind, connecting};

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Text { title, why, help } = self.text();
        f.write_str(&title)?;
        field(f, "why:  ", &why)?;
        field(f, "help: ", &help)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.kind(), f)?;
        if !self.report().is_empty() {
            field(f, "done: ", &self.report().to_string())?;
        }
        Ok(())
    }
}

/// One labelled field; its further lines stand below the first.
fn field(f: &mut Formatter<'_>, label: &str, value: &str) -> fmt::Result {
    for (index, line) in value.lines().enumerate() {
        let label = if index == 0 { label } else { "      " };
        write!(f, "\n{label}{line}")?;
    }
    Ok(())
}

impl ErrorKind {
    fn text(&self) -> Text {
        use ErrorKind::*;
        match self {
            SeveralHeads { heads } => say::several_heads(heads),
            Duplicate { migration } => say::duplicate(migration),
            Cycle { migration } => say::cycle(migration),
            Url { scheme } => connecting::url(scheme),
            Connect { source } => connecting::connect(source),
            InTransaction => say::in_transaction(),
            Pooler => say::pooler(),
            InMemory => connecting::in_memory(),
            Unreadable { migration, source } => say::unreadable(migration, source),
            NoPlan {
                migration,
                database,
            } => say::no_plan(migration, *database),
            OldServer {
                migration,
                database,
                minimum,
                server,
            } => say::old_server(migration, *database, *minimum, *server),
            UnknownMigration { name, nearest } => say::unknown(name, *nearest),
            NotApplied { migration } => say::not_applied(migration),
            Changed {
                migration,
                since,
                recorded,
                compiled,
            } => say::changed(migration, since, recorded, compiled),
            Missing { migration, since } => say::missing(migration, since),
            Newer {
                migration,
                since,
                breaks,
            } => half::newer(migration, since, breaks),
            OtherPlan {
                migration,
                direction,
                since,
                leaves,
            } => half::other_plan(migration, *direction, since, leaves),
            Unfinished {
                migration,
                since,
                leaves,
            } => half::unfinished(migration, since, leaves),
            OutOfOrder {
                migration,
                later,
                since,
            } => say::out_of_order(migration, later, since),
            Lossy { migration, loses } => say::lossy(migration, loses),
            Irreversible { migration, reason } => say::irreversible(migration, reason),
            LockWait {
                waited,
                tries,
                holder,
            } => say::lock_wait(waited.as_secs(), *tries, holder.as_deref()),
            LockLost { migration } => say::lock_lost(migration),
            Ledger { doing, source } => say::ledger(doing, source),
            UnknownState { migration, state } => say::unknown_state(migration, state),
            NewerLedger {
                migration,
                format,
                known,
            } => say::newer_ledger(migration, *format, *known),
            NoLedger { table, found } => say::no_ledger(table, found),
            LedgerName { name } => say::ledger_name(name),
            Schema { schema, database } => say::schema(schema, *database),
            NotRecorded { migration } => say::not_recorded(migration),
            RowsInTheWay { migration, found } => half::rows_in_the_way(migration, found),
            Step(failure) => half::step(failure),
            TableDiffers {
                migration,
                table,
                differences,
            } => say::table_differs(migration, table, differences),
            ForeignKeys { migration, rows } => say::foreign_keys(migration, rows),
            ForeignKeySwitch { source } => say::foreign_key_switch(source),
            InvalidIndex { migration, index } => say::invalid_index(migration, index),
            StuckWalk { migration, place } => say::stuck_walk(migration, place),
            NotTransactional { migration, sql } => say::not_transactional(migration, sql),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::error::{Outcome, Place, ServerMessage, StepFailure};
    use crate::report::{Direction, Done, Report};

    #[test]
    fn a_failed_step() {
        let failure = StepFailure {
            migration: "add_email",
            direction: Direction::Up,
            place: Place::Step(1),
            steps: 3,
            committed: 1,
            cursor: None,
            outcome: Outcome::RolledBack,
            leaves: vec!["rows of `t` that violate `big` can no longer be inserted, nor updated"],
            sql: "CREATE UNIQUE INDEX CONCURRENTLY \"customers_email_key\"\n  ON …".to_owned(),
            server: ServerMessage {
                message: "could not create unique index \"customers_email_key\"".to_owned(),
                code: Some("23505".to_owned()),
                detail: Some("Key (email)=(a@b.c) is duplicated.".to_owned()),
                hint: None,
                position: None,
            },
            tries: 0,
            blockers: Vec::new(),
            source: sqlx::Error::WorkerCrashed,
        };
        let done = Done {
            migration: "create_customers",
            direction: Direction::Up,
            elapsed: Duration::from_millis(12),
            left: 0,
        };
        let report = Report { done: vec![done] };
        let error = Error::from(ErrorKind::Step(Box::new(failure))).after(report);
        insta::assert_snapshot!(error, @r#"
        could not apply `add_email`: step 2 of 3 failed
        why:  could not create unique index "customers_email_key" (23505)
              detail: Key (email)=(a@b.c) is duplicated.
              sql: CREATE UNIQUE INDEX CONCURRENTLY "customers_email_key"
                ON …
        help: 1 of 3 steps stay; correct the cause and run again, and it goes on there, or take back what stays with `.abandon(…)`, after which the migration may be changed or removed
              until then rows of `t` that violate `big` can no longer be inserted, nor updated
        done: applied create_customers in 12 ms
        "#);
    }

    #[test]
    fn what_does_not_fit_the_source() {
        let changed = ErrorKind::Changed {
            migration: "add_email",
            since: "2026-11-25 13:00:00+00".to_owned(),
            recorded: "v1:0001".to_owned(),
            compiled: "v1:0002",
        };
        insta::assert_snapshot!(changed, @r#"
        migration `add_email` was changed after it had been applied
        why:  this database applied it at 2026-11-25 13:00:00+00 as v1:0001, and the source is v1:0002 now: databases that apply it from now on will differ
        help: restore it and write the change as a new migration, or, when the two lead to the same schema, accept it with `.allow_changed("add_email")`
        "#);
        let newer = ErrorKind::Newer {
            migration: "add_email".to_owned(),
            since: "2026-11-25 13:00:00+00".to_owned(),
            breaks: vec!["column `a.b` is gone".to_owned()],
        };
        insta::assert_snapshot!(newer, @r#"
        migration `add_email` is applied, and this program is older than it
        why:  a newer release applied it at 2026-11-25 13:00:00+00; for programs from before it, column `a.b` is gone
        help: start the newer release, or revert with the newer one first; when this one works with the newer schema, say so with `.allow_missing("add_email")`
        "#);
        let later = ErrorKind::OutOfOrder {
            migration: "add_email",
            later: "add_phone",
            since: "2026-11-25 13:00:00+00".to_owned(),
        };
        insta::assert_snapshot!(later, @r#"
        migration `add_email` is not applied, and `add_phone` after it is
        why:  this database applied `add_phone` at 2026-11-25 13:00:00+00; running `add_email` now gives an order that no other database has seen
        help: move it to the end of the history, or, when the order does not matter, accept it with `.allow_out_of_order("add_email")`
        "#);
    }

    #[test]
    fn an_old_server() {
        let old = ErrorKind::OldServer {
            migration: "add_email",
            database: crate::Database::Postgres,
            minimum: crate::Version([15, 0, 0]),
            server: crate::Version([14, 9, 0]),
        };
        insta::assert_snapshot!(old, @r#"
        migration `add_email` needs PostgreSQL 15, and this is PostgreSQL 14.9
        why:  its SQL uses what the older server lacks or does in another way
        help: upgrade the server, or write `on postgres 14.9` at the root and build again
        "#);
    }
}
