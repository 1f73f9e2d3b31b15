//! The operators between two operands, and how tightly each binds. Takes a cursor, gives
//! what links the operand before it to what follows; must not know trees.

use super::mistake;
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::Cursor;
use crate::syntax::ast::Operator;

/// PostgreSQL's levels of precedence, the weakest first:
/// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Weakest,
    Or,
    And,
    Not,
    Is,
    Comparison,
    /// `between`, `in`, `like`, `ilike`
    Range,
    /// Every operator without a level of its own.
    Other,
    Sum,
    Product,
    Power,
    TimeZone,
    Collate,
    /// The sign before an operand; nothing between two operands binds tighter.
    Sign,
}

/// What links an operand to what follows it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Link {
    Operator(Operator, Level),
    /// `is …`, `isnull`, `notnull`
    Is,
    /// `[not] in`
    In,
    /// `[not] between`
    Between,
    /// `[not] like`, `[not] ilike`
    Like,
    AtTimeZone,
    Collate,
}

impl Link {
    pub(super) fn level(self) -> Level {
        match self {
            Self::Operator(_, level) => level,
            Self::Is => Level::Is,
            Self::In | Self::Between | Self::Like => Level::Range,
            Self::AtTimeZone => Level::TimeZone,
            Self::Collate => Level::Collate,
        }
    }
}

/// A longer operator stands before those that it begins with.
static OPERATORS: &[(&str, Operator, Level)] = &[
    ("=", Operator::Equal, Level::Comparison),
    ("<>", Operator::NotEqual, Level::Comparison),
    ("<=", Operator::LessOrEqual, Level::Comparison),
    ("<@", Operator::ContainedBy, Level::Other),
    ("<", Operator::Less, Level::Comparison),
    (">=", Operator::GreaterOrEqual, Level::Comparison),
    (">", Operator::Greater, Level::Comparison),
    ("!=", Operator::NotEqual, Level::Comparison),
    ("!~*", Operator::NotMatchesNoCase, Level::Other),
    ("!~", Operator::NotMatches, Level::Other),
    ("+", Operator::Add, Level::Sum),
    ("->>", Operator::GetText, Level::Other),
    ("->", Operator::Get, Level::Other),
    ("-", Operator::Subtract, Level::Sum),
    ("*", Operator::Multiply, Level::Product),
    ("/", Operator::Divide, Level::Product),
    ("%", Operator::Modulo, Level::Product),
    ("^", Operator::Power, Level::Power),
    ("||", Operator::Concat, Level::Other),
    ("&&", Operator::Overlaps, Level::Other),
    ("~*", Operator::MatchesNoCase, Level::Other),
    ("~", Operator::Matches, Level::Other),
    ("#>>", Operator::GetPathText, Level::Other),
    ("#>", Operator::GetPath, Level::Other),
    ("#-", Operator::DeletePath, Level::Other),
    ("@>", Operator::Contains, Level::Other),
    ("@@", Operator::TextMatch, Level::Other),
    ("?", Operator::HasKey, Level::Other),
];

/// The link that follows, without going past it.
pub(super) fn link(cursor: &Cursor<'_>) -> Result<Option<Link>, Diagnostic> {
    match cursor.word() {
        Some(word) => Ok(word_link(cursor, word)),
        None => punct_link(cursor),
    }
}

fn word_link(cursor: &Cursor<'_>, word: &str) -> Option<Link> {
    Some(match word {
        "or" => Link::Operator(Operator::Or, Level::Or),
        "and" => Link::Operator(Operator::And, Level::And),
        "is" | "isnull" | "notnull" => Link::Is,
        "in" if !cursor.is_words(&["in", "batches"]) => Link::In,
        "between" => Link::Between,
        "like" | "ilike" | "similar" => Link::Like,
        "not" => negated(cursor)?,
        "at" if cursor.is_words(&["at", "time", "zone"]) => Link::AtTimeZone,
        "collate" => Link::Collate,
        _ => return None,
    })
}

/// `not` between two operands belongs to the word behind it.
fn negated(cursor: &Cursor<'_>) -> Option<Link> {
    let mut ahead = *cursor;
    ahead.eat_word("not");
    match ahead.word()? {
        "in" => Some(Link::In),
        "between" => Some(Link::Between),
        "like" | "ilike" | "similar" => Some(Link::Like),
        _ => None,
    }
}

fn punct_link(cursor: &Cursor<'_>) -> Result<Option<Link>, Diagnostic> {
    let Some(first) = cursor.character().filter(|first| *first != ',') else {
        return Ok(None);
    };
    let mut known = OPERATORS
        .iter()
        .filter(|(text, ..)| text.starts_with(first));
    let found = known.find(|(text, ..)| cursor.is_punct(text));
    let text = found.map_or("", |(text, ..)| *text);
    mistake::operator(cursor, text)?;
    Ok(found.map(|(_, operator, level)| Link::Operator(*operator, *level)))
}

/// Past an operator whose link was just looked at.
pub(super) fn eat(cursor: &mut Cursor<'_>, operator: Operator) -> Origin {
    let spelling = OPERATORS
        .iter()
        .find(|(text, found, _)| *found == operator && cursor.is_punct(text));
    let eaten = match spelling {
        Some((text, ..)) => cursor.eat_punct(text),
        None => cursor.eat_identifier().map(|(_, origin)| origin),
    };
    eaten.unwrap_or_else(|| cursor.origin())
}

/// Whether an operator follows, known or not.
pub(super) fn follows(cursor: &Cursor<'_>) -> bool {
    !matches!(link(cursor), Ok(None))
}
