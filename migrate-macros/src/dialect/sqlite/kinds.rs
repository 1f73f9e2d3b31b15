//! The type of an expression, as far as SQLite's way of storing values asks for it. Takes
//! an expression and the table it speaks of; nothing where it cannot be told.

use super::functions;
use super::spelling::Lite;
use super::types::{self, Form};
use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, Operator, Type, UnaryOperator};

const INTEGER: Base = Base::Integer(IntegerWidth::Normal);

impl Lite<'_> {
    pub(super) fn form_of(&self, expr: &Expr) -> Option<Form> {
        types::form(&self.type_of(expr)?)
    }

    /// The type of an expression; a bare text has none of its own.
    pub(super) fn type_of(&self, expr: &Expr) -> Option<Type> {
        use ExprKind::*;
        let base = match &expr.kind {
            Column { table, column } => {
                return Some(self.column(table.as_ref(), &column.text)?.ty.clone());
            }
            Cast(_, ty) => return Some(ty.clone()),
            Call(call) => return functions::type_of(self, call),
            Unary(UnaryOperator::Minus | UnaryOperator::Plus, operand) => {
                return self.type_of(operand);
            }
            Binary(left, operator, right) => return self.type_of_binary(left, *operator, right),
            Case {
                whens, otherwise, ..
            } => {
                let values = whens.iter().map(|when| &when.value);
                let mut values = values.chain(otherwise.as_deref());
                return values.find_map(|value| self.type_of(value));
            }
            Collate(operand, _) => return self.type_of(operand),
            Number(number) if number.contains(['.', 'e', 'E']) => Base::Numeric(None),
            Number(_) => INTEGER,
            Bool(_)
            | Is { .. }
            | In { .. }
            | InQuery { .. }
            | Between { .. }
            | Quantified { .. }
            | Exists(_)
            | Unary(UnaryOperator::Not, _) => Base::Bool,
            CurrentTimestamp => Base::TimestampTz(None),
            CurrentDate => Base::Date,
            Extract { .. } => Base::Numeric(None),
            AtTimeZone(operand, _) => match self.form_of(operand)? {
                Form::Timestamp => Base::TimestampTz(None),
                _ => Base::Timestamp(None),
            },
            Null | Text(_) | Array(_) | ArrayQuery(_) | Subscript(..) | Row(_) | Interval(_)
            | Scalar(_) | Default | Raw(_) => return None,
        };
        Some(Type::plain(base))
    }

    fn type_of_binary(&self, left: &Expr, operator: Operator, right: &Expr) -> Option<Type> {
        use Operator::*;
        let base = match operator {
            Add | Subtract | Multiply | Divide | Modulo | Power => {
                return self.type_of_sum(left, right);
            }
            Concat | GetText | GetPathText => Base::Text,
            Get | GetPath | DeletePath => Base::Jsonb,
            Or | And | Equal | NotEqual | Less | LessOrEqual | Greater | GreaterOrEqual | Like
            | NotLike | Ilike | NotIlike | Matches | MatchesNoCase | NotMatches
            | NotMatchesNoCase | Contains | ContainedBy | Overlaps | HasKey | TextMatch => {
                Base::Bool
            }
        };
        Some(Type::plain(base))
    }

    /// A fraction stays one, and a time plus an interval is a time.
    fn type_of_sum(&self, left: &Expr, right: &Expr) -> Option<Type> {
        let (one, other) = (self.type_of(left), self.type_of(right));
        let is_whole = |ty: &Type| types::form(ty) == Some(Form::Integer);
        match (one, other) {
            (Some(one), Some(other)) if is_whole(&one) => Some(other),
            (Some(one), _) => Some(one),
            (None, other) => other,
        }
    }
}
