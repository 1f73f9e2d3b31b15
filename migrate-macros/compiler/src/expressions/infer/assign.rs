//! Whether a value can be stored in a column. Takes expressions and columns, gives errors;
//! must not know the statement that stores it.

use super::super::Checker;
use super::super::literal::{self, shown};
use super::super::scope::Scope;
use super::super::types::Inferred;
use crate::diagnostic::{Alike, Diagnostic};
use crate::origin::Origin;
use crate::syntax::ast::{Expr, Type};
use crate::types::{assignable, castable};

impl Checker<'_> {
    /// A value on its way into a column of this name and type.
    pub(in crate::expressions) fn assign(
        &mut self,
        expr: &Expr,
        (column, ty): (&str, &Type),
        scope: &Scope<'_>,
    ) {
        let inferred = self.type_of(expr, scope);
        if let Some(misfit) = self.misfit(expr, ty) {
            let title = format!("`{}` {misfit}", shown(expr));
            let error = Diagnostic::new(expr.origin, title)
                .why(stored_as(column, ty))
                .alike(Alike::Why);
            self.report.error(error.help(literal::instead(ty)));
            return;
        }
        self.literal_stays(expr, ty, scope);
        if let Inferred::Known(from) = &inferred {
            self.assign_type(from, (column, ty), expr.origin);
        }
    }

    /// A value of a known type on its way into a column.
    pub(in crate::expressions) fn assign_type(
        &mut self,
        from: &Type,
        (column, ty): (&str, &Type),
        origin: Origin,
    ) {
        if assignable(from, ty) || !self.is_strict() {
            return;
        }
        let title = format!("a value of type `{from}` cannot be stored as `{ty}`");
        let error = Diagnostic::new(origin, title)
            .why(stored_as(column, ty))
            .alike(Alike::Why);
        self.report.error(if castable(from, ty) {
            error.help(format!("cast it: `(…)::{ty}`"))
        } else {
            error.help(format!("give a value of type `{ty}`"))
        });
    }
}

/// What the column is; no name stands for the one whose type changes.
fn stored_as(column: &str, ty: &Type) -> String {
    if column.is_empty() {
        return format!("the column becomes `{ty}`");
    }
    format!("column `{column}` is of type `{ty}`")
}
