//! `set default e`, `drop default`. Takes a column, gives the value of inserts that leave
//! it out; must not know any database.

use super::{AlterationForm, Altering, Parsed, no_effect};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Alteration, Column, Generator};
use crate::statements::scope::Scope;
use crate::statements::{Refusal, columns};
use crate::syntax::ast::{Expr, ExprKind};
use crate::syntax::{self, Cursor};

pub(super) const SET: AlterationForm = AlterationForm {
    words: &["set", "default"],
    parse: parse_set,
};

pub(super) const DROP: AlterationForm = AlterationForm {
    words: &["drop", "default"],
    parse: |_, origin| Ok(Box::new(DropDefault { origin })),
};

/// The value of a column that an insert leaves out.
#[derive(Debug)]
struct SetDefault {
    default: Expr,
}

/// The column is null where an insert leaves it out.
#[derive(Debug)]
struct DropDefault {
    origin: Origin,
}

fn parse_set(cursor: &mut Cursor<'_>, _: Origin) -> Parsed {
    let default = syntax::operand_expr(cursor)?;
    Ok(Box::new(SetDefault { default }))
}

impl Altering for SetDefault {
    fn resolve(
        &self,
        column: &Column,
        scope: &mut Scope<'_>,
    ) -> Result<(Alteration, Origin), Refusal> {
        let origin = self.default.origin;
        can_have_default(column, origin)?;
        if column.default.as_ref() == Some(&self.default) {
            let title = format!("`{}` has this default already", column.name);
            return Err(no_effect(origin, title));
        }
        if matches!(self.default.kind, ExprKind::Null) && column.default.is_none() {
            let title = format!("`{}` has no default, which is null already", column.name);
            return Err(no_effect(origin, title));
        }
        scope.check(|checker| checker.default(&self.default, column));
        let mut after = column.clone();
        after.default = Some(self.default.clone());
        columns::passes_own_checks(scope, &after)?;
        Ok((Alteration::Default(after.default), origin))
    }
}

impl Altering for DropDefault {
    fn resolve(&self, column: &Column, _: &mut Scope<'_>) -> Result<(Alteration, Origin), Refusal> {
        can_have_default(column, self.origin)?;
        if column.default.is_none() {
            let title = format!("`{}` has no default", column.name);
            return Err(no_effect(self.origin, title));
        }
        Ok((Alteration::Default(None), self.origin))
    }

    fn meant(&self, _: &Column) -> Vec<Alteration> {
        vec![Alteration::Generator(None)]
    }
}

/// A column has one source of values.
fn can_have_default(column: &Column, origin: Origin) -> Result<(), Diagnostic> {
    let name = &column.name;
    let (source, help) = match (column.generator, &column.generated) {
        (Some(Generator::Serial), _) => (
            "a sequence",
            format!("write `alter column {name} drop identity`, which takes its sequence away"),
        ),
        (Some(Generator::IdentityAlways | Generator::IdentityByDefault), _) => (
            "an identity",
            format!("write `alter column {name} drop identity` first"),
        ),
        (None, Some(_)) => (
            "an expression",
            format!("write `alter column {name} set expression (…)`"),
        ),
        (None, None) => return Ok(()),
    };
    let title = format!("`{name}` gets its values from {source} and has no default of its own");
    Err(Diagnostic::new(origin, title).help(help))
}
