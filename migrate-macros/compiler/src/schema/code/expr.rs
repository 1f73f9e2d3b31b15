//! The texts of expressions. Must not know what their names refer to.

use super::{Code, Reader, Writer, fields, variants};
use crate::origin::Origin;
use crate::syntax::ast::{
    Call, Expr, ExprKind, IsTest, Name, Operator, Quantifier, UnaryOperator, When,
};

/// The two commonest kinds are shorter than the rest: `.` goes before the place of an
/// unqualified column, `(` before a plain call.
impl Code for Expr {
    fn write(&self, to: &mut Writer<'_>) {
        match &self.kind {
            ExprKind::Column {
                table: None,
                column,
            } if to.has_column(&column.text) => {
                to.letter(b'.');
                to.column(&column.text);
            }
            ExprKind::Call(call) if !call.star && !call.distinct => {
                to.letter(b'(');
                call.function.write(to);
                call.arguments.write(to);
            }
            kind => kind.write(to),
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let origin = Origin::elsewhere();
        let kind = match from.peek()? {
            b'.' => read_column(from)?,
            b'(' => read_call(from)?,
            _ => ExprKind::read(from)?,
        };
        Some(Self { kind, origin })
    }
}

fn read_column(from: &mut Reader<'_>) -> Option<ExprKind> {
    from.letter()?;
    let column = Name::generated(from.column()?);
    Some(ExprKind::Column {
        table: None,
        column,
    })
}

fn read_call(from: &mut Reader<'_>) -> Option<ExprKind> {
    from.letter()?;
    Some(ExprKind::Call(Call {
        function: Code::read(from)?,
        origin: Origin::elsewhere(),
        arguments: Code::read(from)?,
        star: false,
        distinct: false,
    }))
}

/// An origin has no text.
impl Code for Origin {
    fn write(&self, _: &mut Writer<'_>) {}

    fn read(_: &mut Reader<'_>) -> Option<Self> {
        Some(Self::elsewhere())
    }
}

variants!(ExprKind {
    b'0' => Null,
    b'B' => Bool(value),
    b'#' => Number(digits),
    b't' => Text(text),
    b'x' => Column { table, column },
    b'f' => Call(call),
    b'u' => Unary(operator, operand),
    b'b' => Binary(left, operator, right),
    b'?' => Is { operand, test, negated },
    b'i' => In { operand, list, negated },
    b'I' => InQuery { operand, query, negated },
    b'w' => Between { operand, low, high, negated },
    b'q' => Quantified { left, operator, quantifier, right },
    b':' => Cast(operand, ty),
    b'c' => Case { operand, whens, otherwise },
    b'[' => Array(items),
    b'A' => ArrayQuery(query),
    b'@' => Subscript(array, places),
    b'r' => Row(items),
    b'l' => Collate(operand, collation),
    b'z' => AtTimeZone(time, zone),
    b'e' => Extract { field, source },
    b'v' => Interval(text),
    b'n' => CurrentTimestamp,
    b'd' => CurrentDate,
    b'E' => Exists(query),
    b'S' => Scalar(query),
    b'D' => Default,
    b'!' => Raw(text),
});

fields!(Call {
    function,
    arguments,
    star,
    distinct,
    origin
});

fields!(When { condition, value });

variants!(UnaryOperator {
    b'n' => Not,
    b'-' => Minus,
    b'+' => Plus,
});

variants!(IsTest {
    b'0' => Null,
    b't' => True,
    b'f' => False,
    b'u' => Unknown,
    b'd' => DistinctFrom(other),
});

variants!(Quantifier {
    b'?' => Any,
    b'*' => All,
});

variants!(Operator {
    b'o' => Or,
    b'a' => And,
    b'=' => Equal,
    b'!' => NotEqual,
    b'<' => Less,
    b'(' => LessOrEqual,
    b'>' => Greater,
    b')' => GreaterOrEqual,
    b'+' => Add,
    b'-' => Subtract,
    b'*' => Multiply,
    b'/' => Divide,
    b'%' => Modulo,
    b'^' => Power,
    b'|' => Concat,
    b'l' => Like,
    b'L' => NotLike,
    b'i' => Ilike,
    b'I' => NotIlike,
    b'm' => Matches,
    b'n' => MatchesNoCase,
    b'M' => NotMatches,
    b'N' => NotMatchesNoCase,
    b'g' => Get,
    b'G' => GetText,
    b'p' => GetPath,
    b'P' => GetPathText,
    b'd' => DeletePath,
    b'c' => Contains,
    b'b' => ContainedBy,
    b'&' => Overlaps,
    b'?' => HasKey,
    b'@' => TextMatch,
});
