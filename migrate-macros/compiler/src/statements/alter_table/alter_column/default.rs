//! `set default e`, `drop default`. Takes a column, gives the value of inserts that leave
//! it out; must not know any database.

use super::{AlterationForm, Altering, Parsed, no_effect};
use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::schema::{Column, ColumnChange, Generator, Table, is_next_value};
use crate::statements::scope::Scope;
use crate::statements::{Refusal, columns};
use crate::syntax::ast::{Base, Expr, ExprKind};
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

/// The column is null where an insert leaves it out; a serial's sequence stays its own.
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
    ) -> Result<(ColumnChange, Origin), Refusal> {
        let origin = self.default.origin;
        can_have_default(column, origin)?;
        if let Some(alteration) = self.own_sequence(column, scope.table) {
            if column.generator.is_some() {
                let title = format!(
                    "`{}` takes its default from this sequence already",
                    column.name
                );
                return Err(no_effect(origin, title).into());
            }
            return Ok((alteration, origin));
        }
        if column.default.as_ref() == Some(&self.default) {
            let title = format!("`{}` has this default already", column.name);
            return Err(no_effect(origin, title).into());
        }
        if matches!(self.default.kind, ExprKind::Null) && column.default.is_none() {
            let title = format!("`{}` has no default, which is null already", column.name);
            return Err(no_effect(origin, title).into());
        }
        scope.check(|checker| checker.default(&self.default, column));
        let mut after = column.clone();
        after.default = Some(self.default.clone());
        columns::passes_own_checks(scope, &after)?;
        Ok((ColumnChange::Default(after.default), origin))
    }
}

impl SetDefault {
    /// The next number of the sequence that the column owns makes it a serial again.
    fn own_sequence(&self, column: &Column, table: &Table) -> Option<ColumnChange> {
        let owned = table.sequence(column)?;
        let is_integer = matches!(column.ty.base, Base::Integer(_)) && !column.ty.array;
        if !is_integer || !is_next_value(&self.default, &table.name, &owned) {
            return None;
        }
        let mut after = column.clone();
        after.generator = Some(Generator::Serial);
        Some(ColumnChange::Generator {
            generator: after.generator,
            sequence: table.kept_sequence(&after, owned),
        })
    }
}

impl Altering for DropDefault {
    fn resolve(
        &self,
        column: &Column,
        _: &mut Scope<'_>,
    ) -> Result<(ColumnChange, Origin), Refusal> {
        can_have_default(column, self.origin)?;
        if column.default.is_none() && column.generator.is_none() {
            let title = format!("`{}` has no default", column.name);
            return Err(no_effect(self.origin, title).into());
        }
        Ok((ColumnChange::Default(None), self.origin))
    }
}

/// A column has one source of values; a serial is a default already.
fn can_have_default(column: &Column, origin: Origin) -> Result<(), Diagnostic> {
    let name = &column.name;
    let (source, help) = match (column.generator, &column.generated) {
        (Some(Generator::IdentityAlways | Generator::IdentityByDefault), _) => (
            "an identity",
            format!("write `alter column {name} drop identity` first"),
        ),
        (Some(Generator::Serial) | None, Some(_)) => (
            "an expression",
            format!("write `alter column {name} set expression (…)`"),
        ),
        (Some(Generator::Serial) | None, None) => return Ok(()),
    };
    let title = format!("`{name}` gets its values from {source} and has no default of its own");
    Err(Diagnostic::new(origin, title).help(help))
}
