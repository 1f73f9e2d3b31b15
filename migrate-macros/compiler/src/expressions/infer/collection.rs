//! Arrays, rows and queries inside expressions. Takes them, gives the type of the whole;
//! must not know what stands around.

use super::super::Checker;
use super::super::catalogue;
use super::super::scope::{Output, Scope};
use super::super::types::{Family, Inferred};
use super::matching::is_key;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Base, Expr, IntegerWidth, Operator, Query, Type};
use crate::types::assignable;

/// PostgreSQL's arrays have at most so many.
const DIMENSIONS: usize = 6;

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

    /// An array has as many places as dimensions, whatever it was declared as, so that any
    /// number of them gives an item. Those of a document may be keys.
    /// <https://www.postgresql.org/docs/current/arrays.html#ARRAYS-ACCESSING>
    pub(super) fn subscript(
        &mut self,
        operand: &Expr,
        places: &[Expr],
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        let inferred = self.type_of(operand, scope);
        let typed = places
            .iter()
            .map(|place| (place, self.type_of(place, scope)));
        let typed: Vec<(&Expr, Inferred)> = typed.collect();
        match (inferred.family(), inferred.known()) {
            (Some(Family::Array), Some(ty)) => {
                self.array_places(&typed, whole);
                Inferred::base(ty.base.clone())
            }
            (Some(Family::Jsonb), _) => {
                self.document_places(operand, &typed);
                inferred
            }
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

    fn array_places(&mut self, places: &[(&Expr, Inferred)], whole: &Expr) {
        if places.len() > DIMENSIONS && self.is_strict() {
            let title = format!("an array has at most {DIMENSIONS} dimensions");
            let error = Diagnostic::new(whole.origin, title);
            self.report
                .error(error.help("write one place for each dimension that it has"));
            return;
        }
        let before = self.report.len();
        for (place, inferred) in places {
            self.array_place(place, inferred);
        }
        self.report.fold(before, "place");
    }

    /// The place of an item in an array is a whole number.
    fn array_place(&mut self, index: &Expr, place: &Inferred) {
        if *place == Inferred::Literal {
            self.literal_is_misfit(index, &Type::plain(Base::Integer(IntegerWidth::Normal)));
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

    fn document_places(&mut self, operand: &Expr, places: &[(&Expr, Inferred)]) {
        if self.is_before(14) {
            let title = "PostgreSQL takes `[…]` of a `jsonb` only from version 14 on";
            let error = Diagnostic::new(operand.origin, title);
            self.report.error(error.help("write `… -> …`"));
            return;
        }
        let misfit = places
            .iter()
            .find(|(_, inferred)| !is_key(Operator::Get, inferred.known()));
        if let Some((place, ty)) = misfit.and_then(|(place, it)| Some((place, it.known()?))) {
            let title = format!("a `jsonb` has keys and numbers, and this is of type `{ty}`");
            let error = Diagnostic::new(place.origin, title);
            self.report
                .error(error.help("cast it: `(…)::int`, or `(…)::text` for a key"));
        }
    }

    fn is_before(&self, major: u16) -> bool {
        catalogue::major(self.targets).is_some_and(|oldest| oldest < major)
    }

    pub(super) fn row(&mut self, items: &[Expr], scope: &Scope<'_>) -> Inferred {
        for item in items {
            self.type_of(item, scope);
        }
        if self.is_strict() {
            Inferred::base(Base::Native("record"))
        } else {
            Inferred::Anything
        }
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
            (Some(output), 0) => self.as_column(output.ty),
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

impl Checker<'_> {
    /// What a column of a query is to those who read it: a bare text or null is a text there.
    /// <https://www.postgresql.org/docs/current/typeconv-select.html>
    pub(in crate::expressions) fn as_column(&self, ty: Inferred) -> Inferred {
        match ty {
            Inferred::Literal => Inferred::TEXT,
            Inferred::Null if self.is_strict() => Inferred::TEXT,
            Inferred::Null | Inferred::Known(_) | Inferred::Anything => ty,
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
