//! Evaluates an expression as SQL does. Takes an expression and the values of some
//! columns, gives a value; nothing where a part is not constant. Must not know any schema.

use std::cmp::Ordering;

use super::value::{Comparison, Value, like};
use crate::expressions::types::Family;
use crate::syntax::ast::{Call, Expr, ExprKind, IsTest, Operator, Type, UnaryOperator, When};

/// What is known of the row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evaluation<'a> {
    pub(super) row: &'a [(&'a str, Value)],
}

impl Evaluation<'_> {
    pub(super) const CONSTANT: Self = Self { row: &[] };

    pub(super) fn of(self, expr: &Expr) -> Option<Value> {
        use ExprKind::*;
        match &expr.kind {
            Null => Some(Value::Null),
            Bool(value) => Some(Value::Bool(*value)),
            Number(text) => number(text),
            Text(text) => Some(Value::Text(text.clone())),
            Column { column, .. } => self.column(&column.text),
            Unary(operator, operand) => unary(*operator, self.of(operand)?),
            Binary(left, operator, right) => self.binary(left, *operator, right),
            Is {
                operand,
                test,
                negated,
            } => Some(Value::Bool(self.test(operand, test)? != *negated)),
            In {
                operand,
                list,
                negated,
            } => Some(negate_if(*negated, self.is_in(operand, list)?)),
            Between {
                operand,
                low,
                high,
                negated,
            } => {
                let above = self.binary(operand, Operator::GreaterOrEqual, low);
                let below = self.binary(operand, Operator::LessOrEqual, high);
                Some(negate_if(*negated, and(above, below)?))
            }
            Case {
                operand: None,
                whens,
                otherwise,
            } => self.case(whens, otherwise.as_deref()),
            Cast(operand, ty) => cast(self.of(operand)?, ty),
            Collate(operand, _) => self.of(operand),
            Call(call) => self.call(call),
            Case { .. }
            | InQuery { .. }
            | Quantified { .. }
            | Array(_)
            | ArrayQuery(_)
            | Subscript(..)
            | Row(_)
            | AtTimeZone(..)
            | Extract { .. }
            | Interval(_)
            | CurrentTimestamp
            | CurrentDate
            | Exists(_)
            | Scalar(_)
            | Default
            | Raw(_) => None,
        }
    }

    fn column(self, name: &str) -> Option<Value> {
        let mut row = self.row.iter();
        let (_, value) = row.find(|(column, _)| *column == name)?;
        Some(value.clone())
    }

    fn binary(self, left: &Expr, operator: Operator, right: &Expr) -> Option<Value> {
        use Operator::*;
        let (left, right) = (self.of(left), self.of(right));
        match operator {
            And => and(left, right),
            Or => or(left, right),
            Equal | NotEqual | Less | LessOrEqual | Greater | GreaterOrEqual => {
                compared(left?.compare(&right?)?, operator)
            }
            Add | Subtract | Multiply | Divide | Modulo => arithmetic(left?, operator, right?),
            Concat => concat(left?, right?),
            Like => liked(left?, right?),
            NotLike => liked(left?, right?).map(|value| negate_if(true, value)),
            Power | Ilike | NotIlike | Matches | MatchesNoCase | NotMatches | NotMatchesNoCase
            | Get | GetText | GetPath | GetPathText | DeletePath | Contains | ContainedBy
            | Overlaps | HasKey | TextMatch => None,
        }
    }

    fn test(self, operand: &Expr, test: &IsTest) -> Option<bool> {
        let value = self.of(operand)?;
        Some(match test {
            IsTest::Null | IsTest::Unknown => value == Value::Null,
            IsTest::True => value == Value::Bool(true),
            IsTest::False => value == Value::Bool(false),
            IsTest::DistinctFrom(other) => {
                let other = self.of(other)?;
                match value.compare(&other)? {
                    Comparison::Null => value != other,
                    Comparison::Ordered(ordering) => ordering != Ordering::Equal,
                    Comparison::Different => true,
                }
            }
        })
    }

    fn is_in(self, operand: &Expr, list: &[Expr]) -> Option<Value> {
        let equal = |item: &Expr| self.binary(operand, Operator::Equal, item);
        let nothing = Some(Value::Bool(false));
        list.iter()
            .fold(nothing, |found, item| or(found, equal(item)))
    }

    fn case(self, whens: &[When], otherwise: Option<&Expr>) -> Option<Value> {
        for when in whens {
            if self.of(&when.condition)? == Value::Bool(true) {
                return self.of(&when.value);
            }
        }
        otherwise.map_or(Some(Value::Null), |otherwise| self.of(otherwise))
    }

    fn call(self, call: &Call) -> Option<Value> {
        if matches!(call.function.name.as_str(), "num_nulls" | "num_nonnulls") {
            return self.counted(call);
        }
        let first = self.of(call.arguments.first()?)?;
        let text = |change: fn(&str) -> Value| match &first {
            Value::Null => Some(Value::Null),
            Value::Text(text) => Some(change(text)),
            Value::Bool(_) | Value::Number(_) => None,
        };
        match call.function.name.as_str() {
            "length" | "char_length" | "character_length" => text(|text| {
                let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
                Value::Number(f64::from(length))
            }),
            "lower" => text(|text| Value::Text(text.to_lowercase())),
            "upper" => text(|text| Value::Text(text.to_uppercase())),
            "trim" | "btrim" if call.arguments.len() == 1 => {
                text(|text| Value::Text(text.trim_matches(' ').to_owned()))
            }
            "abs" => match first {
                Value::Number(number) => Some(Value::Number(number.abs())),
                _ => None,
            },
            "coalesce" => self.coalesce(&call.arguments),
            _ => None,
        }
    }

    /// How many arguments are null, or are not.
    fn counted(self, call: &Call) -> Option<Value> {
        let wants_null = call.function.name == "num_nulls";
        let values = call.arguments.iter().map(|argument| self.of(argument));
        let values: Vec<Value> = values.collect::<Option<_>>()?;
        let found = values
            .iter()
            .filter(|value| (**value == Value::Null) == wants_null);
        let count = u32::try_from(found.count()).ok()?;
        Some(Value::Number(f64::from(count)))
    }

    fn coalesce(self, arguments: &[Expr]) -> Option<Value> {
        for argument in arguments {
            let value = self.of(argument)?;
            if value != Value::Null {
                return Some(value);
            }
        }
        Some(Value::Null)
    }
}

/// Beyond this a double does not hold every whole number.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn number(text: &str) -> Option<Value> {
    exact(text.parse().ok()?)
}

fn exact(number: f64) -> Option<Value> {
    (number.abs() < EXACT).then_some(Value::Number(number))
}

fn unary(operator: UnaryOperator, value: Value) -> Option<Value> {
    match (operator, value) {
        (_, Value::Null) => Some(Value::Null),
        (UnaryOperator::Not, Value::Bool(value)) => Some(Value::Bool(!value)),
        (UnaryOperator::Minus, Value::Number(number)) => Some(Value::Number(-number)),
        (UnaryOperator::Plus, Value::Number(number)) => Some(Value::Number(number)),
        _ => None,
    }
}

fn negate_if(negated: bool, value: Value) -> Value {
    match value {
        Value::Bool(value) => Value::Bool(value != negated),
        other => other,
    }
}

/// False decides, whatever the other is.
fn and(left: Option<Value>, right: Option<Value>) -> Option<Value> {
    let decided = Some(Value::Bool(false));
    if left == decided || right == decided {
        return decided;
    }
    join(left?, right?)
}

/// True decides, whatever the other is.
fn or(left: Option<Value>, right: Option<Value>) -> Option<Value> {
    let decided = Some(Value::Bool(true));
    if left == decided || right == decided {
        return decided;
    }
    join(left?, right?)
}

/// Neither side decides: both are the same, or one is null.
fn join(left: Value, right: Value) -> Option<Value> {
    match (left, right) {
        (Value::Bool(value), Value::Bool(_)) => Some(Value::Bool(value)),
        (Value::Null | Value::Bool(_), Value::Null) | (Value::Null, Value::Bool(_)) => {
            Some(Value::Null)
        }
        _ => None,
    }
}

fn compared(comparison: Comparison, operator: Operator) -> Option<Value> {
    let ordering = match (comparison, operator) {
        (Comparison::Null, _) => return Some(Value::Null),
        (Comparison::Different, Operator::Equal) => return Some(Value::Bool(false)),
        (Comparison::Different, Operator::NotEqual) => return Some(Value::Bool(true)),
        (Comparison::Different, _) => return None,
        (Comparison::Ordered(ordering), _) => ordering,
    };
    Some(Value::Bool(match operator {
        Operator::Equal => ordering.is_eq(),
        Operator::NotEqual => ordering.is_ne(),
        Operator::Less => ordering.is_lt(),
        Operator::LessOrEqual => ordering.is_le(),
        Operator::Greater => ordering.is_gt(),
        Operator::GreaterOrEqual => ordering.is_ge(),
        _ => return None,
    }))
}

fn arithmetic(left: Value, operator: Operator, right: Value) -> Option<Value> {
    let (left, right) = match (left, right) {
        (Value::Null, _) | (_, Value::Null) => return Some(Value::Null),
        (Value::Number(left), Value::Number(right)) => (left, right),
        _ => return None,
    };
    match operator {
        Operator::Add => exact(left + right),
        Operator::Subtract => exact(left - right),
        Operator::Multiply => exact(left * right),
        // Whole numbers are divided without a rest, which only types could tell.
        _ => None,
    }
}

fn concat(left: Value, right: Value) -> Option<Value> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Some(Value::Null),
        (Value::Text(left), Value::Text(right)) => Some(Value::Text(left + &right)),
        _ => None,
    }
}

fn liked(left: Value, right: Value) -> Option<Value> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Some(Value::Null),
        (Value::Text(text), Value::Text(pattern)) => like(&text, &pattern).map(Value::Bool),
        _ => None,
    }
}

/// Only casts that change nothing, and texts read as numbers.
fn cast(value: Value, ty: &Type) -> Option<Value> {
    match (value, Family::of(ty)) {
        (Value::Null, _) => Some(Value::Null),
        (Value::Text(text), Family::Text) => Some(Value::Text(text)),
        (Value::Text(text), Family::Number) => number(text.trim()),
        (Value::Number(value), Family::Number) if value.fract() == 0.0 => {
            Some(Value::Number(value))
        }
        (Value::Bool(value), Family::Bool) => Some(Value::Bool(value)),
        _ => None,
    }
}
