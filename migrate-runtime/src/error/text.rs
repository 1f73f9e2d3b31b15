//! Takes an error, gives its text: what happens, why, and what to do next. It must
//! not know where the error came from.

use std::fmt::{self, Formatter};

use super::wording::{self as say, Text};
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
            SeveralHeads { heads } => say::several_heads(heads),
            Duplicate { migration } => say::duplicate(migration),
            Cycle { migration } => say::cycle(migration),
            Url { scheme } => say::url(scheme),
            Connect { source } => say::connect(source),
            InTransaction => say::in_transaction(),
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
            Newer { migration, since } => say::newer(migration, since),
            OutOfOrder {
                migration,
                later,
                since,
            } => say::out_of_order(migration, later, since),
            Lossy { migration, loses } => say::lossy(migration, loses),
            Irreversible { migration, reason } => say::irreversible(migration, reason),
            LockWait { waited } => say::lock_wait(waited.as_secs()),
            LockLost { migration } => say::lock_lost(migration),
            Ledger { doing, source } => say::ledger(doing, source),
            UnknownState { migration, state } => say::unknown_state(migration, state),
            Step(failure) => say::step(failure),
            ForeignKeys { migration, rows } => say::foreign_keys(migration, rows),
            InvalidIndex { migration, index } => say::invalid_index(migration, index),
            NotTransactional { migration, sql } => say::not_transactional(migration, sql),
        }
    }
}
