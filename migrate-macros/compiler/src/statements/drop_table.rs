//! `drop table t;`. Takes tokens, gives the end of a table; must not know any database.

use super::form::{Form, Parsed};
use super::{Lowering, Refusal, Statement, dependents, habit, resolve};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::origin::Origin;
use crate::print;
use crate::report::Report;
use crate::schema::{Change, Id, Schema, Table};
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

/// What keeps a table beside foreign keys, each with the statement that lets it go: defaults
/// that take numbers of a sequence that goes along, and columns whose type is a row of it.
fn kept(schema: &Schema, table: &Table) -> Vec<(String, String)> {
    let columns = table.columns.iter();
    let takers = columns.flat_map(|column| dependents::takers(schema, table, column));
    let takers = takers.filter(|taker| taker.table.name != table.name);
    let takers = takers.map(|it| {
        (
            format!("the default of `{}`", it.title()),
            it.drop_default(),
        )
    });
    let holders = dependents::holders(schema, &table.name).into_iter();
    let holders = holders.map(|it| {
        let (table, column) = (&it.table.name, print::name(&it.column.name));
        let statement = format!("alter table {table} drop column {column};");
        (format!("the type of `{}`", it.title()), statement)
    });
    takers.chain(holders).collect()
}

impl Statement for DropTable {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let table = resolve::table(&lowering.schema, &self.table, self.origin)?;
        let referrers = dependents::foreign_referrers(&lowering.schema, &table.name);
        let drops = dependents::drops(&referrers);
        let kept = kept(&lowering.schema, table);
        if let Some(origin) = self.cascade {
            let others = kept.iter().map(|(_, statement)| statement.clone());
            let drops: Vec<String> = drops.into_iter().chain(others).collect();
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
        if !kept.is_empty() {
            let (who, statements): (Vec<String>, Vec<String>) = kept.into_iter().unzip();
            let title = format!("columns of other tables need `{}`", self.table);
            return Err(Diagnostic::new(self.origin, title)
                .why(format!(
                    "the server keeps a table that {} uses",
                    who.join(" and ")
                ))
                .help(format!("write before it\n{}", statements.join("\n")))
                .into());
        }
        lowering.act(Change::Drop(Id::Table(self.table.clone())), self.origin);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![Doubt::freed(&self.table.name)]
    }
}
