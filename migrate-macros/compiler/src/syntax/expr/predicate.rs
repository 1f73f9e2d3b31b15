//! The tests that are spelled in words: `is`, `in`, `between`, `like`. Takes the operand
//! before them, gives the kind of the whole; must not know other operators.

use proc_macro2::Delimiter;

use super::mistake;
use super::operator::Level;
use super::{Parsed, Parser, Tree};
use crate::syntax::ast::{ExprKind, IsTest, Operator};

impl Parser<'_> {
    pub(super) fn is(&mut self, operand: Tree) -> Parsed<Tree> {
        let start = operand.origin;
        let (test, negated) = if self.cursor.eat_word("isnull").is_some() {
            (IsTest::Null, false)
        } else if self.cursor.eat_word("notnull").is_some() {
            (IsTest::Null, true)
        } else {
            self.cursor.expect_word("is")?;
            let negated = self.cursor.eat_word("not").is_some();
            (self.is_test()?, negated)
        };
        let kind = ExprKind::Is {
            operand,
            test,
            negated,
        };
        Ok(self.tree(kind, start).into())
    }

    fn is_test(&mut self) -> Parsed<IsTest> {
        let test = match self.cursor.word() {
            Some("null") => IsTest::Null,
            Some("true") => IsTest::True,
            Some("false") => IsTest::False,
            Some("unknown") => IsTest::Unknown,
            Some("distinct") => {
                self.cursor.expect_words(&["distinct", "from"])?;
                return self.binary(Level::Is).map(IsTest::DistinctFrom);
            }
            Some(_) | None => {
                let tests = "`null`, `true`, `false`, `unknown` or `distinct from`";
                return Err(self.cursor.expected(tests).into());
            }
        };
        self.cursor.eat_identifier();
        Ok(test)
    }

    pub(super) fn within(&mut self, operand: Tree) -> Parsed<Tree> {
        let start = operand.origin;
        let negated = self.cursor.eat_word("not").is_some();
        self.cursor.expect_word("in")?;
        let (inner, _) = self.cursor.expect_group(Delimiter::Parenthesis)?;
        let kind = if Self::is_query(&inner) {
            ExprKind::InQuery {
                operand,
                query: self.inside(inner, Self::query)?,
                negated,
            }
        } else {
            ExprKind::In {
                operand,
                list: self.inside(inner, |parser| parser.exprs(Self::expr))?,
                negated,
            }
        };
        Ok(self.tree(kind, start).into())
    }

    pub(super) fn between(&mut self, operand: Tree) -> Parsed<Tree> {
        let start = operand.origin;
        let negated = self.cursor.eat_word("not").is_some();
        self.cursor.expect_word("between")?;
        mistake::symmetric(&self.cursor)?;
        let low = self.binary(Level::Range)?;
        self.cursor.expect_word("and")?;
        let kind = ExprKind::Between {
            operand,
            low,
            high: self.binary(Level::Range)?,
            negated,
        };
        Ok(self.tree(kind, start).into())
    }

    pub(super) fn like(&mut self, operand: Tree) -> Parsed<Tree> {
        let start = operand.origin;
        let operator = self.like_operator()?;
        if let Some(quantifier) = self.quantifier() {
            return self.quantified(operand, operator, quantifier);
        }
        let pattern = self.binary(Level::Range)?;
        mistake::escape(&self.cursor)?;
        Ok(self
            .tree(ExprKind::Binary(operand, operator, pattern), start)
            .into())
    }

    fn like_operator(&mut self) -> Parsed<Operator> {
        let negated = self.cursor.eat_word("not").is_some();
        let like = self.cursor.eat_word("like").is_some();
        if !like {
            mistake::similar_to(&self.cursor)?;
            self.cursor.expect_word("ilike")?;
        }
        Ok(match (like, negated) {
            (true, false) => Operator::Like,
            (true, true) => Operator::NotLike,
            (false, false) => Operator::Ilike,
            (false, true) => Operator::NotIlike,
        })
    }
}
