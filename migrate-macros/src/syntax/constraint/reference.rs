//! What a foreign key refers to. Takes a cursor behind `references`, gives the table, the
//! columns and the actions; must not know the referring columns.

use super::deferrable::deferrable;
use super::mistake;
use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::{ReferencePhrase, ReferentialAction};
use crate::syntax::name::{optional_names, table_name};

/// What follows `references`: `t[(c, …)] [on delete …] [on update …] [deferrable …]`
pub(in crate::syntax) fn reference(cursor: &mut Cursor<'_>) -> Result<ReferencePhrase, Diagnostic> {
    let (table, origin) = table_name(cursor)?;
    let columns = optional_names(cursor)?;
    let mut reference = ReferencePhrase {
        table,
        origin,
        columns,
        on_delete: ReferentialAction::default(),
        on_update: ReferentialAction::default(),
        deferrable: deferrable(cursor)?.unwrap_or_default(),
    };
    mistake::matching(cursor)?;
    actions(cursor, &mut reference)?;
    mistake::matching(cursor)?;
    if let Some(deferrable) = deferrable(cursor)? {
        reference.deferrable = deferrable;
    }
    Ok(reference)
}

/// `on delete …` and `on update …`, in either order, each once.
fn actions(cursor: &mut Cursor<'_>, reference: &mut ReferencePhrase) -> Result<(), Diagnostic> {
    let (mut delete, mut update) = (None, None);
    loop {
        let (slot, origin) = if let Some(origin) = cursor.eat_words(&["on", "delete"]) {
            (&mut delete, origin)
        } else if let Some(origin) = cursor.eat_words(&["on", "update"]) {
            (&mut update, origin)
        } else {
            reference.on_delete = delete.unwrap_or_default();
            reference.on_update = update.unwrap_or_default();
            return Ok(());
        };
        if slot.is_some() {
            return Err(Diagnostic::new(origin, "this action is written twice")
                .help("remove one of the two"));
        }
        *slot = Some(action(cursor)?);
    }
}

fn action(cursor: &mut Cursor<'_>) -> Result<ReferentialAction, Diagnostic> {
    let action = if cursor.eat_words(&["no", "action"]).is_some() {
        ReferentialAction::NoAction
    } else if cursor.eat_word("restrict").is_some() {
        ReferentialAction::Restrict
    } else if cursor.eat_word("cascade").is_some() {
        ReferentialAction::Cascade
    } else if cursor.eat_words(&["set", "null"]).is_some() {
        ReferentialAction::SetNull
    } else if cursor.eat_words(&["set", "default"]).is_some() {
        ReferentialAction::SetDefault
    } else {
        let actions = "`no action`, `restrict`, `cascade`, `set null` or `set default`";
        return Err(cursor.expected(actions));
    };
    mistake::columns_of_action(cursor)?;
    Ok(action)
}
