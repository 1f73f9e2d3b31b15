//! What a query takes from those around it: columns, and the rows that one of its aggregates
//! counts. Takes names, gives whose they are; must not know any expression.
//! <https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-AGGREGATES>

use super::{Columns, Lookup, Scope};
use crate::origin::Origin;
use crate::syntax::ast::Name;

/// What the queries inside another have taken from it so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    columns: Vec<TakenColumn>,
    /// An aggregate inside has nothing but this query's columns, so it counts its rows.
    aggregated: bool,
}

/// A column of this query that stands in a query inside it.
#[derive(Clone, Debug)]
pub(in crate::expressions) struct TakenColumn {
    pub(in crate::expressions) relation: String,
    /// Nothing for the whole row.
    pub(in crate::expressions) column: Option<String>,
    /// As it was written.
    pub(in crate::expressions) shown: String,
    pub(in crate::expressions) origin: Origin,
}

/// Whose column a name is.
struct Owner<'a, 's> {
    scope: &'a Scope<'s>,
    relation: &'s str,
    /// How many places around.
    depth: usize,
}

impl<'s> Scope<'s> {
    /// Notes a column with the query that has it, where that is one around.
    pub(in crate::expressions) fn take(&self, table: Option<&Name>, column: &Name) {
        let Some(owner) = self.owner_of(table, &column.text) else {
            return;
        };
        let shown = table.map_or(column.text.clone(), |it| format!("{it}.{column}"));
        let origin = table.map_or(column.origin, |it| it.origin.to(column.origin));
        owner.note(Some(&column.text), shown, origin);
    }

    /// The same for all columns of a relation.
    pub(in crate::expressions) fn take_row(&self, table: &Name, origin: Origin) {
        if let Some((owner, _)) = self.nearest(&|(name, _)| *name == table.text, 0) {
            owner.note(None, table.text.clone(), origin);
        }
    }

    fn owner_of(&self, table: Option<&Name>, column: &str) -> Option<Owner<'_, 's>> {
        let is_meant = |(name, columns): &(&str, &Columns<'_>)| match table {
            Some(table) => *name == table.text,
            None => !matches!(columns.column(column), Lookup::Missing),
        };
        match self.nearest(&is_meant, 0)? {
            // It may be of any place where columns are not known.
            (_, Columns::Open) => None,
            (owner, _) => Some(owner),
        }
    }

    /// The first relation of this kind, here or around.
    fn nearest(
        &self,
        is_meant: &dyn Fn(&(&str, &Columns<'_>)) -> bool,
        depth: usize,
    ) -> Option<(Owner<'_, 's>, &Columns<'s>)> {
        match self.relations().find(is_meant) {
            Some((relation, columns)) => {
                let scope = self;
                let owner = Owner {
                    scope,
                    relation,
                    depth,
                };
                Some((owner, columns))
            }
            None => self.outer?.nearest(is_meant, depth + 1),
        }
    }

    /// How many places around stands the query whose column this is.
    pub(in crate::expressions) fn depth_of(
        &self,
        table: Option<&Name>,
        column: &str,
    ) -> Option<usize> {
        Some(self.owner_of(table, column)?.depth)
    }

    /// The place so many around.
    pub(in crate::expressions) fn around(&self, depth: usize) -> &Scope<'s> {
        match self.outer {
            Some(outer) if depth > 0 => outer.around(depth - 1),
            Some(_) | None => self,
        }
    }

    pub(in crate::expressions) fn taken_columns(&self) -> Vec<TakenColumn> {
        self.taken.borrow().columns.clone()
    }

    pub(in crate::expressions) fn is_aggregated(&self) -> bool {
        self.taken.borrow().aggregated
    }

    /// Notes an aggregate of a query inside that counts this one's rows. What it takes is not
    /// taken from a group: of the columns noted, so many stay.
    pub(in crate::expressions) fn aggregate(&self, columns: usize) {
        let mut taken = self.taken.borrow_mut();
        taken.columns.truncate(columns);
        taken.aggregated = true;
    }

    /// Forgets what was taken but for so many columns.
    pub(in crate::expressions) fn keep_taken(&self, columns: usize) {
        self.taken.borrow_mut().columns.truncate(columns);
    }
}

impl Owner<'_, '_> {
    fn note(&self, column: Option<&str>, shown: String, origin: Origin) {
        if self.depth == 0 {
            return;
        }
        let column = TakenColumn {
            relation: self.relation.to_owned(),
            column: column.map(str::to_owned),
            shown,
            origin,
        };
        self.scope.taken.borrow_mut().columns.push(column);
    }
}
