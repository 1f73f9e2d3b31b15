//! Dates, times and intervals inside expressions. Takes operands, gives the type of the
//! result; must not know what stands around.

use super::super::Checker;
use super::super::catalogue::{self, Choice};
use super::super::literal;
use super::super::scope::Scope;
use super::super::types::{Family, Inferred};
use super::super::volatility::Volatility;
use super::operator::sign;
use super::signed::{given, names};
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Base, Expr, IntegerWidth, Operator, Type};

impl Checker<'_> {
    /// Arithmetic that is not between two numbers.
    pub(super) fn other_arithmetic(
        &mut self,
        (operands, [one, other]): ([&Expr; 2], [&Type; 2]),
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
            let types = [one, other].map(|ty| Inferred::Known(ty.clone()));
            let types = [&types[0], &types[1]];
            return self.by_catalogue(sign(operator), operands, types, (whole, scope));
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
        let types = [self.type_of(zone, scope), self.type_of(operand, scope)];
        let inferred = &types[1];
        if let (Inferred::Literal, Some(misfit)) = (&types[0], literal::zone_misfit(zone)) {
            self.report.error(misfit);
        }
        if *inferred == Inferred::Literal {
            self.literal_fits(operand, &Type::plain(Base::TimestampTz(None)), scope);
        }
        if self.is_strict() && inferred.known().is_some() {
            return self.zoned(&types, (operand, whole), scope);
        }
        match inferred.family() {
            Some(Family::Timestamp) => Inferred::base(Base::TimestampTz(None)),
            Some(Family::TimestampTz) => Inferred::base(Base::Timestamp(None)),
            Some(Family::Date) => Inferred::base(Base::Timestamp(None)),
            Some(Family::Time | Family::TimeTz) => Inferred::base(Base::TimeTz(None)),
            Some(_) | None => Inferred::Anything,
        }
    }

    /// `x at time zone z` is the function `timezone(z, x)`.
    fn zoned(
        &mut self,
        types: &[Inferred; 2],
        (operand, whole): (&Expr, &Expr),
        scope: &Scope<'_>,
    ) -> Inferred {
        let names = names(types);
        let given = [0, 1].map(|place| given(&types[place], names[place].as_ref()));
        let Some(major) = catalogue::major(self.targets) else {
            return Inferred::Anything;
        };
        let functions = catalogue::signatures("timezone", major);
        let chosen = match catalogue::choose(&functions, &given, major) {
            Choice::One(chosen) => chosen,
            Choice::Open(_) => return Inferred::Anything,
            Choice::Several | Choice::None => {
                return self.no_operator("at time zone", &types[1], None, operand);
            }
        };
        let class = match (types[1].known(), chosen.becomes(1)) {
            (Some(from), Some(to)) => self.cast_class(from, &to).max(chosen.volatility),
            _ => chosen.volatility,
        };
        if let (Some(ty), true) = (types[1].known(), class > Volatility::Immutable) {
            let what = format!("`at time zone` on a `{ty}`");
            let help = "make it a moment before: `(…)::timestamp at time zone \"UTC\"`";
            self.must_be_steady(class, (&what, whole.origin), Some(help), scope);
        }
        chosen.gives()
    }

    pub(super) fn extract(&mut self, source: &Expr, whole: &Expr, scope: &Scope<'_>) -> Inferred {
        let inferred = self.type_of(source, scope);
        match (inferred.family(), inferred.known()) {
            (Some(Family::TimestampTz), _) => {
                self.depends_on_zone("`extract` from a `timestamptz`", whole, scope);
            }
            (Some(family), Some(ty)) if !is_temporal(family) && !is_extension(ty) => {
                let title = format!("`extract` takes a date or a time, and this is of type `{ty}`");
                let help = "cast it: `(…)::timestamp`";
                self.report
                    .error(Diagnostic::new(source.origin, title).help(help));
            }
            _ => {}
        }
        if inferred == Inferred::Literal && self.is_strict() {
            let title = format!(
                "PostgreSQL cannot tell what `{}` is",
                literal::shown(source)
            );
            let help = format!("say it: `{}::timestamptz`", literal::shown(source));
            self.report
                .error(Diagnostic::new(source.origin, title).help(help));
        }
        Inferred::base(Base::Numeric(None))
    }

    pub(super) fn interval(&mut self, text: &str, whole: &Expr) -> Inferred {
        if let Some(misfit) = literal::interval_misfit(text) {
            let title = format!("`{text:?}` {misfit}");
            let help = "write a number and a unit, as in `interval \"1 day\"`";
            self.report
                .error(Diagnostic::new(whole.origin, title).help(help));
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

fn is_extension(ty: &Type) -> bool {
    matches!(ty.base, Base::Extension(_))
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
