//! `drop table t;`. Takes tokens, gives the end of a table; must not know any database.

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement, dependents, freed, habit, resolve};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::Change;
use crate::syntax::ast::TableName;
use crate::syntax::{self, Cursor};

pub(super) const FORM: Form = Form {
    words: &["drop", "table"],
    parse,
};

/// The end of a table.
#[derive(Debug)]
struct DropTable {
    table: TableName,
    origin: Origin,
    cascade: Option<Origin>,
}

fn parse(cursor: &mut Cursor<'_>, _: &mut Report) -> Parsed {
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let (table, origin) = syntax::table_name(cursor)?;
    if cursor.is_punct(",") {
        return Err(
            Diagnostic::new(cursor.origin(), "one statement drops one table")
                .help("write `drop table …;` for each of them"),
        );
    }
    Ok(Box::new(DropTable {
        table,
        origin,
        cascade: habit::cascade(cursor),
    }))
}

impl Statement for DropTable {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let table = resolve::table(&lowering.schema, &self.table, self.origin)?;
        let referrers = dependents::foreign_referrers(&lowering.schema, &table.name);
        let drops = dependents::drops(&referrers);
        if let Some(origin) = self.cascade {
            return Err(habit::cascade_written(origin, &drops).into());
        }
        if !drops.is_empty() {
            let title = format!("foreign keys of other tables refer to `{}`", self.table);
            return Err(Diagnostic::new(self.origin, title)
                .why(format!(
                    "the server keeps a table that {} refers to",
                    dependents::titles(&referrers)
                ))
                .help(format!("write before it\n{}", drops.join("\n")))
                .into());
        }
        lowering.act(Change::DropTable(self.table.clone()), self.origin);
        Ok(())
    }

    fn makes(&self) -> Vec<String> {
        vec![freed(&self.table.name)]
    }
}
