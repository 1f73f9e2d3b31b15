//! What a foreign key refers to. Takes a cursor behind `references`, gives the table, the
//! columns and the actions; must not know the referring columns.

use super::deferrable::deferrable;
use super::mistake;
use crate::diagnostic::Diagnostic;
use crate::syntax::Cursor;
use crate::syntax::ast::{Name, ReferencePhrase, ReferentialAction};
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
        delete_sets: Vec::new(),
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
        if let Some(origin) = cursor.eat_words(&["on", "delete"]) {
            mistake::action_twice(delete, origin)?;
            let action = action(cursor)?;
            reference.delete_sets = columns_set(cursor, action)?;
            delete = Some(action);
        } else if let Some(origin) = cursor.eat_words(&["on", "update"]) {
            mistake::action_twice(update, origin)?;
            update = Some(action(cursor)?);
            mistake::columns_of_action(cursor)?;
        } else {
            reference.on_delete = delete.unwrap_or_default();
            reference.on_update = update.unwrap_or_default();
            return Ok(());
        }
    }
}

/// `on delete set null (c, …)`
fn columns_set(
    cursor: &mut Cursor<'_>,
    action: ReferentialAction,
) -> Result<Vec<Name>, Diagnostic> {
    match action {
        ReferentialAction::SetNull | ReferentialAction::SetDefault => optional_names(cursor),
        ReferentialAction::NoAction | ReferentialAction::Restrict | ReferentialAction::Cascade => {
            mistake::columns_of_action(cursor)?;
            Ok(Vec::new())
        }
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
    Ok(action)
}
