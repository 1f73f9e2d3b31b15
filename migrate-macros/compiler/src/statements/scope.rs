//! What the parts of one table are resolved against: the table itself, the schema around
//! it, the targets. Takes a lowering, lends these; must not know any part.

use super::{Lowering, Refusal, doubtful, resolve};
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubts;
use crate::expressions::Checker;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Column, Part, Schema, Sequence, Table};
use crate::syntax::ast::TableName;
use crate::target::Target;

/// One table, and what is around it.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) table: &'a Table,
    pub(super) schema: &'a Schema,
    pub(super) targets: &'a [Target],
    pub(super) report: &'a mut Report,
    pub(super) ordinal: u32,
    doubtful: &'a Doubts,
}

impl<'a> Scope<'a> {
    /// A table of the schema.
    pub(super) fn of(
        lowering: &'a mut Lowering<'_>,
        name: &TableName,
        origin: Origin,
    ) -> Result<Self, Refusal> {
        let table = resolve::table(&lowering.schema, name, origin)?;
        Ok(Self {
            table,
            schema: &lowering.schema,
            targets: lowering.targets,
            report: lowering.report,
            ordinal: lowering.ordinal,
            doubtful: &lowering.doubtful,
        })
    }

    /// A table as it will be.
    pub(super) fn around(lowering: &'a mut Lowering<'_>, table: &'a Table) -> Self {
        Self {
            table,
            schema: &lowering.schema,
            targets: lowering.targets,
            report: lowering.report,
            ordinal: lowering.ordinal,
            doubtful: &lowering.doubtful,
        }
    }

    /// A table by name: this one as it is here, or another of the schema.
    pub(super) fn find(&self, name: &TableName, origin: Origin) -> Result<&'a Table, Refusal> {
        if *name == self.table.name {
            return Ok(self.table);
        }
        resolve::table(self.schema, name, origin)
    }

    /// What a column keeps of the name of a part that it gets now.
    pub(super) fn part_name(&self, column: &str, part: Part) -> Option<String> {
        let free = self.schema.free_part_name(self.table, column, part);
        self.table.kept_name(column, part, free)
    }

    /// What a column keeps of a sequence that it gets now.
    pub(super) fn sequence(&self, column: &Column) -> Option<Sequence> {
        let name = self
            .schema
            .free_part_name(self.table, &column.name, Part::Sequence);
        self.table.kept_sequence(column, Sequence::of(column, name))
    }

    /// Checks expressions, in silence about what other mistakes leave unknown.
    pub(super) fn check<T>(&mut self, check: impl FnOnce(&mut Checker<'_>) -> T) {
        let found = self.found(check);
        let around = (self.schema, Some(self.table));
        doubtful::report(found, self.doubtful, around, self.report);
    }

    /// What a check finds, not reported.
    pub(super) fn found<T>(&self, check: impl FnOnce(&mut Checker<'_>) -> T) -> Vec<Diagnostic> {
        let mut report = Report::default();
        check(&mut Checker {
            schema: self.schema,
            targets: self.targets,
            report: &mut report,
        });
        report.drain()
    }
}
