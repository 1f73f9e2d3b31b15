//! Where the rows of a rebuilt table come from. Takes the changes one after the other,
//! gives the statement that copies; must not know how the table is rebuilt.

use super::casts;
use super::spelling::{Lite, Scope, sql};
use crate::dialect::spelling::Writer;
use crate::expressions::Sight;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{
    Alteration, Change, Column, ColumnChange, Id, Object, Schema, Table, columns_of,
};
use crate::syntax::ast::{Expr, ExprKind, Name, Type};
use crate::target::Target;

/// What each column of the new table is filled from.
#[derive(Debug)]
pub(super) struct Sources<'a> {
    before: &'a Table,
    sources: Vec<(&'a str, Source<'a>)>,
}

#[derive(Clone, Copy, Debug)]
enum Source<'a> {
    /// The column of the same name.
    Same,
    /// The same, as another type.
    Converted(&'a Type, Option<&'a Expr>),
    /// The column is new: what its default gives, or nothing.
    Default(&'a Column),
    /// SQLite computes it.
    Computed,
}

impl<'a> Sources<'a> {
    pub(super) fn of(before: &'a Table) -> Self {
        let columns = before.columns.iter();
        Self {
            before,
            sources: columns
                .map(|column| (column.name.as_str(), Source::Same))
                .collect(),
        }
    }

    /// Takes a change in; not one that needs the rows as the changes before it left them.
    pub(super) fn join(&mut self, change: &'a Change) -> bool {
        match change {
            Change::Create(Object::Column { column, .. }) => {
                let source = match column.generated {
                    Some(_) => Source::Computed,
                    None => Source::Default(column),
                };
                self.sources.push((&column.name, source));
                true
            }
            Change::Drop(Id::Column(_, column)) => {
                self.sources.retain(|(name, _)| name != column);
                true
            }
            Change::Alter(Alteration::Column(_, column, alteration)) => {
                self.alter(column, alteration)
            }
            Change::Create(Object::Constraint { .. } | Object::Index { .. })
            | Change::Drop(Id::Constraint(..) | Id::Index(..))
            | Change::Rename(Id::Constraint(..) | Id::Index(..), _)
            | Change::Alter(Alteration::Constraint(..) | Alteration::Comment(..)) => true,
            // A new name has to reach views, triggers and the keys of other tables.
            Change::Rename(Id::Column(..) | Id::Table(_), _)
            | Change::Create(Object::Table(_))
            | Change::Drop(Id::Table(_))
            | Change::Rows(_)
            | Change::Run { .. } => false,
        }
    }

    fn alter(&mut self, column: &str, alteration: &'a ColumnChange) -> bool {
        match alteration {
            ColumnChange::Type { ty, using } => self.convert(column, ty, using.as_ref()),
            ColumnChange::Generated(Some(_)) => {
                self.replace(column, Source::Computed);
                true
            }
            // Its values stay, and are read from the old table.
            ColumnChange::Generated(None) => self.is_same(column),
            ColumnChange::Restart(_) => false,
            ColumnChange::SetNotNull { .. }
            | ColumnChange::DropNotNull
            | ColumnChange::Default(_)
            | ColumnChange::Generator { .. }
            | ColumnChange::Statistics(_)
            | ColumnChange::Storage(_) => true,
        }
    }

    fn convert(&mut self, column: &str, ty: &'a Type, using: Option<&'a Expr>) -> bool {
        let mentioned = using.map_or_else(Vec::new, |using| columns_of(using, self.before));
        if !self.is_same(column) || !mentioned.iter().all(|name| self.is_same(name)) {
            return false;
        }
        self.replace(column, Source::Converted(ty, using));
        true
    }

    fn is_same(&self, column: &str) -> bool {
        let mut sources = self.sources.iter();
        sources.any(|(name, source)| *name == column && matches!(source, Source::Same))
    }

    fn replace(&mut self, column: &str, with: Source<'a>) {
        for (_, source) in self.sources.iter_mut().filter(|(name, _)| *name == column) {
            *source = with;
        }
    }

    /// `INSERT INTO … SELECT …`
    pub(super) fn copy(
        &self,
        target: Target,
        (before, after): (&Table, &Table),
        (into, report): (&str, &mut Report),
    ) -> String {
        let stored: Vec<&(&str, Source<'_>)> = self
            .sources
            .iter()
            .filter(|(name, _)| {
                after
                    .column(name)
                    .is_some_and(|column| column.generated.is_none())
            })
            .collect();
        let schema = Schema::default();
        let mut sight = Sight::new(target, &schema);
        sight.add(&before.name.name, before);
        let lite = Lite::new(target, Scope::Rows(&sight));
        sql(lite, report, |lite, writer| {
            writer.word("INSERT INTO").name(into);
            writer.names(stored.iter().map(|(name, _)| *name));
            writer.word("SELECT");
            writer.list(&stored, |writer, (name, source)| {
                self.source(lite, writer, (name, source));
            });
            writer.word("FROM").table(&before.name);
        })
    }

    fn source(
        &self,
        lite: &Lite<'_>,
        writer: &mut Writer<'_>,
        (name, source): (&str, &Source<'_>),
    ) {
        match source {
            Source::Same => {
                writer.qualified(Some(&self.before.name.name), name);
            }
            Source::Converted(ty, Some(using)) => lite.value(writer, using, Some(ty)),
            Source::Converted(ty, None) => Self::converted(lite, writer, (name, ty)),
            Source::Default(column) => match &column.default {
                Some(default) => lite.value(writer, default, Some(&column.ty)),
                // A key gets its number by being null.
                None => writer.put("NULL"),
            },
            Source::Computed => {}
        }
    }

    /// By the cast that PostgreSQL makes without `using`: it shortens nothing.
    fn converted(lite: &Lite<'_>, writer: &mut Writer<'_>, (name, ty): (&str, &Type)) {
        let column = Expr {
            kind: ExprKind::Column {
                table: None,
                column: Name::generated(name),
            },
            origin: Origin::elsewhere(),
        };
        casts::assign(lite, writer, &column, Some(ty));
    }
}
