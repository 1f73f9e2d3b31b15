//! The tests that are spelled in words: `is`, `in`, `between`, `like`. Takes the operand
//! before them, gives the kind of the whole; must not know other operators.

use proc_macro2::Delimiter;

use super::mistake;
use super::operator::Level;
use super::{Parsed, Parser};
use crate::syntax::ast::{Expr, ExprKind, IsTest, Operator};

impl Parser<'_> {
    pub(super) fn is(&mut self, operand: Expr) -> Parsed<ExprKind> {
        let operand = Box::new(operand);
        if self.cursor.eat_word("isnull").is_some() {
            return Ok(is_null(operand, Written::Plain));
        }
        if self.cursor.eat_word("notnull").is_some() {
            return Ok(is_null(operand, Written::Negated));
        }
        self.cursor.expect_word("is")?;
        let negated = self.cursor.eat_word("not").is_some();
        Ok(ExprKind::Is {
            operand,
            test: self.is_test()?,
            negated,
        })
    }

    fn is_test(&mut self) -> Parsed<IsTest> {
        let test = match self.cursor.word() {
            Some("null") => IsTest::Null,
            Some("true") => IsTest::True,
            Some("false") => IsTest::False,
            Some("unknown") => IsTest::Unknown,
            Some("distinct") => {
                self.cursor.expect_words(&["distinct", "from"])?;
                let other = self.binary(Level::Is)?;
                return Ok(IsTest::DistinctFrom(Box::new(other)));
            }
            Some(_) | None => {
                let tests = "`null`, `true`, `false`, `unknown` or `distinct from`";
                return Err(self.cursor.expected(tests));
            }
        };
        self.cursor.eat_identifier();
        Ok(test)
    }

    pub(super) fn within(&mut self, operand: Expr) -> Parsed<ExprKind> {
        let negated = self.cursor.eat_word("not").is_some();
        self.cursor.expect_word("in")?;
        let operand = Box::new(operand);
        let (inner, _) = self.cursor.expect_group(Delimiter::Parenthesis)?;
        if Self::is_query(&inner) {
            let query = Box::new(self.inside(inner, Self::query)?);
            return Ok(ExprKind::InQuery {
                operand,
                query,
                negated,
            });
        }
        let list = self.inside(inner, |parser| parser.list(Self::expr))?;
        Ok(ExprKind::In {
            operand,
            list,
            negated,
        })
    }

    pub(super) fn between(&mut self, operand: Expr) -> Parsed<ExprKind> {
        let negated = self.cursor.eat_word("not").is_some();
        self.cursor.expect_word("between")?;
        mistake::symmetric(&self.cursor)?;
        let low = self.binary(Level::Range)?;
        self.cursor.expect_word("and")?;
        let high = self.binary(Level::Range)?;
        Ok(ExprKind::Between {
            operand: Box::new(operand),
            low: Box::new(low),
            high: Box::new(high),
            negated,
        })
    }

    pub(super) fn like(&mut self, operand: Expr) -> Parsed<ExprKind> {
        let negated = self.cursor.eat_word("not").is_some();
        let like = self.cursor.eat_word("like").is_some();
        if !like {
            mistake::similar_to(&self.cursor)?;
            self.cursor.expect_word("ilike")?;
        }
        let operator = match (like, negated) {
            (true, false) => Operator::Like,
            (true, true) => Operator::NotLike,
            (false, false) => Operator::Ilike,
            (false, true) => Operator::NotIlike,
        };
        if let Some(quantifier) = self.quantifier() {
            return self.quantified(operand, operator, quantifier);
        }
        let pattern = self.binary(Level::Range)?;
        mistake::escape(&self.cursor)?;
        Ok(ExprKind::Binary(
            Box::new(operand),
            operator,
            Box::new(pattern),
        ))
    }
}

enum Written {
    Plain,
    Negated,
}

fn is_null(operand: Box<Expr>, written: Written) -> ExprKind {
    ExprKind::Is {
        operand,
        test: IsTest::Null,
        negated: matches!(written, Written::Negated),
    }
}
