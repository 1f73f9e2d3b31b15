//! What asks something of an operand in words: `is`, `in`, `between`, `any`. Takes trees,
//! gives text; must not know what the answer is for.

use super::{Level, Writer, sign};
use crate::syntax::ast::{Expr, ExprKind, IsTest, Operator, Quantifier};

/// The word of a negated test.
fn not(negated: bool) -> &'static str {
    if negated { "NOT" } else { "" }
}

impl Writer<'_> {
    /// One of these; nothing for any other expression.
    pub(super) fn predicate(&mut self, kind: &ExprKind) {
        use ExprKind::*;
        if let Is {
            operand,
            test,
            negated,
        } = kind
        {
            self.is(operand, test, not(*negated));
        }
        if let In {
            operand,
            list,
            negated,
        } = kind
        {
            let list = |writer: &mut Self| writer.list(list, Self::expr);
            self.in_list(operand, not(*negated), list);
        }
        if let InQuery {
            operand,
            query,
            negated,
        } = kind
        {
            self.in_list(operand, not(*negated), |writer| writer.query(query));
        }
        if let Between {
            operand,
            low,
            high,
            negated,
        } = kind
        {
            self.at(operand, Level::Other);
            self.word(not(*negated)).word("BETWEEN");
            self.between(low, high);
        }
        if let Quantified {
            left,
            operator,
            quantifier,
            right,
        } = kind
        {
            self.quantified(left, *operator, (*quantifier, right));
        }
    }

    pub(crate) fn in_list(&mut self, operand: &Expr, not: &str, list: impl FnOnce(&mut Self)) {
        self.at(operand, Level::Other);
        self.word(not).word("IN");
        self.parens(list);
    }

    /// What stands behind `between`: its grammar takes less than others do.
    pub(crate) fn between(&mut self, low: &Expr, high: &Expr) {
        self.at(low, Level::Sign);
        self.word("AND");
        self.at(high, Level::Sign);
    }

    pub(crate) fn is(&mut self, operand: &Expr, test: &IsTest, negated: &str) {
        self.at(operand, Level::Other);
        self.word("IS").word(negated);
        match test {
            IsTest::Null => self.put("NULL"),
            IsTest::True => self.put("TRUE"),
            IsTest::False => self.put("FALSE"),
            IsTest::Unknown => self.put("UNKNOWN"),
            IsTest::DistinctFrom(other) => {
                self.word("DISTINCT FROM");
                self.at(other, Level::Other);
            }
        }
    }

    pub(crate) fn quantified(
        &mut self,
        left: &Expr,
        operator: Operator,
        right: (Quantifier, &Expr),
    ) {
        self.at(left, Level::Other);
        self.word(sign(operator));
        self.word(match right.0 {
            Quantifier::Any => "ANY",
            Quantifier::All => "ALL",
        });
        self.in_parens(right.1);
    }
}
