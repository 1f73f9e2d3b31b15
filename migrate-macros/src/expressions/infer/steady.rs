//! What may not change while the row stays the same: index keys and predicates, generated
//! columns. Takes what is used, gives errors in those places; must not know what an
//! operator is for.

use super::super::Checker;
use super::super::scope::Scope;
use super::super::types::{Family, Inferred};
use super::super::volatility::Volatility;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::{Base, Expr, Type};

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
            None => error,
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
        if cast_class(from, to) == Volatility::Immutable || !self.is_strict() {
            return;
        }
        let what = format!("the cast from `{from}` to `{to}`");
        let zoned = [from, to].map(Family::of).contains(&Family::TimestampTz);
        let help = zoned.then_some("fix the zone: `… at time zone \"UTC\"`");
        self.must_be_steady(Volatility::Stable, (&what, whole.origin), help, scope);
    }
}

/// The class of a cast's function, or of the functions that read and write its text.
fn cast_class(from: &Type, to: &Type) -> Volatility {
    use Family::{Array, Date, Interval, Text, Time, TimeTz, Timestamp, TimestampTz};
    let stable = match (Family::of(from), Family::of(to)) {
        (TimestampTz, Date | Time | TimeTz | Timestamp) => true,
        (Date | Timestamp, TimestampTz) | (Time, TimeTz) => true,
        (Text, Date | Time | TimeTz | Timestamp | TimestampTz | Interval | Array) => true,
        (Date | Timestamp | TimestampTz | Interval | Array, Text) => true,
        (Text | Family::Number, Family::Other) | (Family::Other, Text | Family::Number) => {
            is_set_by_session(from, to)
        }
        _ => false,
    };
    if stable {
        Volatility::Stable
    } else {
        Volatility::Immutable
    }
}

/// How money is written is up to the session, and so is where the name of an object is
/// looked up.
fn is_set_by_session(from: &Type, to: &Type) -> bool {
    let is_text = |ty: &Type| Family::of(ty) == Family::Text;
    let text = is_text(from) || is_text(to);
    let by_session = |ty: &Type| matches!(ty.base, Base::Native(name) if name == "money" || text && name.starts_with("reg"));
    by_session(from) || by_session(to)
}
