//! Arrays, rows and queries inside expressions. Takes them, gives the type of the whole;
//! must not know what stands around.

use super::super::Checker;
use super::super::scope::{Output, Scope};
use super::super::types::{Family, Inferred};
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Expr, Query, Type};

impl Checker<'_> {
    pub(super) fn array(&mut self, items: &[Expr], scope: &Scope<'_>) -> Inferred {
        let typed = items.iter().map(|item| (item, self.type_of(item, scope)));
        let typed: Vec<(&Expr, Inferred)> = typed.collect();
        array_of(self.unify(&typed, "the items of an array", scope))
    }

    pub(super) fn array_query(
        &mut self,
        query: &Query,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        array_of(self.single_column(query, whole, scope))
    }

    pub(super) fn subscript(
        &mut self,
        operand: &Expr,
        index: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        let inferred = self.type_of(operand, scope);
        self.type_of(index, scope);
        match (inferred.family(), inferred.known()) {
            (Some(Family::Array), Some(ty)) => Inferred::base(ty.base.clone()),
            (Some(Family::Jsonb), _) => inferred,
            (Some(Family::Other), _) | (_, None) => Inferred::Anything,
            (_, Some(ty)) => {
                let title = format!("`[…]` takes an item of an array, and this is of type `{ty}`");
                self.report.error(Diagnostic::new(operand.origin, title));
                Inferred::Anything
            }
        }
    }

    pub(super) fn row(&mut self, items: &[Expr], scope: &Scope<'_>) -> Inferred {
        for item in items {
            self.type_of(item, scope);
        }
        Inferred::Anything
    }

    /// A query inside an expression, and what it gives, where that is known.
    pub(super) fn query_inside(
        &mut self,
        query: &Query,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Option<Vec<Output>> {
        if !scope.place.allows_queries() {
            let title = format!("{} cannot hold a query", scope.place.title());
            let error =
                Diagnostic::new(whole.origin, title).why("it may look at nothing but the row");
            self.report.error(error);
            return None;
        }
        self.query(query, scope)
    }

    /// A query that stands for one value, or for the values of one column.
    pub(super) fn single_column(
        &mut self,
        query: &Query,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        let Some(mut outputs) = self.query_inside(query, whole, scope) else {
            return Inferred::Anything;
        };
        match (outputs.pop(), outputs.len()) {
            (Some(output), 0) => match output.ty {
                Inferred::Literal => Inferred::TEXT,
                other => other,
            },
            (last, count) => {
                let count = count + usize::from(last.is_some());
                let title = format!("a query inside an expression gives one column, not {count}");
                self.report.error(Diagnostic::new(query.origin, title));
                Inferred::Anything
            }
        }
    }
}

fn array_of(item: Inferred) -> Inferred {
    match item {
        Inferred::Known(Type { base, .. }) => Inferred::Known(Type { base, array: true }),
        Inferred::Literal | Inferred::Null | Inferred::Anything => Inferred::Anything,
    }
}
