//! What a query compares with each other: groups, the rows of `distinct` and of `union`, the
//! order of rows. Takes types, gives errors for those that cannot be compared; must not know
//! where a value comes from.

use super::super::Checker;
use super::super::scope::Output;
use super::super::types::{Family, Inferred, equated, ordered};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::Type;

impl Checker<'_> {
    /// Each column of rows that are looked for among others.
    pub(super) fn all_compare(&mut self, outputs: &[Output], clause: &str) {
        let before = self.report.len();
        for output in outputs {
            self.must_compare(&output.ty, clause, output.origin);
        }
        self.report.fold(before, "column");
    }

    /// Values that are grouped: equal ones are one.
    pub(super) fn must_compare(&mut self, inferred: &Inferred, clause: &str, origin: Origin) {
        if let Some(ty) = inferred.known().filter(|ty| !equated(ty)) {
            self.no_comparison(ty, (clause, "compare"), origin);
        }
    }

    /// Values that are sorted.
    pub(in crate::expressions) fn must_sort(
        &mut self,
        inferred: &Inferred,
        clause: &str,
        origin: Origin,
    ) {
        if let Some(ty) = inferred.known().filter(|ty| !ordered(ty)) {
            self.no_comparison(ty, (clause, "sort"), origin);
        }
    }

    fn no_comparison(&mut self, ty: &Type, (clause, verb): (&str, &str), origin: Origin) {
        if !self.is_strict() {
            return;
        }
        let title = format!("`{clause}` cannot {verb} values of type `{ty}`");
        let error = Diagnostic::new(origin, title);
        self.report.error(match Family::of(ty) {
            Family::Json => error.help("cast it to what can be compared: `(…)::jsonb`"),
            _ => error.help("cast it to what can be compared: `(…)::text`"),
        });
    }
}
