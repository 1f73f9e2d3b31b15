//! `alter column c …`, one file for each kind of change. Takes tokens, gives what becomes
//! of one column; must not know any database.

mod computed;
mod default;
mod identity;
mod nullability;
mod ty;
mod upkeep;

use std::fmt::Debug;

use super::{Action, ActionForm, Altered};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::schema::{Alteration, Change, Column, ColumnChange};
use crate::statements::scope::Scope;
use crate::statements::{Lowering, Refusal, habit, resolve};
use crate::syntax::ast::Name;
use crate::syntax::{self, Cursor};

pub(super) const FORM: ActionForm = ActionForm {
    words: &["alter", "column"],
    parse,
};

/// Every change of a column: its first words, and what reads the rest.
const FORMS: &[AlterationForm] = &[
    nullability::SET,
    nullability::DROP,
    default::SET,
    default::DROP,
    ty::TYPE,
    ty::SET_DATA_TYPE,
    identity::ADD,
    identity::DROP,
    identity::RESTART,
    computed::SET,
    computed::DROP,
    upkeep::STATISTICS,
    upkeep::STORAGE,
];

/// The first words of a change of a column.
struct AlterationForm {
    words: &'static [&'static str],
    /// Reads what follows the words, which stand at the origin.
    parse: fn(&mut Cursor<'_>, Origin) -> Parsed,
}

type Parsed = Result<Box<dyn Altering>, Diagnostic>;

/// One change of a column, as it was written.
trait Altering: Debug {
    /// Resolves it against the column as it is, and says where it stands.
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal>;

    /// What is doubtful about the column where it is refused.
    fn makes(&self, _: &str) -> Vec<Doubt> {
        Vec::new()
    }
}

/// A change of a column.
#[derive(Debug)]
struct AlterColumn {
    column: Name,
    altering: Box<dyn Altering>,
}

fn parse(cursor: &mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic> {
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let column = syntax::named(cursor, "the name of a column")?;
    let form = FORMS.iter().find(|form| cursor.is_words(form.words));
    let Some(form) = form else {
        return Err(unknown(*cursor));
    };
    let origin = cursor.expect_words(form.words)?;
    let altering = (form.parse)(cursor, origin)?;
    Ok(Box::new(AlterColumn { column, altering }))
}

fn unknown(mut cursor: Cursor<'_>) -> Diagnostic {
    let start = cursor.origin();
    let Some((first, _)) = cursor.eat_identifier() else {
        return cursor.expected("a change, like `set not null`");
    };
    let mut written = first.to_owned();
    for _ in 0..2 {
        if let Some((word, _)) = cursor.eat_identifier() {
            written = format!("{written} {word}");
        }
    }
    let known: Vec<String> = FORMS.iter().map(|form| form.words.join(" ")).collect();
    let error = Diagnostic::new(
        start.to(cursor.previous()),
        format!("`alter column` has no `{written}`"),
    );
    let known_words = || known.iter().map(String::as_str);
    match nearest(&written, known_words()).or_else(|| nearest(first, known_words())) {
        Some(near) => error.help(format!("write `{near}`")),
        None => error.help(format!("write one of `{}`", known.join("`, `"))),
    }
}

impl Action for AlterColumn {
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let mut scope = table.scope(lowering)?;
        let column = resolve::column(scope.table, &self.column)?;
        let (alteration, origin) = self.altering.resolve(column, &mut scope)?;
        let change = Change::Alter(Alteration::Column(
            table.name.clone(),
            self.column.text.clone(),
            alteration,
        ));
        lowering.act(change, origin);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        self.altering.makes(&self.column.text)
    }
}

/// The error for a change to what is there already.
fn no_effect(origin: Origin, title: String) -> Diagnostic {
    Diagnostic::new(origin, title).help("remove the action")
}
