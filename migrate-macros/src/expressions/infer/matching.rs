//! Operators on texts, documents and collections. Takes operands and operators, gives the
//! type of the result; must not know what stands around.

use super::super::Checker;
use super::super::scope::Scope;
use super::super::types::{Family, Inferred};
use super::operator::sign;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Expr, Operator};

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
                (Some(Family::Text | Family::Bytes | Family::Other), _) | (_, None) => {}
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
        match operator {
            Operator::GetText | Operator::GetPathText => Inferred::TEXT,
            _ => document,
        }
    }

    /// `@>` and its kin have no form for `json`.
    pub(super) fn containment(
        &mut self,
        operands: [&Expr; 2],
        operator: Operator,
        scope: &Scope<'_>,
    ) -> Inferred {
        for operand in operands {
            let inferred = self.type_of(operand, scope);
            if inferred.family() == Some(Family::Json) && self.is_strict() {
                let title = format!("PostgreSQL has no operator `{}` for `json`", sign(operator));
                let error = Diagnostic::new(operand.origin, title)
                    .help("make it `jsonb`, or cast it: `(…)::jsonb`");
                self.report.error(error);
            }
        }
        Inferred::BOOL
    }
}
