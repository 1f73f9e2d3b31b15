//! Operators between two operands. Takes operands and operators, gives the type of the
//! result; must not know what stands around.

use super::super::Checker;
use super::super::literal::{is_interval, shown};
use super::super::scope::Scope;
use super::super::types::{Family, Inferred, loosened, wider};
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Base, Expr, Operator, Type};

impl Checker<'_> {
    pub(super) fn binary(
        &mut self,
        left: &Expr,
        operator: Operator,
        right: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        use Operator::*;
        match operator {
            And | Or => {
                self.condition_in(left, scope);
                self.condition_in(right, scope);
                Inferred::BOOL
            }
            Equal | NotEqual | Less | LessOrEqual | Greater | GreaterOrEqual => {
                self.compare([left, right], sign(operator), whole, scope);
                Inferred::BOOL
            }
            Like | NotLike | Ilike | NotIlike | Matches | MatchesNoCase | NotMatches
            | NotMatchesNoCase => self.text_match([left, right], operator, scope),
            Add | Subtract | Multiply | Divide | Modulo | Power => {
                let types = [self.type_of(left, scope), self.type_of(right, scope)];
                self.arithmetic([left, right], operator, &types, (whole, scope))
            }
            Concat => self.concat([left, right], whole, scope),
            Get | GetText | GetPath | GetPathText | DeletePath => {
                self.json_path([left, right], operator, whole, scope)
            }
            Contains | ContainedBy | Overlaps | HasKey | TextMatch => {
                self.containment([left, right], operator, whole, scope)
            }
        }
    }

    fn arithmetic(
        &mut self,
        operands: [&Expr; 2],
        operator: Operator,
        types: &[Inferred; 2],
        (whole, scope): (&Expr, &Scope<'_>),
    ) -> Inferred {
        let [one, other] = types;
        match (one, other) {
            (Inferred::Known(ty), Inferred::Literal) => self.with_literal(
                (operands, types),
                (ty, operands[1]),
                operator,
                (whole, scope),
            ),
            (Inferred::Literal, Inferred::Known(ty)) => self.with_literal(
                (operands, types),
                (ty, operands[0]),
                operator,
                (whole, scope),
            ),
            (Inferred::Known(one), Inferred::Known(other)) => {
                let pair = (Family::of(one), Family::of(other));
                if pair == (Family::Number, Family::Number) {
                    return self.numbers(one, other, operator, whole);
                }
                self.other_arithmetic((operands, [one, other]), operator, whole, scope)
            }
            (Inferred::Null, _) | (_, Inferred::Null) | (Inferred::Literal, Inferred::Literal) => {
                self.by_catalogue(sign(operator), operands, [one, other], (whole, scope))
            }
            _ => Inferred::Anything,
        }
    }

    /// A text beside a number is read as a number.
    fn with_literal(
        &mut self,
        (operands, types): ([&Expr; 2], &[Inferred; 2]),
        (ty, literal): (&Type, &Expr),
        operator: Operator,
        (whole, scope): (&Expr, &Scope<'_>),
    ) -> Inferred {
        match Family::of(ty) {
            // An extension compares texts with `%`.
            Family::Text if operator == Operator::Modulo => Inferred::Anything,
            Family::Number => self.number_with_literal(ty, literal, operator),
            Family::Text | Family::Bool | Family::Bytes | Family::Uuid | Family::Json => {
                let one = Inferred::Known(ty.clone());
                self.no_operator(sign(operator), &one, Some(&one), whole)
            }
            _ if operator == Operator::Subtract && self.subtracts(ty, literal) => {
                Inferred::Anything
            }
            _ => {
                let types = [&types[0], &types[1]];
                self.by_catalogue(sign(operator), operands, types, (whole, scope))
            }
        }
    }

    fn number_with_literal(&mut self, ty: &Type, literal: &Expr, operator: Operator) -> Inferred {
        match operator {
            Operator::Add => self.literal_adds(literal, &loosened(ty)),
            _ => {
                self.literal_is_misfit(literal, &loosened(ty));
            }
        }
        match operator {
            Operator::Power => Inferred::Anything,
            _ => Inferred::Known(loosened(ty)),
        }
    }

    /// PostgreSQL reads a text as the type on the other side of a `-`: a moment beside a
    /// moment, and not an interval. Gives whether that was the mistake.
    fn subtracts(&mut self, ty: &Type, literal: &Expr) -> bool {
        use Family::{Date, Time, Timestamp, TimestampTz};
        let is_moment = matches!(Family::of(ty), Date | Time | Timestamp | TimestampTz);
        if !is_moment || !is_interval(literal) || !self.is_strict() {
            return false;
        }
        let text = shown(literal);
        let title = format!("`{text}` is not a value of type `{ty}`");
        let error = Diagnostic::new(literal.origin, title);
        self.report
            .error(error.help(format!("write `interval {text}`")));
        true
    }

    fn numbers(&mut self, one: &Type, other: &Type, operator: Operator, whole: &Expr) -> Inferred {
        let result = wider(one, other);
        let is_float = matches!(result.base, Base::Real | Base::Double);
        match operator {
            Operator::Modulo if is_float => {
                let (one, other) = (Inferred::Known(one.clone()), Inferred::Known(other.clone()));
                self.no_operator("%", &one, Some(&other), whole)
            }
            Operator::Power if matches!(result.base, Base::Numeric(_)) => Inferred::Known(result),
            Operator::Power => Inferred::base(Base::Double),
            _ => Inferred::Known(result),
        }
    }

    /// Concatenation: at least one side must be a text, or both of a kind.
    fn concat(&mut self, [left, right]: [&Expr; 2], whole: &Expr, scope: &Scope<'_>) -> Inferred {
        let (one, other) = (self.type_of(left, scope), self.type_of(right, scope));
        let families = (one.family(), other.family());
        match families {
            (Some(Family::Array | Family::Other), _) | (_, Some(Family::Array | Family::Other)) => {
                self.by_catalogue("||", [left, right], [&one, &other], (whole, scope))
            }
            (Some(Family::Jsonb), Some(Family::Jsonb) | None) => one,
            (None, Some(Family::Jsonb)) => other,
            (Some(Family::Bytes), Some(Family::Bytes) | None) => one,
            (None, Some(Family::Bytes)) => other,
            (Some(Family::Bit), Some(Family::Bit) | None) | (None, Some(Family::Bit)) => {
                Inferred::base(Base::Varbit(None))
            }
            (Some(Family::Text) | None, Some(Family::Text) | None) => Inferred::TEXT,
            (_, Some(_)) if one == Inferred::Null => Inferred::Anything,
            (Some(_), _) if other == Inferred::Null => Inferred::Anything,
            (Some(Family::Text) | None, Some(_)) => self.text_with(&other, right, scope),
            (Some(_), Some(Family::Text) | None) => self.text_with(&one, left, scope),
            (Some(_), Some(_)) => self.no_operator("||", &one, Some(&other), whole),
        }
    }

    /// Text with something else is text, by the cast that the other has.
    fn text_with(&mut self, other: &Inferred, operand: &Expr, scope: &Scope<'_>) -> Inferred {
        if let Inferred::Known(ty) = other {
            self.steady_cast(ty, &Type::plain(Base::Text), operand, scope);
        }
        Inferred::TEXT
    }

    /// The error for operands that an operator does not take, where a target is strict.
    pub(super) fn no_operator(
        &mut self,
        sign: &str,
        one: &Inferred,
        other: Option<&Inferred>,
        whole: &Expr,
    ) -> Inferred {
        if !self.is_strict() {
            return Inferred::Anything;
        }
        let name = |inferred: &Inferred| match inferred {
            Inferred::Known(ty) => ty.to_string(),
            Inferred::Literal | Inferred::Null | Inferred::Anything => "text".to_owned(),
        };
        let types = match other {
            Some(other) => format!("`{}` and `{}`", name(one), name(other)),
            None => format!("`{}`", name(one)),
        };
        let title = format!("PostgreSQL has no operator `{sign}` for {types}");
        let error = Diagnostic::new(whole.origin, title);
        let is_text = |it: &Inferred| it.family() == Some(Family::Text);
        let is_condition = |it: &Inferred| it.family() == Some(Family::Bool);
        let texts = is_text(one) || other.is_some_and(is_text);
        self.report.error(match sign {
            "like" | "ilike" | "not like" | "not ilike" | "~" | "~*" | "!~" | "!~*" => {
                error.help("cast it: `(…)::text`")
            }
            "+" if texts => error.help("write `||` to join texts"),
            "&&" if is_condition(one) => error.help("write `and`"),
            "||" if is_condition(one) => error.help("write `or`"),
            "||" => error.help("cast one of them to text: `(…)::text`"),
            _ => error.help("cast the operands to types that have it: `(…)::…`"),
        });
        Inferred::Anything
    }
}

pub(super) fn is_comparison(operator: Operator) -> bool {
    use Operator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    matches!(
        operator,
        Equal | NotEqual | Less | LessOrEqual | Greater | GreaterOrEqual
    )
}

/// The operator as the language writes it.
pub(super) fn sign(operator: Operator) -> &'static str {
    use Operator::*;
    match operator {
        Or => "or",
        And => "and",
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
        Like => "like",
        NotLike => "not like",
        Ilike => "ilike",
        NotIlike => "not ilike",
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
