//! Switches SQLite's foreign keys off around a rebuild, which drops a table that
//! others refer to: SQLite would delete their rows with it. The pragma does nothing
//! inside a transaction, so it stands around all. It must not know what is rebuilt.
//!
//! <https://sqlite.org/lang_altertable.html#otheralter>

use super::Stop;
use crate::error::ErrorKind;
use crate::script::Part;
use crate::session::Session;

/// How foreign keys get back to what they were.
#[derive(Clone, Copy, Debug)]
pub(crate) enum WayBack {
    /// Nothing was switched.
    Nothing,
    Pragma(&'static str),
}

/// Switches them off, where they are on.
pub(crate) async fn switch_off(session: &mut Session<'_>) -> Result<WayBack, Stop> {
    let Some(keys) = session.dialect().foreign_keys else {
        return Ok(WayBack::Nothing);
    };
    if pragma(session, keys.state).await? != Some("1".into()) {
        return Ok(WayBack::Nothing);
    }
    pragma(session, keys.off).await?;
    Ok(WayBack::Pragma(keys.on))
}

/// Switches them back, whatever became of the work in between.
pub(crate) async fn switch_back(
    session: &mut Session<'_>,
    way: WayBack,
    result: Result<(), Stop>,
) -> Result<(), Stop> {
    match way {
        WayBack::Nothing => result,
        WayBack::Pragma(on) => {
            let switched = pragma(session, on).await;
            result.and(switched.map(drop))
        }
    }
}

async fn pragma(session: &mut Session<'_>, sql: &'static str) -> Result<Option<String>, Stop> {
    let mut script = session.script();
    script.statement(Part::Begin, sql).answer();
    match session.send(&script.finish()).await {
        Ok(answer) => Ok(answer.rows.into_iter().flatten().flatten().next()),
        Err(failure) => Err(Stop::from(ErrorKind::ForeignKeySwitch {
            source: failure.source,
        })),
    }
}
