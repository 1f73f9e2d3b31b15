//! Looks for rows that a way back would fail on, before its first step. It must not know
//! what makes them wrong.

use super::Stop;
use crate::backend::{Cause, server_message};
use crate::error::{ErrorKind, InTheWay};
use crate::migration::Check;
use crate::route::Leg;
use crate::script::Part;
use crate::session::Session;

/// Refuses a way back that was not begun, when there are such rows.
pub(crate) async fn refuse(session: &mut Session<'_>, leg: &Leg) -> Result<(), Stop> {
    let mut found = Vec::new();
    for check in leg.checks() {
        let rows = rows(session, check, &found).await;
        if !rows.is_empty() {
            let why = check.why;
            found.push(InTheWay { why, rows });
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    let migration = leg.name;
    let error = ErrorKind::RowsInTheWay { migration, found };
    Err(error.into())
}

/// What the question finds. When it meets a value that it cannot read, neither can the way
/// back, unless that is what was found before; when it fails otherwise, it finds nothing:
/// the way back itself says better what is wrong.
async fn rows(session: &mut Session<'_>, check: &Check, before: &[InTheWay]) -> Vec<String> {
    let mut script = session.script();
    session.backend().orient(&mut script);
    script.statement(Part::Begin, check.query).answer();
    let failure = match session.send(&script.finish()).await {
        Ok(answer) => return answer.rows.iter().map(|row| named(check, row)).collect(),
        Err(failure) => failure,
    };
    match session.cause(&failure) {
        Cause::Unfit | Cause::Miscounted if before.is_empty() => {
            vec![server_message(&failure.source).message]
        }
        _ => Vec::new(),
    }
}

fn named(check: &Check, row: &[Option<String>]) -> String {
    let values = check.columns.iter().zip(row);
    let values = values.map(|(column, value)| match value {
        Some(value) => format!("{column} = {value}"),
        None => format!("{column} is null"),
    });
    values.collect::<Vec<_>>().join(", ")
}
