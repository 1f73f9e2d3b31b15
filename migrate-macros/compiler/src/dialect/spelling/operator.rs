//! Operators and how they are written. Takes operators and operands, gives text; must
//! not know what stands around.

use super::{Level, Writer};
use crate::syntax::ast::{Expr, Operator, UnaryOperator};

/// An operator as PostgreSQL writes it.
pub(crate) fn sign(operator: Operator) -> &'static str {
    use Operator::*;
    match operator {
        Or => "OR",
        And => "AND",
        Equal => "=",
        NotEqual => "<>",
        Less => "<",
        LessOrEqual => "<=",
        Greater => ">",
        GreaterOrEqual => ">=",
        Add => "+",
        Subtract => "-",
        Multiply => "*",
        Divide => "/",
        Modulo => "%",
        Power => "^",
        Concat => "||",
        Like => "LIKE",
        NotLike => "NOT LIKE",
        Ilike => "ILIKE",
        NotIlike => "NOT ILIKE",
        Matches => "~",
        MatchesNoCase => "~*",
        NotMatches => "!~",
        NotMatchesNoCase => "!~*",
        Get => "->",
        GetText => "->>",
        GetPath => "#>",
        GetPathText => "#>>",
        DeletePath => "#-",
        Contains => "@>",
        ContainedBy => "<@",
        Overlaps => "&&",
        HasKey => "?",
        TextMatch => "@@",
    }
}

impl Writer<'_> {
    /// `left sign right`, with the operands in parentheses where this operator needs it.
    pub(crate) fn infix(&mut self, left: &Expr, operator: Operator, right: &Expr) {
        let (mut least_left, least_right) = Level::of_operands(operator);
        // A chain of `||` or `->` groups to the left everywhere, while some databases rank
        // these above `+` and others below.
        let level = self.spelling.level(left);
        if level == Level::Other && Level::of_operator(operator) == level {
            least_left = level;
        }
        self.at(left, least_left);
        self.word(sign(operator));
        self.at(right, least_right);
    }

    pub(crate) fn unary(&mut self, operator: UnaryOperator, operand: &Expr) {
        match operator {
            UnaryOperator::Not => {
                self.word("NOT");
                self.at(operand, Level::Cast);
            }
            // Glued, and never before another sign: `--` begins a comment.
            UnaryOperator::Minus => self.signed("-", operand),
            UnaryOperator::Plus => self.signed("+", operand),
        }
    }

    fn signed(&mut self, sign: &str, operand: &Expr) {
        self.word(sign).glue("");
        self.at(operand, Level::Cast);
    }
}
