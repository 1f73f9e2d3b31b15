//! `add column c: …`. Takes tokens, gives a column and the constraints written in it; must
//! not know any database.

use super::{Action, ActionForm, Altered};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::schema::{Change, Column, Constraint, Object, Table};
use crate::statements::scope::Scope;
use crate::statements::{
    Attached, Lowering, Places, Refusal, columns, constraints, habit, meant, naming,
};
use crate::syntax::ast::{ColumnPhrase, ConstraintPhrase, ConstraintPhraseKind};
use crate::syntax::{self, Cursor};

pub(super) const FORM: ActionForm = ActionForm {
    words: &["add", "column"],
    parse,
};

/// A new column at the end of the table.
#[derive(Debug)]
struct AddColumn {
    phrase: ColumnPhrase,
}

fn parse(cursor: &mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic> {
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let phrase = syntax::column(cursor)?;
    Ok(Box::new(AddColumn { phrase }))
}

impl Action for AddColumn {
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        for refusal in columns::unmade(&self.phrase, &lowering.schema, lowering.targets) {
            lowering.refuse(refusal);
        }
        let scope = table.scope(lowering)?;
        naming::free_column(scope.table, scope.targets, &self.phrase.name)?;
        let mut new = columns::lower(&self.phrase, scope.targets, scope.report);
        new.column.born = scope.ordinal;
        columns::name_parts(scope.schema, scope.table, &mut new.column);
        let mut after = scope.table.clone();
        after.columns.push(new.column.clone());

        let mut places = Places::default();
        let part = &new.column.name;
        places.add(part, self.phrase.ty_origin, &Attached::default());
        places.words_of_column(&self.phrase);
        let foreign_key = foreign_key(&mut new, &after, &mut places, lowering);
        let change = Change::Create(Object::Column {
            table: table.name.clone(),
            column: Box::new(new.column.clone()),
            foreign_key: foreign_key.map(Box::new),
        });
        lowering.act_with(change, self.phrase.name.origin, places);
        add_constraints(table, &new.constraints, lowering);
        check(table, &new.column.name, lowering)
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![Doubt::made(&self.phrase.name.text)]
    }
}

/// Takes the foreign key out that can come with the column: every row is null in it,
/// so none can violate it.
fn foreign_key(
    new: &mut columns::NewColumn,
    after: &Table,
    places: &mut Places,
    lowering: &mut Lowering<'_>,
) -> Option<Constraint> {
    if !is_null_everywhere(&new.column) {
        return None;
    }
    let is_reference =
        |phrase: &ConstraintPhrase| matches!(phrase.kind, ConstraintPhraseKind::ForeignKey { .. });
    let at = new.constraints.iter().position(is_reference)?;
    let phrase = new.constraints.remove(at);
    let mut scope = Scope::around(lowering, after);
    match constraints::lower(&mut scope, &phrase) {
        Ok(new) => {
            let name = &new.constraint.name;
            places.add(name, phrase.origin, &Attached::default());
            Some(new.constraint)
        }
        Err(refusal) => {
            lowering.refuse(refusal);
            None
        }
    }
}

fn is_null_everywhere(column: &Column) -> bool {
    !column.not_null
        && column.default.is_none()
        && column.generator.is_none()
        && column.generated.is_none()
}

/// The other constraints are acts of their own, so that each has its safe plan.
fn add_constraints(table: &Altered, phrases: &[ConstraintPhrase], lowering: &mut Lowering<'_>) {
    for phrase in phrases {
        let outcome = lowering.under(&Attached::default(), |lowering| {
            super::add_constraint::lower(table, phrase, lowering)
        });
        lowering.doubt(outcome, || meant::constraint(phrase));
    }
}

/// The column's expressions, once the table has it and its checks.
fn check(table: &Altered, column: &str, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
    let mut scope = table.scope(lowering)?;
    if let Some(column) = scope.table.column(column) {
        columns::check_expressions(&mut scope, column);
    }
    Ok(())
}
