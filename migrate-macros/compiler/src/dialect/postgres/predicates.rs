//! What asks something in words, for which PostgreSQL looks an operator up by its name:
//! `between`, `is distinct from`, `case x when`, `nullif`. Where the operands
//! are not of the very types that `pg_catalog` compares, it is said with an operator that
//! names its schema. Takes trees, gives text; must not know what the answer is for.

use super::fit::Fit;
use super::operators::{cast_to, together};
use super::spelling::Postgres;
use crate::dialect::spelling::{Level, Writer};
use crate::syntax::ast::{Expr, ExprKind, IsTest, Operator, When};

impl Postgres<'_> {
    /// `a between b and c`; nothing else has its operands twice.
    pub(super) fn between(
        &self,
        writer: &mut Writer<'_>,
        operand: &Expr,
        bounds: [&Expr; 2],
        negated: bool,
    ) {
        let [low, high] = bounds;
        match self.fit_between(operand, bounds) {
            Fit::Exact { .. } => {
                let fits = bounds.map(|bound| self.fit((operand, Operator::GreaterOrEqual, bound)));
                let [one, other] = fits.map(Fit::casts);
                cast_to(writer, operand, one[0], Level::Other);
                writer.put(if negated { "NOT BETWEEN" } else { "BETWEEN" });
                cast_to(writer, low, one[1], Level::Sign);
                writer.put("AND");
                cast_to(writer, high, other[1], Level::Sign);
            }
            Fit::Open => {
                writer.at(operand, Level::Other);
                writer.put(if negated { "NOT BETWEEN" } else { "BETWEEN" });
                writer.between(low, high);
            }
            Fit::Qualified => {
                let [above, word, below] = if negated {
                    [
                        (Operator::Less, ""),
                        (Operator::Or, "OR"),
                        (Operator::Greater, ""),
                    ]
                } else {
                    [
                        (Operator::GreaterOrEqual, ""),
                        (Operator::And, "AND"),
                        (Operator::LessOrEqual, ""),
                    ]
                };
                self.binary(writer, (operand, above.0, low));
                writer.put(word.1);
                self.binary(writer, (operand, below.0, high));
            }
        }
    }

    /// One cast of the operand has to do for both bounds.
    fn fit_between(&self, operand: &Expr, bounds: [&Expr; 2]) -> Fit {
        let [one, other] = bounds.map(|bound| self.fit((operand, Operator::GreaterOrEqual, bound)));
        match together([one, other].into_iter()) {
            Fit::Exact { .. } if one.casts()[0] != other.casts()[0] => Fit::Qualified,
            fit => fit,
        }
    }

    /// `a is [not] distinct from b`, which has no place for an operator's schema.
    pub(super) fn distinct(
        &self,
        writer: &mut Writer<'_>,
        [left, right]: [&Expr; 2],
        negated: bool,
    ) {
        match self.fit_distinct([left, right]) {
            Fit::Exact { casts, .. } => {
                cast_to(writer, left, casts[0], Level::Other);
                writer.word("IS").word(not(negated)).word("DISTINCT FROM");
                cast_to(writer, right, casts[1], Level::Other);
            }
            Fit::Open => {
                let test = IsTest::DistinctFrom(Box::new(right.clone()));
                writer.is(left, &test, not(negated));
            }
            Fit::Qualified => {
                writer.put(if negated { "" } else { "NOT" });
                writer.function("coalesce", |writer| {
                    self.binary(writer, (left, Operator::Equal, right));
                    writer.comma();
                    writer.at(left, Level::Other);
                    writer.put("IS NULL AND");
                    writer.at(right, Level::Other);
                    writer.put("IS NULL");
                });
            }
        }
    }

    /// A null is tested for without an operator; rows are compared column by column, with
    /// no place for a cast.
    fn fit_distinct(&self, [left, right]: [&Expr; 2]) -> Fit {
        let is_null = |expr: &Expr| matches!(expr.kind, ExprKind::Null);
        if is_null(left) || is_null(right) {
            return Fit::Open;
        }
        self.fit((left, Operator::Equal, right))
    }

    /// `case a when b then c`: written as `case when a = b then c` where it must be.
    pub(super) fn case(
        &self,
        writer: &mut Writer<'_>,
        operand: &Expr,
        whens: &[When],
        otherwise: Option<&Expr>,
    ) {
        let fits = whens
            .iter()
            .map(|when| self.fit((operand, Operator::Equal, &when.condition)));
        let fits: Vec<Fit> = fits.collect();
        let cast = fits.first().map_or([None, None], |fit| fit.casts())[0];
        let searched = !fits.contains(&Fit::Open)
            && fits
                .iter()
                .any(|fit| *fit == Fit::Qualified || fit.casts()[0] != cast);
        writer.put("CASE");
        if !searched {
            cast_to(writer, operand, cast, Level::Raw);
        }
        for (when, fit) in whens.iter().zip(fits) {
            writer.put("WHEN");
            if searched {
                self.binary(writer, (operand, Operator::Equal, &when.condition));
            } else {
                cast_to(writer, &when.condition, fit.casts()[1], Level::Raw);
            }
            writer.put("THEN");
            writer.expr(&when.value);
        }
        writer.clause("ELSE", otherwise);
        writer.put("END");
    }

    /// `nullif(a, b)`
    pub(super) fn nullif(&self, writer: &mut Writer<'_>, [left, right]: [&Expr; 2]) {
        match self.fit((left, Operator::Equal, right)) {
            Fit::Exact { casts, .. } => writer.function("NULLIF", |writer| {
                cast_to(writer, left, casts[0], Level::Raw);
                writer.comma();
                cast_to(writer, right, casts[1], Level::Raw);
            }),
            Fit::Open => writer.function("NULLIF", |writer| {
                writer.list([left, right], Writer::expr);
            }),
            Fit::Qualified => {
                writer.put("CASE WHEN");
                self.binary(writer, (left, Operator::Equal, right));
                writer.put("THEN NULL ELSE");
                writer.expr(left);
                writer.put("END");
            }
        }
    }

    /// How tightly what is written here holds together; nothing for other expressions.
    pub(super) fn level_of_predicate(&self, kind: &ExprKind) -> Option<Level> {
        Some(match kind {
            ExprKind::Between {
                operand,
                low,
                high,
                negated,
            } => match self.fit_between(operand, [low, high]) {
                Fit::Qualified if *negated => Level::Or,
                Fit::Qualified => Level::And,
                Fit::Open | Fit::Exact { .. } => Level::Membership,
            },
            ExprKind::Is {
                operand,
                test: IsTest::DistinctFrom(other),
                negated,
            } => match self.fit_distinct([operand, other]) {
                Fit::Qualified if *negated => Level::Primary,
                Fit::Qualified => Level::Not,
                Fit::Open | Fit::Exact { .. } => Level::Is,
            },
            kind => return self.level_of_list(kind),
        })
    }
}

pub(super) fn not(negated: bool) -> &'static str {
    if negated { "NOT" } else { "" }
}
