//! Whether two values can be compared. Takes pairs of expressions, gives `bool`; must not
//! know why they are compared.

use super::super::Checker;
use super::super::place::Place;
use super::super::scope::Scope;
use super::super::types::{Family, Inferred, comparable, loosened};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::{Base, Expr, ExprKind, Operator, Query, Type};

impl Checker<'_> {
    /// Two expressions, compared one with the other; rows column by column.
    pub(super) fn compare(
        &mut self,
        [left, right]: [&Expr; 2],
        sign: &str,
        whole: &Expr,
        scope: &Scope<'_>,
    ) {
        if let (ExprKind::Row(ones), ExprKind::Row(others)) = (&left.kind, &right.kind) {
            return self.compare_rows((ones, others), sign, whole, scope);
        }
        let (one, other) = (self.type_of(left, scope), self.type_of(right, scope));
        self.compare_types((left, &one), (right, &other), (sign, whole.origin), scope);
        self.steady_comparison([&one, &other], whole, scope);
    }

    fn compare_rows(
        &mut self,
        (ones, others): (&[Expr], &[Expr]),
        sign: &str,
        whole: &Expr,
        scope: &Scope<'_>,
    ) {
        if ones.len() != others.len() {
            let title = format!(
                "a row of {} cannot be compared with a row of {}",
                ones.len(),
                others.len()
            );
            let help = "give both sides as many values";
            self.report
                .error(Diagnostic::new(whole.origin, title).help(help));
            return;
        }
        for (left, right) in ones.iter().zip(others) {
            self.compare([left, right], sign, whole, scope);
        }
    }

    /// The types of two expressions; a literal becomes what the other side is.
    pub(super) fn compare_types(
        &mut self,
        (left, one): (&Expr, &Inferred),
        (right, other): (&Expr, &Inferred),
        (sign, origin): (&str, Origin),
        scope: &Scope<'_>,
    ) {
        if self.compares_by_catalogue([one, other]) {
            return self.compare_special((left, one), (right, other), sign, origin);
        }
        match (one, other) {
            (Inferred::Known(ty), Inferred::Literal) => {
                self.compare_literal(right, ty, sign, scope);
            }
            (Inferred::Literal, Inferred::Known(ty)) => self.compare_literal(left, ty, sign, scope),
            (Inferred::Known(one), Inferred::Known(other))
                if self.is_strict() && !comparable(one, other) =>
            {
                self.incomparable(one, other, sign, origin);
            }
            _ => {}
        }
    }

    /// What the catalogue says of types of the server's own and of arrays.
    fn compare_special(
        &mut self,
        (left, one): (&Expr, &Inferred),
        (right, other): (&Expr, &Inferred),
        sign: &str,
        origin: Origin,
    ) {
        let whole = Expr {
            kind: ExprKind::Null,
            origin,
        };
        let nowhere = Scope::new(Place::Check);
        self.by_catalogue(sign, [left, right], [one, other], (&whole, &nowhere));
    }

    fn compare_literal(&mut self, literal: &Expr, ty: &Type, sign: &str, scope: &Scope<'_>) {
        if Family::of(ty) == Family::Json && self.is_strict() {
            return self.incomparable(ty, ty, sign, literal.origin);
        }
        self.literal_fits(literal, &loosened(ty));
        self.literal_stays(literal, ty, scope);
    }

    fn incomparable(&mut self, one: &Type, other: &Type, sign: &str, origin: Origin) {
        let title = format!("PostgreSQL has no operator `{sign}` for `{one}` and `{other}`");
        let error = Diagnostic::new(origin, title);
        let json = [one, other].map(Family::of).contains(&Family::Json);
        self.report.error(if json {
            error.help("make it `jsonb`, whose values can be compared")
        } else {
            error.help(format!("cast one of them, as in `…::{one}`"))
        });
    }

    pub(super) fn in_list(
        &mut self,
        operand: &Expr,
        list: &[Expr],
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        if matches!(operand.kind, ExprKind::Row(_)) {
            for item in list {
                self.compare([operand, item], "=", whole, scope);
            }
            return Inferred::BOOL;
        }
        let one = self.type_of(operand, scope);
        for item in list {
            let other = self.type_of(item, scope);
            self.compare_types((operand, &one), (item, &other), ("=", item.origin), scope);
            self.steady_comparison([&one, &other], whole, scope);
        }
        Inferred::BOOL
    }

    pub(super) fn between(
        &mut self,
        operand: &Expr,
        bounds: [&Expr; 2],
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        let one = self.type_of(operand, scope);
        for bound in bounds {
            let other = self.type_of(bound, scope);
            self.compare_types(
                (operand, &one),
                (bound, &other),
                ("between", bound.origin),
                scope,
            );
            self.steady_comparison([&one, &other], whole, scope);
        }
        Inferred::BOOL
    }

    pub(super) fn in_query(
        &mut self,
        operand: &Expr,
        query: &Query,
        scope: &Scope<'_>,
    ) -> Inferred {
        let ones = match &operand.kind {
            ExprKind::Row(items) => items.as_slice(),
            _ => std::slice::from_ref(operand),
        };
        let types: Vec<Inferred> = ones.iter().map(|one| self.type_of(one, scope)).collect();
        let Some(outputs) = self.query_inside(query, operand, scope) else {
            return Inferred::BOOL;
        };
        if outputs.len() != ones.len() {
            let title = format!(
                "the query gives {} columns, and {} is compared with it",
                outputs.len(),
                ones.len()
            );
            let help = "select as many columns as stand before `in`";
            self.report
                .error(Diagnostic::new(query.origin, title).help(help));
            return Inferred::BOOL;
        }
        for ((one, ty), output) in ones.iter().zip(&types).zip(&outputs) {
            if let (Inferred::Known(_), Inferred::Known(_)) = (ty, &output.ty) {
                self.compare_types((one, ty), (one, &output.ty), ("=", output.origin), scope);
            }
        }
        Inferred::BOOL
    }

    /// `a = any(b)`: with each element of an array, or each row of a query.
    pub(super) fn quantified(
        &mut self,
        left: &Expr,
        operator: Operator,
        right: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        let one = self.type_of(left, scope);
        if matches!(right.kind, ExprKind::Scalar(_)) {
            self.type_of(right, scope);
            return Inferred::BOOL;
        }
        let other = self.type_of(right, scope);
        if other == Inferred::Literal {
            self.literal_fits(right, &array_of(&one));
        }
        match other.known() {
            Some(ty) if ty.array => {
                let element = Inferred::base(ty.base.clone());
                let sign = super::operator::sign(operator);
                let is_comparison = super::operator::is_comparison(operator);
                if is_comparison {
                    let place = (sign, right.origin);
                    self.compare_types((left, &one), (right, &element), place, scope);
                }
            }
            Some(ty) if !matches!(ty.base, Base::Extension(_)) && self.is_strict() => {
                let title = format!("`any` and `all` take an array, and this is of type `{ty}`");
                let error = Diagnostic::new(right.origin, title).help("write `in (…)`");
                self.report.error(error);
            }
            _ => {}
        }
        Inferred::BOOL
    }
}

/// The array whose items are compared; its items are not judged.
fn array_of(item: &Inferred) -> Type {
    let base = item.known().map_or(Base::Text, |ty| ty.base.clone());
    Type { base, array: true }
}
