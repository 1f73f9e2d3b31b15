//! `rename table a to b;`. Takes tokens, gives a table's new name; must not know any
//! database.

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement, habit, naming, resolve};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Change, Id};
use crate::syntax::ast::{Name, TableName};
use crate::syntax::{self, Cursor};

pub(super) const FORM: Form = Form {
    words: &["rename", "table"],
    parse,
};

/// A table's new name.
#[derive(Debug)]
struct RenameTable {
    table: TableName,
    origin: Origin,
    to: Name,
}

fn parse(cursor: &mut Cursor<'_>, _: &mut Report) -> Parsed {
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let (table, origin) = syntax::table_name(cursor)?;
    cursor.expect_word("to")?;
    let to = syntax::named(cursor, "the new name of the table")?;
    if cursor.is_punct(".") {
        return Err(
            Diagnostic::new(to.origin, "a table keeps its schema when it is renamed").help(
                format!("write `rename table {table} to …` with a name alone"),
            ),
        );
    }
    Ok(Box::new(RenameTable { table, origin, to }))
}

impl Statement for RenameTable {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        resolve::table(&lowering.schema, &self.table, self.origin)?;
        naming::free_renamed(&lowering.schema, lowering.targets, &self.table, &self.to)?;
        let change = Change::Rename(Id::Table(self.table.clone()), self.to.text.clone());
        lowering.act(change, self.origin);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![Doubt::freed(&self.table.name), Doubt::made(&self.to.text)]
    }
}
