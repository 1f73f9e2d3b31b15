//! Values of which one is taken: the branches of `case`, the arguments of `coalesce`, the
//! items of an array. Takes expressions, gives the type that they have in common; must
//! not know which of them will be taken.

use super::super::Checker;
use super::super::scope::Scope;
use super::super::types::{Common, Inferred, common, loosened};
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Expr, Type, When};

impl Checker<'_> {
    pub(super) fn case(
        &mut self,
        operand: Option<&Expr>,
        whens: &[When],
        otherwise: Option<&Expr>,
        scope: &Scope<'_>,
    ) -> Inferred {
        let before = self.report.len();
        for when in whens {
            match operand {
                Some(operand) => {
                    self.compare([operand, &when.condition], "=", &when.condition, scope);
                }
                None => self.condition_in(&when.condition, scope),
            }
        }
        self.report.fold(before, "condition");
        let values = whens.iter().map(|when| &when.value).chain(otherwise);
        let typed = values.map(|value| (value, self.type_of(value, scope)));
        let typed: Vec<(&Expr, Inferred)> = typed.collect();
        self.unify(&typed, "the branches of `case`", scope)
    }

    /// The common type; literals among the values become it.
    pub(in crate::expressions) fn unify(
        &mut self,
        values: &[(&Expr, Inferred)],
        what: &str,
        scope: &Scope<'_>,
    ) -> Inferred {
        let mut unified: Option<Type> = None;
        for (value, inferred) in values {
            match (inferred, &unified) {
                (Inferred::Anything, _) => return Inferred::Anything,
                (Inferred::Literal | Inferred::Null, _) => {}
                (Inferred::Known(ty), None) => unified = Some(ty.clone()),
                (Inferred::Known(ty), Some(known)) => match common(known, ty) {
                    Common::Type(common) => {
                        self.steady_cast(known, &common, value, scope);
                        self.steady_cast(ty, &common, value, scope);
                        unified = Some(common);
                    }
                    Common::Unknown => return Inferred::Anything,
                    Common::None => return self.cannot_match(value, (known, ty), what),
                },
            }
        }
        let Some(ty) = unified else {
            return self.nothing_known(values);
        };
        let before = self.report.len();
        for (value, inferred) in values {
            if *inferred == Inferred::Literal {
                self.literal_fits(value, &loosened(&ty), scope);
            }
        }
        self.report.fold(before, "value");
        Inferred::Known(ty)
    }

    fn cannot_match(&mut self, value: &Expr, types: (&Type, &Type), what: &str) -> Inferred {
        if self.is_strict() {
            let (one, other) = types;
            let title =
                format!("{what} are of types that cannot be matched, `{one}` and `{other}`");
            let error = Diagnostic::new(value.origin, title).help(format!("cast it: `(…)::{one}`"));
            self.report.error(error);
        }
        Inferred::Anything
    }

    /// Literals alone are texts, and nulls alone are nulls. SQLite reads on what it finds.
    /// <https://www.postgresql.org/docs/current/typeconv-union-case.html>
    fn nothing_known(&self, values: &[(&Expr, Inferred)]) -> Inferred {
        let has_literal = values.iter().any(|(_, it)| *it == Inferred::Literal);
        match (has_literal, self.is_strict()) {
            (true, true) => Inferred::TEXT,
            (true, false) => Inferred::Anything,
            (false, _) => Inferred::Null,
        }
    }
}
