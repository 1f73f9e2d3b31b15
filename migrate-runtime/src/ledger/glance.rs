//! Whether a ledger says what a history says: the server joins its rows to one text, which
//! is compared as a whole. It takes a history, and must not know what to do where they
//! differ.

use super::{send, unreachable_ledger};
use crate::backend::{Backend, Cause};
use crate::error::ErrorKind;
use crate::history::History;
use crate::ledger::State;
use crate::script::{Part, Script};
use crate::settings::Settings;

/// Whether every migration is applied as it is in the source, and nothing else is; one row
/// is read, however long the history is.
pub(crate) async fn says_the_same(
    backend: &mut dyn Backend,
    settings: &Settings,
    history: &History,
) -> Result<bool, ErrorKind> {
    let dialect = backend.dialect();
    let mut script = Script::new(dialect);
    script.begin(Part::Ledger).answer().sql(dialect.joined.head);
    settings.ledger.write(&mut script, dialect);
    script
        .sql(dialect.joined.history)
        .literal(&settings.history);
    script.sql(dialect.joined.tail);
    match send(backend, settings, &script.finish()).await {
        Ok(answer) => {
            let text = answer.rows.into_iter().flatten().flatten().next();
            Ok(text.is_some_and(|text| text == expected(history)))
        }
        Err(failure) if backend.cause(&failure.source) == Cause::NoTable => Ok(false),
        Err(failure) => Err(unreachable_ledger("read", failure)),
    }
}

/// The text of a ledger in which all of the history is applied.
fn expected(history: &History) -> String {
    let mut text = String::new();
    for migration in history.migrations() {
        if !text.is_empty() {
            text.push('\n');
        }
        for word in [State::Applied.as_str(), " ", migration.name(), " "] {
            text.push_str(word);
        }
        text.push_str(migration.checksum());
    }
    text
}
