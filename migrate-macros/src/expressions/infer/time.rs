//! Dates, times and intervals inside expressions. Takes operands, gives the type of the
//! result; must not know what stands around.

use super::super::Checker;
use super::super::literal;
use super::super::scope::Scope;
use super::super::types::{Family, Inferred};
use super::super::volatility::Volatility;
use super::operator::sign;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Base, Expr, IntegerWidth, Operator, Type};

impl Checker<'_> {
    /// Arithmetic that is not between two numbers.
    pub(super) fn other_arithmetic(
        &mut self,
        [one, other]: [&Type; 2],
        operator: Operator,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        let families = (Family::of(one), Family::of(other));
        // A dialect knows what to do with a written interval.
        let written = families.1 == Family::Interval && families.0.is_moment();
        if !written && (is_temporal(families.0) || is_temporal(families.1)) {
            self.only_postgres(whole.origin, "arithmetic of dates and times");
        }
        let is_open = |family| matches!(family, Family::Other | Family::TimeTz | Family::Array);
        let texts = families == (Family::Text, Family::Text);
        if operator == Operator::Modulo && texts {
            return Inferred::Anything; // an extension's
        }
        let days = |ty: &Type| matches!(ty.base, Base::Integer(width) if width < IntegerWidth::Big);
        let known = match families {
            (Family::Date, Family::Number) if !days(other) => None,
            (Family::Number, Family::Date) if !days(one) => None,
            _ => result(families, operator),
        };
        if known.is_none() && (is_open(families.0) || is_open(families.1)) {
            return Inferred::Anything;
        }
        let Some(base) = known else {
            let (one, other) = (Inferred::Known(one.clone()), Inferred::Known(other.clone()));
            return self.no_operator(sign(operator), &one, Some(&other), whole);
        };
        if depends_on_zone(families) {
            self.depends_on_zone("arithmetic on `timestamptz`", whole, scope);
        }
        Inferred::base(base)
    }

    pub(super) fn at_time_zone(
        &mut self,
        operand: &Expr,
        zone: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        let inferred = self.type_of(operand, scope);
        self.type_of(zone, scope);
        match inferred.family() {
            Some(Family::Timestamp) => Inferred::base(Base::TimestampTz(None)),
            Some(Family::TimestampTz) => Inferred::base(Base::Timestamp(None)),
            Some(Family::Date) => {
                self.depends_on_zone("`at time zone` on a `date`", whole, scope);
                Inferred::base(Base::Timestamp(None))
            }
            Some(Family::Time | Family::TimeTz) => Inferred::base(Base::TimeTz(None)),
            Some(Family::Other) | None => Inferred::Anything,
            Some(_) => self.no_operator("at time zone", &inferred, None, operand),
        }
    }

    pub(super) fn extract(&mut self, source: &Expr, whole: &Expr, scope: &Scope<'_>) -> Inferred {
        let inferred = self.type_of(source, scope);
        match (inferred.family(), inferred.known()) {
            (Some(Family::TimestampTz), _) => {
                self.depends_on_zone("`extract` from a `timestamptz`", whole, scope);
            }
            (Some(family), Some(ty)) if !is_temporal(family) && family != Family::Other => {
                let title = format!("`extract` takes a date or a time, and this is of type `{ty}`");
                self.report.error(Diagnostic::new(source.origin, title));
            }
            _ => {}
        }
        Inferred::base(Base::Numeric(None))
    }

    pub(super) fn interval(&mut self, text: &str, whole: &Expr) -> Inferred {
        if let Some(misfit) = literal::interval_misfit(text) {
            let title = format!("`{text:?}` {misfit}");
            self.report.error(Diagnostic::new(whole.origin, title));
        }
        Inferred::base(Base::Interval(None))
    }

    /// `current_timestamp` and `current_date`.
    pub(super) fn current(&mut self, base: Base, whole: &Expr, scope: &Scope<'_>) -> Inferred {
        let what = match base {
            Base::Date => "`current_date`",
            _ => "`current_timestamp`",
        };
        self.must_be_steady(Volatility::Stable, (what, whole.origin), None, scope);
        Inferred::base(base)
    }
}

fn is_temporal(family: Family) -> bool {
    match family {
        Family::Date
        | Family::Time
        | Family::TimeTz
        | Family::Timestamp
        | Family::TimestampTz
        | Family::Interval => true,
        Family::Bool
        | Family::Number
        | Family::Text
        | Family::Bytes
        | Family::Uuid
        | Family::Json
        | Family::Jsonb
        | Family::Bit
        | Family::Array
        | Family::Other => false,
    }
}

/// What PostgreSQL's operator gives; nothing where there is none.
fn result(families: (Family, Family), operator: Operator) -> Option<Base> {
    use Family::{Date, Interval, Jsonb, Number, Text, Time, TimeTz, Timestamp, TimestampTz};
    use Operator::{Add, Divide, Multiply, Subtract};
    Some(match (families.0, operator, families.1) {
        (Date, Add | Subtract, Number) | (Number, Add, Date) => Base::Date,
        (Date, Subtract, Date) => Base::Integer(IntegerWidth::Normal),
        (Date | Timestamp, Add | Subtract, Interval) => Base::Timestamp(None),
        (Interval, Add, Date | Timestamp) => Base::Timestamp(None),
        (Date, Add, Time) | (Time, Add, Date) => Base::Timestamp(None),
        (Date, Subtract, Time) => Base::Timestamp(None),
        (Date, Add, TimeTz) | (TimeTz, Add, Date) => Base::TimestampTz(None),
        (TimestampTz, Add | Subtract, Interval) => Base::TimestampTz(None),
        (Interval, Add, TimestampTz) => Base::TimestampTz(None),
        (Timestamp | TimestampTz, Add | Subtract, Time) => moment(families.0),
        (Time, Add, Timestamp | TimestampTz) => moment(families.1),
        (one, Subtract, other) if one.is_moment() && other.is_moment() => Base::Interval(None),
        (Time, Add | Subtract, Interval) | (Interval, Add, Time) => Base::Time(None),
        (TimeTz, Add | Subtract, Interval) | (Interval, Add, TimeTz) => Base::TimeTz(None),
        (Time, Subtract, Time) => Base::Interval(None),
        (Interval, Add | Subtract, Interval) => Base::Interval(None),
        (Interval, Subtract, Time) => Base::Interval(None),
        (Interval | Time, Multiply | Divide, Number) | (Number, Multiply, Interval | Time) => {
            Base::Interval(None)
        }
        (Jsonb, Subtract, Number | Text | Family::Array) => Base::Jsonb,
        _ => return None,
    })
}

fn moment(family: Family) -> Base {
    match family {
        Family::TimestampTz => Base::TimestampTz(None),
        _ => Base::Timestamp(None),
    }
}

/// Days have another length where clocks are changed, and what has no zone is read in
/// the session's.
fn depends_on_zone(families: (Family, Family)) -> bool {
    use Family::{Date, Interval, Time, Timestamp, TimestampTz};
    matches!(
        families,
        (TimestampTz, Interval | Time | Date | Timestamp)
            | (Interval | Time | Date | Timestamp, TimestampTz)
    )
}
