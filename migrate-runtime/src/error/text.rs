//! Takes an error, gives its text: what happens, why, and what to do next. It must
//! not know where the error came from.

use std::fmt::{self, Formatter};

use super::wording::*;
use super::{Error, ErrorKind};

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
            SeveralHeads { heads } => several_heads(heads),
            Duplicate { migration } => duplicate(migration),
            Cycle { migration } => cycle(migration),
            Url { scheme } => url(scheme),
            Connect { source } => connect(source),
            InTransaction => in_transaction(),
            NoPlan {
                migration,
                database,
            } => no_plan(migration, *database),
            OldServer {
                migration,
                database,
                minimum,
                server,
            } => old_server(migration, *database, *minimum, *server),
            UnknownMigration { name, nearest } => unknown(name, *nearest),
            NotApplied { migration } => not_applied(migration),
            Changed {
                migration,
                since,
                recorded,
                compiled,
            } => changed(migration, since, recorded, compiled),
            Missing { migration, since } => missing(migration, since),
            Newer { migration, since } => newer(migration, since),
            OutOfOrder {
                migration,
                later,
                since,
            } => out_of_order(migration, later, since),
            Lossy { migration, loses } => lossy(migration, loses),
            Irreversible { migration, reason } => irreversible(migration, reason),
            LockWait { waited } => lock_wait(waited.as_secs()),
            LockLost { migration } => lock_lost(migration),
            Ledger { doing, source } => ledger(doing, source),
            UnknownState { migration, state } => unknown_state(migration, state),
            Step(failure) => step(failure),
            ForeignKeys { migration, rows } => foreign_keys(migration, rows),
            InvalidIndex { migration, index } => invalid_index(migration, index),
            NotTransactional { migration, sql } => not_transactional(migration, sql),
        }
    }
}
