//! `drop index n;`. Takes tokens, gives the end of an index; must not know any database.

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement, dependents, habit, resolve};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Change, Id};
use crate::syntax::ast::TableName;
use crate::syntax::{self, Cursor};

pub(super) const FORM: Form = Form {
    words: &["drop", "index"],
    parse,
};

/// The end of an index.
#[derive(Debug)]
struct DropIndex {
    index: TableName,
    origin: Origin,
    cascade: Option<Origin>,
}

fn parse(cursor: &mut Cursor<'_>, _: &mut Report) -> Parsed {
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let (index, origin) = syntax::table_name(cursor)?;
    if cursor.is_punct(",") {
        return Err(
            Diagnostic::new(cursor.origin(), "one statement drops one index")
                .help("write `drop index …;` for each of them"),
        );
    }
    Ok(Box::new(DropIndex {
        index,
        origin,
        cascade: habit::cascade(cursor),
    }))
}

impl Statement for DropIndex {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let schema = &lowering.schema;
        let (table, index) = resolve::index(schema, &self.index, self.origin)?;
        let referrers = dependents::resting_on_index(schema, table, &index.name);
        let drops = dependents::drops(&referrers);
        if let Some(origin) = self.cascade {
            return Err(habit::cascade_written(origin, &drops).into());
        }
        if !drops.is_empty() {
            let title = format!("foreign keys rest on the index `{}`", self.index);
            return Err(Diagnostic::new(self.origin, title)
                .why(format!(
                    "nothing else makes unique what {} refers to",
                    dependents::titles(&referrers)
                ))
                .help(format!("write before it\n{}", drops.join("\n")))
                .into());
        }
        let change = Change::Drop(Id::Index(table.name.clone(), index.name.clone()));
        lowering.act(change, self.origin);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![Doubt::freed(&self.index.name)]
    }
}
