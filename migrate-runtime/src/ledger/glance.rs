//! Whether a ledger says what a history says: the server joins its rows to one text, which
//! is compared as a whole. It takes a history, and must not know what to do where they
//! differ.

use super::{FORMAT, State, ask_for_all, from_table};
use crate::backend::Backend;
use crate::history::History;
use crate::script::Script;
use crate::settings::Settings;

/// Whether every migration is applied as it is in the source, and nothing else is: one row is
/// read, however long the history is. Where the ledger is another or none, or cannot be read,
/// the answer is no, and who reads it row by row finds out why.
pub(crate) async fn says_the_same(
    backend: &mut dyn Backend,
    settings: &Settings,
    history: &History,
) -> bool {
    let joined = backend.dialect().joined;
    let mut script = Script::new(backend.dialect());
    ask_for_all(&mut script, backend.dialect()).sql(joined.head);
    from_table(&mut script, backend.dialect(), settings);
    script.sql(joined.history).literal(&settings.history);
    script.sql(joined.tail);
    let Ok(answer) = backend.ask(&script.finish()).await else {
        return false;
    };
    let text = answer.rows.into_iter().flatten().flatten().next();
    text.is_some_and(|text| text == expected(history))
}

/// The text of a ledger in which all of the history is applied.
fn expected(history: &History) -> String {
    let format = format!(" {FORMAT}");
    let mut text = String::new();
    for migration in history.migrations() {
        if !text.is_empty() {
            text.push('\n');
        }
        let (state, name) = (State::Applied.as_str(), migration.name());
        for part in [state, " ", name, " ", migration.checksum(), &format] {
            text.push_str(part);
        }
    }
    text
}
