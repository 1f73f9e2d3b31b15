//! Whether two values can be compared. Takes pairs of expressions, gives `bool`; must not
//! know why they are compared.

use super::super::scope::Scope;
use super::super::types::{Family, Inferred, comparable, loosened};
use super::super::{Checker, counted};
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
        if let (ExprKind::Row(ones), ExprKind::Scalar(query)) = (&left.kind, &right.kind) {
            return self.compare_with_query((left, ones), query, sign, scope);
        }
        let (one, other) = (self.type_of(left, scope), self.type_of(right, scope));
        if self.is_row_beside_value((left, &one), (right, &other), (sign, whole)) {
            return;
        }
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
        let before = self.report.len();
        for (left, right) in ones.iter().zip(others) {
            self.compare([left, right], sign, right, scope);
        }
        self.report.fold(before, "value");
    }

    /// A row is compared with another, and never with one value.
    fn is_row_beside_value(
        &mut self,
        (left, one): (&Expr, &Inferred),
        (right, other): (&Expr, &Inferred),
        (sign, whole): (&str, &Expr),
    ) -> bool {
        let is_row = |expr: &Expr| matches!(expr.kind, ExprKind::Row(_));
        let value = match (is_row(left), is_row(right)) {
            (true, false) => other,
            (false, true) => one,
            (true, true) | (false, false) => return false,
        };
        let shown = match value {
            Inferred::Known(ty) if Family::of(ty) != Family::Other => ty.to_string(),
            Inferred::Literal => "text".to_owned(),
            Inferred::Known(_) | Inferred::Null | Inferred::Anything => return false,
        };
        if self.is_strict() {
            let title = format!("PostgreSQL has no operator `{sign}` for a row and `{shown}`");
            let help = "compare it with a row, `(…, …)`, or compare one of its values";
            self.report
                .error(Diagnostic::new(whole.origin, title).help(help));
        }
        true
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
            return self.compare_special((left, one), (right, other), (sign, origin), scope);
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
        (sign, origin): (&str, Origin),
        scope: &Scope<'_>,
    ) {
        let whole = Expr {
            kind: ExprKind::Null,
            origin,
        };
        self.by_catalogue(sign, [left, right], [one, other], (&whole, scope));
    }

    fn compare_literal(&mut self, literal: &Expr, ty: &Type, sign: &str, scope: &Scope<'_>) {
        if Family::of(ty) == Family::Json && self.is_strict() {
            return self.incomparable(ty, ty, sign, literal.origin);
        }
        self.literal_fits(literal, &loosened(ty), scope);
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
            let before = self.report.len();
            for item in list {
                self.compare([operand, item], "=", item, scope);
            }
            self.report.fold(before, "item");
            return Inferred::BOOL;
        }
        let one = self.type_of(operand, scope);
        let before = self.report.len();
        for item in list {
            let other = self.type_of(item, scope);
            self.compare_types((operand, &one), (item, &other), ("=", item.origin), scope);
            self.steady_comparison([&one, &other], whole, scope);
        }
        self.report.fold(before, "item");
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
        let before = self.report.len();
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
        self.report.fold(before, "bound");
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
        self.compare_with_query((operand, ones), query, "=", scope);
        Inferred::BOOL
    }

    /// One value or a row, with what each row of a query gives.
    fn compare_with_query(
        &mut self,
        (operand, ones): (&Expr, &[Expr]),
        query: &Query,
        sign: &str,
        scope: &Scope<'_>,
    ) {
        let types: Vec<Inferred> = ones.iter().map(|one| self.type_of(one, scope)).collect();
        let Some(outputs) = self.query_inside(query, operand, scope) else {
            return;
        };
        if outputs.len() != ones.len() {
            let title = format!(
                "a query of {} is compared with {}",
                counted(outputs.len(), "column"),
                counted(ones.len(), "value")
            );
            let help = "select as many columns as it is compared with";
            self.report
                .error(Diagnostic::new(query.origin, title).help(help));
            return;
        }
        let before = self.report.len();
        for ((one, ty), output) in ones.iter().zip(&types).zip(&outputs) {
            let given = self.as_column(output.ty.clone());
            self.compare_types((one, ty), (one, &given), (sign, output.origin), scope);
        }
        self.report.fold(before, "column");
    }

    /// `a = any(b)`: with each element of an array, or each row of a query.
    pub(super) fn quantified(
        &mut self,
        left: &Expr,
        operator: Operator,
        right: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        if let ExprKind::Scalar(query) = &right.kind {
            return self.quantified_query(left, operator, query, scope);
        }
        let one = self.type_of(left, scope);
        let other = self.type_of(right, scope);
        if other == Inferred::Literal {
            self.literal_fits(right, &array_of(&one), scope);
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

impl Checker<'_> {
    /// `a = any(select …)`: with each row of a query.
    fn quantified_query(
        &mut self,
        left: &Expr,
        operator: Operator,
        query: &Query,
        scope: &Scope<'_>,
    ) -> Inferred {
        let ones = match &left.kind {
            ExprKind::Row(items) => items.as_slice(),
            _ => std::slice::from_ref(left),
        };
        if super::operator::is_comparison(operator) {
            let sign = super::operator::sign(operator);
            self.compare_with_query((left, ones), query, sign, scope);
        } else {
            self.type_of(left, scope);
            self.single_column(query, left, scope);
        }
        Inferred::BOOL
    }
}

/// The array whose items are compared; its items are not judged.
fn array_of(item: &Inferred) -> Type {
    let base = item.known().map_or(Base::Text, |ty| ty.base.clone());
    Type { base, array: true }
}
