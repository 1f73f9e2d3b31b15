//! What may not change while the row stays the same: index keys and predicates, generated
//! columns. Takes what is used, gives errors in those places; must not know what an
//! operator is for.

use super::super::Checker;
use super::super::catalogue;
use super::super::scope::Scope;
use super::super::types::{Family, Inferred};
use super::super::volatility::Volatility;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::{Expr, Type};

impl Checker<'_> {
    /// Refuses something whose result may change, where the place needs one that does not.
    pub(super) fn must_be_steady(
        &mut self,
        class: Volatility,
        (what, origin): (&str, Origin),
        help: Option<&str>,
        scope: &Scope<'_>,
    ) {
        if class == Volatility::Immutable || !scope.place.needs_immutable() {
            return;
        }
        let title = format!(
            "{} cannot use {what}, which is not immutable",
            scope.place.title()
        );
        let error = Diagnostic::new(origin, title)
            .why("its result may change while the row does not, so the server refuses it");
        self.report.error(match help {
            Some(help) => error.help(help),
            None => error.help("compute it from what stands in the row, or drop it here"),
        });
    }

    /// A date or a time without zone beside a `timestamptz` is read in the session's zone.
    pub(super) fn steady_comparison(
        &mut self,
        [one, other]: [&Inferred; 2],
        whole: &Expr,
        scope: &Scope<'_>,
    ) {
        let is_zoned = |it: &Inferred| it.family() == Some(Family::TimestampTz);
        let is_local =
            |it: &Inferred| matches!(it.family(), Some(Family::Date | Family::Timestamp));
        if is_zoned(one) && is_local(other) || is_local(one) && is_zoned(other) {
            self.depends_on_zone("a comparison with `timestamptz`", whole, scope);
        }
    }

    pub(super) fn depends_on_zone(&mut self, what: &str, whole: &Expr, scope: &Scope<'_>) {
        if self.is_strict() {
            let help = "fix the zone: `… at time zone \"UTC\"`";
            let place = (what, whole.origin);
            self.must_be_steady(Volatility::Stable, place, Some(help), scope);
        }
    }

    /// Casts that go by a text or by the session's zone.
    pub(super) fn steady_cast(&mut self, from: &Type, to: &Type, whole: &Expr, scope: &Scope<'_>) {
        let class = self.cast_class(from, to);
        if class == Volatility::Immutable {
            return;
        }
        let what = format!("the cast from `{from}` to `{to}`");
        let zoned = [from, to].map(Family::of).contains(&Family::TimestampTz);
        let help = zoned.then_some("fix the zone: `… at time zone \"UTC\"`");
        self.must_be_steady(class, (&what, whole.origin), help, scope);
    }

    /// How steady a cast is on the server; a type of an extension is taken to be steady.
    pub(super) fn cast_class(&self, from: &Type, to: &Type) -> Volatility {
        let names = [from, to].map(catalogue::name_of);
        match (catalogue::major(self.targets), &names) {
            (Some(major), [Some(one), Some(other)]) => {
                catalogue::cast_volatility(one, other, major)
            }
            _ => Volatility::Immutable,
        }
    }
}
