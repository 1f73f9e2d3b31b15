//! `set expression (e)`, `drop expression`. Takes a generated column, gives what it is
//! computed from; must not know any database.

use proc_macro2::Delimiter;

use super::{AlterationForm, Altering, Parsed, no_effect};
use crate::origin::Origin;
use crate::schema::{Column, ColumnChange, Generated};
use crate::statements::Refusal;
use crate::statements::scope::Scope;
use crate::syntax::ast::Expr;
use crate::syntax::{self, Cursor};

pub(super) const SET: AlterationForm = AlterationForm {
    words: &["set", "expression"],
    parse: parse_set,
};

pub(super) const DROP: AlterationForm = AlterationForm {
    words: &["drop", "expression"],
    parse: |_, origin| Ok(Box::new(DropExpression { origin })),
};

/// What the column is computed from.
#[derive(Debug)]
struct SetExpression {
    expr: Expr,
    origin: Origin,
}

/// The column keeps its values and is no longer computed.
#[derive(Debug)]
struct DropExpression {
    origin: Origin,
}

fn parse_set(cursor: &mut Cursor<'_>, origin: Origin) -> Parsed {
    cursor.eat_word("as");
    let (mut inner, _) = cursor.expect_group(Delimiter::Parenthesis)?;
    let expr = syntax::expr(&mut inner)?;
    inner.expect_end()?;
    Ok(Box::new(SetExpression { expr, origin }))
}

impl Altering for SetExpression {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        let generated = generated(column, self.origin)?;
        if generated.expr == self.expr {
            let title = format!("`{}` is already computed from this", column.name);
            return Err(no_effect(self.origin, title).into());
        }
        let table = scope.table;
        scope.check(|checker| checker.generated(&self.expr, table, column));
        let after = Generated {
            expr: self.expr.clone(),
            stored: generated.stored,
        };
        Ok((ColumnChange::Generated(Some(after)), self.origin))
    }
}

impl Altering for DropExpression {
    fn resolve(
        &self,
        column: &Column,
        _: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        generated(column, self.origin)?;
        Ok((ColumnChange::Generated(None), self.origin))
    }
}

fn generated(column: &Column, origin: Origin) -> Result<&Generated, Refusal> {
    let generated = column.generated.as_ref();
    generated.ok_or_else(|| no_effect(origin, format!("`{}` is not computed", column.name)).into())
}
