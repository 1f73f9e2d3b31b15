//! The type of an expression, and every mistake inside it. Takes an expression and what
//! it can see, gives what is sure about its type; must not know the statement around it.

mod assign;
mod call;
mod collection;
mod column;
mod compare;
mod constants;
mod matching;
mod operator;
mod portable;
mod returns;
mod signed;
mod signs;
mod steady;
mod time;
mod unfit;
mod unify;

pub(crate) use column::unknown_column;
pub(crate) use returns::fixed as fixed_result;

use super::Checker;
use super::catalogue;
use super::known::{unknown_collation, unknown_type};
use super::scope::Scope;
use super::types::{Family, Inferred, loosened, unsupported_type};
use crate::diagnostic::{Alike, Diagnostic};
use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, IsTest, Query, Type, UnaryOperator};
use crate::target::{Database, Target};
use crate::types::castable;

impl Checker<'_> {
    /// The type of an expression; its mistakes are reported.
    pub(super) fn type_of(&mut self, expr: &Expr, scope: &Scope<'_>) -> Inferred {
        use ExprKind::*;
        match &expr.kind {
            Null => Inferred::Null,
            Bool(_) => Inferred::BOOL,
            Number(text) => number(text),
            Text(_) => Inferred::Literal,
            Column { table, column } => self.column(table.as_ref(), column, scope),
            Call(call) => self.call(call, scope),
            Unary(operator, operand) => self.unary(*operator, operand, scope),
            Binary(left, operator, right) => self.binary(left, *operator, right, expr, scope),
            Is { operand, test, .. } => self.is_test(operand, test, expr, scope),
            In { operand, list, .. } => self.in_list(operand, list, expr, scope),
            InQuery { operand, query, .. } => self.in_query(operand, query, scope),
            Between {
                operand, low, high, ..
            } => self.between(operand, [low, high], expr, scope),
            Quantified {
                left,
                operator,
                right,
                ..
            } => self.quantified(left, *operator, right, scope),
            Cast(operand, ty) => self.cast(operand, ty, expr, scope),
            Case {
                operand,
                whens,
                otherwise,
            } => self.case(operand.as_deref(), whens, otherwise.as_deref(), scope),
            Array(items) => self.array(items, expr, scope),
            ArrayQuery(query) => self.array_query(query, expr, scope),
            Subscript(operand, places) => self.subscript(operand, places, expr, scope),
            Row(items) => self.row(items, scope),
            Collate(operand, name) => self.collate(operand, name, expr, scope),
            AtTimeZone(operand, zone) => self.at_time_zone(operand, zone, expr, scope),
            Extract { source, .. } => self.extract(source, expr, scope),
            Interval(text) => self.interval(text, expr),
            CurrentTimestamp => self.current(Base::TimestampTz(None), expr, scope),
            CurrentDate => self.current(Base::Date, expr, scope),
            Exists(query) => self.exists(query, expr, scope),
            Scalar(query) => self.scalar(query, expr, scope),
            Default => self.stray_default(expr),
            Raw(_) => Inferred::Anything,
        }
    }

    /// Something that must be true or false.
    pub(super) fn condition_in(&mut self, expr: &Expr, scope: &Scope<'_>) {
        let inferred = self.type_of(expr, scope);
        self.must_be_bool(expr, &inferred);
    }

    fn must_be_bool(&mut self, expr: &Expr, inferred: &Inferred) {
        let ty = match inferred {
            Inferred::Null | Inferred::Anything => return,
            Inferred::Literal => return self.is_bool_text(expr),
            Inferred::Known(ty) => ty,
        };
        let may_be = Family::of(ty) == Family::Bool || matches!(ty.base, Base::Extension(_));
        if may_be || !self.is_strict() {
            return;
        }
        let title = format!("a condition must be a `bool`, and this is of type `{ty}`");
        let help = "compare it: `… <> 0`, `… is not null`";
        let error = Diagnostic::new(expr.origin, title).alike(Alike::Help);
        self.report.error(error.help(help));
    }

    /// Whether a target refuses what others read leniently: values of one type where
    /// another is expected.
    pub(super) fn is_strict(&self) -> bool {
        let is_postgres = |database| database == Database::Postgres;
        self.targets
            .iter()
            .any(|target| is_postgres(target.database))
    }

    fn unary(&mut self, operator: UnaryOperator, operand: &Expr, scope: &Scope<'_>) -> Inferred {
        if operator == UnaryOperator::Not {
            self.condition_in(operand, scope);
            return Inferred::BOOL;
        }
        let inferred = self.type_of(operand, scope);
        if inferred == Inferred::Literal && self.is_strict() {
            return self.no_operator("-", &inferred, None, operand);
        }
        match inferred.family() {
            None => Inferred::Anything,
            Some(Family::Number | Family::Interval) => inferred,
            Some(Family::Other) => Inferred::Anything,
            Some(Family::Time) => Inferred::base(Base::Interval(None)),
            Some(_) => self.no_operator("-", &inferred, None, operand),
        }
    }

    fn is_test(
        &mut self,
        operand: &Expr,
        test: &IsTest,
        expr: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        match test {
            IsTest::Null => {
                self.type_of(operand, scope);
            }
            IsTest::True | IsTest::False | IsTest::Unknown => self.condition_in(operand, scope),
            IsTest::DistinctFrom(other) => {
                let pair = [operand, other.as_ref()];
                self.compare(pair, "is distinct from", expr, scope);
            }
        }
        Inferred::BOOL
    }

    fn cast(&mut self, operand: &Expr, ty: &Type, expr: &Expr, scope: &Scope<'_>) -> Inferred {
        self.has_type(ty, expr);
        if matches!(&operand.kind, ExprKind::Array(items) if items.is_empty()) {
            return Inferred::Known(ty.clone());
        }
        let before = self.report.len();
        let inferred = self.type_of(operand, scope);
        let is_sound = self.report.len() == before;
        if let (ExprKind::Array(items), true) = (&operand.kind, ty.array) {
            self.items_fit(items, &loosened(ty), scope);
        }
        match &inferred {
            Inferred::Literal => self.literal_fits(operand, &loosened(ty), scope),
            Inferred::Known(from) if self.is_strict() && !castable(from, ty) => {
                let title = format!("there is no cast from `{from}` to `{ty}`");
                let help = format!("go by its text, if that can be read: `(…)::text::{ty}`");
                self.report
                    .error(Diagnostic::new(expr.origin, title).help(help));
            }
            Inferred::Known(from) => {
                self.has_cast(from, ty, expr);
                if is_sound {
                    self.steady_cast(from, ty, expr, scope);
                }
            }
            Inferred::Null | Inferred::Anything => {}
        }
        Inferred::Known(ty.clone())
    }

    /// A cast that only other versions of PostgreSQL have.
    fn has_cast(&mut self, from: &Type, to: &Type, expr: &Expr) {
        let names = [from, to].map(catalogue::name_of);
        let (Some(major), [Some(one), Some(other)]) = (catalogue::major(self.targets), &names)
        else {
            return;
        };
        if catalogue::exists_cast(one, other, major) {
            return;
        }
        let title = format!("PostgreSQL {major} has no cast from `{from}` to `{to}`");
        let error = Diagnostic::new(expr.origin, title);
        self.report.error(match catalogue::cast_since(one, other) {
            Some(since) => error.help(format!(
                "raise the target in the root's header: `on postgres {since}`"
            )),
            None => error.help("take a type that it can be cast to"),
        });
    }

    /// Other databases' dialects report the types that they cannot spell.
    fn has_type(&mut self, ty: &Type, expr: &Expr) {
        let is_postgres = |target: &&Target| target.database == Database::Postgres;
        let targets: Vec<Target> = self.targets.iter().filter(is_postgres).copied().collect();
        if let Some(error) = unsupported_type(ty, &targets, expr.origin) {
            self.report.error(error);
        } else if let Some(error) = unknown_type(ty, (self.schema, self.targets), expr.origin) {
            self.report.error(error);
        }
    }

    fn collate(&mut self, operand: &Expr, name: &str, expr: &Expr, scope: &Scope<'_>) -> Inferred {
        let around = (self.schema, self.targets);
        if let Some(error) = unknown_collation(name, around, expr.origin) {
            self.report.error(error.unknown(name));
        }
        let inferred = self.type_of(operand, scope);
        match (inferred.family(), inferred.known()) {
            (Some(Family::Text | Family::Other | Family::Array), _) | (_, None) => {}
            (_, Some(ty)) if self.is_strict() => {
                let title = format!("`collate` is for texts, and this is of type `{ty}`");
                let error = Diagnostic::new(operand.origin, title);
                self.report
                    .error(error.help("remove `collate`, or cast it: `(…)::text`"));
            }
            _ => {}
        }
        match inferred {
            Inferred::Literal => Inferred::TEXT,
            other => other,
        }
    }

    fn exists(&mut self, query: &Query, expr: &Expr, scope: &Scope<'_>) -> Inferred {
        self.query_inside(query, expr, scope);
        Inferred::BOOL
    }

    fn scalar(&mut self, query: &Query, expr: &Expr, scope: &Scope<'_>) -> Inferred {
        self.single_column(query, expr, scope)
    }

    fn stray_default(&mut self, expr: &Expr) -> Inferred {
        let error = Diagnostic::new(expr.origin, "`default` cannot stand inside an expression")
            .help("give it as the whole value of a column");
        self.report.error(error);
        Inferred::Anything
    }
}

/// A number literal has the smallest type that holds it, from `int` upwards.
fn number(text: &str) -> Inferred {
    let width = match text.parse::<i64>() {
        Ok(value) if i32::try_from(value).is_ok() => IntegerWidth::Normal,
        Ok(_) => IntegerWidth::Big,
        Err(_) => return Inferred::base(Base::Numeric(None)),
    };
    Inferred::base(Base::Integer(width))
}
