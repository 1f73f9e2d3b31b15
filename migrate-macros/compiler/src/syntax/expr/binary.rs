//! Operands and what links them. Takes the weakest level that may not be read, gives the
//! tree that PostgreSQL would build; must not know the operands.

use std::mem;

use proc_macro2::Delimiter;

use super::operator::{self, Level, Link};
use super::{Parsed, Parser, Tree, mistake};
use crate::syntax::ast::{ExprKind, Operator, Quantifier, UnaryOperator};
use crate::syntax::name::named;

impl Parser<'_> {
    /// An operand and every link that binds tighter than the level given.
    pub(super) fn binary(&mut self, above: Level) -> Parsed<Tree> {
        self.deeper(|parser| parser.links(above))
    }

    fn links(&mut self, above: Level) -> Parsed<Tree> {
        let around = mem::take(&mut self.height);
        let mut left = self.signed(above)?;
        let mut compared = false;
        while let Some(link) = operator::link(&self.cursor)? {
            if link.level() <= above {
                break;
            }
            if compared && link.level() == Level::Comparison {
                return Err(mistake::chained(self.cursor.origin(), &left).into());
            }
            compared = link.level() == Level::Comparison;
            let below = mem::take(&mut self.height);
            left = self.linked(left, link)?;
            self.height = self.height.max(below);
            self.raise()?;
        }
        self.height = self.height.max(around);
        Ok(left)
    }

    /// An operand with what may stand before it.
    fn signed(&mut self, above: Level) -> Parsed<Tree> {
        let start = self.cursor.origin();
        if self.cursor.is_word("not") {
            return self.not(above);
        }
        let operator = if self.cursor.eat_punct("-").is_some() {
            UnaryOperator::Minus
        } else if self.cursor.eat_punct("+").is_some() {
            UnaryOperator::Plus
        } else {
            return self.operand();
        };
        let operand = self.binary(Level::Sign)?;
        Ok(self.tree(ExprKind::Unary(operator, operand), start).into())
    }

    fn not(&mut self, above: Level) -> Parsed<Tree> {
        let start = self.cursor.expect_word("not")?;
        if above > Level::Not {
            return Err(mistake::not_binds_weaker(start).into());
        }
        let operand = self.binary(Level::Not)?;
        Ok(self
            .tree(ExprKind::Unary(UnaryOperator::Not, operand), start)
            .into())
    }

    fn linked(&mut self, left: Tree, link: Link) -> Parsed<Tree> {
        match link {
            Link::Operator(operator, level) => self.operator(left, operator, level),
            Link::Is => self.is(left),
            Link::In => self.within(left),
            Link::Between => self.between(left),
            Link::Like => self.like(left),
            Link::AtTimeZone => self.at_time_zone(left),
            Link::Collate => self.collate(left),
        }
    }

    fn operator(&mut self, left: Tree, operator: Operator, level: Level) -> Parsed<Tree> {
        let start = left.origin;
        let origin = operator::eat(&mut self.cursor, operator);
        if matches!(level, Level::Comparison | Level::Other)
            && let Some(quantifier) = self.quantifier()
        {
            return self.quantified(left, operator, quantifier);
        }
        let right = self.binary(level)?;
        mistake::logic(operator, origin, [&left, &right])?;
        Ok(self
            .tree(ExprKind::Binary(left, operator, right), start)
            .into())
    }

    fn at_time_zone(&mut self, left: Tree) -> Parsed<Tree> {
        let start = left.origin;
        self.cursor.expect_words(&["at", "time", "zone"])?;
        let zone = self.binary(Level::TimeZone)?;
        Ok(self.tree(ExprKind::AtTimeZone(left, zone), start).into())
    }

    fn collate(&mut self, left: Tree) -> Parsed<Tree> {
        let start = left.origin;
        self.cursor.expect_word("collate")?;
        let collation = named(&mut self.cursor, "a collation")?;
        Ok(self
            .tree(ExprKind::Collate(left, collation.text), start)
            .into())
    }

    /// `any`, `some` or `all` before parentheses.
    pub(super) fn quantifier(&mut self) -> Option<Quantifier> {
        let mut ahead = self.cursor;
        let (_, _) = ahead.eat_identifier()?;
        ahead.peek_group(Delimiter::Parenthesis)?;
        let quantifier = match self.cursor.word()? {
            "any" | "some" => Quantifier::Any,
            "all" => Quantifier::All,
            _ => return None,
        };
        self.cursor = ahead;
        Some(quantifier)
    }

    pub(super) fn quantified(
        &mut self,
        left: Tree,
        operator: Operator,
        quantifier: Quantifier,
    ) -> Parsed<Tree> {
        let start = left.origin;
        let (inner, origin) = self.cursor.expect_group(Delimiter::Parenthesis)?;
        let kind = ExprKind::Quantified {
            left,
            operator,
            quantifier,
            right: self.parenthesized(inner, origin)?,
        };
        Ok(self.tree(kind, start).into())
    }
}
