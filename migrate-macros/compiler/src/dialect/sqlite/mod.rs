//! SQLite 3.35 and later. Takes changes, gives steps: by `ALTER TABLE` where it can, by a
//! rebuild of the table where it cannot; must not know the language, nor whether a cost
//! is acceptable.

mod batches;
mod casts;
mod columns;
mod constraints;
mod copy;
mod decimal;
mod definition;
mod functions;
mod json;
mod limits;
mod literal;
mod moments;
mod native;
mod numbers;
mod operand;
mod operators;
mod overflow;
mod patterns;
mod plan;
mod queries;
mod raw;
mod rebuild;
mod rows;
#[cfg(test)]
mod samples;
mod spelling;
mod stamps;
mod stored;
mod tables;
#[cfg(test)]
mod tests;
mod texts;
mod times;
mod translated;
mod types;
mod uuids;
mod writes;

use self::spelling::{Lite, Scope};
use super::spelling::Writer;
use super::{Dialect, Situation, Step};
use crate::expressions::Sight;
use crate::report::Report;
use crate::schema::{Schema, Table};
use crate::target::Target;

/// The dialect of SQLite.
#[derive(Clone, Copy, Debug)]
pub(super) struct SqliteDialect;

impl Dialect for SqliteDialect {
    fn steps(
        &self,
        target: Target,
        situations: &[Situation<'_>],
        report: &mut Report,
    ) -> Vec<Step> {
        plan::Plan::new(target, situations, report).steps()
    }

    fn query(
        &self,
        target: Target,
        table: &Table,
        write: &mut dyn FnMut(&mut Writer<'_>),
    ) -> Option<String> {
        let schema = Schema::default();
        let mut sight = Sight::new(target, &schema);
        sight.add(&table.name.name, table);
        let lite = Lite::new(target, Scope::Rows(&sight));
        let mut report = Report::default();
        let text = spelling::sql(lite, &mut report, |_, writer| write(writer));
        report.drain().is_empty().then_some(text)
    }
}
