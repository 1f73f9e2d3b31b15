//! Rows from several places that become one set: the rows of `values`, the queries of `union`
//! and its kin. Takes them, gives the columns of the whole; must not know what it is for.
//! <https://www.postgresql.org/docs/current/typeconv-union-case.html>

use super::super::Checker;
use super::super::scope::{Output, Scope};
use super::super::types::{Common, Inferred, common, loosened};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::{Expr, SetOperation, Type};

impl Checker<'_> {
    pub(super) fn values(&mut self, rows: &[Vec<Expr>], scope: &Scope<'_>) -> Option<Vec<Output>> {
        let width = rows.first()?.len();
        let mut columns: Vec<Vec<(&Expr, Inferred)>> = vec![Vec::new(); width];
        let before = self.report.len();
        for row in rows {
            if row.len() != width {
                self.report.error(uneven(width, row));
                return None;
            }
            for (column, value) in columns.iter_mut().zip(row) {
                column.push((value, self.type_of(value, scope)));
            }
        }
        self.report.fold(before, "value");
        let outputs = columns.iter().enumerate().map(|(place, column)| Output {
            name: format!("column{}", place + 1),
            ty: self.unify(column, "the values of a column", scope),
            literal: None,
            origin: column.first().map_or(Origin::elsewhere(), |it| it.0.origin),
        });
        Some(outputs.collect())
    }

    /// What two queries give together.
    pub(super) fn combined(
        &mut self,
        (left, right): (Vec<Output>, Vec<Output>),
        (operation, all): (SetOperation, bool),
        scope: &Scope<'_>,
    ) -> Option<Vec<Output>> {
        let word = match operation {
            SetOperation::Union => "union",
            SetOperation::Intersect => "intersect",
            SetOperation::Except => "except",
        };
        if left.len() != right.len() {
            let title = format!(
                "the queries of `{word}` give {} and {} columns",
                left.len(),
                right.len()
            );
            let origin = right.first().map_or(Origin::elsewhere(), |it| it.origin);
            let help = "give as many columns on both sides, `null` where one has no value";
            self.report.error(Diagnostic::new(origin, title).help(help));
            return None;
        }
        if let Some(error) = self.first_unlike(&left, &right) {
            self.report.error(error);
            return None;
        }
        let pairs = left.into_iter().zip(right);
        let outputs: Vec<Output> = pairs.map(|pair| self.paired(pair, scope)).collect();
        if !all {
            self.all_compare(&outputs, word);
        }
        Some(outputs)
    }

    fn first_unlike(&self, left: &[Output], right: &[Output]) -> Option<Diagnostic> {
        let mut pairs = left.iter().zip(right);
        let error = pairs.find_map(|(one, other)| unlike(one, other));
        error.filter(|_| self.is_strict())
    }

    /// A column of both: what either is, where the other is a literal.
    fn paired(&mut self, (mut one, other): (Output, Output), scope: &Scope<'_>) -> Output {
        let ty = match (&one.ty, &other.ty) {
            (Inferred::Known(left), Inferred::Known(right)) => match common(left, right) {
                Common::Type(common) => Inferred::Known(common),
                Common::Unknown | Common::None => Inferred::Anything,
            },
            (Inferred::Known(ty), Inferred::Literal) => self.read_as(ty, &other, scope),
            (Inferred::Literal, Inferred::Known(ty)) => self.read_as(ty, &one, scope),
            (Inferred::Known(ty), Inferred::Null) | (Inferred::Null, Inferred::Known(ty)) => {
                Inferred::Known(ty.clone())
            }
            (Inferred::Literal | Inferred::Null, Inferred::Literal | Inferred::Null) => {
                self.as_column(one.ty.clone())
            }
            (Inferred::Anything, _) | (_, Inferred::Anything) => Inferred::Anything,
        };
        (one.ty, one.literal) = (ty, None);
        one
    }

    fn read_as(&mut self, ty: &Type, output: &Output, scope: &Scope<'_>) -> Inferred {
        if let Some(literal) = output.literal.as_ref().filter(|_| self.is_strict()) {
            self.literal_fits(literal, &loosened(ty), scope);
        }
        Inferred::Known(ty.clone())
    }
}

fn uneven(width: usize, row: &[Expr]) -> Diagnostic {
    let title = format!(
        "the first row has {width} values, and this one {}",
        row.len()
    );
    let origin = row.first().map_or(Origin::elsewhere(), |it| it.origin);
    Diagnostic::new(origin, title).help("give every row as many values")
}

/// The error for two columns that cannot become one.
fn unlike(one: &Output, other: &Output) -> Option<Diagnostic> {
    let (Inferred::Known(left), Inferred::Known(right)) = (&one.ty, &other.ty) else {
        return None;
    };
    if common(left, right) != Common::None {
        return None;
    }
    let title = format!("one column cannot hold `{left}` and `{right}`");
    let error = Diagnostic::new(other.origin, title);
    Some(error.help(format!("cast it: `(…)::{left}`")))
}
