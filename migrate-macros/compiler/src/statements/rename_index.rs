//! `rename index a to b;`. Takes tokens, gives an index's new name; must not know any
//! database.

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement, habit, naming, resolve};
use crate::doubt::Doubt;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Change, Id};
use crate::syntax::ast::{Name, TableName};
use crate::syntax::{self, Cursor};

pub(super) const FORM: Form = Form {
    words: &["rename", "index"],
    parse,
};

/// An index's new name.
#[derive(Debug)]
struct RenameIndex {
    index: TableName,
    origin: Origin,
    to: Name,
}

fn parse(cursor: &mut Cursor<'_>, _: &mut Report) -> Parsed {
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let (index, origin) = syntax::table_name(cursor)?;
    cursor.expect_word("to")?;
    let to = syntax::named(cursor, "the new name of the index")?;
    Ok(Box::new(RenameIndex { index, origin, to }))
}

impl Statement for RenameIndex {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let schema = &lowering.schema;
        let (table, index) = resolve::index(schema, &self.index, self.origin)?;
        naming::free_renamed(schema, lowering.targets, &self.index, &self.to)?;
        let change = Change::Rename(
            Id::Index(table.name.clone(), index.name.clone()),
            self.to.text.clone(),
        );
        lowering.act(change, self.origin);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![Doubt::freed(&self.index.name), Doubt::made(&self.to.text)]
    }
}
