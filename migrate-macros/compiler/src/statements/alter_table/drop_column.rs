//! `drop column c`. Takes tokens, gives the end of a column; must not know any database.

use super::{Action, ActionForm, Altered};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubt;
use crate::origin::Origin;
use crate::print;
use crate::schema::{Change, Column, Id, Schema, Table, mentions_column};
use crate::statements::scope::Scope;
use crate::statements::{Lowering, Refusal, columns, dependents, habit, resolve};
use crate::syntax::ast::Name;
use crate::syntax::{self, Cursor};

pub(super) const FORM: ActionForm = ActionForm {
    words: &["drop", "column"],
    parse,
};

/// The end of a column.
#[derive(Debug)]
struct DropColumn {
    column: Name,
    cascade: Option<Origin>,
}

fn parse(cursor: &mut Cursor<'_>) -> Result<Box<dyn Action>, Diagnostic> {
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let column = syntax::named(cursor, "the name of a column")?;
    let cascade = habit::cascade(cursor);
    Ok(Box::new(DropColumn { column, cascade }))
}

impl Action for DropColumn {
    fn lower(&self, table: &Altered, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        let scope = table.scope(lowering)?;
        let column = resolve::column(scope.table, &self.column)?;
        if let Some(origin) = self.cascade {
            let drops = drops(scope.schema, scope.table, &column.name);
            return Err(habit::cascade_written(origin, &drops).into());
        }
        self.not_read(scope.schema, scope.table)?;
        if scope.table.columns.len() == 1 {
            self.leaves_columns(&scope)?;
        }
        let change = Change::Drop(Id::Column(table.name.clone(), self.column.text.clone()));
        lowering.act(change, self.column.origin);
        Ok(())
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![Doubt::freed(&self.column.text)]
    }
}

impl DropColumn {
    /// PostgreSQL has tables without columns.
    fn leaves_columns(&self, scope: &Scope<'_>) -> Result<(), Diagnostic> {
        let Some(target) = columns::needs_columns(scope.targets) else {
            return Ok(());
        };
        let table = &scope.table.name;
        let title = format!("`{}` is the only column of `{table}`", self.column);
        Err(Diagnostic::new(self.column.origin, title)
            .why(format!(
                "{} has no table without a column",
                target.database.title()
            ))
            .help(format!(
                "write `drop table {table};`, or add the column that takes its place before it"
            )))
    }

    /// The server keeps a column that something else is made from or refers to.
    fn not_read(&self, schema: &Schema, table: &Table) -> Result<(), Diagnostic> {
        let name = &self.column;
        if let Some(reader) = generated_from(table, &name.text) {
            let title = format!(
                "generated column `{}` is computed from `{name}`",
                reader.name
            );
            return Err(Diagnostic::new(name.origin, title)
                .why("the server keeps a column that another is computed from")
                .help(format!("drop `{}` before it", reader.name)));
        }
        self.not_taken_from(schema, table)?;
        if let Some(exclusion) = dependents::exclusions_over(table, &name.text).first() {
            let title = format!(
                "`{}` excludes rows by what it computes from `{name}`",
                exclusion.name
            );
            return Err(Diagnostic::new(name.origin, title)
                .why("the server drops an exclusion along with a column that is a key of it by itself,\nand keeps a column that only an expression or the condition of one uses")
                .help(format!("write before it\n{}", drop_constraint(table, &exclusion.name))));
        }
        let referrers = dependents::column_referrers(schema, &table.name, &name.text);
        if referrers.is_empty() {
            return Ok(());
        }
        let title = format!(
            "foreign key {} refers to `{}.{name}`",
            dependents::titles(&referrers),
            table.name
        );
        Err(Diagnostic::new(name.origin, title)
            .why("the server keeps a column that a foreign key refers to")
            .help(format!(
                "write before it\n{}",
                dependents::drops(&referrers).join("\n")
            )))
    }
}

impl DropColumn {
    /// The sequence that the column owns goes along.
    fn not_taken_from(&self, schema: &Schema, table: &Table) -> Result<(), Diagnostic> {
        let Some(column) = table.column(&self.column.text) else {
            return Ok(());
        };
        let takers = dependents::takers(schema, table, column);
        let Some(first) = takers.first() else {
            return Ok(());
        };
        let title = format!(
            "the default of `{}` takes numbers of `{}`",
            first.title(),
            self.column
        );
        let statements: Vec<String> = takers
            .iter()
            .map(dependents::Keeper::drop_default)
            .collect();
        Err(Diagnostic::new(self.column.origin, title)
            .why("the sequence goes with the column that owns it, and the server keeps one that a\ndefault calls")
            .help(format!("write before it\n{}", statements.join("\n"))))
    }
}

fn drop_constraint(table: &Table, constraint: &str) -> String {
    format!(
        "alter table {} drop constraint {};",
        table.name,
        print::name(constraint)
    )
}

/// A generated column that is computed from this one.
pub(super) fn generated_from<'a>(table: &'a Table, name: &str) -> Option<&'a Column> {
    table.columns.iter().find(|column| {
        let generated = column.generated.as_ref();
        generated.is_some_and(|generated| mentions_column(&generated.expr, name))
    })
}

fn drops(schema: &Schema, table: &Table, column: &str) -> Vec<String> {
    let referrers = dependents::column_referrers(schema, &table.name, column);
    let mut drops = dependents::drops(&referrers);
    let exclusions = dependents::exclusions_over(table, column).into_iter();
    drops.extend(exclusions.map(|exclusion| drop_constraint(table, &exclusion.name)));
    if let Some(column) = table.column(column) {
        let takers = dependents::takers(schema, table, column).into_iter();
        drops.extend(takers.map(|taker| taker.drop_default()));
    }
    if let Some(reader) = generated_from(table, column) {
        drops.push(format!(
            "alter table {} drop column {};",
            table.name,
            print::name(&reader.name)
        ));
    }
    drops
}
