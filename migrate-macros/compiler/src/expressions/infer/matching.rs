//! Operators on texts, documents and collections. Takes operands and operators, gives the
//! type of the result; must not know what stands around.

use super::super::Checker;
use super::super::scope::Scope;
use super::super::types::{Family, Inferred};
use super::super::volatility::Volatility;
use super::operator::sign;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Base, Expr, ExprKind, IntegerWidth, Operator, Type};

impl Checker<'_> {
    /// `like` and the regular expressions take texts.
    pub(super) fn text_match(
        &mut self,
        operands: [&Expr; 2],
        operator: Operator,
        scope: &Scope<'_>,
    ) -> Inferred {
        let types = operands.map(|operand| self.type_of(operand, scope));
        let special = |it: &Inferred| {
            matches!(
                it.family(),
                Some(Family::Bytes | Family::Other | Family::Array)
            )
        };
        if types.iter().any(special) {
            let whole = Expr {
                kind: ExprKind::Null,
                origin: operands[0].origin.to(operands[1].origin),
            };
            let types = [&types[0], &types[1]];
            self.by_catalogue(sign(operator), operands, types, (&whole, scope));
            return Inferred::BOOL;
        }
        for (operand, inferred) in operands.into_iter().zip(&types) {
            match (inferred.family(), inferred.known()) {
                (Some(Family::Text), _) | (_, None) => {}
                (_, Some(ty)) if self.is_strict() => {
                    let title = format!(
                        "`{}` compares texts, and this is of type `{ty}`",
                        sign(operator)
                    );
                    let error = Diagnostic::new(operand.origin, title).help("cast it: `(…)::text`");
                    self.report.error(error);
                    break;
                }
                _ => {}
            }
        }
        Inferred::BOOL
    }

    /// `->` and its kin take a document on their left.
    pub(super) fn json_path(
        &mut self,
        [left, right]: [&Expr; 2],
        operator: Operator,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        let (document, key) = (self.type_of(left, scope), self.type_of(right, scope));
        match document.family() {
            None | Some(Family::Other) => {
                let types = [&document, &key];
                return self.by_catalogue(sign(operator), [left, right], types, (whole, scope));
            }
            Some(Family::Jsonb) => {}
            Some(Family::Json) if operator != Operator::DeletePath => {}
            Some(_) => return self.no_operator(sign(operator), &document, Some(&key), left),
        }
        if !is_key(operator, key.known()) {
            return self.no_operator(sign(operator), &document, Some(&key), right);
        }
        let takes_path = matches!(
            operator,
            Operator::GetPath | Operator::GetPathText | Operator::DeletePath
        );
        if takes_path && key == Inferred::Literal && self.is_strict() {
            let path = Type {
                base: Base::Text,
                array: true,
            };
            self.literal_is_misfit(right, &path);
        }
        match operator {
            Operator::GetText | Operator::GetPathText => Inferred::TEXT,
            _ => document,
        }
    }

    /// `@>` and its kin are for collections and documents.
    pub(super) fn containment(
        &mut self,
        [left, right]: [&Expr; 2],
        operator: Operator,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Inferred {
        let (one, other) = (self.type_of(left, scope), self.type_of(right, scope));
        let holder = match operator {
            Operator::ContainedBy => &other,
            _ => &one,
        };
        let fits = match (operator, holder.family()) {
            (_, None | Some(Family::Other | Family::Jsonb)) => true,
            (Operator::HasKey, Some(_)) => false,
            (Operator::TextMatch, Some(family)) => {
                matches!(family, Family::Text | Family::Array)
            }
            (_, Some(family)) => family == Family::Array,
        };
        let json = [&one, &other]
            .map(Inferred::family)
            .contains(&Some(Family::Json));
        if json && self.is_strict() {
            let title = format!("PostgreSQL has no operator `{}` for `json`", sign(operator));
            let error = Diagnostic::new(whole.origin, title)
                .help("make it `jsonb`, or cast it: `(…)::jsonb`");
            self.report.error(error);
        } else if !fits {
            return self.no_operator(sign(operator), &one, Some(&other), whole);
        }
        let by_text = operator == Operator::TextMatch && one.family() == Some(Family::Text);
        if self.is_strict()
            && !json
            && !by_text
            && [&one, &other].iter().any(|it| it.known().is_some())
        {
            return self.by_catalogue(
                sign(operator),
                [left, right],
                [&one, &other],
                (whole, scope),
            );
        }
        if by_text {
            let what = ("`@@` with a text", whole.origin);
            let help = Some("write `to_tsvector(\"…\", …)`");
            self.must_be_steady(Volatility::Stable, what, help, scope);
        }
        Inferred::BOOL
    }
}

/// A key of an object or an index into an array; a path is an array of both.
pub(super) fn is_key(operator: Operator, key: Option<&Type>) -> bool {
    let Some(key) = key else { return true };
    match (operator, Family::of(key)) {
        (_, Family::Other) => true,
        (Operator::Get | Operator::GetText, Family::Number) => matches!(
            key.base,
            Base::Integer(IntegerWidth::Small | IntegerWidth::Normal)
        ),
        (Operator::Get | Operator::GetText, family) => family == Family::Text,
        (_, family) => family == Family::Array,
    }
}
