//! Literals, and the types that they are read as. Takes a literal and the type that stands
//! around it, gives every mistake; must not know how a text of any type is written.

use super::super::Checker;
use super::super::catalogue;
use super::super::literal::{self, shown};
use super::super::scope::Scope;
use crate::diagnostic::{Alike, Diagnostic};
use crate::syntax::ast::{Base, Expr, ExprKind, Type};

impl Checker<'_> {
    /// A literal that is no value of the type, or another one each day, is a mistake;
    /// anything else is not judged.
    pub(in crate::expressions) fn literal_fits(
        &mut self,
        literal: &Expr,
        ty: &Type,
        scope: &Scope<'_>,
    ) {
        if !self.literal_is_misfit(literal, ty) {
            self.literal_stays(literal, ty, scope);
        }
    }

    /// The literals of an array, which are read as items of the type that it is cast to.
    pub(super) fn items_fit(&mut self, items: &[Expr], ty: &Type, scope: &Scope<'_>) {
        let item = Type::plain(ty.base.clone());
        let before = self.report.len();
        for it in items {
            match &it.kind {
                ExprKind::Text(_) => self.literal_fits(it, &item, scope),
                ExprKind::Array(items) => self.items_fit(items, ty, scope),
                _ => {}
            }
        }
        self.report.fold(before, "item");
    }

    /// Whether a literal is no value of the type, which is a mistake.
    pub(super) fn literal_is_misfit(&mut self, literal: &Expr, ty: &Type) -> bool {
        let Some(misfit) = self.misfit(literal, ty) else {
            return false;
        };
        let title = format!("`{}` {misfit}", shown(literal));
        let error = Diagnostic::new(literal.origin, title).alike(Alike::Help);
        self.report.error(error.help(literal::instead(ty)));
        true
    }

    pub(super) fn is_bool_text(&mut self, literal: &Expr) {
        self.literal_is_misfit(literal, &Type::plain(Base::Bool));
    }

    /// Why the literal is no value of the type on some target.
    pub(super) fn misfit(&self, literal: &Expr, ty: &Type) -> Option<String> {
        let is_early = catalogue::major(self.targets).is_some_and(|oldest| oldest < 16);
        let too_new = is_early && literal::is_recent(literal, ty);
        let recent = || format!("is a value of type `{ty}` only from PostgreSQL 16 on");
        literal::misfit(literal, ty).or_else(|| too_new.then(recent))
    }

    /// A word such as `today` looks like a constant, wherever it stands: it is read once where
    /// the expression is kept, and elsewhere when the statement runs.
    pub(super) fn literal_stays(&mut self, literal: &Expr, ty: &Type, scope: &Scope<'_>) {
        let Some(instead) = literal::instead_of_moving(literal, ty) else {
            return;
        };
        let shown = shown(literal);
        let error = if scope.place.is_kept() {
            Diagnostic::new(
                literal.origin,
                format!("`{shown}` is read once, when the migration runs"),
            )
            .why("the day on which it ran would hold for every row from then on")
        } else {
            Diagnostic::new(
                literal.origin,
                format!("`{shown}` is read when the statement runs"),
            )
            .why("it looks like a constant, and is another value each day")
        };
        let error = error.alike(Alike::Why);
        self.report.error(if scope.place.needs_immutable() {
            error.help("write the day itself, as in `\"2026-01-31\"`")
        } else {
            error.help(format!("write `{instead}`"))
        });
    }

    /// The same beside a `+`, which joins texts in other languages.
    pub(super) fn literal_adds(&mut self, literal: &Expr, ty: &Type) {
        if let Some(misfit) = literal::misfit(literal, ty) {
            let title = format!("`{}` {misfit}", shown(literal));
            let error = Diagnostic::new(literal.origin, title);
            self.report.error(error.help("write `||` to join texts"));
        }
    }
}
