//! What the server says about an error: takes the driver's, gives its fields. It must not know
//! what was asked for.

use std::borrow::Cow;

use sqlx::postgres::{PgDatabaseError, PgErrorPosition};

use crate::backend::said;
use crate::error::ServerMessage;

/// The five characters that tell errors apart.
pub(super) fn code(error: &sqlx::Error) -> Option<Cow<'_, str>> {
    error.as_database_error()?.code()
}

pub(in crate::backend) fn server_message(error: &sqlx::Error) -> Option<ServerMessage> {
    let postgres = error
        .as_database_error()?
        .try_downcast_ref::<PgDatabaseError>()?;
    let position = match postgres.position() {
        Some(PgErrorPosition::Original(position)) => Some(position),
        Some(PgErrorPosition::Internal { .. }) | None => None,
    };
    Some(ServerMessage {
        detail: postgres.detail().map(ToOwned::to_owned),
        hint: postgres.hint().map(ToOwned::to_owned),
        position,
        ..said(error)
    })
}
