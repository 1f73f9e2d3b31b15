//! Arrays, rows and queries inside expressions. Takes them, gives the type of the whole;
//! must not know what stands around.

use super::super::Checker;
use super::super::catalogue;
use super::super::scope::{Output, Scope};
use super::super::types::{Family, Inferred};
use crate::diagnostic::Diagnostic;
use crate::schema::assignable;
use crate::syntax::ast::{Base, Expr, IntegerWidth, Query, Type};

impl Checker<'_> {
    pub(super) fn array(&mut self, items: &[Expr], whole: &Expr, scope: &Scope<'_>) -> Inferred {
        if items.is_empty() && self.is_strict() {
            let error = Diagnostic::new(whole.origin, "an empty array has no type of its own");
            self.report.error(error.help("cast it: `array[]::text[]`"));
            return Inferred::Anything;
        }
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
        let place = self.type_of(index, scope);
        match (inferred.family(), inferred.known()) {
            (Some(Family::Array), Some(ty)) => {
                self.array_place(index, &place);
                Inferred::base(ty.base.clone())
            }
            (Some(Family::Jsonb), _) if self.is_before(14) => {
                let title = "PostgreSQL takes `[…]` of a `jsonb` only from version 14 on";
                let error = Diagnostic::new(operand.origin, title);
                self.report.error(error.help("write `… -> …`"));
                inferred
            }
            (Some(Family::Jsonb), _) => inferred,
            (_, None) if inferred != Inferred::Literal => Inferred::Anything,
            (_, Some(ty)) if has_parts(ty) => Inferred::Anything,
            (_, ty) => {
                let ty = ty.map_or("text".to_owned(), ToString::to_string);
                let title = format!("`[…]` takes an item of an array, and this is of type `{ty}`");
                let help = "write it behind an array, as in `array[1, 2][1]`";
                self.report
                    .error(Diagnostic::new(operand.origin, title).help(help));
                Inferred::Anything
            }
        }
    }

    /// The place of an item in an array is a whole number.
    fn array_place(&mut self, index: &Expr, place: &Inferred) {
        if *place == Inferred::Literal {
            self.literal_fits(index, &Type::plain(Base::Integer(IntegerWidth::Normal)));
            return;
        }
        let Some(ty) = place.known().filter(|_| self.is_strict()) else {
            return;
        };
        if assignable(ty, &Type::plain(Base::Integer(IntegerWidth::Normal))) {
            return;
        }
        let title = format!("an item of an array has a number, and this is of type `{ty}`");
        let error = Diagnostic::new(index.origin, title);
        self.report.error(error.help("write its place, from 1 on"));
    }

    fn is_before(&self, major: u16) -> bool {
        catalogue::major(self.targets).is_some_and(|oldest| oldest < major)
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
            self.report.error(error.help(scope.place.instead_of_rows()));
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
                let error = Diagnostic::new(query.origin, title);
                self.report
                    .error(error.help("select the one column that is meant"));
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

/// Whether `[…]` takes a part of such a value, as of a point its `x`.
fn has_parts(ty: &Type) -> bool {
    match &ty.base {
        Base::Native(name) => matches!(*name, "point" | "lseg" | "box" | "line" | "name"),
        Base::Extension(_) => true,
        _ => false,
    }
}
