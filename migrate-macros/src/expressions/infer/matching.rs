//! Operators on texts, documents and collections. Takes operands and operators, gives the
//! type of the result; must not know what stands around.

use super::super::Checker;
use super::super::scope::Scope;
use super::super::types::{Family, Inferred};
use super::super::volatility::Volatility;
use super::operator::sign;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Base, Expr, IntegerWidth, Operator, Type};

impl Checker<'_> {
    /// `like` and the regular expressions take texts.
    pub(super) fn text_match(
        &mut self,
        operands: [&Expr; 2],
        operator: Operator,
        scope: &Scope<'_>,
    ) -> Inferred {
        for operand in operands {
            let inferred = self.type_of(operand, scope);
            match (inferred.family(), inferred.known()) {
                // Extensions match arrays, too.
                (Some(Family::Text | Family::Bytes | Family::Other | Family::Array), _)
                | (_, None) => {}
                (_, Some(ty)) if self.is_strict() => {
                    let title = format!(
                        "`{}` compares texts, and this is of type `{ty}`",
                        sign(operator)
                    );
                    let error = Diagnostic::new(operand.origin, title).help("cast it: `(…)::text`");
                    self.report.error(error);
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
        scope: &Scope<'_>,
    ) -> Inferred {
        let (document, key) = (self.type_of(left, scope), self.type_of(right, scope));
        match document.family() {
            None | Some(Family::Other) => return Inferred::Anything,
            Some(Family::Jsonb) => {}
            Some(Family::Json) if operator != Operator::DeletePath => {}
            Some(_) => return self.no_operator(sign(operator), &document, Some(&key), left),
        }
        if !is_key(operator, key.known()) {
            return self.no_operator(sign(operator), &document, Some(&key), right);
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
        if operator == Operator::TextMatch && one.family() == Some(Family::Text) {
            let what = ("`@@` with a text", whole.origin);
            let help = Some("write `to_tsvector(\"…\", …)`");
            self.must_be_steady(Volatility::Stable, what, help, scope);
        }
        Inferred::BOOL
    }
}

/// A key of an object or an index into an array; a path is an array of both.
fn is_key(operator: Operator, key: Option<&Type>) -> bool {
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
