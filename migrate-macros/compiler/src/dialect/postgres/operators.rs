//! Operators, written so that no other schema's can be taken for those of `pg_catalog`:
//! plainly where the operands are of the very types that the catalogue's operator takes,
//! as `OPERATOR(pg_catalog.…)` where that is not certain. Takes trees, gives text; must
//! not know what a value is for.

use super::catalogue::has_sign;
use super::class::Class;
use super::fit::{Fit, fit};
use super::spelling::Postgres;
use crate::dialect::spelling::{Level, Writer, sign};
use crate::syntax::ast::{Expr, ExprKind, Operator, UnaryOperator};

/// Two operands and what stands between.
pub(super) type Pair<'e> = (&'e Expr, Operator, &'e Expr);

impl Postgres<'_> {
    /// How the operator of two operands is written; that of rows as all of their columns
    /// allow.
    pub(super) fn fit(&self, (left, operator, right): Pair<'_>) -> Fit {
        if let (ExprKind::Row(ones), ExprKind::Row(others)) = (&left.kind, &right.kind) {
            let pairs = ones.iter().zip(others);
            return together(pairs.map(|(one, other)| self.fit((one, operator, other))));
        }
        fit(sign(operator), self.class(left), self.class(right))
    }

    pub(super) fn binary(&self, writer: &mut Writer<'_>, pair: Pair<'_>) {
        let (left, operator, right) = pair;
        match self.fit(pair) {
            Fit::Open => writer.infix(left, operator, right),
            Fit::Exact { casts, .. } => {
                let (least_left, least_right) = self.least(left, operator);
                self.operand(writer, pair, (casts[0], Side::Left, least_left));
                writer.word(sign(operator));
                self.operand(writer, pair, (casts[1], Side::Right, least_right));
            }
            Fit::Qualified => {
                let level = writer.spelling.level(left);
                let least = if level == Level::Other {
                    level
                } else {
                    Level::Sign
                };
                writer.at(left, least);
                qualified(writer, operator);
                writer.at(right, Level::Sign);
            }
        }
    }

    /// What the operands of a plain operator must at least be; see [`Writer::infix`].
    fn least(&self, left: &Expr, operator: Operator) -> (Level, Level) {
        let (least_left, least_right) = Level::of_operands(operator);
        let level = self.level_of(left);
        let is_chain = level == Level::Other && Level::of_operator(operator) == level;
        (if is_chain { level } else { least_left }, least_right)
    }

    pub(super) fn level_of_binary(&self, pair: Pair<'_>) -> Level {
        match self.fit(pair) {
            Fit::Open | Fit::Exact { .. } => Level::of_operator(pair.1),
            Fit::Qualified => Level::Other,
        }
    }

    /// One operand of an exact operator; a row's columns are cast one by one.
    fn operand(
        &self,
        writer: &mut Writer<'_>,
        (left, operator, right): Pair<'_>,
        (cast, side, least): (Option<&'static str>, Side, Level),
    ) {
        let expr = match side {
            Side::Left => left,
            Side::Right => right,
        };
        let (ExprKind::Row(ones), ExprKind::Row(others)) = (&left.kind, &right.kind) else {
            return cast_to(writer, expr, cast, least);
        };
        if ones.len() < 2 {
            writer.word("ROW").glue("");
        }
        writer.group(ones.iter().zip(others), |writer, (one, other)| {
            let pair = (one, operator, other);
            let cast = self.fit(pair).casts()[side as usize];
            self.operand(writer, pair, (cast, side, Level::Raw));
        });
    }

    /// `-a`, `+a`
    pub(super) fn unary(&self, writer: &mut Writer<'_>, operator: UnaryOperator, operand: &Expr) {
        let word = match operator {
            UnaryOperator::Minus => "OPERATOR(pg_catalog.-)",
            UnaryOperator::Plus => "OPERATOR(pg_catalog.+)",
            UnaryOperator::Not => return writer.unary(operator, operand),
        };
        if self.is_plainly_signed(operator, operand) {
            return writer.unary(operator, operand);
        }
        writer.word(word);
        writer.at(operand, Level::Sign);
    }

    pub(super) fn level_of_unary(&self, operator: UnaryOperator, operand: &Expr) -> Level {
        match operator {
            UnaryOperator::Not => Level::Not,
            _ if self.is_plainly_signed(operator, operand) => Level::Sign,
            UnaryOperator::Minus | UnaryOperator::Plus => Level::Other,
        }
    }

    fn is_plainly_signed(&self, operator: UnaryOperator, operand: &Expr) -> bool {
        match self.class(operand) {
            Class::Known("interval") => operator == UnaryOperator::Minus,
            Class::Known(ty) => has_sign(ty),
            Class::Open => true,
            Class::Literal | Class::Unsure => false,
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Left = 0,
    Right = 1,
}

/// How the operator of rows is written.
pub(super) fn together(fits: impl Iterator<Item = Fit>) -> Fit {
    let exact = Fit::Exact {
        casts: [None, None],
        gives: "bool",
    };
    fits.fold(exact, |all, one| match (all, one) {
        (Fit::Open, _) | (_, Fit::Open) => Fit::Open,
        (Fit::Qualified, _) | (_, Fit::Qualified) => Fit::Qualified,
        (Fit::Exact { .. }, Fit::Exact { .. }) => exact,
    })
}

/// An operand as a type, where it has to be another.
pub(super) fn cast_to(
    writer: &mut Writer<'_>,
    expr: &Expr,
    cast: Option<&'static str>,
    least: Level,
) {
    match cast {
        None => writer.at(expr, least),
        Some(ty) => {
            writer.at(expr, Level::Cast);
            writer.glue("::").word(ty);
        }
    }
}

/// `OPERATOR(pg_catalog.…)`
pub(super) fn qualified(writer: &mut Writer<'_>, operator: Operator) {
    writer.word(&format!("OPERATOR(pg_catalog.{})", symbol(operator)));
}

/// The operator's name in the catalogue, also where SQL has a word for it.
fn symbol(operator: Operator) -> &'static str {
    match operator {
        Operator::Like => "~~",
        Operator::NotLike => "!~~",
        Operator::Ilike => "~~*",
        Operator::NotIlike => "!~~*",
        other => sign(other),
    }
}
