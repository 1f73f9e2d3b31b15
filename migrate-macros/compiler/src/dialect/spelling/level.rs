//! How tightly an expression holds together. Takes trees, gives levels to compare; must
//! not know how anything is spelled.

use crate::syntax::ast::{Expr, ExprKind, Operator, UnaryOperator};

/// From the loosest to the tightest, as in the PostgreSQL manual, 4.1.6 “Operator
/// Precedence”. Databases differ in the middle, so operands there are bare only where all
/// of them agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Nobody knows: a fragment passed as it is.
    Raw,
    Or,
    And,
    Not,
    Is,
    Comparison,
    /// `between`, `in`, `like`.
    Membership,
    /// `||`, `->`, `@>`, …
    Other,
    Sum,
    Product,
    Power,
    AtTimeZone,
    Collate,
    Sign,
    Cast,
    Primary,
}

impl Level {
    /// The level of what PostgreSQL's spelling writes.
    pub(crate) fn of(expr: &Expr) -> Self {
        use ExprKind::*;
        match &expr.kind {
            Raw(_) => Self::Raw,
            Unary(operator, _) => Self::of_unary(*operator),
            Binary(_, operator, _) => Self::of_operator(*operator),
            Quantified { operator, .. } => Self::of_operator(*operator).min(Self::Comparison),
            Is { .. } => Self::Is,
            In { .. } | InQuery { .. } | Between { .. } => Self::Membership,
            AtTimeZone(..) => Self::AtTimeZone,
            Collate(..) => Self::Collate,
            Cast(..) => Self::Cast,
            Null
            | Bool(_)
            | Number(_)
            | Text(_)
            | Column { .. }
            | Call(_)
            | Case { .. }
            | Array(_)
            | ArrayQuery(_)
            | Subscript(..)
            | Row(_)
            | Extract { .. }
            | Interval(_)
            | CurrentTimestamp
            | CurrentDate
            | Exists(_)
            | Scalar(_)
            | Default => Self::Primary,
        }
    }

    fn of_unary(operator: UnaryOperator) -> Self {
        match operator {
            UnaryOperator::Not => Self::Not,
            UnaryOperator::Minus | UnaryOperator::Plus => Self::Sign,
        }
    }

    /// The level of an operator's result.
    pub(crate) fn of_operator(operator: Operator) -> Self {
        use Operator::*;
        match operator {
            Or => Self::Or,
            And => Self::And,
            Equal | NotEqual | Less | LessOrEqual | Greater | GreaterOrEqual => Self::Comparison,
            Like | NotLike | Ilike | NotIlike => Self::Membership,
            Add | Subtract => Self::Sum,
            Multiply | Divide | Modulo => Self::Product,
            Power => Self::Power,
            Concat | Matches | MatchesNoCase | NotMatches | NotMatchesNoCase | Get | GetText
            | GetPath | GetPathText | DeletePath | Contains | ContainedBy | Overlaps | HasKey
            | TextMatch => Self::Other,
        }
    }

    /// What the left and the right operand of an operator must at least be: those of one
    /// level group to the left, and those that databases rank differently (`=` above or
    /// below `is` and `like`) do not mix.
    pub(crate) fn of_operands(operator: Operator) -> (Self, Self) {
        match Self::of_operator(operator) {
            Self::Or => (Self::Or, Self::And),
            Self::And => (Self::And, Self::Not),
            Self::Sum => (Self::Sum, Self::Product),
            Self::Product => (Self::Product, Self::Power),
            Self::Power => (Self::Cast, Self::Cast),
            Self::Other => (Self::Sign, Self::Sign),
            Self::Comparison
            | Self::Membership
            | Self::Raw
            | Self::Not
            | Self::Is
            | Self::AtTimeZone
            | Self::Collate
            | Self::Sign
            | Self::Cast
            | Self::Primary => (Self::Other, Self::Other),
        }
    }
}
