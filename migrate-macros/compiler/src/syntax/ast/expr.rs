//! Expressions as trees. Takes nothing, gives values to walk; must not know how they
//! are spelled, or what their names refer to.

use super::{Name, Query, TableName, Type};
use crate::origin::Origin;

/// An expression and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) origin: Origin,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ExprKind {
    Null,
    Bool(bool),
    /// A number as written, digits without underscores or suffix.
    Number(String),
    Text(String),
    Column {
        /// A table, an alias or `excluded`, where one was written.
        table: Option<Name>,
        column: Name,
    },
    Call(Call),
    Unary(UnaryOperator, Box<Expr>),
    Binary(Box<Expr>, Operator, Box<Expr>),
    /// `is [not] null`, `is [not] true`, …
    Is {
        operand: Box<Expr>,
        test: IsTest,
        negated: bool,
    },
    In {
        operand: Box<Expr>,
        list: Vec<Expr>,
        negated: bool,
    },
    InQuery {
        operand: Box<Expr>,
        query: Box<Query>,
        negated: bool,
    },
    Between {
        operand: Box<Expr>,
        low: Box<Expr>,
        high: Box<Expr>,
        negated: bool,
    },
    /// `a = any(b)`, `a < all(b)`.
    Quantified {
        left: Box<Expr>,
        operator: Operator,
        quantifier: Quantifier,
        right: Box<Expr>,
    },
    Cast(Box<Expr>, Type),
    Case {
        operand: Option<Box<Expr>>,
        whens: Vec<When>,
        otherwise: Option<Box<Expr>>,
    },
    Array(Vec<Expr>),
    ArrayQuery(Box<Query>),
    /// `a[1]`, `a[1][2]`: an array has one place for each of its dimensions.
    Subscript(Box<Expr>, Vec<Expr>),
    Row(Vec<Expr>),
    Collate(Box<Expr>, String),
    AtTimeZone(Box<Expr>, Box<Expr>),
    Extract {
        field: String,
        source: Box<Expr>,
    },
    Interval(String),
    CurrentTimestamp,
    CurrentDate,
    Exists(Box<Query>),
    Scalar(Box<Query>),
    /// `default` as a value of `insert` or `update`.
    Default,
    /// `sql("…")`: passed as it is.
    Raw(String),
}

/// A call of a function or an aggregate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) function: TableName,
    /// Where the function's name stands.
    pub(crate) origin: Origin,
    pub(crate) arguments: Vec<Expr>,
    /// `count(*)`
    pub(crate) star: bool,
    /// `count(distinct a)`
    pub(crate) distinct: bool,
}

/// `when condition then value`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When {
    pub(crate) condition: Expr,
    pub(crate) value: Expr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnaryOperator {
    Not,
    Minus,
    Plus,
}

/// What `is` asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum IsTest {
    Null,
    True,
    False,
    Unknown,
    DistinctFrom(Box<Expr>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantifier {
    Any,
    All,
}

/// A binary operator; a comment holds the spelling where the name is not enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    /// `^`
    Power,
    /// `||`
    Concat,
    Like,
    NotLike,
    Ilike,
    NotIlike,
    /// `~`
    Matches,
    /// `~*`
    MatchesNoCase,
    /// `!~`
    NotMatches,
    /// `!~*`
    NotMatchesNoCase,
    /// `->`
    Get,
    /// `->>`
    GetText,
    /// `#>`
    GetPath,
    /// `#>>`
    GetPathText,
    /// `#-`
    DeletePath,
    /// `@>`
    Contains,
    /// `<@`
    ContainedBy,
    /// `&&`
    Overlaps,
    /// `?`
    HasKey,
    /// `@@`
    TextMatch,
}
