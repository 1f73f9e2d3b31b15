//! Looks at a table before it is rebuilt, in the transaction that rebuilds it: what the
//! history does not know would be lost without a word. It must not know how a difference
//! is found.

use super::{Running, Stop};
use crate::error::ErrorKind;
use crate::migration::Expected;
use crate::script::{Part, Value};
use crate::session::Session;
use crate::shape::{Kept, Planned, differences};

/// Ends the transaction where the table is not what the plan was made for.
pub(super) async fn at(
    session: &mut Session<'_>,
    running: &Running<'_>,
    expected: &Expected,
) -> Result<(), Stop> {
    let Some(query) = session.dialect().kept else {
        return Ok(());
    };
    let free = expected.free.join("\n");
    let values = [
        ("{table}", Value::Literal(expected.table)),
        ("{free}", Value::Literal(&free)),
    ];
    let mut script = session.script();
    script.begin(Part::Begin).answer().template(query, &values);
    let message = script.finish();
    let answer = match session.send(&message).await {
        Ok(answer) => answer,
        Err(failure) => return Err(running.stop(session, &message, failure).await),
    };
    let kept: Vec<Kept> = answer.rows.into_iter().filter_map(kept).collect();
    let planned = Planned {
        table: expected.table,
        definition: &expected.definition,
    };
    let differences = differences(planned, &kept);
    if differences.is_empty() {
        return Ok(());
    }
    session.roll_back().await;
    let error = ErrorKind::TableDiffers {
        migration: running.leg.name,
        table: expected.table,
        differences,
    };
    Err(error.into())
}

/// An object from its kind, its name and its text.
fn kept(row: Vec<Option<String>>) -> Option<Kept> {
    let mut fields = row.into_iter();
    Some(Kept {
        kind: fields.next()??,
        name: fields.next()??,
        sql: fields.next()?,
    })
}
