//! `add <constraint>`. Takes tokens, gives a constraint of the table; must not know any
//! database.

use super::{Action, ActionForm, Altered};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::nearest::nearest;
use crate::schema::{Change, Column, Object};
use crate::statements::{Lowering, Places, Refusal, columns, constraints, meant};
use crate::syntax::ast::{ConstraintPhrase, ConstraintPhraseKind};
use crate::syntax::{self, Cursor};

pub(super) const FORM: ActionForm = ActionForm {
    words: &["add"],
    parse,
};

/// What a constraint begins with.
const WORDS: [&str; 6] = [
    "constraint",
    "primary",
    "unique",
    "check",
    "foreign",
    "exclude",
];

/// A new constraint.
#[derive(Debug)]
struct AddConstraint {
    phrase: ConstraintPhrase,
}

fn parse(cursor: &mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic> {
    let add = cursor.expect_words(FORM.words)?;
    if !cursor.word().is_some_and(|word| WORDS.contains(&word)) {
        return Err(unknown(*cursor, add));
    }
    let phrase = syntax::constraint(cursor)?;
    Ok(Box::new(AddConstraint { phrase }))
}

fn unknown(cursor: Cursor<'_>, add: crate::origin::Origin) -> Diagnostic {
    if syntax::starts_column(&cursor) {
        return Diagnostic::new(add, "`add` alone adds a constraint").help("write `add column …`");
    }
    if cursor.is_word("index") {
        return Diagnostic::new(
            cursor.origin(),
            "an index is added by a statement of its own",
        )
        .help("write `create index on t(…);`");
    }
    let error = cursor.expected("`column` or a constraint");
    let known = WORDS.into_iter().chain(["column"]);
    match cursor.word().and_then(|word| nearest(word, known)) {
        Some(near) => error.help(format!("write `add {near} …`")),
        None => error,
    }
}

impl Action for AddConstraint {
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        lower(table, &self.phrase, lowering)?;
        match &self.phrase.kind {
            ConstraintPhraseKind::Check(_) => check_defaults(table, &self.phrase, lowering),
            _ => Ok(()),
        }
    }

    fn makes(&self) -> Vec<Doubt> {
        meant::constraint(&self.phrase)
    }
}

/// Adds a constraint to a table that exists.
pub(super) fn lower(
    table: &Altered,
    phrase: &ConstraintPhrase,
    lowering: &mut Lowering<'_>,
) -> Result<(), Refusal> {
    let mut scope = table.scope(lowering)?;
    let new = constraints::lower(&mut scope, phrase)?;
    let mut places = Places::default();
    places.words_of_constraint(&new.constraint.name, phrase);
    let change = Change::Create(Object::Constraint {
        table: table.name.clone(),
        constraint: Box::new(new.constraint),
        using_index: new.using_index,
    });
    lowering.act_with(change, phrase.origin, places);
    Ok(())
}

/// A check that refuses a default of the table fails each insert that uses it.
fn check_defaults(
    table: &Altered,
    phrase: &ConstraintPhrase,
    lowering: &mut Lowering<'_>,
) -> Result<(), Refusal> {
    let scope = table.scope(lowering)?;
    let violated = |column: &Column| columns::passes_own_checks(&scope, column).err();
    let Some(mut error) = scope.table.columns.iter().find_map(violated) else {
        return Ok(());
    };
    error.origin = phrase.origin;
    Err(error.into())
}
